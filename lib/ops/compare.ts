import { describe } from '../describe.ts';
import type { InnermostInterpreter } from '../interpreter.ts';
import type { Comparing } from '../rules/rule.ts';
import { Active, checkScalar, type Innermost, numberWithin, peek, type Scalar } from '../scalar.ts';
import { checkArity } from './arity.ts';

/** One of {@link lt}, {@link le}, {@link gt}, {@link ge}, {@link eq}, {@link ne}. */
export type Comparison = (x: Scalar, y: Scalar) => boolean;

/** The outcome of a comparison; a traced number notes it as a guard. */
function judge(
  name: Comparing,
  x: Scalar,
  y: Scalar,
  next: unknown,
  after: unknown,
  holds: (x: number, y: number) => boolean,
): boolean {
  if (next !== undefined) checkArity(name, 2, next, after);
  if (typeof x === 'number' && typeof y === 'number') return holds(x, y);
  checkScalar(x, name);
  checkScalar(y, name);
  const outcome = holds(peek(x), peek(y));
  (interpreterOf(x) ?? interpreterOf(y))?.guard(name, numberWithin(x), numberWithin(y), outcome);
  return outcome;
}

/**
 * Whether x < y, compared as plain numbers; a boolean.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example lt(dual(1, 5), 2) // true
 */
export function lt(x: Scalar, y: Scalar): boolean;
export function lt(x: Scalar, y: Scalar, next?: unknown, after?: unknown): boolean {
  return judge('lt', x, y, next, after, (a, b) => a < b);
}

/**
 * Whether x ≤ y, compared as plain numbers; a boolean.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example le(dual(2, 5), 2) // true
 */
export function le(x: Scalar, y: Scalar): boolean;
export function le(x: Scalar, y: Scalar, next?: unknown, after?: unknown): boolean {
  return judge('le', x, y, next, after, (a, b) => a <= b);
}

/**
 * Whether x > y, compared as plain numbers; a boolean.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example gt(dual(1, 5), 2) // false
 */
export function gt(x: Scalar, y: Scalar): boolean;
export function gt(x: Scalar, y: Scalar, next?: unknown, after?: unknown): boolean {
  return judge('gt', x, y, next, after, (a, b) => a > b);
}

/**
 * Whether x ≥ y, compared as plain numbers; a boolean.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example ge(dual(2, 5), 2) // true
 */
export function ge(x: Scalar, y: Scalar): boolean;
export function ge(x: Scalar, y: Scalar, next?: unknown, after?: unknown): boolean {
  return judge('ge', x, y, next, after, (a, b) => a >= b);
}

/**
 * Whether x = y, compared as plain numbers; a boolean. NaN equals nothing, ±0 are equal.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example eq(dual(2, 5), 2) // true
 */
export function eq(x: Scalar, y: Scalar): boolean;
export function eq(x: Scalar, y: Scalar, next?: unknown, after?: unknown): boolean {
  return judge('eq', x, y, next, after, (a, b) => a === b);
}

/**
 * Whether x ≠ y, compared as plain numbers; a boolean. NaN differs from everything.
 * @throws {@link TypeError} when an argument is not a Scalar.
 * @example ne(dual(2, 5), 2) // false
 */
export function ne(x: Scalar, y: Scalar): boolean;
export function ne(x: Scalar, y: Scalar, next?: unknown, after?: unknown): boolean {
  return judge('ne', x, y, next, after, (a, b) => a !== b);
}

/** The comparisons by name. */
export const comparisons: Readonly<Record<Comparing, Comparison>> = {
  lt,
  le,
  gt,
  ge,
  eq,
  ne,
};

/**
 * The branch of rules: `then` where `compare(x, y)` holds, else `otherwise`; undefined contributes nothing. A traced number
 * may select instead.
 */
export function choose<T extends Scalar | undefined>(
  compare: Comparison,
  x: Scalar,
  y: Scalar,
  then: T,
  otherwise: T,
): T {
  const interpreter = interpreterOf(x) ?? interpreterOf(y);
  return interpreter?.select
    ? (interpreter.select(compare, x, y, then, otherwise) as T)
    : compare(x, y)
      ? then
      : otherwise;
}

function interpreterOf(x: Scalar): InnermostInterpreter<Scalar> | undefined {
  return x instanceof Active ? (numberWithin(x) as Innermost).interpreter : undefined;
}

/** Whether x has no derivatives at any level. */
export function isConstant(x: Scalar): boolean {
  return typeof x === 'number' || (x.value === x && x.interpreter?.observes !== true);
}

const known: readonly unknown[] = Object.values(comparisons);

/**
 * `then` where `compare(x, y)` holds, else `otherwise`; the operand not chosen contributes nothing to any derivative.
 * The comparison is one of {@link lt} … {@link ne}. If you have a boolean already, write `c ? a : b`.
 * @throws {@link TypeError} when `compare` is not one of the six, or an argument is not a Scalar.
 * @example derivative((x) => where(lt, x, 0, neg(x), square(x)))(3) // 6
 */
export function where(compare: Comparison, x: Scalar, y: Scalar, then: Scalar, otherwise: Scalar): Scalar;
export function where(
  compare: Comparison,
  x: Scalar,
  y: Scalar,
  then: Scalar,
  otherwise: Scalar,
  next?: unknown,
): Scalar {
  if (next !== undefined) checkArity('where', 5, next, next);
  if (!known.includes(compare)) {
    throw new TypeError(
      `where: expected one of lt, le, gt, ge, eq, ne as its first argument, got ${describe(compare)}; for a boolean in hand write c ? a : b`,
    );
  }
  checkScalar(then, 'where');
  checkScalar(otherwise, 'where');
  // Observed numbers take note of what f compares, not of what rules compare.
  const interpreter = interpreterOf(x) ?? interpreterOf(y);
  if (interpreter === undefined || interpreter.observes) return compare(x, y) ? then : otherwise;
  return choose(compare, x, y, then, otherwise);
}
