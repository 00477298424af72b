import type { Scalar } from '../scalar.ts';
import { numbersAlike } from '../tree/alike.ts';
import { eachPlace } from '../tree/destination.ts';
import type { Engines } from './engine.ts';
import type { Options } from './options.ts';
import type { Arguments, ByOption, Chosen, FnBy, GradientIntoBy, Wrt } from './selection-types.ts';
import type { ArrayUnlessDeclared, OfTree } from './tree-types.ts';
import type { Further, GradientInto, TreeFn } from './types.ts';
import { makeVerb } from './verb.ts';

/** The verb {@link gradInto} of an entry with the modes M. */
export interface GradInto<M extends string> {
  /** By the arguments that `wrt` names, which count f's own; of a list of places, `out` is a list. */
  <F, Y extends Scalar, const W extends Wrt<F>>(
    f: FnBy<F, W, Y> & OfTree<Chosen<Arguments<F>, W>>,
    options: Options<M> & ByOption<W>,
  ): GradientIntoBy<W, Arguments<F>>;
  /**
   * The callback that optimisers want: `(x, out, ...rest) => value`, which writes the gradient at x into `out`, a tree like x.
   * `out` is written only when the whole gradient is known. If f throws, it is unchanged.
   *
   * Cost, and how often f is called: as of {@link grad}.
   * @throws {@link TypeError} when x or `out` is no tree of numbers or f(x) is not a number.
   * @throws {@link RangeError} when `out` has other lengths or keys than x.
   * @throws {@link Error} when f has another value on plain numbers, or passes over the same x come to different values.
   * @example gradInto(([x, y]) => mul(x, y))([2, 3], [0, 0]) // 6
   */
  <F, X = ArrayUnlessDeclared>(f: F & TreeFn<X, Scalar>, options?: Options<M>): GradientInto<X, Further<F>>;
}

/** `gradInto` with the modes of an entry. */
export function makeGradInto<M extends string>(engines: Engines<M>): GradInto<M> {
  return makeVerb(
    'gradInto',
    engines,
    'gradient',
    (evaluate, at, _lanes, out) => {
      numbersAlike('gradInto', 'out', out, at.tree, 'x', true);
      const { value, gradient } = evaluate(at);
      checkNumber(value);
      gradient.forEach(checkNumber);
      let j = 0;
      eachPlace(at.tree, out, (container, key) => {
        container[key] = gradient[j++];
      });
      return value;
    },
    'value',
    'writes',
  ) as GradInto<M>;
}

function checkNumber(x: Scalar): void {
  if (typeof x === 'number') return;
  throw new TypeError(
    `gradInto: expected plain numbers, got ${x.toString()} of an outer derivative; inside another derivative use valueAndGrad`,
  );
}
