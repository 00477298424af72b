import { pull, recordOnTape } from '../reverse/recording.ts';
import { Tape } from '../reverse/tape.ts';
import { derived, type Scalar } from '../scalar.ts';
import { numbersAlike } from '../tree/alike.ts';
import { arrange } from '../tree/arrangement.ts';
import { derivativeLike } from '../tree/container.ts';
import { ANY_RESULT } from '../tree/output.ts';
import type { TypedArray } from '../typed-array.ts';
import { type CheckOption, checkFunction, checkSelection } from './options.ts';
import { comparisonOf } from './plain-value.ts';
import { ANY_ARGUMENT, pointAt, withAux } from './point.ts';
import type { AuxOption } from './selection-types.ts';
import type { ArrayUnlessDeclared, At, Exact, Of, Point, Slopes } from './tree-types.ts';
import type { AuxFn, Fn, Kind } from './types.ts';

/** Jᵀw for w in the shape of f's result: D, which is x's tree of numbers. */
export interface Pullback<X, Y, D = Of<number, X>> {
  (w: Point<number, Y>): D;
  (w: At<Scalar, Y>): Of<Scalar, X>;
}

/** A value and its pullback. */
export interface PulledBack<E, X, Y, D = Of<number, X>> {
  value: Of<E, Y>;
  pullback: Pullback<X, Y, D>;
}

/** The same of a function that returns `[y, aux]`. */
export interface PulledBackAndAux<E, X, Y, A, D = Of<number, X>> extends PulledBack<E, X, Y, D> {
  aux: Of<E, A, TypedArray>;
}

/** Of a function that returns `[y, aux]`: aux comes out with the result, its numbers without this derivative. */
export function vjp<Y, A, E extends Scalar>(
  f: AuxFn<Scalar, Y, A>,
  x: E,
  options: CheckOption & AuxOption,
): PulledBackAndAux<Kind<E>, Scalar, Y, A>;
export function vjp<X = ArrayUnlessDeclared, Y = Scalar, A = unknown>(
  f: AuxFn<X, Y, A>,
  x: At<number, X>,
  options: CheckOption & AuxOption,
): PulledBackAndAux<number, X, Y, A>;
export function vjp<T extends Point<number, X>, X = ArrayUnlessDeclared, Y = Scalar, A = unknown>(
  f: AuxFn<X, Y, A>,
  x: T & Exact<T, X>,
  options: CheckOption & AuxOption,
): PulledBackAndAux<number, X, Y, A, Slopes<T, X>>;
export function vjp<X = ArrayUnlessDeclared, Y = Scalar, A = unknown>(
  f: AuxFn<X, Y, A>,
  x: Point<Scalar, X>,
  options: CheckOption & AuxOption,
): PulledBackAndAux<Scalar, X, Y, A>;
/**
 * The pullback of f at x: `{ value: f(x), pullback }`, where `pullback(w)` is Jᵀ w, in x's tree, for w in the tree of
 * f's result. It may be called any number of times, and owns its tape: it stays valid as long as you
 * keep it, or, inside another derivative, until that derivative ends.
 *
 * Cost: one run of f on a tape, about 2 to 3 times the work of f and 20 to 60 bytes an operation; a sweep for each call. f is
 * called once for it, and once more, on plain numbers, when it is not the function compared last, or as the option
 * `check` says: its values are compared.
 * @throws {@link TypeError} when x or f(x) is neither a number nor a tree of numbers, or w has another tree than f(x).
 * @throws {@link RangeError} when w has other lengths or keys than f(x).
 * @throws {@link Error} when f has another value on plain numbers.
 * @example vjp(([x, y]) => mul(x, y), [2, 3]).pullback(1) // [3, 2]
 * @see Griewank & Walther, Evaluating Derivatives, section 3.2
 */
export function vjp<Y, E extends Scalar>(f: Fn<Scalar, Y>, x: E, options?: CheckOption): PulledBack<Kind<E>, Scalar, Y>;
export function vjp<X = ArrayUnlessDeclared, Y = Scalar>(
  f: Fn<X, Y>,
  x: At<number, X>,
  options?: CheckOption,
): PulledBack<number, X, Y>;
export function vjp<T extends Point<number, X>, X = ArrayUnlessDeclared, Y = Scalar>(
  f: Fn<X, Y>,
  x: T & Exact<T, X>,
  options?: CheckOption,
): PulledBack<number, X, Y, Slopes<T, X>>;
export function vjp<X = ArrayUnlessDeclared, Y = Scalar>(
  f: Fn<X, Y>,
  x: Point<Scalar, X>,
  options?: CheckOption,
): PulledBack<Scalar, X, Y>;
export function vjp(f: (x: never) => unknown, x: unknown, options?: CheckOption): unknown {
  checkFunction('vjp', f);
  const selection = checkSelection('vjp', options);
  const point = pointAt('vjp', f, x, [], selection, ANY_ARGUMENT, ANY_RESULT);
  const { tree, numbers, call } = point;
  const { values, pullback } = recordOnTape(new Tape(), call, numbers, (output, recording) => {
    const ys = output as readonly Scalar[];
    const slots = ys.map((y) => recording.slot(y));
    const { tape } = recording;
    tape.trim();
    const { of } = point;
    const pulled = (w: unknown): unknown => {
      for (const y of ys) derived(y, 0);
      const weights = numbersAlike('pullback', 'w', w, of, 'f(x)');
      const adjoints = pull(tape, numbers.length, slots, weights).map((t) => derived(0, t));
      return derivativeLike('vjp', tree, adjoints);
    };
    return { values: ys.map((y) => recording.primal(y)), pullback: pulled };
  });
  comparisonOf(f, selection.check)('vjp', call, numbers, values);
  return withAux({ value: arrange(point.of, values), pullback }, point);
}
