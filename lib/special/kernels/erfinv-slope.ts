import { erfcxKernel } from './erfcx.ts';
import { erfinvKernel } from './erfinv.ts';

const HALF_ROOT_PI = 0.886226925452758;

/** √π/2 e^(y²) where y = erfinv x: near ±1 by e^(y²) = erfcx y / (1 − erf y), which does not magnify the rounding of y. */
export function erfinvSlopeKernel(x: number): number {
  const y = Math.abs(erfinvKernel(x));
  return HALF_ROOT_PI * (y < 0.5 ? Math.exp(y * y) : y === Infinity ? y : erfcxKernel(y) / (1 - Math.abs(x)));
}
