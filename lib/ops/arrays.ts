// Emitted from lib/rules/arrays.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { ArrayOp } from '../interpreter.ts';
import { type Numeric, type Scalar, passive } from '../scalar.ts';
import { checkSurplus } from './arity.ts';
import { add, div, mul, sub } from './arithmetic.ts';
import { choose, eq, gt, lt } from './compare.ts';
import { exp } from './exponential.ts';
import { otherProducts } from './other-products.ts';
import { others } from './others.ts';
import { convention } from './piecewise.ts';
import { portions } from './portions.ts';
import { direction, hypot } from './powers.ts';
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
export function sum(xs: Numeric): Scalar;
export function sum(xs: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(sumOp, next, after);
  return liftArrays(sumOp, xs, []);
}

const sumOp: ArrayOp<Scalar> = {
  name: 'sum',
  op: sum,
  value: (xs) => {
    let s1 = xs[0] ?? 0;
    for (let i = 1; i < xs.length; i++) s1 = s1 + xs[i]!;
    return s1;
  },
  partials: (_v, xs) => [xs.map(() => 1)],
};

/**
 * Mean of the entries of `xs`, NaN of none.
 *
 *     d(Σxᵢ/n) = Σ dxᵢ / n
 *
 * Cost: n − 1 additions and 1 division for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example grad(mean)([1, 2, 3, 4]) // [0.25, 0.25, 0.25, 0.25]
 */
export function mean(xs: Numeric): Scalar;
export function mean(xs: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(meanOp, next, after);
  return liftArrays(meanOp, xs, []);
}

const meanOp: ArrayOp<Scalar> = {
  name: 'mean',
  op: mean,
  value: (xs) => {
    let s1 = xs[0] ?? 0;
    for (let i = 1; i < xs.length; i++) s1 = s1 + xs[i]!;
    return s1 / xs.length;
  },
  partials: (_v, xs) => {
    const c1 = 1 / xs.length;
    return [xs.map(() => c1)];
  },
};

/**
 * Product of the entries of `xs`, 1 of none.
 *
 *     d(Πxᵢ) = Σ (Π_{j≠i} xⱼ) dxᵢ
 *
 * Cost: n − 1 multiplications for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example grad(prod)([2, 0, 3]) // [0, 6, 0]
 */
export function prod(xs: Numeric): Scalar;
export function prod(xs: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(prodOp, next, after);
  return liftArrays(prodOp, xs, []);
}

const prodOp: ArrayOp<Scalar> = {
  name: 'prod',
  op: prod,
  value: (xs) => {
    let s1 = xs[0] ?? 1;
    for (let i = 1; i < xs.length; i++) s1 = s1 * xs[i]!;
    return s1;
  },
  partials: (v, xs) => [otherProducts(xs, v)],
};

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
export function dot(xs: Numeric, ys: Numeric): Scalar;
export function dot(xs: Numeric, ys: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(dotOp, next, after);
  return liftArrays(dotOp, xs, ys);
}

const dotOp: ArrayOp<Scalar> = {
  name: 'dot',
  op: dot,
  isPair: true,
  value: (xs, ys) => {
    let s1 = xs.length === 0 ? 0 : xs[0]! * ys[0]!;
    for (let i = 1; i < xs.length; i++) s1 = s1 + (xs[i]! * ys[i]!);
    return s1;
  },
  partials: (_v, xs, ys) => [ys, xs],
};

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
export function norm(xs: Numeric): Scalar;
export function norm(xs: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(normOp, next, after);
  return liftArrays(normOp, xs, []);
}

const normOp: ArrayOp<Scalar> = {
  name: 'norm',
  op: norm,
  value: (xs) => {
    let s1 = xs.length === 0 ? 0 : xs[0]! * xs[0]!;
    for (let i = 1; i < xs.length; i++) s1 = s1 + (xs[i]! * xs[i]!);
    if (s1 > 1e-280 && s1 < Infinity) return Math.sqrt(s1);
    let s2 = 0;
    for (let i = 0; i < xs.length; i++) {
      const t1 = Math.abs(xs[i]!);
      s2 = t1 > s2 ? t1 : s2;
    }
    if (s2 === 0 || s2 === Infinity) return Math.sqrt(s1);
    let s3 = xs.length === 0 ? 0 : (xs[0]! / s2) * (xs[0]! / s2);
    for (let i = 1; i < xs.length; i++) {
      const t1 = xs[i]! / s2;
      s3 = s3 + (t1 * t1);
    }
    return s2 * Math.sqrt(s3);
  },
  partials: (v, xs) => {
    if (lt(choose(eq, v, 0, convention(1, v), v), 1e-290)) {
      const l1 = xs.map((x) => mul(x, 100000000000000000000));
      const l2 = others(l1, (p, x) => hypot(p, x), 0);
      return [l1.map((x, i) => direction(x, l2[i]!))];
    }
    const c1 = convention(1, v);
    return [xs.map((x) => div(x, choose(eq, v, 0, c1, v)))];
  },
};

/**
 * log Σ exp xᵢ without overflow; −∞ of none.
 *
 *     d(log Σ exp xᵢ) = Σ exp(xᵢ − v) dxᵢ
 *
 * At x = (−∞, −∞) the derivative is (0, 0): log 0, flat on the scale of exp xᵢ.
 * At x = (−∞, 1) the derivative is (0, 1): exp −∞ is 0.
 * At x = (∞, 1) the derivative is (NaN, NaN): infinite value.
 * Cost: n exponentials, 2n additions and a logarithm for n entries; all partials together, O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example grad(logsumexp)([0]) // [1]
 */
export function logsumexp(xs: Numeric): Scalar;
export function logsumexp(xs: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(logsumexpOp, next, after);
  return liftArrays(logsumexpOp, xs, []);
}

const logsumexpOp: ArrayOp<Scalar> = {
  name: 'logsumexp',
  op: logsumexp,
  value: (xs) => {
    let s1 = -Infinity;
    for (let i = 0; i < xs.length; i++) s1 = Math.max(s1, xs[i]!);
    if (s1 > -Infinity && s1 < Infinity) {
      let s2 = xs.length === 0 ? 0 : Math.exp((xs[0]! - s1));
      for (let i = 1; i < xs.length; i++) s2 = s2 + Math.exp((xs[i]! - s1));
      return s1 + Math.log(s2);
    }
    return s1;
  },
  partials: (_v, xs) => {
    const s1 = xs.reduce<Scalar>((s, x) => choose(gt, x, s, passive(x), s), -1.7976931348623157e+308);
    const l1 = xs.map((x) => exp(sub(x, s1)));
    return [portions(l1)];
  },
};

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
export function variance(xs: Numeric): Scalar;
export function variance(xs: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(varianceOp, next, after);
  return liftArrays(varianceOp, xs, []);
}

const varianceOp: ArrayOp<Scalar> = {
  name: 'variance',
  op: variance,
  least: 2,
  value: (xs) => {
    let s1 = xs[0]!;
    for (let i = 1; i < xs.length; i++) s1 = s1 + xs[i]!;
    const c1 = s1 / xs.length;
    let s2 = (xs[0]! - c1) * (xs[0]! - c1);
    for (let i = 1; i < xs.length; i++) {
      const t1 = xs[i]! - c1;
      s2 = s2 + (t1 * t1);
    }
    return s2 / (xs.length - 1);
  },
  partials: (_v, xs) => {
    const s1 = xs.reduce((s, x) => add(s, x));
    const c1 = 2 / (xs.length - 1);
    const c2 = div(s1, xs.length);
    return [xs.map((x) => mul(c1, sub(x, c2)))];
  },
};

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
export function maximum(xs: Numeric): Scalar;
export function maximum(xs: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(maximumOp, next, after);
  return liftArrays(maximumOp, xs, []);
}

const maximumOp: ArrayOp<Scalar> = {
  name: 'maximum',
  op: maximum,
  value: (xs) => {
    let s1 = xs[0] ?? -Infinity;
    for (let i = 1; i < xs.length; i++) s1 = Math.max(s1, xs[i]!);
    return s1;
  },
  partials: (v, xs) => {
    const s1 = xs.reduce<Scalar>((s, x) => add(s, choose(eq, x, v, 1, 0)), 0);
    const c1 = convention(div(1, s1), choose(gt, s1, 1, v, 0));
    return [xs.map((x) => choose(eq, x, v, c1, undefined))];
  },
};

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
export function minimum(xs: Numeric): Scalar;
export function minimum(xs: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(minimumOp, next, after);
  return liftArrays(minimumOp, xs, []);
}

const minimumOp: ArrayOp<Scalar> = {
  name: 'minimum',
  op: minimum,
  value: (xs) => {
    let s1 = xs[0] ?? Infinity;
    for (let i = 1; i < xs.length; i++) s1 = Math.min(s1, xs[i]!);
    return s1;
  },
  partials: (v, xs) => {
    const s1 = xs.reduce<Scalar>((s, x) => add(s, choose(eq, x, v, 1, 0)), 0);
    const c1 = convention(div(1, s1), choose(gt, s1, 1, v, 0));
    return [xs.map((x) => choose(eq, x, v, c1, undefined))];
  },
};
