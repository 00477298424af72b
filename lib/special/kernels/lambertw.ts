import { aboveBranchPoint, BRANCH_POINT, NEAR_BRANCH_POINT, solvedFrom } from './lambertw-branch.ts';
import { toDouble } from './pair.ts';

/** W₀(x): the larger real w with w eʷ = x, for x ≥ −1/e. */
export function lambertwKernel(x: number): number {
  if (!(x < Infinity) || x === 0) return x;
  if (x < BRANCH_POINT) return NaN;
  if (x < NEAR_BRANCH_POINT) return toDouble(aboveBranchPoint(x, 1)) - 1;
  return solvedFrom(x, startOf(x));
}

function startOf(x: number): number {
  if (x < 0) return x * (1 - x * (1 - x * (1.5 - 2.6 * x)));
  const log = Math.log1p(x);
  return x < 3 ? log * (1 - Math.log1p(log) / (2 + log)) : log - Math.log(log);
}
