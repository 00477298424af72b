import type { Algebra } from './algebra.ts';

/** The arguments a function is defined on: `[0, Infinity]` for sqrt. Ends belong to it. */
export type Interval = readonly [low: number, high: number];

/** A point without a derivative in the usual sense, and what we promise there. */
export interface Kink {
  readonly at: readonly number[];
  readonly partials: readonly number[];
  readonly why: string;
}

/** What one evaluation counts: an arithmetic operation, an elementary function, or a sign or compare that is free. */
export type Cost = 'flop' | 'elementary' | 'free';

/** Partials of the active operands as fractions with one denominator: d(v) = Σ nᵢ dxᵢ / d. */
export type Fraction = <T>(
  A: Algebra<T>,
  v: T,
  x: T,
  y: T,
) => readonly [numerators: readonly Term<T>[], denominator: Term<T>];

interface Row {
  readonly name: string;
  /** The definition, on numbers, in JavaScript over the names in `args`; evaluating it is `value`. */
  readonly js: string;
  /** The one WebAssembly instruction that gives the same bits; where there is none, the JavaScript is imported. */
  readonly wasm?: string;
  /** The differential, in one line. */
  readonly formula: string;
  /** The sentence of the manual. */
  readonly sentence: string;
  /** Where the formula can be looked up. */
  readonly source?: string;
  /** A call and what it gives, exactly. */
  readonly example: readonly [call: string, result: string];
  readonly cost: Cost;
  readonly kinks?: readonly Kink[];
  /**
   * The partial by `x` as a fraction, where this saves a division of series: then d v′ = n x′ is the recurrence for Taylor
   * coefficients. Without it they follow from the partials.
   */
  readonly taylor?: Fraction;
  /** Used by other rows; not an op of the public interface. */
  readonly internal?: true;
}

/** An expression over any algebra; plain numbers are constants of it. */
export type Term<T> = T | number;

export interface UnaryRule extends Row {
  readonly arity: 1;
  readonly args: readonly [string];
  readonly domain: readonly [Interval];
  readonly value: (x: number) => number;
  /** The partial, from the algebra, the value already computed, and the argument. */
  readonly partials: <T>(A: Algebra<T>, v: T, x: T) => readonly [Term<T>];
}

export interface BinaryRule extends Row {
  readonly arity: 2;
  readonly args: readonly [string, string];
  readonly domain: readonly [Interval, Interval];
  readonly value: (x: number, y: number) => number;
  readonly partials: <T>(A: Algebra<T>, v: T, x: T, y: T) => readonly [Term<T>, Term<T>];
}

/** An op that is nothing but other ops; it needs no partials of its own. */
export interface ComposedRule extends Row {
  readonly arity: 3;
  readonly args: readonly [string, string, string];
  readonly domain: readonly [Interval, Interval, Interval];
  readonly value: (x: number, y: number, z: number) => number;
  readonly compose: <T>(A: Algebra<T>, x: T, y: T, z: T) => T;
}

export type Rule = UnaryRule | BinaryRule | ComposedRule;

type Given<R extends Rule> = Omit<R, 'arity' | 'args' | 'domain' | 'cost'> &
  Partial<Pick<R, 'args' | 'domain' | 'cost'>>;

const LINE: Interval = [-Infinity, Infinity];

/** A row of one argument, `x`, by default defined everywhere and an elementary function. */
export function unary(row: Given<UnaryRule>): UnaryRule {
  return { arity: 1, args: ['x'], domain: [LINE], cost: 'elementary', ...row };
}

/** A row of two arguments, `x` and `y`, by default defined everywhere and an elementary function. */
export function binary(row: Given<BinaryRule>): BinaryRule {
  return { arity: 2, args: ['x', 'y'], domain: [LINE, LINE], cost: 'elementary', ...row };
}

/** A row of three arguments that is composed of other rows. */
export function composed(row: Given<ComposedRule>): ComposedRule {
  return { arity: 3, args: ['x', 'y', 'z'], domain: [LINE, LINE, LINE], cost: 'free', ...row };
}
