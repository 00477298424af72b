import { dividePairs, type Pair, twoSum } from './pair.ts';
import { polygammaKernel } from './polygamma.ts';
import { polynomial } from './polynomial.ts';
import { BERNOULLI, LEFT, STIELTJES } from './zeta-coefficients.ts';

/** The k-th derivative of Riemann's ζ at a real s. */
export function zetaDerivativeKernel(k: number, s: number): number {
  // The limit from the right.
  if (s === 1) return k % 2 === 0 ? Infinity : -Infinity;
  // 2⁻ˢ underflows.
  if (s > 1100) return k === 0 ? 1 : 0;
  if (!(s > -Infinity)) return NaN;
  if (s >= 4) return summed(k, s);
  if (s >= 0) return aboutOne(k, s);
  if (s < -13) return reflected(k, s);
  const row = LEFT.find(([c]) => s >= c! - (c === -0.5 ? 0.5 : 1))!;
  return polynomial(differentiated(row.slice(1), k), s - row[0]!);
}

/** 1/(s − 1) and Stieltjes's series, differentiated (DLMF 25.2.4). */
function aboutOne(k: number, s: number): number {
  const t = s - 1;
  let pole = 1 / t;
  for (let i = 1; i <= k; i++) pole *= -i / t;
  return k < STIELTJES.length ? pole + polynomial(differentiated(STIELTJES, k), t) : pole;
}

/** The coefficients of the k-th derivative of a polynomial. */
function differentiated(c: readonly number[], k: number): readonly number[] {
  if (k === 0) return c;
  const next = c.slice(1).map((x, i) => x * (i + 1));
  return differentiated(next.length === 0 ? [0] : next, k - 1);
}

const TERMS = 10;

/** Σ n⁻ˢ and what Euler and Maclaurin add (DLMF 25.2.9), with −log n for each derivative. */
function summed(k: number, s: number): number {
  let sum = tail(k, s);
  for (let n = TERMS - 1; n > 1; n--) sum += n ** -s * (-Math.log(n)) ** k;
  return k === 0 ? 1 + sum : sum;
}

/** N^(1−s)/(s − 1) + N⁻ˢ/2 + Σ B₂ⱼ/(2j)! (s)₂ⱼ₋₁ N^(1−s−2j): k! times the k-th coefficient of its Taylor series. */
function tail(k: number, s: number): number {
  // The factor of N⁻ˢ
  const factor = Array.from({ length: k + 1 }, (_, i) => (TERMS / (s - 1)) * (-1 / (s - 1)) ** i);
  factor[0]! += 0.5;
  let rising = [1];
  for (let j = 0; j < BERNOULLI.length; j++) {
    rising = j === 0 ? product(rising, [s, 1], k) : product(product(rising, [s + 2 * j - 1, 1], k), [s + 2 * j, 1], k);
    for (const [i, c] of rising.entries()) factor[i]! += BERNOULLI[j]! * c * TERMS ** (-1 - 2 * j);
  }
  return TERMS ** -s * derivativeOf(product(factor, exponential([0, -Math.log(TERMS)], k), k), k);
}

/** ζ(s) = 2(2π)ˢ⁻¹ sin(πs/2) Γ(1 − s) ζ(1 − s) (DLMF 25.4.1), all four as Taylor series. */
function reflected(k: number, s: number): number {
  const [u, low] = twoSum(1, -s);
  const log = [0, Math.log(2 * Math.PI) - polygammaKernel(0, u)];
  for (let i = 2, factorial = 2; i <= k; i++, factorial *= i)
    log.push(((-1) ** i * polygammaKernel(i - 1, u)) / factorial);
  const sine: number[] = [];
  const other: number[] = [];
  for (let i = 0, factorial = 1; i <= k; i++, factorial *= i) {
    sine.push((sineOfQuarters(s, i) * (Math.PI / 2) ** i) / factorial);
    other.push(((-1) ** i * zetaDerivativeKernel(i, u)) / factorial);
  }
  const all = derivativeOf(product(product(exponential(log, k), sine, k), other, k), k);
  // The factor Γ(u)/(2π)ᵘ overflows, but zeros stay zeros.
  if (s < -300) return all === 0 ? 0 : all * Infinity;
  // Γ(u)/(2π)ᵘ by Stirling's series (DLMF 5.11.1). Its power takes what rounding 1 − s and the base took off;
  // its halves do not overflow alone.
  const [base, rest] = dividePairs([u, 0], TWO_PI_E);
  const half = base ** (u / 2);
  const stirling = (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / u / u) / u / u) / u / u) / u / u) / u;
  const factor = Math.sqrt((2 * Math.PI) / u) * (1 + (Math.expm1(stirling) + (u * rest) / base - low * log[1]!));
  return 2 * half * (factor * all) * half;
}

const TWO_PI_E: Pair = [17.079468445347135, -1.3547630581004849e-15];

/** sin((s + i)π/2), exactly 0 at its zeros. */
function sineOfQuarters(s: number, i: number): number {
  const nearest = Math.round(s);
  const r = ((s - nearest) * Math.PI) / 2;
  const quarter = ((nearest % 4) + i + 4) % 4;
  const value = quarter % 2 === 0 ? Math.sin(r) : Math.cos(r);
  return quarter < 2 ? value : -value;
}

/** The product of two series up to the k-th power. */
function product(a: readonly number[], b: readonly number[], k: number): number[] {
  return Array.from({ length: Math.min(a.length + b.length - 1, k + 1) }, (_, n) => {
    let sum = 0;
    for (let i = Math.max(0, n - b.length + 1); i <= Math.min(n, a.length - 1); i++) sum += a[i]! * b[n - i]!;
    return sum;
  });
}

/** The exponential of a series without constant, up to the k-th power: n eₙ = Σ i aᵢ eₙ₋ᵢ. */
function exponential(a: readonly number[], k: number): number[] {
  const e = [1];
  for (let n = 1; n <= k; n++) {
    let sum = 0;
    for (let i = 1; i <= Math.min(n, a.length - 1); i++) sum += i * a[i]! * e[n - i]!;
    e.push(sum / n);
  }
  return e;
}

/** k! times the k-th coefficient. */
function derivativeOf(c: readonly number[], k: number): number {
  let d = c[k] ?? 0;
  for (let i = 2; i <= k; i++) d *= i;
  return d;
}
