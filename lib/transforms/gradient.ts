import { passes, sameValue } from '../forward/passes.ts';
import type { Scalar } from '../scalar.ts';
import { lanesFor } from './options.ts';
import { scalarOutput } from './output.ts';

/** f(x) and the gradient of f at x, as Scalars one level out. */
export function gradient(
  name: string,
  f: (xs: Scalar[]) => unknown,
  xs: readonly Scalar[],
  lanes: number | undefined,
): { value: Scalar; gradient: Scalar[] } {
  const result: Scalar[] = [];
  let first: Scalar | undefined;
  passes(f, xs, lanes ?? lanesFor(xs.length), (output, pass) => {
    const y = scalarOutput(name, output, 'for vector outputs use jacobian(f)');
    const v = pass.primal(y);
    if (first === undefined) first = v;
    else sameValue(name, 'value', first, v);
    for (let j = 0; j < pass.count; j++) result.push(pass.tangent(y, j));
  });
  return { value: first as Scalar, gradient: result };
}
