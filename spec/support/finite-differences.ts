import { type Scalar, value } from '../../lib/entries/forward.ts';
import { boundOf, exact, Magnitude } from './magnitude.ts';
import type { Fields } from './modes.ts';

const EPSILON = 2 ** -52;
const FIRST_STEP = 1 / 8;
const STEPS = 8;

/** A derivative by finite differences, and how far off it may be. */
export interface Estimate {
  readonly derivative: number;
  readonly error: number;
}

/**
 * ∂gᵢ/∂xⱼ of a smooth g at x, entry by entry of the Jacobian, row by row: central differences with eight steps, each half
 * the one before, extrapolated to step 0, and of all these the one with the least error. Its error is how much it differs from the two
 * extrapolations it was made of, and what the rounding of g may have come to on the way.
 * @see Ridders, Accurate computation of F′(x) and F′(x)F″(x), Adv. Eng. Softw. 4 (1982) 75–76
 */
export function differences(g: Fields, x: readonly number[]): Estimate[] {
  const columns = x.map((_, j) => column(g, x, j));
  return g(x).flatMap((_, i) => columns.map((estimates) => estimates[i] as Estimate));
}

function column(g: Fields, x: readonly number[], j: number): Estimate[] {
  const at = (h: number): Scalar[] => g(x.map((xk, k) => (k === j ? xk + h : xk)));
  const steps = Array.from({ length: STEPS }, (_, k) => FIRST_STEP * 2 ** -k);
  const samples = steps.map((h) => ({ h, above: at(h).map(value), below: at(-h).map(value) }));
  // x ± h is rounded too. What is 0 at x need not be so nearby: the bounds are those of the widest step.
  const around = [-FIRST_STEP, 0, FIRST_STEP].map((h) =>
    g(x.map((xk, k) => (k === j ? new Magnitude(xk + h, Math.abs(xk + h)) : exact(xk)))).map(boundOf),
  );
  return at(0).map((_, i) => {
    const bound = Math.max(...around.map((bounds) => bounds[i] as number));
    return extrapolated(
      samples.map(({ h, above, below }) => ({
        derivative: ((above[i] as number) - (below[i] as number)) / (2 * h),
        error: (EPSILON * bound) / h,
      })),
    );
  });
}

/** `error` of what comes in is that of rounding alone. */
function extrapolated(differences: readonly Estimate[]): Estimate {
  let best: Estimate = { derivative: NaN, error: Infinity };
  let before = differences;
  for (let power = 4; before.length > 1; power *= 4) {
    const next: Estimate[] = [];
    for (let k = 1; k < before.length; k++) {
      const [coarse, fine] = [before[k - 1] as Estimate, before[k] as Estimate];
      const derivative = fine.derivative + (fine.derivative - coarse.derivative) / (power - 1);
      const rounding = (power * fine.error + coarse.error) / (power - 1);
      const spread = Math.max(Math.abs(derivative - fine.derivative), Math.abs(derivative - coarse.derivative));
      if (spread + rounding < best.error) best = { derivative, error: spread + rounding };
      next.push({ derivative, error: rounding });
    }
    before = next;
  }
  return best;
}
