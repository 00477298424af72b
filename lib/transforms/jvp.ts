import { DualOf } from '../forward/dual.ts';
import { primalBelow, tangentOf } from '../forward/passes.ts';
import { isZeroSeed, sumOverSeeds } from '../forward/seeds.ts';
import { asInput } from '../instrument.ts';
import { enter, leave } from '../level.ts';
import type { Scalar } from '../scalar.ts';
import { numbersAlike } from '../tree/alike.ts';
import { arrange } from '../tree/arrangement.ts';
import { isVector } from '../tree/container.ts';
import { ANY_RESULT } from '../tree/output.ts';
import { type CheckOption, checkFunction, checkSelection } from './options.ts';
import { comparisonOf } from './plain-value.ts';
import { ANY_ARGUMENT, pointAt, withAux } from './point.ts';
import type { AuxOption } from './selection-types.ts';
import type { ArrayUnlessDeclared, Point } from './tree-types.ts';
import type { AuxFn, Fn, Kind, Tangents, TangentsAndAux } from './types.ts';

/** Of a function that returns `[y, aux]`: aux comes out with the result, its numbers without this derivative. */
export function jvp<Y, A, E extends Scalar>(
  f: AuxFn<Scalar, Y, A>,
  x: E,
  v: E,
  options: CheckOption & AuxOption,
): TangentsAndAux<Kind<E>, Y, A>;
export function jvp<X = ArrayUnlessDeclared, Y = Scalar, A = unknown>(
  f: AuxFn<X, Y, A>,
  x: Point<number, X>,
  v: Point<number, X>,
  options: CheckOption & AuxOption,
): TangentsAndAux<number, Y, A>;
export function jvp<X = ArrayUnlessDeclared, Y = Scalar, A = unknown>(
  f: AuxFn<X, Y, A>,
  x: Point<Scalar, X>,
  v: Point<Scalar, X>,
  options: CheckOption & AuxOption,
): TangentsAndAux<Scalar, Y, A>;
/**
 * The pushforward of f at x along v: `{ value: f(x), tangent: J v }`, both in the tree of f's result.
 * x and v are both numbers, or trees alike: arrays, records. A number of v that is 0 seeds nothing.
 *
 * Cost: one pass, about 2 to 3 times the work of f. f is called once for it, and once more, on plain numbers, when it is not
 * the function compared last, or as the option `check` says: its values are compared.
 * @throws {@link TypeError} when x, v or f(x) is neither a number nor a tree of numbers.
 * @throws {@link RangeError} when v has other lengths or keys than x.
 * @throws {@link Error} when f has another value on plain numbers.
 * @example jvp(([x, y]) => mul(x, y), [2, 3], [1, 0]) // { value: 6, tangent: 3 }
 * @see Griewank & Walther, Evaluating Derivatives, section 3.1
 */
export function jvp<Y, E extends Scalar>(f: Fn<Scalar, Y>, x: E, v: E, options?: CheckOption): Tangents<Kind<E>, Y>;
export function jvp<X = ArrayUnlessDeclared, Y = Scalar>(
  f: Fn<X, Y>,
  x: Point<number, X>,
  v: Point<number, X>,
  options?: CheckOption,
): Tangents<number, Y>;
export function jvp<X = ArrayUnlessDeclared, Y = Scalar>(
  f: Fn<X, Y>,
  x: Point<Scalar, X>,
  v: Point<Scalar, X>,
  options?: CheckOption,
): Tangents<Scalar, Y>;
export function jvp(f: (x: never) => unknown, x: unknown, v: unknown, options?: CheckOption): unknown {
  checkFunction('jvp', f);
  const selection = checkSelection('jvp', options);
  const point = pointAt('jvp', f, x, [], selection, ANY_ARGUMENT, ANY_RESULT);
  const { tree, numbers, call } = point;
  if (tree.kind === 'number' && isVector(v)) {
    throw new TypeError('jvp: expected v to be a number, as x is, got an array');
  }
  const { value, tangent } = pushforward(call as Listed, numbers, numbersAlike('jvp', 'v', v, tree, 'x'));
  comparisonOf(f, selection.check)('jvp', call, numbers, value);
  return withAux({ value: arrange(point.of, value), tangent: arrange(point.of, tangent) }, point);
}

/** A function from a list of numbers to another. */
type Listed = (xs: Scalar[]) => readonly Scalar[];

/** f(x) and its tangent along v, as lists. */
export function pushforward(
  f: Listed,
  x: readonly Scalar[],
  v: readonly Scalar[],
): { value: Scalar[]; tangent: Scalar[] } {
  const found = pass(f, x, v);
  if (!v.some(isZeroSeed)) return found;
  return { ...found, tangent: [...sumOverSeeds(v, found.tangent, (seeds) => pass(f, x, seeds).tangent)] };
}

/** One pass; an entry of v that is the plain number 0 is not seeded. */
function pass(f: Listed, x: readonly Scalar[], v: readonly Scalar[]): { value: Scalar[]; tangent: Scalar[] } {
  const level = enter(undefined);
  try {
    const ys = f(x.map((xi, i) => (v[i] === 0 ? xi : asInput(new DualOf(level, xi, v[i]!)))));
    return { value: ys.map((y) => primalBelow(level, y)), tangent: ys.map((y) => tangentOf(level, y)) };
  } finally {
    leave(level);
  }
}
