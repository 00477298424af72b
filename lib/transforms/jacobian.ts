import { passes, sameValue } from '../forward/passes.ts';
import type { Scalar, Vector } from '../scalar.ts';
import { inputs, likeInput } from './container.ts';
import { checkFunction, checkOptions, lanesFor, type Options } from './options.ts';
import { vectorOutput } from './output.ts';
import type { Fn, Inputs, Jacobian, Rest, ValueAndJacobian } from './types.ts';

/**
 * The Jacobian of a vector function: a function from x to m rows, J[i][j] = ∂fᵢ/∂xⱼ, each in x's kind of container.
 * Further arguments are passed to f untouched.
 *
 * Cost: ⌈n / k⌉ passes of k lanes, each about 1 + k times the work of f, whatever m.
 * @throws {@link TypeError} when x is not an array of numbers or f(x) is not an array of numbers.
 * @throws {@link Error} when passes over the same x come to different values.
 * @example jacobian(([x, y]) => [mul(x, y), square(x)])([2, 3]) // [[3, 2], [4, 0]]
 * @see Griewank & Walther, Evaluating Derivatives, section 3.1
 */
export function jacobian<X extends Vector = Inputs, Y extends Vector = Scalar[], R extends Rest = []>(
  f: Fn<X, Y, R>,
  options: Options = {},
): Jacobian<X, Y, R> {
  checkFunction('jacobian', f);
  const lanes = checkOptions('jacobian', options);
  return ((x: unknown, ...rest: R) => rows('jacobian', f, x, rest, lanes).jacobian) as Jacobian<X, Y, R>;
}

/**
 * f(x) together with its Jacobian, `{ value, jacobian }`, for the price of the Jacobian.
 * Otherwise as {@link jacobian}.
 *
 * Cost: that of jacobian; the value comes with the first pass.
 * @throws {@link TypeError} when x is not an array of numbers or f(x) is not an array of numbers.
 * @throws {@link Error} when passes over the same x come to different values.
 * @example valueAndJacobian(([x, y]) => [mul(x, y), square(x)])([2, 3]) // { value: [6, 4], jacobian: [[3, 2], [4, 0]] }
 */
export function valueAndJacobian<X extends Vector = Inputs, Y extends Vector = Scalar[], R extends Rest = []>(
  f: Fn<X, Y, R>,
  options: Options = {},
): ValueAndJacobian<X, Y, R> {
  checkFunction('valueAndJacobian', f);
  const lanes = checkOptions('valueAndJacobian', options);
  return ((x: unknown, ...rest: R) => rows('valueAndJacobian', f, x, rest, lanes)) as ValueAndJacobian<X, Y, R>;
}

/** The value and the rows of derivatives of f at x. */
export function rows<R extends Rest>(
  name: string,
  f: (xs: never, ...rest: R) => unknown,
  x: unknown,
  rest: R,
  lanes: number | undefined,
): { value: Scalar[]; jacobian: (Scalar[] | Float64Array)[] } {
  const xs = inputs(name, 'x', x);
  const table: Scalar[][] = [];
  let first: Scalar[] | undefined;
  passes(
    (seeded) => f(seeded as never, ...rest),
    xs,
    lanes ?? lanesFor(xs.length),
    (output, pass) => {
      const ys = vectorOutput(name, output, 'for scalar outputs use grad(f)');
      const values = ys.map((y) => pass.primal(y));
      if (first === undefined) {
        first = values;
        for (let i = 0; i < ys.length; i++) table.push([]);
      } else {
        sameValue(name, 'number of outputs', first.length, values.length);
        for (let i = 0; i < values.length; i++) sameValue(name, `f(x)[${i}]`, first[i] as Scalar, values[i] as Scalar);
      }
      for (let i = 0; i < ys.length; i++) {
        for (let j = 0; j < pass.count; j++) (table[i] as Scalar[]).push(pass.tangent(ys[i] as Scalar, j));
      }
    },
  );
  return { value: first as unknown as Scalar[], jacobian: table.map((row) => likeInput(name, row, x)) };
}
