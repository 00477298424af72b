import type { Ladder, Rung } from './difference-ladder.ts';

/** What differences tell about one derivative. */
export interface SlopeEstimate {
  /** NaN where differences settle on no slope, ±Infinity where they grow without limit. */
  readonly slope: number;
  /** The slopes to both sides at a kink, elsewhere `slope`. */
  readonly low: number;
  readonly high: number;
  /** What these may be off by. */
  readonly uncertainty: number;
  /** The step of the difference. */
  readonly step: number;
  /** The steepest change of f over wider steps: what a slope of about 0 is measured against. */
  readonly steepness: number;
  /** The rounding of f. */
  readonly noise: number;
  /** The widest step at which f still has about this slope. */
  readonly extent: number;
  /** The widest step at which its slope differs by no more than `off`. */
  readonly widestWithin: (off: number) => number;
  /** Whether so many steps agree that this is no accident. */
  readonly isSettled: boolean;
  /** Whether f is the same number at all steps. */
  readonly isFlat: boolean;
  /** Whether f seems to be rounded to multiples, so that a slope of `got` would look like this too. */
  readonly isQuantized: (got: number) => boolean;
}

/** A difference at one step. */
interface Row {
  readonly k: number;
  readonly h: number;
  readonly slope: number;
  /** The slopes to the right and to the left; both `slope` where f is finite to one side only. */
  readonly right: number;
  readonly left: number;
  /** The larger of |f(x ± h) − f(x)|. */
  readonly change: number;
  /** |f(x + h) − 2f(x) + f(x − h)|; 0 where f is finite to one side only. */
  readonly bend: number;
}

/** The row that is the best estimate. */
interface Choice {
  /** −1 where there is none. */
  readonly at: number;
  readonly uncertainty: number;
}

/** How far f is to stand out of its rounding at the finest step of use. */
const CLEAR = 1e4;

/** Decimal digits of agreement, all steps together, that are no accident. */
const DIGITS = 8;

/** As many steps at which f does not change are no accident either. */
const STILL = 5;

/** The derivative of output i by the ladder's input, from f(x) and the rounding of its numbers. */
export function slopeEstimate(ladder: Ladder, middle: readonly number[], rounding: number, i: number): SlopeEstimate {
  const y = middle[i]!;
  let noise = rounding;
  let rows: Row[] = [];
  for (let pass = 0; pass < 3; pass++) {
    const standsOut = (rung: Rung): boolean => !((rowOf(0, rung, y, i)?.change ?? Infinity) <= CLEAR * noise);
    rows = ladder.choice(standsOut).flatMap((k) => rowOf(k, ladder.rung(k), y, i) ?? []);
    const bend = 2 * finestBend(rows);
    if (bend <= 4 * noise) break;
    noise = bend;
  }
  let choice = choose(rows, noise);
  // The values at x ± h may be rounded more than f(x).
  for (let pass = 0; pass < 3 && choice.at >= 0; pass++) {
    const around = ladder.roundingAt(rows[choice.at - 1]!.k, i);
    if (around <= noise) break;
    noise = around;
    choice = choose(rows, noise);
  }
  return estimate(rows, choice, noise, rounding);
}

/** Undefined where f is finite on neither side. */
function rowOf(k: number, { h, up, down }: Rung, y: number, i: number): Row | undefined {
  const [a, b] = [up[i] ?? NaN, down[i] ?? NaN];
  const right = (a - y) / h;
  const left = (y - b) / h;
  const [isUp, isDown] = [Number.isFinite(a), Number.isFinite(b)];
  if (isUp && isDown) {
    const change = Math.max(Math.abs(a - y), Math.abs(b - y));
    return { k, h, slope: (a - b) / (2 * h), right, left, change, bend: Math.abs(a - y - (y - b)) };
  }
  if (!isUp && !isDown) return undefined;
  const slope = isUp ? right : left;
  return { k, h, slope, right: slope, left: slope, change: Math.abs(slope * h), bend: 0 };
}

/** What f bends at the finest steps, which is its rounding; at a kink the bend shrinks with the step, and is no more than the last. */
function finestBend(rows: readonly Row[]): number {
  const bends = rows.slice(-3).map(({ bend }) => bend);
  const isKink = bends.every((bend, i) => i === 0 || bend <= 0.5 * bends[i - 1]!);
  return isKink ? (bends.at(-1) ?? 0) : Math.max(...bends);
}

/**
 * The row that the one before confirms best and no finer one contradicts. A row is off by less than it differs from the one
 * before, if differences converge with a power of h from ½ on. It is not extrapolated: what is gained by that is small
 * against 1e-3, and where f does not converge extrapolations agree by accident.
 */
function choose(rows: readonly Row[], noise: number): Choice {
  let best: Choice = { at: -1, uncertainty: Infinity };
  let least = Infinity;
  for (let at = 1; at < rows.length; at++) {
    const [coarse, row] = [rows[at - 1]!, rows[at]!];
    if (coarse.k !== row.k - 1) continue;
    const uncertainty = 2 * (Math.abs(row.slope - coarse.slope) + noise / row.h);
    const spread = uncertainty + (staysApart(coarse, row) ? Math.abs(row.right - row.left) : 0);
    if (!(spread < least)) continue;
    const isContradicted = rows
      .slice(at + 1)
      .some((finer) => Math.abs(finer.slope - row.slope) > uncertainty + (2 * noise) / finer.h);
    if (isContradicted) continue;
    best = { at, uncertainty };
    least = spread;
  }
  return best;
}

function estimate(rows: readonly Row[], { at, uncertainty }: Choice, noise: number, rounding: number): SlopeEstimate {
  const isFlat = rows.every(({ change }) => change === 0);
  const common = { noise, isFlat, isQuantized: quantization(rows, noise) };
  const limit = divergence(rows, noise);
  if (at < 0 || limit !== undefined) {
    const slope = limit ?? NaN;
    const step = rows.at(-1)?.h ?? NaN;
    const none = { slope, low: slope, high: slope, uncertainty: Infinity, step };
    return { ...common, ...none, steepness: 0, extent: 0, widestWithin: () => step, isSettled: false };
  }
  const row = rows[at]!;
  const off = kinkUncertainty(rows[at - 1]!, row, noise);
  const quarter = 0.25 * Math.max(Math.abs(row.slope), row.change / row.h);
  const extent = widest(rows, at, (h) => quarter + noise / h);
  return {
    ...common,
    slope: row.slope,
    low: off === undefined ? row.slope : Math.min(row.left, row.right),
    high: off === undefined ? row.slope : Math.max(row.left, row.right),
    uncertainty: uncertainty + (off ?? 0),
    step: row.h,
    steepness: Math.max(...rows.slice(Math.max(0, at - 12), at + 1).map(({ change, h }) => change / h)),
    extent,
    widestWithin: (off) => widest(rows, at, () => off),
    isSettled: agrees(rows, at, extent, noise, rounding),
  };
}

/** Whether the slopes to both sides approach each other less than the step shrinks. */
function staysApart(coarse: Row, row: Row): boolean {
  return Math.abs(row.right - row.left) > 0.5 * Math.abs(coarse.right - coarse.left);
}

/** What the slopes to both sides may be off by at a kink; undefined elsewhere. */
function kinkUncertainty(coarse: Row, row: Row, noise: number): number | undefined {
  const isKink = Math.abs(row.right - row.left) > (4 * noise) / row.h && staysApart(coarse, row);
  if (!isKink) return undefined;
  return 2 * (Math.abs(row.right - coarse.right) + Math.abs(row.left - coarse.left) + noise / row.h);
}

/** The widest step, from that of row `at` on, up to which slopes differ from its own by no more than `off(h)`. */
function widest(rows: readonly Row[], at: number, off: (h: number) => number): number {
  let i = at;
  while (i > 0 && Math.abs(rows[i - 1]!.slope - rows[at]!.slope) <= off(rows[i - 1]!.h)) i--;
  return rows[i]!.h;
}

/**
 * Whether so many rows agree with row `at`, up to the step `extent`, that it is no accident. If f varied below all steps, as
 * sin at 1e150, its changes would be drawn at random, and a row would agree to a part q of its change with probability q.
 */
function agrees(rows: readonly Row[], at: number, extent: number, noise: number, rounding: number): boolean {
  const { slope } = rows[at]!;
  let digits = 0;
  let still = 0;
  rows.forEach(({ h, slope: other, change }, i) => {
    if (h > extent) return;
    if (change <= 2 * noise) still += change <= 2 * rounding ? 1 : 0;
    else if (i !== at) digits += Math.max(0, -Math.log10((Math.abs(other - slope) * h + noise) / change));
  });
  return digits >= DIGITS || still >= STILL;
}

/** Where f changes at coarse steps and not at the finest, it may be rounded to multiples of its smallest change. */
function quantization(rows: readonly Row[], noise: number): (got: number) => boolean {
  const changing = rows.filter(({ change }) => change > 0);
  const quantum = changing.at(-1)?.change ?? 0;
  if (rows.at(-1)?.change !== 0 || quantum <= 8 * noise) return () => false;
  return (got) => changing.slice(-3).every(({ slope, h }) => Math.abs(slope - got) <= (1.5 * quantum) / h);
}

/** ±Infinity where the slopes of the finest steps grow without limit. */
function divergence(rows: readonly Row[], noise: number): number | undefined {
  const slopes = rows
    .filter(({ change }) => change > 100 * noise)
    .slice(-8)
    .map(({ slope }) => slope);
  const sign = Math.sign(slopes.at(-1) ?? 0);
  const grows = slopes.every((slope, i) => i === 0 || slope * sign > 1.3 * Math.abs(slopes[i - 1]!));
  return slopes.length === 8 && grows ? sign * Infinity : undefined;
}
