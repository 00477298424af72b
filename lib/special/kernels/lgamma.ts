import gammaln from '@stdlib/math-base-special-gammaln';
import { gammaKernel } from './gamma.ts';

/** ln |Γ(x)|, by the port of FreeBSD's e_lgamma_r.c in @stdlib; for small x by Γ, which is more accurate there. */
export function lgammaKernel(x: number): number {
  if (x === -Infinity) return Infinity;
  return x > 1e-300 && x < 0.7 ? Math.log(gammaKernel(x)) : gammaln(x);
}
