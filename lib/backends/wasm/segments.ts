import { type Repeat, repeatsOf } from './repeats.ts';
import { IS_CONSTANT, type Schedule } from './schedule.ts';

/** How large the functions are that a program is cut into. */
export interface Limits {
  /**
   * What a straight function may hold, counting 1 for a step and each operand. Engines end at 50,000 locals and 7.6 MB a
   * function. From 500 to 20,000 there is no difference in V8, beyond it code is slower and takes longer to be optimised.
   */
  readonly weight: number;
  /** How many steps a loop must save. */
  readonly saved: number;
}

const LIMITS: Limits = { weight: 6000, saved: 200 };

/** The largest weight of one iteration of a loop. Heavier code stays straight. */
const HEAVIEST = 25_000;
/** Short periods are unrolled, up to so many steps an iteration. */
const ROUND = 32;

/** The source of an operand that comes from neither this iteration of a loop nor the one before. */
export const FAR: number = -(2 ** 30);
/** The source of an operand that is the same constant in each iteration. */
export const FROM_CONSTANT: number = FAR - 1;
/** Not known before the second iteration. */
const OPEN: number = FAR - 2;

/** A function: a stretch of the schedule, written once and run `count` times. */
export interface Segment extends Repeat {
  /**
   * The step that computes each operand of an iteration, counted from the beginning of the iteration: 0 and more are in the
   * same iteration, less is in the one before; or {@link FAR} or {@link FROM_CONSTANT}.
   */
  readonly sources: Int32Array;
}

/** The functions of a schedule, in order. Only `repeatsOf` makes loops of it: without that, all segments are straight. */
export function segmentsOf(schedule: Schedule, limits: Partial<Limits>): Segment[] {
  return cut(schedule, { ...LIMITS, ...limits }).map((repeat) => ({ ...repeat, sources: sourcesOf(schedule, repeat) }));
}

/** Loops, and the code between them in functions that are not too large. */
function cut(schedule: Schedule, { weight: most, saved }: Limits): Repeat[] {
  const weigh = (step: number): number => 1 + schedule.arities[schedule.actions[step]!]!;
  const segments: Repeat[] = [];
  let from = 0;
  const straight = (to: number): void => {
    let weight = 0;
    for (let i = from; i < to; i++) {
      const own = weigh(i);
      weight += own;
      if (weight <= most || i === from) continue;
      segments.push({ from, period: i - from, count: 1 });
      from = i;
      weight = own;
    }
    if (from < to) segments.push({ from, period: to - from, count: 1 });
    from = to;
  };
  for (const repeat of repeatsOf(schedule.actions, schedule.length, saved)) {
    const { period, count } = repeat;
    let weight = 0;
    for (let q = 0; q < period; q++) weight += weigh(repeat.from + q);
    if (weight > HEAVIEST) continue;
    const times = Math.max(1, Math.min(Math.floor(ROUND / period), count >> 1));
    straight(repeat.from);
    const loop = { from, period: period * times, count: Math.floor(count / times) };
    segments.push(loop);
    from += loop.period * loop.count;
  }
  straight(schedule.length);
  return segments.length > 0 ? segments : [{ from: 0, period: 0, count: 1 }];
}

/** Visits the operands of all iterations in order: node, index among the segment's sources, iteration. */
export function eachOperand(
  { actions, arities, firsts, operands }: Schedule,
  { from, period, count }: Repeat,
  visit: (node: number, slot: number, iteration: number) => void,
): void {
  for (let k = 0; k < count; k++) {
    const start = from + k * period;
    let slot = 0;
    for (let i = start; i < start + period; i++) {
      const first = firsts[i]!;
      const end = first + arities[actions[i]!]!;
      for (let a = first; a < end; a++) visit(operands[a]!, slot++, k);
    }
  }
}

/** The source of an operand in each iteration. In the first, carried operands come from elsewhere. */
function sourcesOf(schedule: Schedule, repeat: Repeat): Int32Array {
  const { from, period, count } = repeat;
  let slots = 0;
  for (let i = from; i < from + period; i++) slots += schedule.arities[schedule.actions[i]!]!;
  const sources = new Int32Array(slots);
  const firsts = new Int32Array(slots);
  eachOperand(schedule, repeat, (node, slot, k) => {
    const step = schedule.steps[node]!;
    const here = step === IS_CONSTANT ? FROM_CONSTANT : step - from - k * period;
    if (k === 0) {
      firsts[slot] = node;
      sources[slot] = here >= 0 || here === FROM_CONSTANT ? here : count === 1 ? FAR : OPEN;
      return;
    }
    const source = sources[slot]!;
    if (here === source && (here !== FROM_CONSTANT || node === firsts[slot])) return;
    sources[slot] = k === 1 && source < 0 && here < 0 && here >= -period ? here : FAR;
  });
  return sources;
}
