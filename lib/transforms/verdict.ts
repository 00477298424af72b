import type { SlopeEstimate } from './slope-estimate.ts';

/** 'cannot tell' where differences are less accurate than 5e-4, or settle on no slope. */
export type Verdict = 'right' | 'cannot tell' | 'wrong';

/** One derivative, and what is known of where it was taken. */
export interface Claim {
  readonly got: number;
  /** The number differentiated by, and f there. */
  readonly x: number;
  readonly y: number;
  /** What rounding may have moved `got` by. */
  readonly rounding: number;
  /** How many periods, or jumps, f runs through where x moves by all of itself. */
  readonly phase: number;
}

/** A verdict, and how far the derivative may be from the slope. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly bound: number;
}

/** The accuracy that confirms a derivative, relative to it. */
const ACCURATE = 5e-4;

/** The same relative to the steepest change of f around, for a derivative that is 0 as far as differences tell. */
const NEGLIGIBLE = 5e-7;

/** A difference this small, relative to the slope, is none: f may be a series that ends there. */
const SAME = 1e-7;

/** No structure of f is taken to be finer than this part of x, or of the width over which f has one slope. */
const FINEST = Math.sqrt(Number.EPSILON);

/** Nor than this part of x where x is small, as at x of a root or a logarithm. */
const NEAR = 0.01;

/** Nor than this part of a period, or of the distance between jumps. */
const PERIOD = 0.01;

/** Whether a derivative is confirmed or refuted by the estimate of it. */
export function judge(claim: Claim, estimate: SlopeEstimate): Judgement {
  const { got, y, rounding } = claim;
  const { slope, low, high } = estimate;
  if (!Number.isFinite(y))
    return { verdict: Number.isNaN(y) && Number.isNaN(got) ? 'right' : 'cannot tell', bound: Infinity };
  if (Math.abs(slope) === Infinity) return { verdict: got === slope ? 'right' : 'cannot tell', bound: Infinity };
  const steepest = Math.max(Math.abs(low), Math.abs(high));
  const own = Number.isFinite(rounding) ? 4 * rounding : 0;
  const uncertainty = estimate.uncertainty + own + SAME * steepest;
  const bound = Number.isNaN(slope) ? Infinity : uncertainty + Math.max(high - slope, slope - low);
  const excess = Math.min(Math.max(0, low - got, got - high), Number.MAX_VALUE);
  if (excess <= uncertainty) {
    return { verdict: isAccurate(claim, estimate, uncertainty, steepest) ? 'right' : 'cannot tell', bound };
  }
  return { verdict: isRefuted(claim, estimate, uncertainty, excess) ? 'wrong' : 'cannot tell', bound };
}

function isAccurate({ got, y }: Claim, estimate: SlopeEstimate, uncertainty: number, steepest: number): boolean {
  const { steepness, noise, isFlat } = estimate;
  if (uncertainty <= ACCURATE * Math.max(Math.abs(got), steepest)) return true;
  if (steepest <= uncertainty && uncertainty <= NEGLIGIBLE * steepness) return true;
  // A rectifier that is off: f is one number, whose rounding is all that a slope could hide in.
  return isFlat && got === 0 && noise <= 1e-12 * Math.abs(y) + 1e-300;
}

function isRefuted(
  { got, x, rounding, phase }: Claim,
  estimate: SlopeEstimate,
  uncertainty: number,
  excess: number,
): boolean {
  const { low, high, noise, extent, isSettled, isQuantized } = estimate;
  // NaN is no number that could be wrong: it is what conventions give at some kinks.
  if (!isSettled || Number.isNaN(got) || isQuantized(got)) return false;
  if (Number.isFinite(got) && !Number.isFinite(rounding)) return false;
  // An op may round its argument, as if x were another.
  const steepest = Math.max(Math.abs(low), Math.abs(high));
  const shift = (4 * Number.EPSILON * Math.abs(x) * steepest) / estimate.widestWithin(excess / 4);
  if (!(excess > 2 * uncertainty + shift)) return false;
  // Structure too fine to stand out of the rounding of f could explain the excess. Of subnormal x, doubles are too coarse.
  const finest = x === 0 ? Infinity : Math.abs(x) * Math.min(NEAR, PERIOD / phase);
  if (finest < 16 * Number.MIN_VALUE) return false;
  return noise <= excess * Math.min(FINEST * Math.max(extent, Math.abs(x)), finest);
}
