import type { Scalar } from '../scalar.ts';

/** In place of a parent that a slot does not have. */
export const NONE = -1;
/** In place of the first parent: the slot's edges are a span, and the second says which. */
export const SPAN = -2;
/** In place of the first parent: the slot is a result of a call, and the second says which. */
export const CALL = -3;
/** In place of the first parent: the slot stands for one of two others, and the second says by which choice. */
export const CHOICE = -4;

/** A part of f that is recorded only when the sweep reaches it. */
export interface Call {
  /** The slots of its arguments. */
  readonly parents: readonly number[];
  /** Its results are the slots from here on, one after the other. */
  readonly first: number;
  /** The adjoints of its parents from those of its results; undefined where the sweep does not reach. */
  readonly pullback: (adjoints: readonly (Scalar | undefined)[]) => readonly (Scalar | undefined)[];
}

/** A number that is one of two: only a run of the captured program decides which. */
export interface Choice {
  /** Their slots; undefined for one that depends on no input. */
  readonly slots: readonly [number | undefined, number | undefined];
  /** The part of an adjoint that goes to the first, or to the second. */
  readonly part: (adjoint: Scalar, isFirst: boolean) => Scalar;
}
