import { DualOf } from '../forward/dual.ts';
import { primalBelow, tangentOf } from '../forward/passes.ts';
import { isZeroSeed, sumOverSeeds } from '../forward/seeds.ts';
import { asInput } from '../instrument.ts';
import { enter, leave } from '../level.ts';
import { checkScalar, type Scalar } from '../scalar.ts';
import { arranged, checkSameLength, inputs, isVector } from '../tree/container.ts';
import { outputs } from '../tree/output.ts';
import { type CheckOption, checkFunction, checkOption } from './options.ts';
import { compare } from './plain-value.ts';
import type { AuxOption } from './selection-types.ts';
import type { Inputs, Point } from './tree-types.ts';
import type { AuxFn, Fn, Kind, Tangents, TangentsAndAux } from './types.ts';

/** Of a function that returns `[y, aux]`. */
export function jvp<Y, A, E extends Scalar>(
  f: AuxFn<Scalar, Y, A>,
  x: E,
  v: E,
  options: CheckOption & AuxOption,
): TangentsAndAux<Kind<E>, Y, A>;
export function jvp<X extends object = Inputs, Y = Scalar, A = unknown>(
  f: AuxFn<X, Y, A>,
  x: Point<number, X>,
  v: Point<number, X>,
  options: CheckOption & AuxOption,
): TangentsAndAux<number, Y, A>;
export function jvp<X extends object = Inputs, Y = Scalar, A = unknown>(
  f: AuxFn<X, Y, A>,
  x: Point<Scalar, X>,
  v: Point<Scalar, X>,
  options: CheckOption & AuxOption,
): TangentsAndAux<Scalar, Y, A>;
/**
 * The pushforward of f at x along v: `{ value: f(x), tangent: J v }`, both in the shape of f's result.
 * x and v are both numbers or both arrays of the same length; an entry of v whose number is 0 seeds nothing.
 *
 * Cost: one pass, about 2 to 3 times the work of f. f is called once for it, and once more, on plain numbers, when it is not
 * the function compared last, or as the option `check` says: its values are compared.
 * @throws {@link TypeError} when x or v is of the wrong kind, or f(x) is neither a number nor an array of numbers.
 * @throws {@link RangeError} when v has another length than x.
 * @throws {@link Error} when f has another value on plain numbers.
 * @example jvp(([x, y]) => mul(x, y), [2, 3], [1, 0]) // { value: 6, tangent: 3 }
 * @see Griewank & Walther, Evaluating Derivatives, section 3.1
 */
export function jvp<Y, E extends Scalar>(f: Fn<Scalar, Y>, x: E, v: E, options?: CheckOption): Tangents<Kind<E>, Y>;
export function jvp<X extends object = Inputs, Y = Scalar>(
  f: Fn<X, Y>,
  x: Point<number, X>,
  v: Point<number, X>,
  options?: CheckOption,
): Tangents<number, Y>;
export function jvp<X extends object = Inputs, Y = Scalar>(
  f: Fn<X, Y>,
  x: Point<Scalar, X>,
  v: Point<Scalar, X>,
  options?: CheckOption,
): Tangents<Scalar, Y>;
export function jvp(f: (x: never) => unknown, x: unknown, v: unknown, options?: CheckOption): unknown {
  checkFunction('jvp', f);
  const check = checkOption('jvp', options);
  const found = pushforward(f, x, v);
  compare('jvp', f, x, found.value, check);
  return found;
}

/** As {@link jvp}, without the plain run. */
export function pushforward(
  f: (x: never) => unknown,
  x: unknown,
  v: unknown,
): Tangents<Scalar, Scalar> | Tangents<Scalar, Scalar[]> {
  const read = isVector(x) ? inputs : one;
  const at = read('jvp', 'x', x);
  const along = read('jvp', 'v', v);
  checkSameLength('jvp', 'v', along, at);
  let found = pass(f, x, at, along);
  if (along.some(isZeroSeed)) {
    const tangent = sumOverSeeds(along, [found.tangent].flat(), (seeds) => {
      found = pass(f, x, at, seeds);
      return [found.tangent].flat();
    });
    found.tangent = arranged(tangent, found.tangent) as Scalar;
  }
  return found;
}

/** One pass; an entry of v that is the plain number 0 is not seeded. */
function pass(
  f: (x: never) => unknown,
  x: unknown,
  at: readonly Scalar[],
  v: readonly Scalar[],
): Tangents<Scalar, Scalar> {
  const level = enter(undefined);
  try {
    const seeded = at.map((xi, i) => (v[i] === 0 ? xi : asInput(new DualOf(level, xi, v[i]!))));
    const y = f(arranged(seeded, x) as never);
    const ys = outputs('jvp', y);
    const value = ys.map((yi) => primalBelow(level, yi));
    const tangent = ys.map((yi) => tangentOf(level, yi));
    return { value: arranged(value, y), tangent: arranged(tangent, y) } as Tangents<Scalar, Scalar>;
  } finally {
    leave(level);
  }
}

function one(name: string, argument: string, x: unknown): Scalar[] {
  if (isVector(x)) throw new TypeError(`${name}: expected ${argument} to be a number, as x is, got an array`);
  checkScalar(x, name);
  return [x];
}
