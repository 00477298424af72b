import { passive, type Scalar } from '../scalar.ts';
import { add, div, mul, sub } from './arithmetic.ts';
import { lt } from './compare.ts';
import { exp2, log2 } from './exponential.ts';
import { withNumber } from './lift.ts';
import { others } from './others.ts';
import { abs, clamp, round } from './piecewise.ts';

/** For each entry, the product of all others. `v` is the product of all. */
export function otherProducts(xs: readonly Scalar[], v: Scalar): Scalar[] {
  const products = others(xs, mul, 1);
  if (xs.length < 4 || isModerate(xs, v)) return products;
  // Tangents of scaled entries would overflow: the third derivative of x³ was ∞ or NaN.
  const values = ofFractions(xs.map(passive));
  return products.map((x, i) => withNumber(x, values[i]!, 1));
}

/**
 * Whether no product of some entries overflows or is subnormal. Those of k entries are at most (Σ|x|/k)ᵏ, so all are below
 * 10¹⁵⁰; and none is smaller than that of all, 10⁻¹³⁷ at least, divided by such a product. One comparison, because it is a guard
 * in traces.
 */
export function isModerate(xs: readonly Scalar[], v: Scalar): boolean {
  let size = div(1e-99, abs(passive(v)));
  for (const x of xs) size = add(size, abs(passive(x)));
  // k 10^(150/k) is least at k = n, or 938 from n = 345 on: it is more than this.
  return lt(size, 2 ** (498 / xs.length) + 900);
}

/**
 * The same, each entry a fraction times a power of 4. The exponents add up to the logarithm of the product so far, rounded,
 * so that every product of fractions from the first on, or up to the last, is about 1.
 */
function ofFractions(xs: readonly Scalar[]): Scalar[] {
  let logarithm: Scalar = 0;
  let total: Scalar = 0;
  const shifts = xs.map((x) => {
    logarithm = add(logarithm, clamp(log2(abs(x)), -1074, 1022));
    const before = total;
    total = round(mul(0.5, logarithm));
    return sub(before, total);
  });
  const fractions = xs.map((x, i) => shifted(x, shifts[i]!));
  return others(fractions, mul, 1).map((x, i) => shifted(x, add(total, shifts[i]!)));
}

/** x · 4ⁿ, in two steps, each of them within range; 0 and ∞ stay what they are. */
function shifted(x: Scalar, n: Scalar): Scalar {
  const factor = exp2(clamp(n, -1074, 1022));
  return mul(mul(x, factor), factor);
}
