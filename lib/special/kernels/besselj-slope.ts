import { j0, j1 } from './bessel-oscillating.ts';
import { halfDifference } from './bessel-upward.ts';
import { besseljKernel } from './besselj.ts';

/** Jₙ′(x) = (Jₙ₋₁(x) − Jₙ₊₁(x))/2, with its digits near zeros. */
export function besseljSlopeKernel(n: number, x: number): number {
  const order = Math.abs(n);
  const size = Math.abs(x);
  if (order === 0 || order > size || !(size < Infinity)) {
    return besseljKernel(n - 1, x) / 2 - besseljKernel(n + 1, x) / 2;
  }
  // J₋ₙ(x) = Jₙ(−x) = (−1)ⁿ Jₙ(x) (DLMF 10.4.1)
  const sign = (order % 2 === 1 && n < 0 ? -1 : 1) * (order % 2 === 0 && x < 0 ? -1 : 1);
  return sign * halfDifference(j0(size), j1(size), order, size);
}
