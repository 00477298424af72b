/** A stretch of a sequence: the same `period` numbers, `count` times over. */
export interface Repeat {
  readonly from: number;
  readonly period: number;
  readonly count: number;
}

/** How many numbers must be the same as before for us to look whether the following are too. */
const WINDOW = 12;
/** Two or three equal stretches are not a repeat: they save little, and occur by chance. */
const FEWEST = 4;
/** Longer periods are not worth it: as code they would not fit into the cache. */
const LONGEST = 8192;
/** How many comparisons we make for each number of the sequence; one that repeats itself takes 3. */
const PATIENCE = 50;
const FACTOR = 0x9e3779b1;

/**
 * The repeats in a sequence that save at least `least` numbers if the period is written once. They are in order and do not
 * overlap; where two would, the one that saves more is taken, so the outer of repeats inside repeats.
 */
export function repeatsOf(sequence: Int32Array, length: number, least: number): Repeat[] {
  const taken = new Uint8Array(length);
  const chosen: Repeat[] = [];
  const bySaved = (a: Repeat, b: Repeat): number => saved(b) - saved(a) || a.from - b.from;
  for (const repeat of found(sequence, length, least).sort(bySaved)) {
    const { period } = repeat;
    let from = repeat.from;
    const end = from + period * repeat.count;
    while (from < end && taken[from] === 1) from++;
    let to = from;
    while (to < end && taken[to] === 0) to++;
    const left = { from, period, count: Math.floor((to - from) / period) };
    if (!isWorth(left, least)) continue;
    taken.fill(1, from, from + period * left.count);
    chosen.push(left);
  }
  return chosen.sort((a, b) => a.from - b.from);
}

function saved({ period, count }: Repeat): number {
  return period * (count - 1);
}

function isWorth(repeat: Repeat, least: number): boolean {
  return repeat.count >= FEWEST && saved(repeat) >= least;
}

/** The distance between two equal windows is a period, for as long as the sequence goes on so. */
function found(sequence: Int32Array, length: number, least: number): Repeat[] {
  const list: Repeat[] = [];
  const bits = 32 - Math.max(8, Math.ceil(Math.log2(length + 1)));
  /** The end of the last window with this hash. */
  const last = new Int32Array(2 ** (32 - bits)).fill(-1);
  /** For each period how far we have looked. */
  const known = new Int32Array(Math.min(LONGEST, length) + 1);
  let leaving = 1;
  for (let i = 0; i < WINDOW; i++) leaving = Math.imul(leaving, FACTOR);
  let hash = 0;
  let steps = PATIENCE * length;
  for (let i = 0; i < length; i++) {
    hash = (Math.imul(hash, FACTOR) + sequence[i]! + 1) | 0;
    if (i >= WINDOW) hash = (hash - Math.imul(leaving, sequence[i - WINDOW]! + 1)) | 0;
    if (i + 1 < WINDOW) continue;
    const slot = Math.imul(hash ^ (hash >>> 15), FACTOR) >>> bits;
    const period = i - last[slot]!;
    const isNew = last[slot] !== -1 && period <= LONGEST && i >= known[period]!;
    last[slot] = i;
    if (!isNew || steps < 0) continue;
    let from = i + 1;
    const before = Math.max(period, known[period]!);
    while (from > before && sequence[from - 1] === sequence[from - 1 - period]) from--;
    let to = i + 1;
    while (to < length && sequence[to] === sequence[to - period]) to++;
    known[period] = to;
    steps -= to - from + 1;
    const repeat = { from: from - period, period, count: Math.floor((to - from) / period) + 1 };
    if (isWorth(repeat, least)) list.push(repeat);
  }
  return list;
}
