import * as C from './bessel-coefficients.ts';
import { polynomial } from './polynomial.ts';

/** e⁻ˣ I₀(x) for x > 8; at ∞ the number 1, whose product with e^∞ is ∞. */
export function scaledI0(x: number): number {
  return x < Infinity ? polynomial(C.I0_FAR, 1 / x) / Math.sqrt(x) : 1;
}

/** e⁻ˣ I₁(x) for x > 8. */
export function scaledI1(x: number): number {
  return x < Infinity ? polynomial(C.I1_FAR, 1 / x) / Math.sqrt(x) : 1;
}

/** eˣ K₀(x) for x > 1. */
export function scaledK0(x: number): number {
  return quotient(C.K0_FAR, 1 / x) / Math.sqrt(x);
}

/** eˣ K₁(x) for x > 1. */
export function scaledK1(x: number): number {
  return quotient(C.K1_FAR, 1 / x) / Math.sqrt(x);
}

function quotient([above, below]: readonly (readonly number[])[], u: number): number {
  return polynomial(above!, u) / polynomial(below!, u);
}
