import { erfcxKernel } from './erfcx.ts';
import { erfcxFraction } from './erfcx-fraction.ts';

const ONE_OVER_ROOT_PI = 0.5641895835477563;

/**
 * Fₙ(x) = e^(x²) iⁿerfc(x), n ≥ 0, from F₋₁ = 2/√π and F₀ = erfcx by 2(n + 1) Fₙ₊₁ = Fₙ₋₁ − 2x Fₙ (DLMF 7.18.7), each in the
 * direction in which its terms have one sign.
 */
export function erfcxIntegralKernel(n: number, x: number): number {
  if (x >= 0.4) return erfcxFraction(n, x);
  if (x >= 0) return bySeries(n, x);
  let before = 2 * ONE_OVER_ROOT_PI;
  let f = erfcxKernel(x);
  for (let k = 1; k <= n; k++) [before, f] = [f, (before - 2 * x * f) / (2 * k)];
  return f;
}

/** Σ (−2x)ᵏ (n + k choose k) Fₙ₊ₖ(0), where Fₘ(0) = 1 / (2ᵐ Γ(m/2 + 1)) (DLMF 7.18.6). */
function bySeries(n: number, x: number): number {
  let [at, next] = [1, ONE_OVER_ROOT_PI];
  for (let m = 0; m < n; m++) [at, next] = [next, at / (2 * (m + 2))];
  let sum = 0;
  let factor = 1;
  for (let k = 0; k < 60; k++) {
    const term = factor * at;
    sum += term;
    if (Math.abs(term) < 1e-18 * sum) break;
    factor *= (-2 * x * (n + k + 1)) / (k + 1);
    [at, next] = [next, at / (2 * (n + k + 2))];
  }
  return sum;
}
