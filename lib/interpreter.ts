/** What is asked of a number to tell whether partials still have a meaning: whether it is NaN, or finite. */
export type Predicate = 'NaN' | 'finite';

/** An op of one number as interpreters receive it: the op, and its partial as a function of the value and the argument. */
export interface UnaryOp<S> {
  readonly name: string;
  readonly op: (x: S) => S;
  /** Undefined where the operand contributes nothing. */
  readonly dx: (v: S, x: S) => S | undefined;
  /** Of an op outside the table: the module that exports it, for the text of modules. */
  readonly from?: string;
}

/** As {@link UnaryOp}, for an op of two numbers. */
export interface BinaryOp<S> {
  readonly name: string;
  readonly op: (x: S, y: S) => S;
  readonly dx: (v: S, x: S, y: S) => S | undefined;
  readonly dy: (v: S, x: S, y: S) => S | undefined;
  readonly from?: string;
}

/** As {@link UnaryOp}, for an op over one or two arrays. The second is empty where the op takes one. */
export interface ArrayOp<S> {
  readonly name: string;
  readonly op: (xs: readonly S[], ys: readonly S[]) => S;
  readonly value: (xs: ArrayLike<number>, ys: ArrayLike<number>) => number;
  /** One vector for each array. */
  readonly partials: (v: S, xs: readonly S[], ys: readonly S[]) => readonly (readonly (S | undefined)[])[];
  /** Whether it takes two arrays, of the same length. */
  readonly isPair?: true;
  /** The least number of entries. */
  readonly least?: number;
  /** Of an op of any number of arguments, which are the entries: that op. */
  readonly spread?: (...operands: S[]) => S;
  readonly from?: string;
}

/** Numbers of a linear map, in the order of a list; undefined is inactive. */
export type TangentList<S> = readonly (S | undefined)[];

/** An op of a list of numbers that gives a list. */
export interface ListOp<S> {
  readonly name: string;
  /** The op on numbers that carry no derivative of the level at hand. It must not come back to this op with the same numbers. */
  readonly op: (xs: readonly S[]) => readonly S[];
  /** ẏ from ẋ. `xs` is the same array for all tangents at one point. */
  readonly pushforward: (xs: readonly S[], ys: readonly S[], tangents: TangentList<S>) => TangentList<S>;
  /** x̄ from ȳ. */
  readonly pullback: (xs: readonly S[], ys: readonly S[], adjoints: TangentList<S>) => TangentList<S>;
  /**
   * Set where interpreters keep it as one call; otherwise they run `op` on their numbers. What it returns once `op` has run is
   * the same object for calls of the same function.
   */
  readonly call?: () => object;
}

/** The derivative of a list op at one point, and the results there, which carry no derivative of the level at hand. */
export interface Linearization<S> {
  /** The arguments of the level at hand, by their places. */
  readonly active: TangentList<Exclude<S, number>>;
  readonly at: readonly S[];
  readonly values: readonly S[];
  readonly pushforward: LinearMap<S>;
  /** The transposed map. */
  readonly pullback: LinearMap<S>;
}

/** A linear map of lists. */
export type LinearMap<S> = (tangents: TangentList<S>) => TangentList<S>;

/**
 * The seam of the library: transform means interpret differently. An op that meets plain numbers computes. Otherwise the
 * number of the deepest level among them decides what the op means. A Dual and a Var leave it to the op's partials: the op
 * runs one level out, and the number pushes tangents or writes on its tape. A number with an interpreter receives the op
 * itself and returns the result: a Taylor number a series, a traced number a new node of its program. So a new mode is a
 * new kind of number and touches no op. (Scalars are S here, because scalar.ts imports this file.)
 */
export interface Interpreter<S> {
  /** Set on numbers that observe what f does with them. They stand in for plain numbers, but none of them is a constant. */
  readonly observes?: true;
  /** The result of an op of one number. */
  interpret1(row: UnaryOp<S>, x: S): S;
  /** The result of an op of two numbers; this is one of them. */
  interpret2(row: BinaryOp<S>, x: S, y: S): S;
  /** The result of an op over one array or two, some of whose entries are this kind of number. */
  interpretArrays(row: ArrayOp<S>, xs: readonly S[], ys: readonly S[]): S;
  /** The results of an op of a list, some of whose entries are this kind of number. */
  interpretList(row: ListOp<S>, xs: readonly S[]): readonly S[];
}

/** An op that is composed of others, as users call it. */
export interface Composed {
  readonly name: string;
  readonly op: (...operands: never[]) => unknown;
}

/** The interpreter of innermost numbers, which stand in for plain ones: traced numbers, and observed ones. */
export interface InnermostInterpreter<S> extends Interpreter<S> {
  /** The number at the interpreted point. */
  readonly at: number;
  /** Set where derivative calls are to do with this number just what they do with a plain one. */
  readonly isAsPlain?: true;
  /** Notes that the program depends on whether this number is NaN, or finite. Returns the number to test. */
  watch(predicate: Predicate): number;
  /** Notes that f depends on how x and y compare; 'is' is of a number that goes on as a constant. */
  guard(compare: string, x: S, y: S, outcome: boolean): void;
  /** Where programs select instead of noting a guard: `compare(x, y) ? then : otherwise`; undefined contributes nothing. */
  select?(compare: (x: S, y: S) => boolean, x: S, y: S, then: S | undefined, otherwise: S | undefined): S | undefined;
  /**
   * Of numbers that observe: the result of an op that is composed of others. They take it as one, f of xs, by the name and the
   * function that users call.
   */
  interpretComposed?(op: Composed, f: (xs: readonly S[]) => S, xs: readonly S[]): S;
  /** Notes that `stopGradient` makes this number a constant. */
  stop?(): void;
  /** This number as a constant, where it is active itself. */
  passive?(): S;
  /** Notes that a solution was found from this number by iteration, to a tolerance; `verb` is what users call. */
  approximate?(verb: string): void;
  /** Names this number. */
  label?(name: string): void;
  /** This number as the result of a derivative call. Derivatives hold only where it is not NaN. */
  output?(): S;
}
