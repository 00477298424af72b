import type { Program } from '../program.ts';
import { type Repeat, repeatsOf } from './repeats.ts';
import { FIXED, FROM_OUTSIDE, type Row } from './row.ts';

/** How a program is cut into functions. */
export interface Limits {
  /**
   * What a straight function may hold, counting 1 for an item and each operand. Engines end at 50,000 locals and 7.6 MB a
   * function. From 500 to 20,000 there is no difference in V8, beyond it code is slower and takes longer to be optimised.
   */
  readonly weight: number;
  /** How many items a loop must save. */
  readonly saved: number;
}

const LIMITS: Limits = { weight: 6000, saved: 500 };

/** Loops go round at most this many items at a time, where they can. */
const ROUND = 32;

/** A source that is neither in this turn of a loop nor in the one before; a constant, the same in each turn. */
export const FAR: number = -(2 ** 30);
export const CONSTANT: number = FAR - 1;

/** A function: a stretch of the row, written once and run `count` times over. */
export interface Part extends Repeat {
  /**
   * Of each operand of the items in one turn, in their order, the item that gives it, counted from the beginning of the
   * turn: of the same turn from 0 on, of the one before below 0, or one of {@link FAR} and {@link CONSTANT}.
   */
  readonly sources: Int32Array;
}

export interface Layout {
  readonly parts: readonly Part[];
  /** The byte of memory where a node is kept that is needed elsewhere than in the turn that computes it; −1 of others. */
  readonly homes: Int32Array;
  /** Inputs, then outputs, then what crosses from turn to turn or function to function, then these constants. */
  readonly constants: readonly number[];
  /** Where the outputs are. */
  readonly out: number;
  /** Up to the constants. */
  readonly bytes: number;
}

export function layOut(program: Program, row: Row, limits: Partial<Limits> = {}): Layout {
  const { weight, saved } = { ...LIMITS, ...limits };
  const parts = cut(row, weight, saved).map((repeat) => ({ ...repeat, sources: sourcesOf(row, repeat) }));
  return { parts, out: 8 * program.inputs, ...settle(program, row, parts, lastNeeds(program, row, parts)) };
}

/** Loops, and what is between them in functions that are not too large. */
function cut(row: Row, most: number, saved: number): Repeat[] {
  const parts: Repeat[] = [];
  let from = 0;
  const straight = (to: number): void => {
    let weight = 0;
    for (let i = from; i < to; i++) {
      const own = 1 + (row.arities[row.deeds[i] as number] as number);
      weight += own;
      if (weight <= most || i === from) continue;
      parts.push({ from, period: i - from, count: 1 });
      from = i;
      weight = own;
    }
    if (from < to) parts.push({ from, period: to - from, count: 1 });
    from = to;
  };
  for (const repeat of repeatsOf(row.deeds, row.length, saved)) {
    const { period, count } = repeat;
    const times = Math.max(1, Math.min(Math.floor(ROUND / period), count >> 1));
    straight(repeat.from);
    const loop = { from, period: period * times, count: Math.floor(count / times) };
    parts.push(loop);
    from += loop.period * loop.count;
  }
  straight(row.length);
  return parts.length > 0 ? parts : [{ from: 0, period: 0, count: 1 }];
}

function sourcesOf(row: Row, { from, period, count }: Repeat): Int32Array {
  const { firsts, operands, items } = row;
  let slots = 0;
  for (let i = from; i < from + period; i++) slots += row.arities[row.deeds[i] as number] as number;
  const sources = new Int32Array(slots);
  let slot = 0;
  for (let q = 0; q < period; q++) {
    const arity = row.arities[row.deeds[from + q] as number] as number;
    for (let t = 0; t < arity; t++) sources[slot++] = source(q, t);
  }
  return sources;

  function source(q: number, t: number): number {
    const node = (k: number): number => operands[(firsts[from + k * period + q] as number) + t] as number;
    const behind = (k: number): number => (items[node(k)] as number) - from - k * period;
    const first = node(0);
    let k = 1;
    if (items[first] === FIXED) {
      while (k < count && node(k) === first) k++;
      if (k === count) return CONSTANT;
    }
    const here = behind(0);
    if (here >= 0) {
      for (k = 1; k < count && behind(k) === here; ) k++;
      return k >= count ? here : FAR;
    }
    if (count === 1) return FAR;
    const before = behind(1);
    if (before >= 0 || before < -period) return FAR;
    for (k = 2; k < count && behind(k) === before; ) k++;
    return k >= count ? before : FAR;
  }
}

/** Visits the nodes that a part needs from elsewhere than the turn at hand and the locals that it hands on. */
function lastNeeds({ length }: Program, { firsts, operands, arities, deeds }: Row, parts: readonly Part[]): Int32Array {
  const needed = new Int32Array(length).fill(-1);
  parts.forEach(({ from, period, count, sources }, p) => {
    let slot = 0;
    for (let q = 0; q < period; q++) {
      const arity = arities[deeds[from + q] as number] as number;
      for (let t = 0; t < arity; t++) {
        const source = sources[slot++] as number;
        if (source >= 0 || source === CONSTANT) continue;
        const turns = source === FAR ? count : 1;
        for (let k = 0; k < turns; k++) {
          needed[operands[(firsts[from + k * period + q] as number) + t] as number] = p;
        }
      }
    }
  });
  return needed;
}

/** Whether an item of a turn has its home among the outputs: the next item puts it there. */
export function isOutput({ deeds, output }: Row, { from, period }: Repeat, q: number): boolean {
  return q + 1 < period && deeds[from + q + 1] === output;
}

/** Gives a place in memory to all that is needed elsewhere than where it is computed. */
function settle(
  { inputs, outputs, length, values }: Program,
  row: Row,
  parts: readonly Part[],
  needed: Int32Array,
): { homes: Int32Array; bytes: number; constants: number[] } {
  const homes = new Int32Array(length).fill(-1);
  let top = inputs + outputs.length;
  const free: number[] = [];
  const ending: number[][] = parts.map(() => []);
  parts.forEach((part, p) => {
    const { from, period, count } = part;
    const columns: number[] = [];
    for (let q = 0; q < period; q++) {
      if ((row.deeds[from + q] as number) >= row.output) continue;
      let escapes = false;
      for (let k = 0; k < count; k++) {
        const node = row.ids[from + k * period + q] as number;
        const last = needed[node] as number;
        if (last < p || (count === 1 && last === p)) continue;
        if (isOutput(row, part, q)) homes[node] = 8 * (inputs + (row.ids[from + k * period + q + 1] as number));
        else if (count > 1) escapes = true;
        else {
          const slot = free.pop() ?? top++;
          homes[node] = 8 * slot;
          (ending[last] as number[]).push(slot);
        }
      }
      if (escapes) columns.push(q);
    }
    columns.forEach((q, column) => {
      for (let k = 0; k < count; k++) {
        homes[row.ids[from + k * period + q] as number] = 8 * (top + k * columns.length + column);
      }
    });
    top += columns.length * count;
    free.push(...(ending[p] as number[]));
  });
  const constants: number[] = [];
  for (let node = 0; node < length; node++) {
    if (row.items[node] === FROM_OUTSIDE) homes[node] = 8 * (values[node] as number);
    else if (row.items[node] === FIXED && (needed[node] as number) >= 0) {
      homes[node] = 8 * (top + constants.length);
      constants.push(values[node] as number);
    }
  }
  return { homes, bytes: 8 * top, constants };
}
