import { digammaKernel } from './digamma.ts';

/** B₂ₖ / (2k)! for k = 1, 2, … */
export const BERNOULLI_OVER_FACTORIAL: readonly number[] = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
];

/** Where the asymptotic series of ψ⁽ⁿ⁾ has all its digits. */
export function farEnough(n: number): number {
  return 12 + n;
}

/**
 * ψ⁽ⁿ⁾(x), n ≥ 0, by n! Σ 1/(x + j)ⁿ⁺¹ over j up to where the asymptotic series of the rest has all its digits (DLMF 5.15.1,
 * 5.15.8), small terms first; for x < 0, but near the first poles, by
 * reflection (DLMF 5.15.6): midway between poles the terms would cancel.
 */
export function polygammaKernel(n: number, x: number): number {
  if (n === 0) return digammaKernel(x);
  if (x === Infinity) return n % 2 === 0 ? -0 : 0;
  if (x <= 0) {
    const distance = Math.abs(x - Math.round(x));
    if (distance === 0) return atPole(n, x);
    if (!(x >= -30 && distance <= 0.25)) return reflected(n, x);
  }
  let below = 0;
  let j = 0;
  // These are exact.
  for (; x + j < 0; j++) below += 1 / power(x + j, n + 1);
  const last = Math.max(j, Math.ceil(farEnough(n) - x));
  let sum = rest(n, x + last);
  for (let k = last - 1; k >= j; k--) sum += 1 / power(x + k, n + 1);
  return sign(n) * factorial(n) * (sum + below);
}

/** Σ 1/(y + j)ⁿ⁺¹ for large y: y⁻ⁿ (1/n + 1/2y + Σ B₂ₖ/(2k)! (n + 1) … (n + 2k − 1) y⁻²ᵏ) */
function rest(n: number, y: number): number {
  let sum = 0;
  let factor = (n + 1) / (y * y);
  for (let k = 1; k <= BERNOULLI_OVER_FACTORIAL.length; k++) {
    sum += BERNOULLI_OVER_FACTORIAL[k - 1]! * factor;
    factor *= ((n + 2 * k) * (n + 2 * k + 1)) / (y * y);
  }
  return (1 / n + (0.5 / y + sum)) / power(y, n);
}

/** Infinite where both sides agree: for odd n, and at ±0. */
function atPole(n: number, x: number): number {
  if (x === 0) return sign(n) * (1 / x) ** (n + 1);
  return n % 2 === 1 ? Infinity : NaN;
}

/** (−1)ⁿ (ψ⁽ⁿ⁾(1 − x) − πⁿ⁺¹ Pₙ(cot πx)), where P₀(c) = c and Pₙ₊₁(c) = (1 + c²) Pₙ′(c) has terms of one sign. */
function reflected(n: number, x: number): number {
  const r = x - Math.round(x);
  const c = Math.abs(r) <= 0.25 ? 1 / Math.tan(Math.PI * r) : -Math.tan(Math.PI * (r - (r < 0 ? -0.5 : 0.5)));
  let p: readonly number[] = [0, 1];
  for (let k = 0; k < n; k++) {
    const q = new Array<number>(p.length + 1).fill(0);
    for (let i = 1; i < p.length; i++) {
      q[i - 1]! += i * p[i]!;
      q[i + 1]! += i * p[i]!;
    }
    p = q;
  }
  return -sign(n) * (polygammaKernel(n, 1 - x) - Math.PI ** (n + 1) * p.reduceRight((sum, a) => sum * c + a, 0));
}

function sign(n: number): number {
  return n % 2 === 0 ? -1 : 1;
}

/** n! */
export function factorial(n: number): number {
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return product;
}

/** yᵏ by multiplication. */
export function power(y: number, k: number): number {
  let result = 1;
  let square = y;
  for (let rest = k; rest > 0; rest >>= 1) {
    if (rest & 1) result *= square;
    square *= square;
  }
  return result;
}
