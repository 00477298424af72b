import { I1_NEAR } from './bessel-coefficients.ts';
import { scaledI1 } from './bessel-scaled.ts';
import { polynomial } from './polynomial.ts';
import { timesExp } from './times-exp.ts';

/** I₁(x). */
export function besseli1Kernel(x: number): number {
  const size = Math.abs(x);
  const y = (x * x) / 4;
  // Halved last: half of the smallest double is 0, and its derivative 1/2 all the same.
  if (size <= 8) return (x * (1 + y * polynomial(I1_NEAR, y))) / 2;
  return Math.sign(x) * timesExp(scaledI1(size), size);
}
