import { E1_FAR, E1_NEAR } from './expint-coefficients.ts';
import { pieceAt, polynomial } from './polynomial.ts';
import { timesExp } from './times-exp.ts';

/** E₁(x) = ∫ₓ^∞ e⁻ᵗ/t dt for x > 0 (DLMF 6.2.1). */
export function expintKernel(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x <= 1) return polynomial(E1_NEAR, x - 1) - Math.log(x);
  return x < Infinity ? timesExp(pieceAt(E1_FAR, x) / x, -x) : 0;
}
