import { digammaKernel } from './digamma.ts';
import { gammaKernel } from './gamma.ts';
import { logBetaOfLarge, logGammaRise } from './stirling.ts';

/** B(a, b) for a, b > 0: Γ(a) Γ(b) / Γ(a + b), the rounding of a + b made up for; of large arguments by Stirling's formula. */
export function betaKernel(a: number, b: number): number {
  const [p, q] = a < b ? [a, b] : [b, a];
  if (!(p >= 0)) return NaN;
  if (q === Infinity) return p === 0 ? NaN : 0;
  const s = p + q;
  if (s < 170) {
    const rounding = p - (s - q);
    const v = gammaKernel(p) * (gammaKernel(q) / gammaKernel(s));
    return rounding === 0 ? v : v - v * rounding * digammaKernel(s);
  }
  return p < 10 ? gammaKernel(p) * Math.exp(-logGammaRise(q, p)) : Math.exp(logBetaOfLarge(p, q));
}
