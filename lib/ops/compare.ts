import { describe } from '../describe.ts';
import { type Scalar, scalar, value } from '../scalar.ts';

/** One of {@link lt}, {@link le}, {@link gt}, {@link ge}, {@link eq}, {@link ne}. */
export type Comparison = (x: Scalar, y: Scalar) => boolean;

function number(x: Scalar, op: string): number {
  if (typeof x === 'number') return x;
  scalar(x, op);
  return value(x);
}

/**
 * Whether x < y, judged on the innermost numbers; a real boolean.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example lt(dual(1, 5), 2) // true
 */
export function lt(x: Scalar, y: Scalar): boolean {
  return number(x, 'lt') < number(y, 'lt');
}

/**
 * Whether x ≤ y, judged on the innermost numbers; a real boolean.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example le(dual(2, 5), 2) // true
 */
export function le(x: Scalar, y: Scalar): boolean {
  return number(x, 'le') <= number(y, 'le');
}

/**
 * Whether x > y, judged on the innermost numbers; a real boolean.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example gt(dual(1, 5), 2) // false
 */
export function gt(x: Scalar, y: Scalar): boolean {
  return number(x, 'gt') > number(y, 'gt');
}

/**
 * Whether x ≥ y, judged on the innermost numbers; a real boolean.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example ge(dual(2, 5), 2) // true
 */
export function ge(x: Scalar, y: Scalar): boolean {
  return number(x, 'ge') >= number(y, 'ge');
}

/**
 * Whether x = y, judged on the innermost numbers; a real boolean. NaN equals nothing, ±0 are equal.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example eq(dual(2, 5), 2) // true
 */
export function eq(x: Scalar, y: Scalar): boolean {
  return number(x, 'eq') === number(y, 'eq');
}

/**
 * Whether x ≠ y, judged on the innermost numbers; a real boolean. NaN differs from everything.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example ne(dual(2, 5), 2) // false
 */
export function ne(x: Scalar, y: Scalar): boolean {
  return number(x, 'ne') !== number(y, 'ne');
}

/** The comparisons by name. */
export const comparisons: Readonly<Record<'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne', Comparison>> = {
  lt,
  le,
  gt,
  ge,
  eq,
  ne,
};

const known: readonly unknown[] = Object.values(comparisons);

/**
 * `then` where `compare(x, y)` holds, else `otherwise`; the operand not chosen contributes nothing to any derivative.
 * The comparison is passed by name, as one of {@link lt} … {@link ne}; for a boolean in hand write `c ? a : b`.
 * @throws {@link TypeError} when `compare` is not one of the six, or an argument is not a Scalar.
 * @example derivative((x) => where(lt, x, 0, neg(x), square(x)))(3) // 6
 */
export function where(compare: Comparison, x: Scalar, y: Scalar, then: Scalar, otherwise: Scalar): Scalar {
  if (!known.includes(compare)) {
    throw new TypeError(
      `where: expected one of lt, le, gt, ge, eq, ne as its first argument, got ${describe(compare)}; for a boolean in hand write c ? a : b`,
    );
  }
  scalar(then, 'where');
  scalar(otherwise, 'where');
  return compare(x, y) ? then : otherwise;
}
