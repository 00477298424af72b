import type { Scalar } from '../scalar.ts';
import { arrange } from '../tree/arrangement.ts';
import { derivativeLike } from '../tree/container.ts';
import type { Engines } from './engine.ts';
import type { Options } from './options.ts';
import type { Arguments, AuxFnBy, AuxOption, ByOption, DerivativeBy, FnBy, Wrt } from './selection-types.ts';
import type { ArrayUnlessDeclared, ToTree } from './tree-types.ts';
import type { Further, Jacobian, TreeFn, ValueAndJacobian } from './types.ts';
import { makeVerb } from './verb.ts';

/** The verb {@link jacobian} of an entry with the modes M. */
export interface JacobianOf<M extends string> {
  /** Of a function that returns `[y, aux]`: aux comes out with the result, its numbers without this derivative. */
  <F, X = ArrayUnlessDeclared, Y = Scalar[], A = unknown, const W extends Wrt<F> | 0 = 0>(
    f: AuxFnBy<F, W, X, Y, A> & ToTree<Y>,
    options: Options<M> & AuxOption<W>,
  ): DerivativeBy<W, 'jacobian, aux', Arguments<F>, Y, A>;
  /** By the arguments that `wrt` names, of which any may be a number; of a list of places, a tuple of trees. */
  <F, Y, const W extends Wrt<F>>(
    f: FnBy<F, W, Y> & ToTree<Y>,
    options: Options<M> & ByOption<W>,
  ): DerivativeBy<W, 'jacobian', Arguments<F>, Y>;
  /**
   * The Jacobian of a function with many outputs: a function from x to the tree of f(x), in which the derivatives by x stand
   * for each number, in x's tree. Of arrays it is m rows, J[i][j] = ∂fᵢ/∂xⱼ. Further arguments are passed to f untouched.
   *
   * Cost: in forward mode ⌈n / k⌉ passes of k lanes, each about 1 + k times the work of f, whatever m; in reverse mode one
   * recording of f and m sweeps, whatever n. f is called once for each pass or recording, and once more, on plain numbers, in
   * the first call of each derivative made: its values are compared.
   * @throws {@link TypeError} when x or f(x) is not an array or a record of numbers.
   * @throws {@link Error} when f has another value on plain numbers, or passes over the same x come to different values.
   * @example jacobian(([x, y]) => [mul(x, y), square(x)])([2, 3]) // [[3, 2], [4, 0]]
   * @see Griewank & Walther, Evaluating Derivatives, section 3.1
   */
  <F, X = ArrayUnlessDeclared, Y = Scalar[]>(
    f: F & TreeFn<X, Y> & ToTree<Y>,
    options?: Options<M>,
  ): Jacobian<X, Y, Further<F>>;
}

/** The verb {@link valueAndJacobian} of an entry with the modes M. */
export interface ValueAndJacobianOf<M extends string> {
  /** Of a function that returns `[y, aux]`: aux comes out with the result, its numbers without this derivative. */
  <F, X = ArrayUnlessDeclared, Y = Scalar[], A = unknown, const W extends Wrt<F> | 0 = 0>(
    f: AuxFnBy<F, W, X, Y, A> & ToTree<Y>,
    options: Options<M> & AuxOption<W>,
  ): DerivativeBy<W, 'valueAndJacobian, aux', Arguments<F>, Y, A>;
  /** By the arguments that `wrt` names, of which any may be a number; of a list of places, a tuple of trees. */
  <F, Y, const W extends Wrt<F>>(
    f: FnBy<F, W, Y> & ToTree<Y>,
    options: Options<M> & ByOption<W>,
  ): DerivativeBy<W, 'valueAndJacobian', Arguments<F>, Y>;
  /**
   * f(x) together with its Jacobian, `{ value, jacobian }`, for the price of the Jacobian.
   * Otherwise as {@link jacobian}.
   *
   * Cost, and how often f is called: as of {@link jacobian}.
   * @throws {@link TypeError} when x or f(x) is not an array or a record of numbers.
   * @throws {@link Error} when f has another value on plain numbers, or passes over the same x come to different values.
   * @example valueAndJacobian(([x, y]) => [mul(x, y), square(x)])([2, 3]) // { value: [6, 4], jacobian: [[3, 2], [4, 0]] }
   */
  <F, X = ArrayUnlessDeclared, Y = Scalar[]>(
    f: F & TreeFn<X, Y> & ToTree<Y>,
    options?: Options<M>,
  ): ValueAndJacobian<X, Y, Further<F>>;
}

/** `jacobian` with the modes of an entry; `name` is the verb to name in errors. */
export function makeJacobian<M extends string>(engines: Engines<M>, name = 'jacobian'): JacobianOf<M> {
  return makeVerb(
    name,
    engines,
    'rows',
    (evaluate, at) => {
      const rows = evaluate(at).rows.map((row) => derivativeLike(name, at.tree, row));
      return arrange(at.of, rows);
    },
    'jacobian',
  ) as JacobianOf<M>;
}

/** `valueAndJacobian` with the modes of an entry. */
export function makeValueAndJacobian<M extends string>(engines: Engines<M>): ValueAndJacobianOf<M> {
  return makeVerb('valueAndJacobian', engines, 'rows', (evaluate, at) => {
    const { value, rows } = evaluate(at);
    const derivatives = rows.map((row) => derivativeLike('valueAndJacobian', at.tree, row));
    return { value: arrange(at.of, value), jacobian: arrange(at.of, derivatives) };
  }) as ValueAndJacobianOf<M>;
}
