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

const LIMITS: Limits = { weight: 6000, saved: 200 };

/** Loops go round at most this many items at a time, where they can. */
const ROUND = 32;

/** A source that is neither in this turn of a loop nor in the one before; a constant, the same in each turn. */
export const FAR: number = -(2 ** 30);
export const CONSTANT: number = FAR - 1;
/** Not known before the second turn. */
const OPEN: number = FAR - 2;

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

/** Visits the operands of all turns, in order: their nodes, their places among the part's sources, and the turn. */
function eachOperand(
  { deeds, arities, firsts, operands }: Row,
  { from, period, count }: Repeat,
  visit: (node: number, slot: number, turn: number) => void,
): void {
  for (let k = 0; k < count; k++) {
    const start = from + k * period;
    let slot = 0;
    for (let i = start; i < start + period; i++) {
      const first = firsts[i] as number;
      const end = first + (arities[deeds[i] as number] as number);
      for (let a = first; a < end; a++) visit(operands[a] as number, slot++, k);
    }
  }
}

/** What is the same in each turn, but for the first of what comes from the turn before, is near; the rest is far. */
function sourcesOf(row: Row, repeat: Repeat): Int32Array {
  const { from, period, count } = repeat;
  let slots = 0;
  for (let i = from; i < from + period; i++) slots += row.arities[row.deeds[i] as number] as number;
  const sources = new Int32Array(slots);
  const firsts = new Int32Array(slots);
  eachOperand(row, repeat, (node, slot, k) => {
    const item = row.items[node] as number;
    const here = item === FIXED ? CONSTANT : item - from - k * period;
    if (k === 0) {
      firsts[slot] = node;
      sources[slot] = here >= 0 || here === CONSTANT ? here : count === 1 ? FAR : OPEN;
      return;
    }
    const source = sources[slot] as number;
    if (here === source && (here !== CONSTANT || node === firsts[slot])) return;
    sources[slot] = k === 1 && source < 0 && here < 0 && here >= -period ? here : FAR;
  });
  return sources;
}

/** Of each node the last part that finds it in memory, −1 where none does. */
function lastNeeds({ length }: Program, row: Row, parts: readonly Part[]): Int32Array {
  const needed = new Int32Array(length).fill(-1);
  parts.forEach((part, p) => {
    eachOperand(row, part, (node, slot, k) => {
      const source = part.sources[slot] as number;
      if (source === FAR || (k === 0 && source < 0 && source !== CONSTANT)) needed[node] = p;
    });
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
    const escapes = new Uint8Array(period);
    for (let i = from, q = 0; i < from + period * count; i++, q = q + 1 === period ? 0 : q + 1) {
      const node = row.ids[i] as number;
      if ((row.deeds[i] as number) >= row.output || (needed[node] as number) < p + Number(count === 1)) continue;
      if (isOutput(row, part, q)) homes[node] = 8 * (inputs + (row.ids[i + 1] as number));
      else if (count > 1) escapes[q] = 1;
      else {
        const slot = free.pop() ?? top++;
        homes[node] = 8 * slot;
        (ending[needed[node] as number] as number[]).push(slot);
      }
    }
    const columns = [...escapes.keys()].filter((q) => escapes[q] === 1);
    for (let k = 0; k < count; k++) {
      columns.forEach((q, column) => {
        homes[row.ids[from + k * period + q] as number] = 8 * (top + k * columns.length + column);
      });
    }
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
