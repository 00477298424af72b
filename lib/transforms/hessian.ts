import type { Scalar } from '../scalar.ts';
import { arrange } from '../tree/arrangement.ts';
import { derivativeLike } from '../tree/container.ts';
import type { Engines } from './engine.ts';
import { forwardEngine } from './forward-engine.ts';
import type { Options } from './options.ts';
import type { Arguments, AuxFnBy, AuxOption, ByOption, DerivativeBy, FnBy, Wrt } from './selection-types.ts';
import type { ArrayUnlessDeclared, Of } from './tree-types.ts';
import type { Further, Jacobian, TreeFn } from './types.ts';
import { makeVerb } from './verb.ts';

/** The verb {@link hessian} of an entry with the modes M. */
export interface Hessian<M extends string> {
  /** Of a function that returns `[y, aux]`: aux comes out with the result, its numbers without this derivative. */
  <F, X = ArrayUnlessDeclared, A = unknown, const W extends Wrt<F> | 0 = 0>(
    f: AuxFnBy<F, W, X, Scalar, A>,
    options: Options<M> & AuxOption<W>,
  ): DerivativeBy<W, 'hessian, aux', Arguments<F>, Scalar, A>;
  /** By the arguments that `wrt` names, of which any may be a number; of a list of places, a tuple of trees. */
  <F, Y extends Scalar, const W extends Wrt<F>>(
    f: FnBy<F, W, Y>,
    options: Options<M> & ByOption<W>,
  ): DerivativeBy<W, 'hessian', Arguments<F>>;
  /**
   * The Hessian of a scalar function: a function from x to n rows, H[i][j] = ∂²f/∂xᵢ∂xⱼ, each in x's kind of container. Of
   * a record it is a record of records: H.a.b is ∂²f/∂a∂b. It is the Jacobian of the gradient, and symmetric up to rounding.
   *
   * Cost: ⌈n / k⌉ passes of k lanes over a gradient: in forward mode over ⌈n / k⌉ passes of k lanes, in reverse mode over one
   * recording of f and one sweep. f is called once for each pass or recording inside, and once more, on plain numbers, in the
   * first call of each derivative made: its values are compared.
   * @throws {@link TypeError} when x is no tree of numbers or f(x) is not a number.
   * @throws {@link Error} when f has another value on plain numbers, or passes over the same x come to different values.
   * @example hessian(([x, y]) => mul(square(x), y))([2, 3]) // [[6, 4], [4, 0]]
   */
  <F, X = ArrayUnlessDeclared>(f: F & TreeFn<X, Scalar>, options?: Options<M>): Jacobian<X, Of<Scalar, X>, Further<F>>;
}

/** `hessian` with the modes of an entry: the forward Jacobian of the gradient in that mode. */
export function makeHessian<M extends string>(engines: Engines<M>): Hessian<M> {
  return makeVerb(
    'hessian',
    engines,
    'gradient',
    (evaluate, at, lanes) => {
      const { rows } = forwardEngine.rows('hessian', (xs) => evaluate(at, xs).gradient, at.numbers, lanes);
      const derivatives = rows.map((row) => derivativeLike('hessian', at.tree, row));
      return arrange(at.tree, derivatives);
    },
    'hessian',
    'differentiates',
  ) as Hessian<M>;
}
