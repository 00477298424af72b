import { I0_NEAR } from './bessel-coefficients.ts';
import { scaledI0 } from './bessel-scaled.ts';
import { polynomial } from './polynomial.ts';
import { timesExp } from './times-exp.ts';

/** I₀(x). */
export function besseli0Kernel(x: number): number {
  const size = Math.abs(x);
  const y = (x * x) / 4;
  return size <= 8 ? 1 + y * polynomial(I0_NEAR, y) : timesExp(scaledI0(size), size);
}
