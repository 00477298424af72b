import { describe } from '../describe.ts';
import type { Scalar, Vector } from '../scalar.ts';
import { inputs } from './container.ts';
import { bind, type Engines } from './engine.ts';
import { checkFunction, choose, type Options } from './options.ts';
import type { Fn, GradientInto, Inputs, Rest } from './types.ts';

/** The verb {@link gradInto} of an entry with the modes M. */
export interface GradInto<M extends string> {
  /**
   * The callback that optimisers want: `(x, out, ...rest) => value`, which writes the gradient at x into `out`.
   * `out` is written only when all of the gradient is known; if f throws it is as before.
   *
   * Cost: that of {@link grad}.
   * @throws {@link TypeError} when x or `out` is not an array of numbers or f(x) is not a number.
   * @throws {@link RangeError} when `out` has another length than x.
   * @throws {@link Error} when passes over the same x come to different values.
   * @example gradInto(([x, y]) => mul(x, y))([2, 3], [0, 0]) // 6
   */
  <X extends Vector = Inputs, R extends Rest = []>(f: Fn<X, Scalar, R>, options?: Options<M>): GradientInto<R>;
}

/** `gradInto` with the modes of an entry. */
export function makeGradInto<M extends string>(engines: Engines<M>): GradInto<M> {
  return <X extends Vector, R extends Rest>(f: Fn<X, Scalar, R>, options: Options<M> = {}): GradientInto<R> => {
    checkFunction('gradInto', f);
    const { engine, lanes } = choose('gradInto', engines, options);
    return (x, out, ...rest) => {
      const entries = inputs('gradInto', 'x', x);
      if (!Array.isArray(out) && !(out instanceof Float64Array)) {
        throw new TypeError(`gradInto: expected out to be an array or a Float64Array, got ${describe(out)}`);
      }
      if (out.length !== entries.length) {
        throw new RangeError(`gradInto: expected out to have the length of x, ${entries.length}, got ${out.length}`);
      }
      const run = bind(f, rest);
      const result = engine.gradient('gradInto', run, entries, lanes);
      number(result.value);
      for (let j = 0; j < out.length; j++) number(result.gradient[j] as Scalar);
      for (let j = 0; j < out.length; j++) out[j] = result.gradient[j] as number;
      return result.value as number;
    };
  };
}

function number(x: Scalar): void {
  if (typeof x === 'number') return;
  throw new TypeError(
    `gradInto: expected plain numbers, got ${x.toString()} of an outer derivative; inside another derivative use valueAndGrad`,
  );
}
