import { y0 } from './bessel-oscillating.ts';
import { toDouble } from './pair.ts';

/** Y₀(x). */
export function bessely0Kernel(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  return x < Infinity ? toDouble(y0(x)) : 0;
}
