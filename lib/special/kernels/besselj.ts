import { j0, j1 } from './bessel-oscillating.ts';
import { besselSeries } from './bessel-series.ts';
import { upward } from './bessel-upward.ts';
import { besselj0Kernel } from './besselj0.ts';
import { besselj1Kernel } from './besselj1.ts';
import { toDouble } from './pair.ts';

/** Jₙ(x) for an integer n. */
export function besseljKernel(n: number, x: number): number {
  const order = Math.abs(n);
  // J₋ₙ(x) = Jₙ(−x) = (−1)ⁿ Jₙ(x) (DLMF 10.4.1)
  const sign = order % 2 === 1 && n < 0 !== x < 0 ? -1 : 1;
  return sign * positive(order, Math.abs(x));
}

/** Jₙ(x) for n ≥ 0, x ≥ 0. */
function positive(n: number, x: number): number {
  if (n === 0) return besselj0Kernel(x);
  if (n === 1) return besselj1Kernel(x);
  if (!(x < Infinity)) return 1 / x;
  if (n <= x) return toDouble(upward(j0(x), j1(x), n, x));
  if (x * x < 4 * (n + 1)) return besselSeries(n, x, -1);
  // Jₖ/Jₖ₋₁ = 1/(2k/x − Jₖ₊₁/Jₖ) from far above, where it is small; Jₘ(x) > 0 for m ≤ x < m + 1.
  const m = Math.floor(x);
  const ratios: number[] = [];
  let ratio = 0;
  for (let k = n + 15 + Math.ceil(12 * Math.cbrt(x)); k > m; k--) {
    ratio = 1 / ((2 * k) / x - ratio);
    if (k <= n) ratios.push(ratio);
  }
  return ratios.reduceRight((product, r) => product * r, positive(m, x));
}
