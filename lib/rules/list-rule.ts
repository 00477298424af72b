import type { ArrayPartialsAlgebra } from './array-rule.ts';
import type { Kink } from './kink.ts';
import type { Term } from './term.ts';

interface ListRow {
  readonly name: string;
  /** The differential, in one line. */
  readonly formula: string;
  /** The operations of the value. */
  readonly cost: string;
  /** The sentence of the manual. */
  readonly sentence: string;
  /** A call and its exact result. */
  readonly example: readonly [call: string, result: string];
  /** Points, and there the partials of the last result. */
  readonly kinks?: readonly Kink[];
}

/**
 * A row whose results are sums of products, an entry of one argument times an entry of the other. It is linear in each, so
 * its derivatives follow.
 */
export interface Contraction extends ListRow {
  readonly kind: 'contraction';
  readonly args: readonly [string, string];
  /**
   * The indices of each argument and of the result, a letter each: 'ik', 'kj', 'ij'; 'i+j' is a sum of two. A letter that the
   * result lacks is summed over. Terms are added in ascending order of the letters, first those of the first argument.
   */
  readonly indices: readonly [x: string, y: string, result: string];
}

/** A row of running totals, v₀ = x₀, vᵢ = step(vᵢ₋₁, xᵢ), composed of the steps: its derivatives follow from theirs. */
export interface Scan extends ListRow {
  readonly kind: 'scan';
  readonly args: readonly ['xs'];
  /** The name of a row of two arguments. */
  readonly step: string;
  /** Where a product of some entries is no double, the totals are differentiated as products of all the others. */
  readonly isProduct?: true;
}

/** The algebra of tangents and adjoints, which may be inactive: numbers are multiples of them. */
export interface TangentAlgebra<T, L> extends ArrayPartialsAlgebra<T, L> {
  /** p ẋ */
  scaled(p: T, t: T): Term<T>;
  /** ẋ + ẏ */
  joint(t: T, u: T): Term<T>;
  /** ẋ − ẏ */
  less(t: T, u: T): Term<T>;
}

/** A row of results that depend on all entries of the argument. Without a pushforward it is composed of other rows. */
export interface ListMap extends ListRow {
  readonly kind: 'map';
  readonly args: readonly ['xs'];
  /** The definition. */
  readonly value: <T, L>(A: ArrayPartialsAlgebra<T, L>, xs: L) => L;
  /** The tangents of the results from those of the entries, in O(n). */
  readonly pushforward?: Transported;
  /** The adjoints of the entries from those of the results. */
  readonly pullback?: Transported;
}

/** Tangents or adjoints from others, at a point with the results `vs`. */
export type Transported = <T, L>(A: TangentAlgebra<T, L>, vs: L, tangents: L, xs: L) => L;

/** A row that gives an array or a matrix. */
export type ListRule = Contraction | Scan | ListMap;
