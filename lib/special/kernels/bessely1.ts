import { y1 } from './bessel-oscillating.ts';
import { toDouble } from './pair.ts';

/** Y₁(x). */
export function bessely1Kernel(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  return x < Infinity ? toDouble(y1(x)) : 0;
}
