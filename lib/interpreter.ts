/** What tells whether partials have lost their meaning: whether a number is NaN, whether it is finite. */
export type Predicate = 'NaN' | 'finite';

/** What the general path and interpreters know of an op of one number: itself, and its partial from the value and the argument. */
export interface UnaryOp<S> {
  readonly op: (x: S) => S;
  /** Undefined where the operand contributes nothing. */
  readonly dx: (v: S, x: S) => S | undefined;
}

/** As {@link UnaryOp}, of an op of two numbers. */
export interface BinaryOp<S> {
  readonly op: (x: S, y: S) => S;
  readonly dx: (v: S, x: S, y: S) => S | undefined;
  readonly dy: (v: S, x: S, y: S) => S | undefined;
}

/** As {@link UnaryOp}, of an op over one array or two, of which the second may be empty. */
export interface ArrayOp<S> {
  readonly name: string;
  readonly op: (xs: readonly S[], ys: readonly S[]) => S;
  readonly value: (xs: ArrayLike<number>, ys: ArrayLike<number>) => number;
  /** One vector for each array. */
  readonly partials: (v: S, xs: readonly S[], ys: readonly S[]) => readonly (readonly (S | undefined)[])[];
  /** Whether it is of two arrays, of the same length. */
  readonly isPair?: true;
  /** How many entries it needs at the least. */
  readonly least?: number;
}

/**
 * The seam of the library: transform means interpret differently. An op that meets plain numbers computes. Otherwise the
 * number of the deepest level among them decides what the op means. A Dual and a Var leave it to the op's partials: the op runs one
 * level out, and the number pushes tangents or writes on its tape. A number with an interpreter is handed the op itself and
 * gives the result: a Taylor number gives a series, a traced number adds a node to a program. So a new mode is a new kind of
 * number and touches no op. (The Scalars are S, because this file stands below the one that defines them.)
 */
export interface Interpreter<S> {
  /** The result of an op of one number. */
  interpret1(row: UnaryOp<S>, x: S): S;
  /** The result of an op of two numbers, of which this is one. */
  interpret2(row: BinaryOp<S>, x: S, y: S): S;
  /** The result of an op over one array or two, some of whose entries are this kind of number. */
  interpretArrays(row: ArrayOp<S>, xs: readonly S[], ys: readonly S[]): S;
}

/** The interpreter of innermost numbers, which stand in for plain ones: the traced numbers. */
export interface InnermostInterpreter<S> extends Interpreter<S> {
  /** The number at the interpreted point. */
  readonly at: number;
  /** Notes that the program depends on whether this number is NaN, or finite; the number to go by. */
  watch(predicate: Predicate): number;
  /** Notes that the program depends on how x and y compare. */
  guard(compare: string, x: S, y: S, outcome: boolean): void;
  /** Where programs select instead of noting a guard: `compare(x, y) ? then : otherwise`; undefined contributes nothing. */
  select?(compare: (x: S, y: S) => boolean, x: S, y: S, then: S | undefined, otherwise: S | undefined): S | undefined;
  /** This number as the result of a derivative call. Derivatives hold only where it is not NaN. */
  output?(): S;
}
