import { expintKernel } from './expint.ts';
import { EI_FAR, EI_NEAR, EI_ZERO } from './expint-coefficients.ts';
import { pieceAt, polynomial } from './polynomial.ts';
import { timesExp } from './times-exp.ts';

/** Ei(x) = −∫₋ₓ^∞ e⁻ᵗ/t dt, the principal value for x > 0 (DLMF 6.2.5). */
export function expinteiKernel(x: number): number {
  if (!(x > 0)) return -expintKernel(-x);
  if (x === Infinity) return x;
  if (x > 6) return timesExp(pieceAt(EI_FAR, x) / x, x);
  const [zero, low] = EI_ZERO as readonly [number, number];
  const off = x - zero - low;
  // Close to the zero x/x₀ would be rounded.
  const log = Math.abs(off) < zero / 2 ? Math.log1p(off / zero) : Math.log(x) - Math.log(zero);
  return log + off * polynomial(EI_NEAR, x);
}
