import type { Scalar } from '../scalar.ts';
import { derivativeLike } from '../tree/container.ts';
import type { Engines } from './engine.ts';
import type { Options } from './options.ts';
import type { Arguments, AuxFnBy, AuxOption, ByOption, DerivativeBy, FnBy, Wrt } from './selection-types.ts';
import type { ArrayUnlessDeclared } from './tree-types.ts';
import type { Further, TreeFn, ValueAndGradient } from './types.ts';
import { makeVerb } from './verb.ts';

/** The verb {@link valueAndGrad} of an entry with the modes M. */
export interface ValueAndGrad<M extends string> {
  /** Of a function that returns `[y, aux]`: aux comes out with the result, its numbers without this derivative. */
  <F, X = ArrayUnlessDeclared, A = unknown, const W extends Wrt<F> | 0 = 0>(
    f: AuxFnBy<F, W, X, Scalar, A>,
    options: Options<M> & AuxOption<W>,
  ): DerivativeBy<W, 'valueAndGrad, aux', Arguments<F>, Scalar, A>;
  /** By the arguments that `wrt` names, of which any may be a number; of a list of places, a tuple of trees. */
  <F, Y extends Scalar, const W extends Wrt<F>>(
    f: FnBy<F, W, Y>,
    options: Options<M> & ByOption<W>,
  ): DerivativeBy<W, 'valueAndGrad', Arguments<F>>;
  /**
   * f(x) together with its gradient, `{ value, gradient }`, for the price of the gradient.
   * Otherwise as {@link grad}.
   *
   * Cost, and how often f is called: as of {@link grad}.
   * @throws {@link TypeError} when x is no tree of numbers or f(x) is not a number.
   * @throws {@link Error} when f has another value on plain numbers, or passes over the same x come to different values.
   * @example valueAndGrad(([x, y]) => mul(x, y))([2, 3]) // { value: 6, gradient: [3, 2] }
   */
  <F, X = ArrayUnlessDeclared>(f: F & TreeFn<X, Scalar>, options?: Options<M>): ValueAndGradient<X, Further<F>>;
}

/** `valueAndGrad` with the modes of an entry. */
export function makeValueAndGrad<M extends string>(engines: Engines<M>): ValueAndGrad<M> {
  return makeVerb('valueAndGrad', engines, 'gradient', (evaluate, at) => {
    const { value, gradient } = evaluate(at);
    return { value, gradient: derivativeLike('valueAndGrad', at.tree, gradient) };
  }) as ValueAndGrad<M>;
}
