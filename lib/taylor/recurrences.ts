import { add, div, mul, neg, sub } from '../ops/arithmetic.ts';
import type { Scalar } from '../scalar.ts';

/** The known coefficients of a series. Absent ones are structurally 0. */
export type Coefficients = readonly Scalar[];

/** Writes the coefficients k … last of v = a ∘ b after those before, as far as the series goes. */
export type Recurrence = (v: Scalar[], a: Coefficients, b: Coefficients, k: number, last: number) => void;

/** The recurrence of an op of arithmetic; every other op is composed of these by its partials. */
export function recurrenceOf(op: unknown): Recurrence | undefined {
  switch (op) {
    case add:
      return sums;
    case mul:
      return products;
    case sub:
      return differences;
    case div:
      return quotients;
    default:
      return undefined;
  }
}

// vₖ = aₖ + bₖ
function sums(v: Scalar[], a: Coefficients, b: Coefficients, from: number, last: number): void {
  let k = from;
  for (; k <= last && k < a.length && k < b.length; k++) v[k] = plus(a[k]!, b[k]!);
  const rest = a.length > b.length ? a : b;
  for (; k <= last && k < rest.length; k++) v[k] = rest[k]!;
}

// vₖ = aₖ − bₖ
function differences(v: Scalar[], a: Coefficients, b: Coefficients, from: number, last: number): void {
  let k = from;
  for (; k <= last && k < a.length && k < b.length; k++) v[k] = minus(a[k]!, b[k]!);
  for (; k <= last && k < a.length; k++) v[k] = a[k]!;
  for (; k <= last && k < b.length; k++) v[k] = minus(undefined, b[k]!);
}

// vₖ = Σ aⱼ bₖ₋ⱼ
function products(v: Scalar[], a: Coefficients, b: Coefficients, from: number, last: number): void {
  for (let k = from; k <= last && k < a.length + b.length - 1; k++) v[k] = product(a, b, k, Math.min(k, a.length - 1));
}

// vₖ = (aₖ − Σ vⱼ bₖ₋ⱼ) / b₀, j < k
function quotients(v: Scalar[], a: Coefficients, b: Coefficients, from: number, last: number): void {
  for (let k = from; k <= last && (k < a.length || b.length > 1); k++) {
    const x = k < a.length ? a[k] : undefined;
    v[k] = over(b.length > 1 ? minus(x, product(v, b, k, k - 1)) : x!, b[0]!);
  }
}

/** Σ aⱼ bₖ₋ⱼ over the terms whose coefficients are present, at least one. */
function product(a: Coefficients, b: Coefficients, k: number, last: number): Scalar {
  const first = Math.max(0, k - b.length + 1);
  let sum = 0;
  for (let j = first; j <= last; j++) {
    const x = a[j]!;
    const y = b[k - j]!;
    if (typeof x !== 'number' || typeof y !== 'number') return nestedSum(a, b, k, first, last, false);
    sum += x * y;
  }
  return sum;
}

/** Σ j aⱼ bₖ₋ⱼ, j > 0: k times the coefficient of tᵏ in the integral of a′ b; undefined where no term is present. */
export function integrand(a: Coefficients, b: Coefficients, k: number): Scalar | undefined {
  const first = Math.max(1, k - b.length + 1);
  const last = Math.min(k, a.length - 1);
  if (first > last) return undefined;
  let sum = 0;
  for (let j = first; j <= last; j++) {
    const x = a[j]!;
    const y = b[k - j]!;
    if (typeof x !== 'number' || typeof y !== 'number') return nestedSum(a, b, k, first, last, true);
    // Not (j x) y: on Scalars it is j (x y) as well, which takes fewer operations where j is 1.
    sum += j * (x * y);
  }
  return sum;
}

/** The same sums over coefficients of a level further out. */
function nestedSum(
  a: Coefficients,
  b: Coefficients,
  k: number,
  first: number,
  last: number,
  isWeighted: boolean,
): Scalar {
  let sum: Scalar | undefined;
  for (let j = first; j <= last; j++) {
    const term = mul(a[j]!, b[k - j]!);
    sum = plus(sum, isWeighted && j > 1 ? mul(j, term) : term);
  }
  return sum!;
}

/** x + y */
export function plus(x: Scalar | undefined, y: Scalar): Scalar {
  if (x === undefined) return y;
  return typeof x === 'number' && typeof y === 'number' ? x + y : add(x, y);
}

/** x − y */
export function minus(x: Scalar | undefined, y: Scalar): Scalar {
  if (x === undefined) return neg(y);
  return typeof x === 'number' && typeof y === 'number' ? x - y : sub(x, y);
}

/** x / d */
export function over(x: Scalar, d: Scalar): Scalar {
  if (d === 1) return x;
  return typeof x === 'number' && typeof d === 'number' ? x / d : div(x, d);
}
