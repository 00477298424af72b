import { scaledK0, scaledK1 } from './bessel-scaled.ts';
import { besselk0Kernel } from './besselk0.ts';
import { besselk1Kernel } from './besselk1.ts';
import { timesExp } from './times-exp.ts';

/** Kₙ(x) for an integer n, by Kₖ₊₁ = 2k/x Kₖ + Kₖ₋₁ (DLMF 10.29.1). */
export function besselkKernel(n: number, x: number): number {
  const order = Math.abs(n);
  if (order === 0) return besselk0Kernel(x);
  if (order === 1 || !(x > 0 && x < Infinity)) return besselk1Kernel(x);
  let before = x > 1 ? scaledK0(x) : besselk0Kernel(x);
  let f = x > 1 ? scaledK1(x) : besselk1Kernel(x);
  for (let k = 1; k < order && f < Infinity; k++) [before, f] = [f, ((2 * k) / x) * f + before];
  return x > 1 ? timesExp(f, -x) : f;
}
