/** B₂ₖ / (2k)! for k = 1, 2, … */
const BERNOULLI: readonly number[] = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
];

/**
 * ψ⁽ⁿ⁾(x) for n ≥ 1, x > 0: n! Σ 1/(x + j)ⁿ⁺¹ over j up to where the asymptotic series of the rest has all its digits, all
 * terms of one sign (DLMF 5.15.1, 5.15.8, by Euler and Maclaurin).
 */
export function polygammaKernel(n: number, x: number): number {
  if (!(x > 0)) return NaN;
  if (x === Infinity) return 0;
  const least = 12 + n;
  let sum = 0;
  let y = x;
  for (; y < least; y++) sum += y ** -(n + 1);
  // The rest, over n!: y⁻ⁿ/n + y⁻ⁿ⁻¹/2 + Σ B₂ₖ/(2k)! (n+1)…(n+2k−1) y⁻ⁿ⁻²ᵏ
  let rest = 0;
  let factor = (n + 1) / (y * y);
  for (let k = 1; k <= BERNOULLI.length; k++) {
    rest += BERNOULLI[k - 1]! * factor;
    factor *= ((n + 2 * k) * (n + 2 * k + 1)) / (y * y);
  }
  const tail = y ** -n * (1 / n + 0.5 / y + rest);
  let factorial = 1;
  for (let k = 2; k <= n; k++) factorial *= k;
  return (n % 2 === 0 ? -1 : 1) * factorial * (sum + tail);
}
