import { y0, y1 } from './bessel-oscillating.ts';
import { halfDifference } from './bessel-upward.ts';
import { besselyKernel } from './bessely.ts';

/** Yₙ′(x) = (Yₙ₋₁(x) − Yₙ₊₁(x))/2, with its digits near zeros; ±∞ where Yₙ is infinite. */
export function besselySlopeKernel(n: number, x: number): number {
  const order = Math.abs(n);
  const value = besselyKernel(n, x);
  if (Math.abs(value) === Infinity) return -value;
  if (order === 0 || order > x || !(x < Infinity)) return besselyKernel(n - 1, x) / 2 - besselyKernel(n + 1, x) / 2;
  const sign = order % 2 === 1 && n < 0 ? -1 : 1;
  return sign * halfDifference(y0(x), y1(x), order, x);
}
