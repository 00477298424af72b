import { y0, y1 } from './bessel-oscillating.ts';
import { upward } from './bessel-upward.ts';
import { bessely0Kernel } from './bessely0.ts';
import { toDouble } from './pair.ts';

/** Yₙ(x) for an integer n. */
export function besselyKernel(n: number, x: number): number {
  const order = Math.abs(n);
  if (order === 0) return bessely0Kernel(x);
  // Y₋ₙ(x) = (−1)ⁿ Yₙ(x) (DLMF 10.4.1)
  const sign = order % 2 === 1 && n < 0 ? -1 : 1;
  if (!(x > 0)) return x === 0 ? sign * -Infinity : NaN;
  return x < Infinity ? sign * toDouble(upward(y0(x), y1(x), order, x)) : 0;
}
