import erfcinv from '@stdlib/math-base-special-erfcinv';
import { erfcxKernel } from './erfcx.ts';
import { erfinvKernel } from './erfinv.ts';

const HALF_ROOT_PI = 0.886226925452758;

/** √2 erfinv(2p − 1); in the tails by the inverse of erfc. 2p − 1 and 1 − p are exact where they are used. */
export function normquantileKernel(p: number): number {
  if (p < 0.25) return -upper(2 * p);
  return p > 0.75 ? upper(2 * (1 - p)) : Math.SQRT2 * erfinvKernel(2 * p - 1);
}

/**
 * √2 erfcinv q. A step of Newton on log erfc t = log erfcx t − t² takes the last hundreds of ulps off; of subnormal q, for
 * which erfcinv is infinite, five find it.
 */
function upper(q: number): number {
  let t = erfcinv(q);
  if (!(q > 0 && q < 1)) return t;
  const steps = t === Infinity ? 5 : 1;
  if (t === Infinity) t = 27;
  let step = 0;
  for (let k = 0; k < steps; k++) {
    t += step;
    const s = erfcxKernel(t);
    step = HALF_ROOT_PI * s * (Math.log(s) - Math.log(q) - t * t);
  }
  return Math.SQRT2 * t + Math.SQRT2 * step;
}
