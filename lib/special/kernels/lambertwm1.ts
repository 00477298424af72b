import { aboveBranchPoint, BRANCH_POINT, NEAR_BRANCH_POINT, solvedFrom } from './lambertw-branch.ts';
import { toDouble } from './pair.ts';

/** W₋₁(x): the smaller real w with w eʷ = x, for −1/e ≤ x < 0. */
export function lambertwm1Kernel(x: number): number {
  if (!(x < 0)) return x === 0 ? -Infinity : NaN;
  if (x < BRANCH_POINT) return NaN;
  if (x < NEAR_BRANCH_POINT) return toDouble(aboveBranchPoint(x, -1)) - 1;
  const log = Math.log(-x);
  return solvedFrom(x, log - Math.log(-log));
}
