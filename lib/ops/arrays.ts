// Emitted from lib/rules/arrays.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import * as reductions from '../rules/reductions.ts';
import type { Numeric, Scalar } from '../scalar.ts';
import { liftArrays } from './lift-arrays.ts';

/**
 * Sum of the entries of `xs`, 0 of none.
 *
 *     d(Σxᵢ) = Σ dxᵢ
 *
 * Cost: n − 1 additions for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example grad(sum)([1, 2, 3]) // [1, 1, 1]
 */
export function sum(xs: Numeric): Scalar {
  return liftArrays(reductions.sumRow, (xs) => sum(xs), xs, []);
}

/**
 * Mean of the entries of `xs`, NaN of none.
 *
 *     d(Σxᵢ/n) = Σ dxᵢ / n
 *
 * Cost: n − 1 additions and 1 division for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example grad(mean)([1, 2, 3, 4]) // [0.25, 0.25, 0.25, 0.25]
 */
export function mean(xs: Numeric): Scalar {
  return liftArrays(reductions.meanRow, (xs) => mean(xs), xs, []);
}

/**
 * Product of the entries of `xs`, 1 of none.
 *
 *     d(Πxᵢ) = Σ (Π_{j≠i} xⱼ) dxᵢ
 *
 * Cost: n − 1 multiplications for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example grad(prod)([2, 0, 3]) // [0, 6, 0]
 */
export function prod(xs: Numeric): Scalar {
  return liftArrays(reductions.prodRow, (xs) => prod(xs), xs, []);
}

/**
 * Inner product of `xs` and `ys`, of the same length.
 *
 *     d(Σxᵢyᵢ) = Σ yᵢ dxᵢ + xᵢ dyᵢ
 *
 * Cost: n multiplications and n − 1 additions for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @throws {@link RangeError} when the lengths differ.
 * @example grad((x) => dot(x, [4, 5]))([1, 2]) // [4, 5]
 */
export function dot(xs: Numeric, ys: Numeric): Scalar {
  return liftArrays(reductions.dotRow, dot, xs, ys);
}

/**
 * Euclidean length of `xs`, without overflow.
 *
 *     d‖x‖ = Σ xᵢ dxᵢ / ‖x‖
 *
 * At x = (0, 0, 0) the derivative is (0, 0, 0): convex, least norm.
 * Cost: n multiplications, n additions and a square root for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example grad(norm)([3, 4]) // [0.6, 0.8]
 */
export function norm(xs: Numeric): Scalar {
  return liftArrays(reductions.normRow, (xs) => norm(xs), xs, []);
}

/**
 * log Σ exp xᵢ without overflow; −∞ of none.
 *
 *     d(log Σ exp xᵢ) = Σ exp(xᵢ − v) dxᵢ
 *
 * At x = (−∞, −∞) the derivative is (NaN, NaN): no largest entry.
 * At x = (∞, 1) the derivative is (NaN, NaN): infinite value.
 * Cost: n exponentials, 2n additions and a logarithm for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example grad(logsumexp)([0]) // [1]
 */
export function logsumexp(xs: Numeric): Scalar {
  return liftArrays(reductions.logsumexpRow, (xs) => logsumexp(xs), xs, []);
}

/**
 * Sample variance of `xs`, its sum of squares divided by n − 1.
 *
 *     d(Σ(xᵢ − m)²/(n − 1)) = Σ 2(xᵢ − m)/(n − 1) dxᵢ, m the mean
 *
 * Cost: n multiplications, 3n additions and 2 divisions for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @throws {@link RangeError} when there are fewer than 2 entries.
 * @example grad(variance)([1, 2, 3]) // [-1, 0, 1]
 */
export function variance(xs: Numeric): Scalar {
  return liftArrays(reductions.varianceRow, (xs) => variance(xs), xs, []);
}

/**
 * The largest entry of `xs`; −∞ of none.
 *
 *     d = dxᵢ of the chosen entry; k equal ones share it, 1/k each
 *
 * At x = (1, 1, 1, 1) the derivative is (0.25, 0.25, 0.25, 0.25): equal entries share.
 * Cost: n comparisons for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example grad(maximum)([2, 2]) // [0.5, 0.5]
 */
export function maximum(xs: Numeric): Scalar {
  return liftArrays(reductions.maximumRow, (xs) => maximum(xs), xs, []);
}

/**
 * The smallest entry of `xs`; ∞ of none.
 *
 *     d = dxᵢ of the chosen entry; k equal ones share it, 1/k each
 *
 * At x = (1, 1, 1, 1) the derivative is (0.25, 0.25, 0.25, 0.25): equal entries share.
 * Cost: n comparisons for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example grad(minimum)([2, 2]) // [0.5, 0.5]
 */
export function minimum(xs: Numeric): Scalar {
  return liftArrays(reductions.minimumRow, (xs) => minimum(xs), xs, []);
}
