import type { Scalar } from '../scalar.ts';
import { likeInput } from '../tree/container.ts';
import type { Engines } from './engine.ts';
import type { Options } from './options.ts';
import type { Fn, Further, Inputs, ValueAndGradient } from './types.ts';
import { makeVerb } from './verb.ts';

/** The verb {@link valueAndGrad} of an entry with the modes M. */
export interface ValueAndGrad<M extends string> {
  /**
   * f(x) together with its gradient, `{ value, gradient }`, for the price of the gradient.
   * Otherwise as {@link grad}.
   *
   * Cost, and how often f is called: as of {@link grad}.
   * @throws {@link TypeError} when x is not an array of numbers or f(x) is not a number.
   * @throws {@link Error} when f has another value on plain numbers, or passes over the same x come to different values.
   * @example valueAndGrad(([x, y]) => mul(x, y))([2, 3]) // { value: 6, gradient: [3, 2] }
   */
  <F, X extends object = Inputs>(f: F & Fn<X, Scalar>, options?: Options<M>): ValueAndGradient<X, Further<F>>;
}

/** `valueAndGrad` with the modes of an entry. */
export function makeValueAndGrad<M extends string>(engines: Engines<M>): ValueAndGrad<M> {
  return makeVerb('valueAndGrad', engines, 'gradient', (evaluate, xs, rest, x) => {
    const { value, gradient } = evaluate(xs, rest, x);
    return { value, gradient: likeInput('valueAndGrad', gradient, x) };
  }) as ValueAndGrad<M>;
}
