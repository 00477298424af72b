import digamma from '@stdlib/math-base-special-digamma';
import { cospiKernel } from './cospi.ts';
import { sinpiKernel } from './sinpi.ts';

/**
 * The kernel of digamma, by @stdlib's port of Boost; at ±0 the limit from that side. That is NaN a rounding error from some poles,
 * and at large half-integers: there it is ψ(1 − x) − π cot πx (DLMF 5.5.4), which at a pole is NaN as well.
 */
export function digammaKernel(x: number): number {
  if (x === 0) return -1 / x;
  const v = digamma(x);
  if (!(Number.isNaN(v) && x < 0 && !Number.isInteger(x))) return v;
  return digamma(1 - x) - (Math.PI * cospiKernel(x)) / sinpiKernel(x);
}
