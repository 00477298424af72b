import { add, div, mul, neg, sub } from '../ops/arithmetic.ts';
import type { Scalar } from '../scalar.ts';

/** The coefficients of a series, as far as they are known. What is not there is structurally 0. */
export type Coefficients = readonly Scalar[];

/** The coefficient vₖ of the result, k > 0, from those before it and those of the operands; undefined where it is structurally 0. */
export type Recurrence = (k: number, v: Coefficients, a: Coefficients, b: Coefficients) => Scalar | undefined;

/** The arithmetic of series, by op. Every other op is composed of these by its partials. */
export const recurrences: ReadonlyMap<unknown, Recurrence> = new Map<unknown, Recurrence>([
  // vₖ = aₖ + bₖ
  [add, (k, _v, a, b) => plus(a[k], b[k])],
  // vₖ = aₖ − bₖ
  [sub, (k, _v, a, b) => minus(a[k], b[k])],
  // vₖ = Σ aⱼ bₖ₋ⱼ
  [mul, (k, _v, a, b) => product(a, b, k)],
  // vₖ = (aₖ − Σ vⱼ bₖ₋ⱼ) / b₀, j < k
  [div, (k, v, a, b) => over(minus(a[k], product(v, b, k)), b[0]!)],
]);

/** x + y */
export function plus(x: Scalar | undefined, y: Scalar | undefined): Scalar | undefined {
  if (x === undefined || y === undefined) return x ?? y;
  return typeof x === 'number' && typeof y === 'number' ? x + y : add(x, y);
}

/** x − y */
export function minus(x: Scalar | undefined, y: Scalar | undefined): Scalar | undefined {
  if (y === undefined) return x;
  if (x === undefined) return neg(y);
  return typeof x === 'number' && typeof y === 'number' ? x - y : sub(x, y);
}

/** p x */
export function times(p: Scalar, x: Scalar | undefined): Scalar | undefined {
  if (x === undefined || p === 1) return x;
  return typeof p === 'number' && typeof x === 'number' ? p * x : mul(p, x);
}

/** x / d */
export function over(x: Scalar | undefined, d: Scalar): Scalar | undefined {
  if (x === undefined || d === 1) return x;
  return typeof x === 'number' && typeof d === 'number' ? x / d : div(x, d);
}

/** Σ aⱼ bₖ₋ⱼ: the coefficient of tᵏ in a b. */
export function product(a: Coefficients, b: Coefficients, k: number): Scalar | undefined {
  const first = Math.max(0, k - b.length + 1);
  const last = Math.min(k, a.length - 1);
  if (first > last) return undefined;
  let sum = 0;
  for (let j = first; j <= last; j++) {
    const x = a[j]!;
    const y = b[k - j]!;
    if (typeof x !== 'number' || typeof y !== 'number') return nested(a, b, k, first, last, false);
    sum += x * y;
  }
  return sum;
}

/** Σ j aⱼ bₖ₋ⱼ: k times the coefficient of tᵏ in the integral of a′ b. */
export function integrand(a: Coefficients, b: Coefficients, k: number): Scalar | undefined {
  const first = Math.max(1, k - b.length + 1);
  const last = Math.min(k, a.length - 1);
  if (first > last) return undefined;
  let sum = 0;
  for (let j = first; j <= last; j++) {
    const x = a[j]!;
    const y = b[k - j]!;
    if (typeof x !== 'number' || typeof y !== 'number') return nested(a, b, k, first, last, true);
    sum += j * x * y;
  }
  return sum;
}

/** The same sums where coefficients are numbers of a level further out. */
function nested(
  a: Coefficients,
  b: Coefficients,
  k: number,
  first: number,
  last: number,
  weighted: boolean,
): Scalar | undefined {
  let sum: Scalar | undefined;
  for (let j = first; j <= last; j++) {
    const term = mul(a[j]!, b[k - j]!);
    sum = plus(sum, weighted && j > 1 ? mul(j, term) : term);
  }
  return sum;
}
