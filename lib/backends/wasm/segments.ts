import { type Repeat, repeatsOf } from './repeats.ts';
import { FIXED, type Row } from './schedule.ts';

/** How large the functions are that a program is cut into. */
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

/** Of one turn of a loop; what is heavier stays straight. */
const HEAVIEST = 25_000;
/** Short periods go round several at a time, up to so many items. */
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

/** The functions of a row, in its order. */
export function partsOf(row: Row, limits: Partial<Limits>): Part[] {
  return cut(row, { ...LIMITS, ...limits }).map((repeat) => ({ ...repeat, sources: sourcesOf(row, repeat) }));
}

/** Loops, and what is between them in functions that are not too large. */
function cut(row: Row, { weight: most, saved }: Limits): Repeat[] {
  const weigh = (item: number): number => 1 + row.arities[row.deeds[item]!]!;
  const parts: Repeat[] = [];
  let from = 0;
  const straight = (to: number): void => {
    let weight = 0;
    for (let i = from; i < to; i++) {
      const own = weigh(i);
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
    let weight = 0;
    for (let q = 0; q < period; q++) weight += weigh(repeat.from + q);
    if (weight > HEAVIEST) continue;
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
export function eachOperand(
  { deeds, arities, firsts, operands }: Row,
  { from, period, count }: Repeat,
  visit: (node: number, slot: number, turn: number) => void,
): void {
  for (let k = 0; k < count; k++) {
    const start = from + k * period;
    let slot = 0;
    for (let i = start; i < start + period; i++) {
      const first = firsts[i]!;
      const end = first + arities[deeds[i]!]!;
      for (let a = first; a < end; a++) visit(operands[a]!, slot++, k);
    }
  }
}

/** What is the same in each turn, but for the first of what comes from the turn before, is near; the rest is far. */
function sourcesOf(row: Row, repeat: Repeat): Int32Array {
  const { from, period, count } = repeat;
  let slots = 0;
  for (let i = from; i < from + period; i++) slots += row.arities[row.deeds[i]!]!;
  const sources = new Int32Array(slots);
  const firsts = new Int32Array(slots);
  eachOperand(row, repeat, (node, slot, k) => {
    const item = row.items[node]!;
    const here = item === FIXED ? CONSTANT : item - from - k * period;
    if (k === 0) {
      firsts[slot] = node;
      sources[slot] = here >= 0 || here === CONSTANT ? here : count === 1 ? FAR : OPEN;
      return;
    }
    const source = sources[slot]!;
    if (here === source && (here !== CONSTANT || node === firsts[slot])) return;
    sources[slot] = k === 1 && source < 0 && here < 0 && here >= -period ? here : FAR;
  });
  return sources;
}
