const ONE_OVER_ROOT_PI = 0.5641895835477563;

/**
 * Fₙ(x) = e^(x²) iⁿerfc(x) for x ≥ ½, by the continued fraction of Fₖ/Fₖ₋₁ (DLMF 7.9), backward from where its convergents
 * agree to the last digit.
 */
export function erfcxFraction(n: number, x: number): number {
  let ratio = 0;
  for (let k = n + 16 + Math.ceil(280 / (x * x)); k > n; k--) ratio = 0.5 / (x + (k + 1) * ratio);
  let f = 2 * ONE_OVER_ROOT_PI;
  for (let k = n; k >= 0; k--) {
    ratio = 0.5 / (x + (k + 1) * ratio);
    f *= ratio;
  }
  return f;
}
