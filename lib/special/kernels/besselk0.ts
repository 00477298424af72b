import { K0_NEAR } from './bessel-coefficients.ts';
import { scaledK0 } from './bessel-scaled.ts';
import { besseli0Kernel } from './besseli0.ts';
import { polynomial } from './polynomial.ts';
import { timesExp } from './times-exp.ts';

/** K₀(x). */
export function besselk0Kernel(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x > 1) return x < Infinity ? timesExp(scaledK0(x), -x) : 0;
  return polynomial(K0_NEAR, (x * x) / 4) - Math.log(x) * besseli0Kernel(x);
}
