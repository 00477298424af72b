import type { Scalar } from '../scalar.ts';
import { numbersAlike } from '../tree/alike.ts';
import { derivativeLike } from '../tree/container.ts';
import type { TypedArray } from '../typed-array.ts';
import type { Engine } from './engine.ts';
import { pushforward } from './jvp.ts';
import { type CheckOption, checkFunction, checkSelection } from './options.ts';
import { comparisonOf } from './plain-value.ts';
import { listArgument, pointAt, withAux } from './point.ts';
import type { AuxOption } from './selection-types.ts';
import type { ArrayUnlessDeclared, At, Exact, Of, OfTree, Point, Slopes } from './tree-types.ts';
import type { AuxFn, TreeFn } from './types.ts';

/** The verb {@link hvp}. */
export interface Hvp {
  /** Of a function that returns `[y, aux]`: aux comes out with the result, its numbers without this derivative. */
  <X = ArrayUnlessDeclared, A = unknown>(
    f: AuxFn<X, Scalar, A> & OfTree<X>,
    x: At<number, X>,
    v: Point<number, X>,
    options: CheckOption & AuxOption,
  ): { hvp: Of<number, X>; aux: Of<number, A, TypedArray> };
  <T extends Point<number, X>, X = ArrayUnlessDeclared, A = unknown>(
    f: AuxFn<X, Scalar, A> & OfTree<X>,
    x: T & Exact<T, X>,
    v: Point<number, X>,
    options: CheckOption & AuxOption,
  ): { hvp: Slopes<T, X>; aux: Of<number, A, TypedArray> };
  <X = ArrayUnlessDeclared, A = unknown>(
    f: AuxFn<X, Scalar, A> & OfTree<X>,
    x: At<Scalar, X>,
    v: At<Scalar, X>,
    options: CheckOption & AuxOption,
  ): { hvp: Of<Scalar, X>; aux: Of<Scalar, A, TypedArray> };
  /**
   * The product H v of the Hessian of f at x with v, in x's tree, without forming H: the derivative of the gradient along v,
   * which is a tree like x.
   *
   * Cost: in forward mode ⌈n / k⌉ passes of k lanes over one direction, each about 2(1 + k) times the work of f; in reverse
   * mode one recording of f with a tangent and one sweep. f is called once for each pass or recording, and once more, on
   * plain numbers, when it is not the function compared last, or as the option `check` says: its values are
   * compared.
   * @throws {@link TypeError} when x or v is no tree of numbers or f(x) is not a number.
   * @throws {@link RangeError} when v has other lengths or keys than x.
   * @throws {@link Error} when f has another value on plain numbers.
   * @example hvp(([x, y]) => mul(square(x), y), [2, 3], [1, 0]) // [6, 4]
   * @see Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation 6 (1994)
   */
  <X = ArrayUnlessDeclared>(
    f: TreeFn<X, Scalar>,
    x: At<number, X>,
    v: Point<number, X>,
    options?: CheckOption,
  ): Of<number, X>;
  <A extends Point<number, X>, X = ArrayUnlessDeclared>(
    f: TreeFn<X, Scalar>,
    x: A & Exact<A, X>,
    v: Point<number, X>,
    options?: CheckOption,
  ): Slopes<A, X>;
  <X = ArrayUnlessDeclared>(
    f: TreeFn<X, Scalar>,
    x: At<Scalar, X>,
    v: At<Scalar, X>,
    options?: CheckOption,
  ): Of<Scalar, X>;
}

const LIST_ARGUMENT = /* @__PURE__ */ listArgument('; for a function of one number use derivative(f)');

/** `hvp` whose gradient, inside, is found by an engine. */
export function makeHvp(engine: Engine): Hvp {
  return ((f: (x: never) => Scalar, x: unknown, v: unknown, options?: CheckOption): unknown => {
    checkFunction('hvp', f);
    const selection = checkSelection('hvp', options);
    if (x === undefined)
      throw new TypeError('hvp: expected x to be an array or a record of numbers, got undefined; write hvp(f, x, v)');
    const point = pointAt('hvp', f, x, [], selection, LIST_ARGUMENT);
    const { tree, numbers, call } = point;
    const along = numbersAlike('hvp', 'v', v, tree, 'x');
    let value: Scalar = 0;
    const slope = (xs: Scalar[]): Scalar[] => {
      const found = engine.gradient('hvp', call, xs, undefined);
      value = found.value;
      return found.gradient;
    };
    const hvp = derivativeLike('hvp', tree, pushforward(slope, numbers, along).tangent);
    comparisonOf(f, selection.check)('hvp', call, numbers, value);
    return withAux(hvp, point, 'hvp');
  }) as unknown as Hvp;
}
