// The text that structuredClone puts into its error.
const UNCLONED = 'Scalar of dualgrad: write value(x) for its number';

/** Marks a derivative call that is running. Each loaded copy of the library has its own mark. */
export const LIVE: unique symbol = /* @__PURE__ */ Symbol(UNCLONED);

/** Marks a running call whose numbers interpret ops. A mark, because ops look at this one field before they compute. */
export const INTERPRETING: unique symbol = /* @__PURE__ */ Symbol(UNCLONED);

/**
 * How many levels are open: derivative calls, traces, tapes, hand-made duals. Where none is, no number is active. Once
 * transformed code is loaded, levels that no call ends are registered at `lasting`, and counted until they are collected.
 */
export const open: { count: number; lasting?: FinalizationRegistry<unknown> } = { count: 0 };

/**
 * One derivative call. Every Active belongs to a level; an Active of another level is a constant to it.
 * Deeper is further in: `derivative(x => … derivative(y => …) …)` runs at depth 1 and, inside, 2.
 */
export class Level<T = unknown> {
  /** Undefined when the call has returned or thrown. */
  state: typeof LIVE | typeof INTERPRETING | undefined;
  /** What has ended, and what to do, where it was no derivative call. */
  declare ended?: string;
  readonly depth: number;
  /** What the numbers of this call compute with: lane arithmetic, a tape, or nothing. */
  readonly means: T;

  constructor(depth: number, means: T, state: typeof LIVE | typeof INTERPRETING = LIVE) {
    this.state = state;
    this.depth = depth;
    this.means = means;
    open.count++;
  }
}

let depth = 0;

/** Opens the level of a derivative call. Close it by {@link leave} in a `finally`. */
export function enter<T>(means: T, state?: typeof INTERPRETING): Level<T> {
  // First the level: where the stack ends here, the depth stays.
  const level = new Level(depth + 1, means, state);
  depth++;
  return level;
}

/** Ends a level: its numbers can still be read, but no longer computed with. */
export function endLevel(level: Level): void {
  if (level.state) open.count--;
  level.state = undefined;
}

/** Ends the level of a derivative call, and restores the depth. */
export function leave(level: Level): void {
  endLevel(level);
  // Not depth - 1: after a stack overflow, levels further in may not have been left. They are left with this one.
  open.count += level.depth - depth;
  depth = level.depth - 1;
}

/** How many derivative calls are running, one inside the other; 0 between calls. */
export function runningDepth(): number {
  return depth;
}

/** Runs f as inside a derivative call, though no level is open: the verbs in it make no plain runs of their own. */
export function insideDerivative<T>(run: () => T): T {
  const before = depth;
  depth++;
  try {
    return run();
  } finally {
    depth = before;
  }
}

// The depths of levels that are not calls. Each kind lies below the one before, all below the calls, which start at 1.
const HAND_MADE_DEPTH = -1e6;
export const USER_TAPE_DEPTH: number = -2e6;
export const TRACE_DEPTH: number = -3e6;
export const PROBE_DEPTH: number = -4e6;

/** The levels of hand-made duals, by nesting depth less 1. */
export const handMade: Level[] = [];

/** The level shared by all hand-made duals of one nesting depth, 1 for `dual(2, 1)`, 2 for `dual(dual(2, 1), 1)`. */
export function handMadeLevel(nesting: number): Level {
  // Parts are made first: the level before is there.
  handMade[nesting - 1] ??= new Level(HAND_MADE_DEPTH + nesting, undefined);
  return handMade[nesting - 1] as Level;
}

/** The nesting depth of a hand-made dual's level, or 0 for the level of a derivative call. */
export function handMadeNesting(level: Level): number {
  return handMade.indexOf(level) + 1;
}
