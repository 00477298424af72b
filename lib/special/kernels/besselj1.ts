import { j1 } from './bessel-oscillating.ts';
import { toDouble } from './pair.ts';

/** J₁(x). */
export function besselj1Kernel(x: number): number {
  const size = Math.abs(x);
  if (!(size < Infinity)) return 1 / x;
  return x < 0 ? -toDouble(j1(size)) : x === 0 ? x : toDouble(j1(size));
}
