import { passes, sameValue } from '../forward/passes.ts';
import type { Scalar } from '../scalar.ts';
import type { Bound, Engine, Rows } from './engine.ts';
import { lanesFor } from './options.ts';
import { scalarOutput, vectorOutput } from './output.ts';

/** Passes of lanes: the cost grows with the inputs. */
export const forwardEngine: Engine = {
  hasLanes: true,

  gradient(name, f, xs, lanes = lanesFor(xs.length)) {
    const gradient: Scalar[] = [];
    let value: Scalar | undefined;
    passes(f, xs, lanes, (output, pass) => {
      const y = scalarOutput(name, output, 'for vector outputs use jacobian(f)');
      const v = pass.primal(y);
      if (value === undefined) value = v;
      else sameValue(name, 'value', value, v);
      for (let j = 0; j < pass.count; j++) gradient.push(pass.tangent(y, j));
      return true;
    });
    return { value: value as Scalar, gradient };
  },

  rows: (name, f, xs, lanes) => forwardRows(name, f, xs, lanes, () => true) as Rows,
};

/** The rows, or undefined if after the first pass, when the number of outputs is known, `goOn` says to stop. */
export function forwardRows(
  name: string,
  f: Bound,
  xs: readonly Scalar[],
  lanes: number = lanesFor(xs.length),
  goOn: (outputs: number) => boolean,
): Rows | undefined {
  const rows: Scalar[][] = [];
  let value: Scalar[] | undefined;
  const complete = passes(f, xs, lanes, (output, pass) => {
    const ys = vectorOutput(name, output, 'for scalar outputs use grad(f)');
    const values = ys.map((y) => pass.primal(y));
    if (value === undefined) {
      value = values;
      if (pass.count < xs.length && !goOn(ys.length)) return false;
      for (let i = 0; i < ys.length; i++) rows.push([]);
    } else {
      sameValue(name, 'number of outputs', value.length, values.length);
      for (let i = 0; i < values.length; i++) sameValue(name, `f(x)[${i}]`, value[i] as Scalar, values[i] as Scalar);
    }
    for (let i = 0; i < ys.length; i++) {
      for (let j = 0; j < pass.count; j++) (rows[i] as Scalar[]).push(pass.tangent(ys[i] as Scalar, j));
    }
    return true;
  });
  return complete ? { value: value as unknown as Scalar[], rows } : undefined;
}
