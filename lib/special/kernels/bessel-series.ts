/** (x/2)ⁿ/n! Σ (±x²/4)ᵏ/(k! (n + 1)ₖ) (DLMF 10.2.2, 10.25.2), for x² < 4(n + 1). */
export function besselSeries(n: number, x: number, sign: number): number {
  const y = (sign * x * x) / 4;
  let total = 1;
  for (let k = 1, term = 1; Math.abs(term) > 1e-18; k++) {
    term *= y / (k * (n + k));
    total += term;
  }
  // The largest first, so that the product leaves the normal doubles once at most; what is left of the factors is kept for last.
  let product = total;
  let scale = 0;
  for (let k = 1; k <= n; k++) {
    product *= x / (2 * k);
    if (product < 1e-200) {
      product *= 2 ** 600;
      scale--;
      if (scale < -2) return 0;
    }
  }
  return product * 2 ** (300 * scale) * 2 ** (300 * scale);
}
