import { characters } from './functions.ts';
import { type WayId, ways } from './ways.ts';

/** The most predicted operations of one timed call, and of one counted: a trace takes far longer than a run. */
export const MOST_TIMED = 1.2e7;
export const MOST_COUNTED = 3e4;

/** Whether a call of so many predicted operations is short enough to be timed. */
export function isTimed(id: WayId, predicted: number): boolean {
  return predicted <= (ways[id].most ?? MOST_TIMED);
}

/** How large a grid, how long to look at each of its cells, and how often. */
export interface Plan {
  readonly sizes: readonly number[];
  readonly milliseconds: number;
  readonly rounds: number;
  /** The functions to time, by name; all are checked. */
  readonly timed: readonly string[];
}

export const full: Plan = {
  sizes: [1, 3, 10, 30, 100, 300, 1000],
  milliseconds: 6,
  rounds: 3,
  timed: characters.map(({ name }) => name),
};
export const smoke: Plan = { sizes: [1, 3, 30], milliseconds: 1, rounds: 1, timed: ['network'] };

/** The cost of one method at one n and m. */
export interface Cost {
  /** Operations, as `predictCost` has it. */
  readonly predicted: number;
  /** Operations, counted; undefined where counting would take too long. */
  readonly counted?: number;
  /** Nanoseconds a call, the least found; undefined where timing would take too long. */
  readonly measured?: number;
}

/** What is known of one function at one n and m. */
export interface Cell {
  readonly character: string;
  readonly n: number;
  readonly m: number;
  /** Operations of f, counted. */
  readonly operations: number;
  /** Bytes of the tape: the record, and the adjoints of a sweep. */
  readonly tapeBytes: number;
  readonly tapeNodes: number;
  /** The mode that `auto` ended in. */
  readonly picked: 'forward' | 'reverse';
  readonly costs: Readonly<Record<WayId, Cost>>;
}

/** The time of a method at a cell, printed by a timing process. */
export interface Timing {
  readonly n: number;
  readonly m: number;
  readonly nanoseconds: number;
}
