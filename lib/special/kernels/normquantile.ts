import erfcinv from '@stdlib/math-base-special-erfcinv';
import { erfcxKernel } from './erfcx.ts';
import { erfinvKernel } from './erfinv.ts';

const ROOT_HALF_PI = 1.2533141373155003;

/** √2 erfinv(2p − 1); in the tails by the inverse of erfc. 2p − 1 and 1 − p are exact where they are used. */
export function normquantileKernel(p: number): number {
  if (p < 0.25) return -upper(2 * p);
  return p > 0.75 ? upper(2 * (1 - p)) : Math.SQRT2 * erfinvKernel(2 * p - 1);
}

/** √2 erfcinv q. One step of Newton on log erfc t = log erfcx t − t² takes the last hundreds of ulps off. */
function upper(q: number): number {
  const t = erfcinv(q);
  if (!(t < Infinity)) return t;
  const s = erfcxKernel(t);
  return Math.SQRT2 * t + ROOT_HALF_PI * s * (Math.log(s / q) - t * t);
}
