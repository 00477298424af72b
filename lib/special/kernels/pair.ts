/**
 * Sums of two doubles, hi + lo with hi the rounded sum: about 106 bits.
 * T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18 (1971).
 */
export type Pair = readonly [hi: number, lo: number];

/** x + y exactly. */
export function twoSum(x: number, y: number): Pair {
  const sum = x + y;
  const part = sum - x;
  return [sum, x - (sum - part) + (y - part)];
}

// 2²⁷ + 1 splits a double into halves whose products are exact.
const SPLITTER = 134217729;

/** x · y exactly, where neither overflows when split nor the result is near the smallest doubles. */
export function twoProduct(x: number, y: number): Pair {
  const product = x * y;
  const a = SPLITTER * x;
  const xh = a - (a - x);
  const xl = x - xh;
  const b = SPLITTER * y;
  const yh = b - (b - y);
  const yl = y - yh;
  return [product, xh * yh - product + xh * yl + xl * yh + xl * yl];
}

/** p + q. */
export function addPairs(p: Pair, q: Pair): Pair {
  const [sum, rest] = twoSum(p[0], q[0]);
  return twoSum(sum, rest + (p[1] + q[1]));
}

/** p · y. */
export function scalePair(p: Pair, y: number): Pair {
  const [product, rest] = twoProduct(p[0], y);
  return twoSum(product, rest + p[1] * y);
}

/** p · q. */
export function multiplyPairs(p: Pair, q: Pair): Pair {
  const [product, rest] = twoProduct(p[0], q[0]);
  return twoSum(product, rest + (p[0] * q[1] + p[1] * q[0]));
}

/** p / q. */
export function dividePairs(p: Pair, q: Pair): Pair {
  const first = p[0] / q[0];
  const back = multiplyPairs([-first, 0], q);
  const left = addPairs(p, back);
  return twoSum(first, left[0] / q[0]);
}

/** √p. */
export function rootOfPair(p: Pair): Pair {
  const root = Math.sqrt(p[0]);
  const [square, rest] = twoProduct(root, root);
  return twoSum(root, (p[0] - square - rest + p[1]) / (2 * root));
}

/** p as a double. Beyond the range of doubles the low part is NaN. */
export function toDouble(p: Pair): number {
  return Math.abs(p[0]) < Infinity ? p[0] + p[1] : p[0];
}
