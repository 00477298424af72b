import { betaKernel } from './beta.ts';
import { lgammaKernel } from './lgamma.ts';
import { logBetaOfLarge, logGammaRise } from './stirling.ts';

/** ln B(a, b) for a, b > 0 */
export function lbetaKernel(a: number, b: number): number {
  const [p, q] = a < b ? [a, b] : [b, a];
  if (!(p >= 0)) return NaN;
  if (q === Infinity) return p === 0 ? NaN : -Infinity;
  if (q < 10) return Math.log(betaKernel(p, q));
  return p < 10 ? lgammaKernel(p) - logGammaRise(q, p) : logBetaOfLarge(p, q);
}
