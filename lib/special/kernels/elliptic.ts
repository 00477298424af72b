import { addPairs, dividePairs, multiplyPairs, type Pair, rootOfPair, scalePair, twoSum } from './pair.ts';

/** π/2 */
const HALF_PI: Pair = [1.5707963267948966, 6.123233995736766e-17];

// Below this 1 − m is −m, and products of it overflow.
const FAR = -1e290;

/** The k-th derivative by m of K(m) = ∫₀^(π/2) (1 − m sin²θ)^(−1/2) dθ (DLMF 19.2.8), of the parameter m = k². */
export function derivativeOfK(k: number, m: number): number {
  if (!(m < 1)) return m === 1 ? Infinity : NaN;
  if (m < FAR) return k === 0 && m > -Infinity ? Math.log(4 * Math.sqrt(-m)) / Math.sqrt(-m) : 0;
  if (Math.abs(m) > 0.5) return rounded(derivatives(k, m).k[k]!);
  // (1/2)ₖ²/k! π/2 (1 − m)⁻ᵏ ₂F₁(1/2, 1/2; k + 1; m) (DLMF 19.5.1, 15.5.2, 15.8.1)
  let above = Math.PI / 2;
  let below = 1;
  for (let i = 0; i < k; i++) {
    above *= (i + 0.5) ** 2;
    below *= (i + 1) * (1 - m);
  }
  return (above / below) * hypergeometric(0.5, k + 1, m);
}

/** The k-th derivative by m of E(m) = ∫₀^(π/2) (1 − m sin²θ)^(1/2) dθ (DLMF 19.2.8), of the parameter m = k². */
export function derivativeOfE(k: number, m: number): number {
  if (!(m < 1)) return m === 1 ? (k === 0 ? 1 : -Infinity) : NaN;
  if (m < FAR) return k === 0 ? Math.sqrt(-m) : k === 1 ? -0.5 / Math.sqrt(-m) : 0;
  if (Math.abs(m) > 0.5) return rounded(derivatives(k, m).e[k]!);
  if (k === 0) return (Math.PI / 2) * hypergeometric(-0.5, 1, m);
  // (−1/2)ₖ(1/2)ₖ/k! π/2 (1 − m)¹⁻ᵏ ₂F₁(3/2, 1/2; k + 1; m)
  let above = -Math.PI / 8;
  let below = 1;
  for (let i = 1; i < k; i++) {
    above *= (i - 0.5) * (i + 0.5);
    below *= (i + 1) * (1 - m);
  }
  return (above / below) * hypergeometric(1.5, k + 1, m);
}

const rounded = (p: Pair): number => p[0] + p[1];

/** ₂F₁(a, 1/2; c; m), for m < 0 as (1 − m)^(−1/2) ₂F₁(c − a, 1/2; c; m/(m − 1)) (DLMF 15.8.1): positive terms. */
function hypergeometric(a: number, c: number, m: number): number {
  if (m < 0 && a > 0) return hypergeometric(c - a, c, m / (m - 1)) / Math.sqrt(1 - m);
  let rest = 0;
  for (let i = 0, term = 1; Math.abs(term) > 1e-18; i++) {
    term *= (((a + i) * (0.5 + i)) / ((c + i) * (i + 1))) * m;
    rest += term;
  }
  return 1 + rest;
}

/** K and E and their derivatives up to the k-th, for m away from 0. */
function derivatives(k: number, m: number): { k: Pair[]; e: Pair[] } {
  const complement = twoSum(1, -m);
  const [first, second] = complete(m, complement);
  const ks = [first];
  const es = [second];
  // K′ = (E − (1 − m)K)/(2m(1 − m)), then m(1 − m) K⁽ʲ⁺¹⁾ = (j − 1/2)² K⁽ʲ⁻¹⁾ − j(1 − 2m) K⁽ʲ⁾ (DLMF 19.4.1, 19.4.8)
  const middle = twoSum(1, -2 * m);
  const over = (p: Pair, x: number): Pair => dividePairs(dividePairs(p, [x, 0]), complement);
  for (let j = 0; j < k; j++) {
    ks.push(
      j === 0
        ? over(addPairs(second, negative(multiplyPairs(complement, first))), 2 * m)
        : over(addPairs(scalePair(ks[j - 1]!, (j - 0.5) ** 2), scalePair(multiplyPairs(middle, ks[j]!), -j)), m),
    );
    // 2m E⁽ʲ⁺¹⁾ = (1 − 2j) E⁽ʲ⁾ − K⁽ʲ⁾ (DLMF 19.4.2)
    es.push(dividePairs(addPairs(scalePair(es[j]!, 1 - 2 * j), negative(ks[j]!)), [2 * m, 0]));
  }
  return { k: ks, e: es };
}

const negative = (p: Pair): Pair => [-p[0], -p[1]];

/** K and E by the arithmetic-geometric mean (DLMF 19.8.5, 19.8.6). */
function complete(m: number, complement: Pair): readonly [Pair, Pair] {
  let a: Pair = [1, 0];
  let g = rootOfPair(complement);
  let sum = scalePair([m, 0], 0.5);
  for (let weight = 1; Math.abs(a[0] - g[0]) > 1e-11 * a[0]; weight *= 2) {
    const half = scalePair(addPairs(a, negative(g)), 0.5);
    sum = addPairs(sum, scalePair(multiplyPairs(half, half), weight));
    const mean = scalePair(addPairs(a, g), 0.5);
    g = rootOfPair(multiplyPairs(a, g));
    a = mean;
  }
  // One more step of the mean squares what is left.
  const k = dividePairs(HALF_PI, scalePair(addPairs(a, g), 0.5));
  return [k, multiplyPairs(k, addPairs([1, 0], negative(sum)))];
}
