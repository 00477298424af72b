import { j0 } from './bessel-oscillating.ts';
import { toDouble } from './pair.ts';

/** J₀(x). */
export function besselj0Kernel(x: number): number {
  const size = Math.abs(x);
  return size < Infinity ? toDouble(j0(size)) : 1 / size;
}
