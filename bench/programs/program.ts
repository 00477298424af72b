/** The operations a program is written in. S is whatever the library computes with; constants are lifted once. */
export interface Algebra<S> {
  readonly constant: (c: number) => S;
  /** The number inside, for choices that are not differentiated. */
  readonly value: (x: S) => number;
  readonly add: (x: S, y: S) => S;
  readonly sub: (x: S, y: S) => S;
  readonly mul: (x: S, y: S) => S;
  readonly div: (x: S, y: S) => S;
  readonly sqrt: (x: S) => S;
  readonly exp: (x: S) => S;
  readonly log: (x: S) => S;
  readonly sin: (x: S) => S;
  readonly cos: (x: S) => S;
}

/** Code that writes its result into `out` and returns it; without one, into a new array. */
export type Into<T> = (x: readonly number[], out?: T) => T;

/** The code as it is fastest: it writes into one array, call after call. `x` is any input. */
export function reusing<T>(byHand: Into<T>, x: readonly number[]): (x: readonly number[]) => T {
  const out = byHand(x);
  return (y) => byHand(y, out);
}

interface Shared {
  readonly name: string;
  readonly n: number;
  /** Primitive operations in one evaluation, counted by hand: each call of an operation above, none for `constant`. */
  readonly operations: number;
  readonly sample: (random: () => number) => number[];
  /** All first partials, written by hand: the gradient, or the rows of the Jacobian one after the other. */
  readonly partials: Into<Float64Array>;
}

export interface ScalarProgram extends Shared {
  readonly m: 1;
  /** The same function as `write`, in plain JavaScript. */
  readonly plain: (x: readonly number[]) => number;
  readonly write: <S>(algebra: Algebra<S>) => (x: readonly S[]) => S;
}

export interface VectorProgram extends Shared {
  readonly m: 2;
  readonly plain: (x: readonly number[]) => number[];
  readonly write: <S>(algebra: Algebra<S>) => (x: readonly S[]) => S[];
}

/** One function, written in plain JavaScript, over any algebra, and differentiated by hand. */
export type Program = ScalarProgram | VectorProgram;

export function uniform(random: () => number, low: number, high: number): number {
  return low + (high - low) * random();
}

/** m rows of n zeros. */
export function matrix(m: number, n: number): Float64Array[] {
  return Array.from({ length: m }, () => new Float64Array(n));
}
