import { scaledI0 } from './bessel-scaled.ts';
import { besselSeries } from './bessel-series.ts';
import { besseli0Kernel } from './besseli0.ts';
import { besseli1Kernel } from './besseli1.ts';
import { timesExp } from './times-exp.ts';

/** Iₙ(x) for an integer n: I₀ Π Iₖ/Iₖ₋₁, with Iₖ/Iₖ₋₁ = 1/(2k/x + Iₖ₊₁/Iₖ) (DLMF 10.29.1). */
export function besseliKernel(n: number, x: number): number {
  const order = Math.abs(n);
  const size = Math.abs(x);
  const sign = order % 2 === 1 && x < 0 ? -1 : 1;
  if (order === 0) return besseli0Kernel(x);
  if (order === 1) return besseli1Kernel(x);
  if (!(size < Infinity)) return sign * size;
  if (size * size < 4 * (order + 1)) return sign * besselSeries(order, size, 1);
  if (logarithm(order, size) > 711) return sign * Infinity;
  const ratios: number[] = [];
  let ratio = 0;
  for (let k = 15 + Math.ceil(Math.sqrt(order * order + 50 * size)); k > 0; k--) {
    ratio = 1 / ((2 * k) / size + ratio);
    if (k <= order) ratios.push(ratio);
  }
  const product = (first: number): number => ratios.reduceRight((p, r) => p * r, first);
  return sign * (size <= 8 ? product(besseli0Kernel(size)) : timesExp(product(scaledI0(size)), size));
}

/** log Iₙ(x), all but its last digits, for large n or x (DLMF 10.41.3). */
function logarithm(n: number, x: number): number {
  const root = Math.hypot(n, x);
  return root + n * Math.log(x / (n + root)) - 0.5 * Math.log(root) - 0.9189385332046727;
}
