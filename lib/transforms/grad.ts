import type { Scalar } from '../scalar.ts';
import { derivativeLike } from '../tree/container.ts';
import type { Engines } from './engine.ts';
import type { Options } from './options.ts';
import type { Arguments, AuxFnBy, AuxOption, ByOption, DerivativeBy, FnBy, Wrt } from './selection-types.ts';
import type { ArrayUnlessDeclared } from './tree-types.ts';
import type { Further, Gradient, TreeFn } from './types.ts';
import { makeVerb } from './verb.ts';

/** The verb {@link grad} of an entry with the modes M. */
export interface Grad<M extends string> {
  /** Of a function that returns `[y, aux]`: aux comes out with the result, its numbers without this derivative. */
  <F, X = ArrayUnlessDeclared, A = unknown, const W extends Wrt<F> | 0 = 0>(
    f: AuxFnBy<F, W, X, Scalar, A>,
    options: Options<M> & AuxOption<W>,
  ): DerivativeBy<W, 'grad, aux', Arguments<F>, Scalar, A>;
  /** By the arguments that `wrt` names, of which any may be a number; of a list of places, a tuple of trees. */
  <F, Y extends Scalar, const W extends Wrt<F>>(
    f: FnBy<F, W, Y>,
    options: Options<M> & ByOption<W>,
  ): DerivativeBy<W, 'grad', Arguments<F>>;
  /**
   * The gradient ∇f of a scalar function of n numbers: a function from x to the n partials ∂f/∂xⱼ, in x's tree. x is an array,
   * a record, or any tree of arrays and records; its strings, booleans and null stand in the gradient unchanged. f receives a
   * plain array for a typed one, whose gradient is a Float64Array. Further arguments are passed to f untouched.
   *
   * Cost: in forward mode ⌈n / k⌉ passes of k lanes, each about 1 + k times the work of f and less with few active operands;
   * in reverse mode one recording of f and one sweep. f is called once for each pass or recording, and once more, on plain
   * numbers, in the first call of each derivative made: its values are compared.
   * @throws {@link TypeError} when x holds anything but numbers, strings, booleans and null, or f(x) is not a number.
   * @throws {@link RangeError} when x contains itself.
   * @throws {@link Error} when f has another value on plain numbers, or passes over the same x come to different values.
   * @example grad(([x, y]) => mul(x, y))([2, 3]) // [3, 2]
   * @see Griewank & Walther, Evaluating Derivatives, section 3.1
   */
  <F, X = ArrayUnlessDeclared>(f: F & TreeFn<X, Scalar>, options?: Options<M>): Gradient<X, Further<F>>;
}

/** `grad` with the modes of an entry. */
export function makeGrad<M extends string>(engines: Engines<M>): Grad<M> {
  return makeVerb(
    'grad',
    engines,
    'gradient',
    (evaluate, at) => derivativeLike('grad', at.tree, evaluate(at).gradient),
    'gradient',
  ) as Grad<M>;
}
