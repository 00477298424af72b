import type { Algebra } from './algebra.ts';
import type { ArrayRule } from './array-rule.ts';
import type { Kink } from './kink.ts';
import type { Term } from './term.ts';

/** The arguments a function is defined on: `[0, Infinity]` for sqrt. Ends belong to it. */
export type Interval = readonly [low: number, high: number];

/** What one evaluation counts: an arithmetic operation, an elementary function, or a sign or compare that is free. */
export type Cost = 'flop' | 'elementary' | 'free';

/** Partials of the active operands as fractions with one denominator: d(v) = Σ nᵢ dxᵢ / d. */
export type Fraction = <T>(
  A: Algebra<T>,
  v: T,
  x: T,
  y: T,
) => readonly [numerators: readonly Term<T>[], denominator: Term<T>];

/** A comparison of a branch, by the name of the function that users call. */
export type Comparing = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne';

/** Each comparison on numbers. */
export const holds: Readonly<Record<Comparing, (x: number, y: number) => boolean>> = {
  lt: (x, y) => x < y,
  le: (x, y) => x <= y,
  gt: (x, y) => x > y,
  ge: (x, y) => x >= y,
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
};

/** The name of a leaf in each language: of a function, or of an operator. */
export interface Names {
  readonly js: string;
  /** The WebAssembly instruction with the same bits. Where there is none, `value` is imported. */
  readonly wasm?: string;
}

interface Row {
  readonly name: string;
  /** The differential, in one line. */
  readonly formula: string;
  /** The sentence of the manual. */
  readonly sentence: string;
  /** Where the formula can be looked up. */
  readonly source?: string;
  /** A call and its exact result. */
  readonly example: readonly [call: string, result: string];
  /** By default that of the dearest op in `value`; of a leaf, 'elementary'. */
  readonly cost?: Cost;
  readonly kinks?: readonly Kink[];
  /**
   * The partial by `x` as a fraction, where this saves a division of series: then d v′ = n x′ is the recurrence for Taylor
   * coefficients. Without it they follow from the partials.
   * The denominator must be finite wherever the partial is, and have the partial's sign at ±0 (add 0): a law of Taylor coefficients checks both.
   */
  readonly taylor?: Fraction;
  /** Used by other rows; not an op of the public interface. */
  readonly internal?: true;
  /** Whether the value jumps somewhere inside the domain. */
  readonly jumps?: true;
}

/** An op that the languages have: its names there, and its value on numbers. */
interface LeafValue<F> {
  readonly text: Names;
  readonly value: F;
  /**
   * How far the value may be from the exact one, in units of its last place; no bound is known where this is left out. Those
   * of `Math` are of fdlibm, on which V8 and SpiderMonkey compute: docs/accuracy.md has the sources, and what was measured.
   */
  readonly ulps?: number;
}

/** A value over any algebra. */
interface DerivedValue<F> {
  readonly text?: never;
  readonly value: F;
  readonly ulps?: never;
}

interface UnaryRow extends Row {
  readonly arity: 1;
  readonly args: readonly [string];
  readonly domain: readonly [Interval];
  /** The partial, from the algebra, the value already computed, and the argument. */
  readonly partials: <T>(A: Algebra<T>, v: T, x: T) => readonly [Term<T>];
}

interface BinaryRow extends Row {
  readonly arity: 2;
  readonly args: readonly [string, string];
  readonly domain: readonly [Interval, Interval];
  readonly partials: <T>(A: Algebra<T>, v: T, x: T, y: T) => readonly [Term<T>, Term<T>];
  /** Of a leaf that takes any number of arguments in JavaScript: its partials by all of them. */
  readonly many?: ArrayRule['partials'];
}

export type UnaryRule = UnaryRow &
  (LeafValue<(x: number) => number> | DerivedValue<<T>(A: Algebra<T>, x: T) => Term<T>>);

export type BinaryRule = BinaryRow &
  (LeafValue<(x: number, y: number) => number> | DerivedValue<<T>(A: Algebra<T>, x: T, y: T) => Term<T>>);

/** An op composed of other ops; it needs no partials. */
export interface ComposedRule extends Row {
  readonly arity: 1 | 2 | 3;
  readonly args: readonly string[];
  readonly domain: readonly Interval[];
  readonly text?: never;
  readonly value: <T>(A: Algebra<T>, x: T, y: T, z: T) => Term<T>;
  readonly ulps?: never;
  readonly partials?: never;
}

export type Rule = UnaryRule | BinaryRule | ComposedRule;

/** A row that every language names. */
export type Leaf = Rule & LeafValue<(...operands: number[]) => number>;

type Given<R> = R extends Rule ? Omit<R, 'arity' | 'args' | 'domain'> & Partial<Pick<R, 'args' | 'domain'>> : never;

const LINE: Interval = [-Infinity, Infinity];

/** A row of one argument, `x`, by default defined everywhere. */
export function unary(row: Given<UnaryRule>): UnaryRule {
  return { arity: 1, args: ['x'], domain: [LINE], ...row };
}

/** A row of two arguments, `x` and `y`, by default defined everywhere. */
export function binary(row: Given<BinaryRule>): BinaryRule {
  return { arity: 2, args: ['x', 'y'], domain: [LINE, LINE], ...row };
}

/** A row of one to three arguments, `x` by default, that is composed of other rows. */
export function composed({ args = ['x'], ...row }: Given<ComposedRule>): ComposedRule {
  return { arity: args.length as 1 | 2 | 3, args, domain: args.map(() => LINE), ...row };
}
