import { erfcxKernel } from './erfcx.ts';
import { normquantileKernel } from './normquantile.ts';

const ROOT_TWO_PI = 2.5066282746310007;
const ROOT_HALF_PI = 1.2533141373155003;

/** √(2π) e^(z²/2) where z = normquantile p: in the tails by the ratio of the tail to the density. */
export function normquantileSlopeKernel(p: number): number {
  const z = Math.abs(normquantileKernel(p));
  if (z < 0.75) return ROOT_TWO_PI * Math.exp(0.5 * z * z);
  return z === Infinity ? z : (ROOT_HALF_PI * erfcxKernel(z * Math.SQRT1_2)) / Math.min(p, 1 - p);
}
