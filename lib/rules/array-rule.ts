import type { Algebra } from './algebra.ts';
import type { Kink } from './kink.ts';
import type { Term } from './term.ts';

/** The algebra of the values of array operations: an algebra over T, and lists L of its elements. */
export interface ArrayAlgebra<T, L> extends Algebra<T> {
  map(xs: L, f: (x: T) => Term<T>): L;
  /** f of the entries of two lists of the same length, pair by pair. */
  zip(xs: L, ys: L, f: (x: T, y: T) => Term<T>): L;
  /** From left to right, starting with the first entry; `none` of no entries. */
  reduce(xs: L, f: (total: T, x: T) => Term<T>, none: number): T;
  /** From left to right, starting with `start`. */
  fold(xs: L, f: (total: T, x: T) => Term<T>, start: number): T;
  /** How many entries there are. */
  count(xs: L): Term<T>;
}

/** The algebra of their partials. */
export interface ArrayPartialsAlgebra<T, L> extends ArrayAlgebra<T, L> {
  /** For each entry, all others reduced by f; no division, so a 0 among the entries is fine. */
  others(xs: L, f: (total: T, x: T) => Term<T>, none: Term<T>): L;
  /** One list or another; a traced number notes the comparison as a guard. */
  branch(
    compare: Parameters<Algebra<T>['where']>[0],
    x: T | number,
    y: T | number,
    then: () => L,
    otherwise: () => L,
  ): L;
  /** For each entry, the product of all others, right where it is a double though products of some of them are not. `v` is the product of all. */
  otherProducts(xs: L, v: T): L;
  /** The part of each entry in the sum of all; no entry is negative. */
  portions(xs: L): L;
  /** x as a constant: its derivatives are 0. */
  passive(x: T): T;
}

/** A row over one array or two. */
export interface ArrayRule {
  readonly name: string;
  readonly args: readonly ['xs'] | readonly ['xs', 'ys'];
  /** The least number of entries. */
  readonly least?: number;
  /** The definition. Of a branch, `then` is the usual side: the one that is counted. */
  readonly value: <T, L>(A: ArrayAlgebra<T, L>, xs: L, ys: L) => Term<T>;
  /** One list for each array, the whole of it in O(n). */
  readonly partials: <T, L>(A: ArrayPartialsAlgebra<T, L>, v: T, xs: L, ys: L) => readonly L[];
  /** The differential, in one line. */
  readonly formula: string;
  /** The operations of the value, for n entries. */
  readonly cost: string;
  /** The sentence of the manual. */
  readonly sentence: string;
  /** A call and its exact result. */
  readonly example: readonly [call: string, result: string];
  readonly kinks?: readonly Kink[];
}

/** The list operations of an algebra whose lists are arrays. */
export function listsOf<T>(): Omit<ArrayAlgebra<T, readonly Term<T>[]>, keyof Algebra<T>> {
  type Combine = (total: T, x: T) => Term<T>;
  // A plain number is a constant of the algebra, whose ops take it where they take a T.
  return {
    map: (xs, f) => xs.map((x) => f(x as T)),
    zip: (xs, ys, f) => xs.map((x, i) => f(x as T, ys[i] as T)),
    reduce: (xs, f: Combine, none) => (xs.length === 0 ? none : xs.reduce((total, x) => f(total as T, x as T))) as T,
    fold: (xs, f: Combine, start) => xs.reduce((total: Term<T>, x) => f(total as T, x as T), start) as T,
    count: (xs) => xs.length,
  };
}
