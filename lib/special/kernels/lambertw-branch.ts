import { NEAR_BRANCH } from './lambertw-coefficients.ts';
import { addPairs, multiplyPairs, type Pair, rootOfPair, toDouble, twoSum } from './pair.ts';
import { polynomial } from './polynomial.ts';

/** The double nearest to −1/e lies below it; it stands for the branch point. */
export const BRANCH_POINT: number = -0.36787944117144233;
// What is left of −1/e, and 2e.
const LOW = 1.2428753672788363e-17;
const TWICE_E: Pair = [5.43656365691809, 2.8912937834585003e-16];

/** Up to here W is taken by its series about the branch point. */
export const NEAR_BRANCH_POINT: number = -0.32;

/** 1 + W₀ (sign 1) or 1 + W₋₁ (sign −1) for x from −1/e to −0.32: W itself has rounded it away. */
export function aboveBranchPoint(x: number, sign: number): Pair {
  if (x === BRANCH_POINT) return [0 * sign, 0 * sign];
  const root = rootOfPair(multiplyPairs(twoSum(x - BRANCH_POINT, -LOW), TWICE_E));
  const p = sign * root[0];
  return addPairs([p, sign * root[1]], [p * p * polynomial(NEAR_BRANCH, p), 0]);
}

/** 1 + W, from W. */
export function aboveOf(x: number, w: number, sign: number): number {
  return x < NEAR_BRANCH_POINT && x >= BRANCH_POINT ? toDouble(aboveBranchPoint(x, sign)) : 1 + w;
}

/**
 * w with w + log w = log x, from a start near it. F. N. Fritsch, R. E. Shafer, W. P. Crowley, "Algorithm 443: solution of
 * the transcendental equation w eʷ = x", CACM 16 (1973), and a last step by Newton.
 */
export function solvedFrom(x: number, start: number): number {
  let w = start;
  for (let i = 0; i < 8; i++) {
    const z = excess(x, w);
    const q = 2 * (1 + w) * (1 + w + (2 / 3) * z);
    w += ((w / (1 + w)) * z * (q - z)) / (q - 2 * z);
    if (Math.abs(z) < 1e-4 * Math.abs(1 + w)) break;
  }
  return w + (w / (1 + w)) * excess(x, w);
}

/** log(x/w) − w. */
function excess(x: number, w: number): number {
  const ratio = x / w;
  // A quotient of subnormal numbers has no digits.
  return (Math.abs(x) < 1e-290 && ratio < 0.5 ? Math.log(-x) - Math.log(-w) : Math.log(ratio)) - w;
}

/** W′ = e⁻ᵂ/(1 + W) = W/(x (1 + W)), from W and 1 + W (DLMF 4.13.4): the second has the digits of x where W is large. */
export function slopeOf(x: number, w: number, above: number): number {
  return Math.abs(w) < 1 ? Math.exp(-w) / above : w / above / x;
}
