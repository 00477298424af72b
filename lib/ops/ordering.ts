import type { InnermostInterpreter } from '../interpreter.ts';
import { type Innermost, numberWithin, passive, peek, type Scalar } from '../scalar.ts';
import { type Comparison, eq, lt } from './compare.ts';
import { copysign } from './piecewise.ts';

/** The arrays that ops read. */
export type List = readonly Scalar[] | Float64Array;

/** The order of the entries of an array. */
export interface Ordering {
  /** The places of the entries, the smallest first. Equal ones keep their order, but −0 comes before 0 and NaN last. */
  readonly places: number[];
  /** Whether two neighbours in the order, by their places, are equal. */
  readonly isTied: (i: number, j: number) => boolean;
}

/** The order of a checked list. Traced numbers note a guard for each comparison; they need n − 1 where the list ascends. */
export function orderingOf(list: List): Ordering {
  const values = new Float64Array(list.length);
  for (let i = 0; i < list.length; i++) {
    const x = list[i]!;
    const v = typeof x === 'number' ? x : x.value;
    if (typeof v !== 'number' && isTraced(v)) return guardedOrdering(list as readonly Scalar[]);
    values[i] = typeof v === 'number' ? v : peek(v);
  }
  return { places: placesInOrder(values), isTied: (i, j) => values[i] === values[j] };
}

/** Whether x compares so with y, as ops ask: a traced number notes a guard, but an observed one no comparison of the user's. */
export function ruleHolds(compare: Comparison, x: Scalar, y: Scalar): boolean {
  return isObserved(x) || isObserved(y) ? compare(peek(x), peek(y)) : compare(x, y);
}

/** The first number of a list, or of a part of it, that takes an op composed of others as one. */
export function observerIn(xs: List, from = 0, to: number = xs.length): InnermostInterpreter<Scalar> | undefined {
  for (let i = from; i < to && i < xs.length; i++) {
    const x = xs[i]!;
    if (typeof x !== 'number' && x.interpreter?.observes) return (x as Innermost).interpreter;
  }
  return undefined;
}

/** Whether all entries of a list are plain numbers. */
export function isPlainList(list: List): list is readonly number[] | Float64Array {
  if (list instanceof Float64Array) return true;
  // Not by every, which skips holes.
  for (let i = 0; i < list.length; i++) if (typeof list[i] !== 'number') return false;
  return true;
}

function isTraced(x: Scalar): boolean {
  const v = numberWithin(x);
  return typeof v !== 'number' && !v.interpreter.observes;
}

/** Whether x takes note of what f does with it. */
export function isObserved(x: Scalar): boolean {
  return typeof x !== 'number' && (numberWithin(x) as Innermost).interpreter?.observes === true;
}

/** The places of numbers in order. An Int32Array sorts by a comparison five times as fast as an array. */
function placesInOrder(values: Float64Array): number[] {
  const places = Array.from(values, (_, i) => i);
  if (places.every((i) => i === 0 || values[i - 1]! < values[i]!)) return places;
  return Array.from(Int32Array.from(places).sort((i, j) => compareNumbers(values[i]!, values[j]!) || i - j));
}

/** As typed arrays sort. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return a === 0 ? Number(Object.is(b, -0)) - Number(Object.is(a, -0)) : 0;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** Asks each pair once. A sort asks in an order that the answers alone decide, so the guards of all orders are one tree. */
function guardedOrdering(list: readonly Scalar[]): Ordering {
  const places = list.map((_, i) => i);
  const answers = new Map<number, Answer>();
  const ask = (i: number, j: number): Answer => {
    const key = i * list.length + j;
    const answer = answers.get(key) ?? compareTraced(list[i]!, list[j]!);
    answers.set(key, answer);
    answers.set(j * list.length + i, { sign: -answer.sign, isTie: answer.isTie });
    return answer;
  };
  return { places: places.sort((i, j) => ask(i, j).sign), isTied: (i, j) => ask(i, j).isTie };
}

interface Answer {
  readonly sign: number;
  readonly isTie: boolean;
}

function compareTraced(x: Scalar, y: Scalar): Answer {
  // V8 asks for a later entry first; then this is the only guard where the list ascends.
  if (lt(y, x)) return { sign: 1, isTie: false };
  if (lt(x, y)) return { sign: -1, isTie: false };
  if (!eq(x, y)) return { sign: Number(isNaNByGuard(x)) - Number(isNaNByGuard(y)), isTie: false };
  // ±0 are equal and yet in order.
  return { sign: eq(x, 0) ? isNegative(y) - isNegative(x) : 0, isTie: true };
}

/** Whether x is NaN. A traced number notes it as a guard, in simplified programs as well: which entry is in the middle rests on it. */
export function isNaNByGuard(x: Scalar): boolean {
  return !ruleHolds(eq, x, x);
}

function isNegative(x: Scalar): number {
  return Number(lt(copysign(1, passive(x)), 0));
}
