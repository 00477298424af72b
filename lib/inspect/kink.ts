import type { LocalRule } from './local-rule.ts';
import { sidesOf } from './neighbours.ts';
import { branching, isApart } from './probe.ts';

/** What a row does on the two sides of one of its arguments, and there. */
export interface KinkSides {
  /** Which argument. */
  readonly argument: number;
  /** Whether the argument is within rounding errors of it, not on it. */
  readonly isNear: boolean;
  readonly left: number;
  readonly there: number;
  readonly right: number;
}

/** A point of a row where its derivative is a convention. */
export interface Singularity {
  /** Where the slope differs on the two sides of an argument: a kink. */
  readonly kink: KinkSides | undefined;
  /** Where the value does: a jump. */
  readonly jump: KinkSides | undefined;
  /** Whether the row is constant but for jumps. */
  readonly isStep: boolean;
}

/** What a row does at a neighbouring point. */
interface OnSide {
  readonly value: number;
  readonly slope: () => number;
}

// Rounding errors of an argument, in units of ε times the size of what it was computed from.
const ULPS = 8;

/** The number a slope is taken for: one that contributes nothing is 0. */
const slope = (p: unknown): number => (typeof p === 'number' ? p : 0);

/**
 * The kink or the jump that a row has at `args`, or so near that rounding errors decide on the side. `scales` are the sizes of
 * what the active arguments were computed from.
 */
export function singularityAt(
  rule: LocalRule,
  v: number,
  args: readonly number[],
  partials: readonly (number | undefined)[],
  scales: readonly (number | undefined)[],
): Singularity {
  const noises = scales.map((scale) => ULPS * Number.EPSILON * (scale ?? 0));
  const noise = noises.reduce((most, each) => Math.max(most, each), 0);
  const { tied, hasSteps } = branching(rule, v, args, noise);
  const isActive = scales.map((scale) => scale !== undefined);
  const steps = stepsOf(rule, partials, isActive);
  const on = (i: number, x: number): OnSide => {
    const moved = args.map((arg, k) => (k === i ? x : arg));
    const value = rule.value(moved);
    return { value, slope: () => slope(rule.partials(value, moved, isActive)[i]) };
  };
  for (let i = 0; i < args.length; i++) {
    // Of a long array only the entries at which a branch was tied, or that partials take steps in.
    if (!isActive[i] || !Number.isFinite(args[i]) || !(tied[i] || steps[i] || hasSteps || args.length <= 2)) continue;
    for (const width of [0, noises[i]!]) {
      const [left, right] = sidesOf(args[i]!, width);
      const [under, over] = [on(i, left), on(i, right)];
      const there = slope(partials[i]);
      const about = { argument: i, isNear: width > 0 };
      if (isApart(v, under.value) || isApart(v, over.value)) {
        const steepest = Math.max(Math.abs(there), Math.abs(under.slope()), Math.abs(over.slope()));
        const climb = 4 * steepest * (right - left);
        if (isJump(v, under.value, climb) || isJump(v, over.value, climb)) {
          const jump = { ...about, left: under.value, there: v, right: over.value };
          return { kink: undefined, jump, isStep: false };
        }
      }
      const slopes = [under.slope(), over.slope()];
      if (tied[i] && slopes.some((side) => isOff(there, side))) {
        // At a kink the slopes differ by as much a few times further out; where the row is smooth, by a few times as much.
        const further = sidesOf(args[i]!, 2 * (right - left)).map((x) => on(i, x).slope());
        const change = changeOf(there, slopes);
        if (Number.isFinite(change) && changeOf(there, further) >= 2 * change) continue;
        const kink = { ...about, left: slopes[0]!, there, right: slopes[1]! };
        return { kink, jump: undefined, isStep: false };
      }
    }
  }
  return { kink: undefined, jump: undefined, isStep: args.length === 1 && steps[0]! };
}

/** Whether the slope on a side differs. NaN there is the end of the domain. */
function isOff(there: number, side: number): boolean {
  return !Number.isNaN(side) && isApart(there, side);
}

/** By how much the slopes on the sides differ from that in between. */
function changeOf(there: number, sides: readonly number[]): number {
  return Math.max(...sides.map((side) => (Number.isNaN(side) ? 0 : Math.abs(side - there))));
}

/** Whether the value is further away than its slope accounts for. */
function isJump(v: number, side: number, climb: number): boolean {
  return Number.isFinite(v) && Number.isFinite(side) && isApart(v, side) && Math.abs(v - side) > climb;
}

// On either side of where rows are likely to branch; at NaN no branch of theirs is taken.
const SAMPLES = [Number.NaN, -1e3, -2.5, -0.3, 0.3, 2.5, 1e3];

/** By which active arguments a row contributes nothing, wherever they are. */
function stepsOf(
  rule: LocalRule,
  partials: readonly (number | undefined)[],
  isActive: readonly boolean[],
): readonly boolean[] {
  let steps = partials.map((p, i) => p === undefined && isActive[i]!);
  for (const sample of SAMPLES) {
    if (!steps.includes(true)) break;
    const args = steps.map(() => sample);
    try {
      const there = rule.partials(rule.value(args), args, isActive);
      steps = steps.map((step, i) => step && there[i] === undefined);
    } catch {
      // An op of the user's, outside its domain.
    }
  }
  return steps;
}
