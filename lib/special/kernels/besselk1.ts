import { K1_NEAR } from './bessel-coefficients.ts';
import { scaledK1 } from './bessel-scaled.ts';
import { besseli1Kernel } from './besseli1.ts';
import { polynomial } from './polynomial.ts';
import { timesExp } from './times-exp.ts';

/** K₁(x). */
export function besselk1Kernel(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x > 1) return x < Infinity ? timesExp(scaledK1(x), -x) : 0;
  return 1 / x + (Math.log(x) * besseli1Kernel(x) + x * polynomial(K1_NEAR, (x * x) / 4));
}
