import { div } from '../ops/arithmetic.ts';
import { eq, ne } from '../ops/compare.ts';
import { Active, primal, type Scalar } from '../scalar.ts';
import { concerns, isNumeric, primitive } from './primitive.ts';

/** `x === y` of any kinds of values: an active number is equal to the numbers that its own is equal to. */
export function $is(x: unknown, y: unknown): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x === y;
  if (!(x instanceof Active || y instanceof Active)) return x === y;
  return isNumeric(x) && isNumeric(y) && equal(x, y);
}

/** `x !== y` of any kinds of values. */
export function $isnt(x: unknown, y: unknown): boolean {
  return !$is(x, y);
}

/** `x == y` of any kinds of values. */
export function $eq(x: unknown, y: unknown): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x === y;
  if (isNumeric(x) && isNumeric(y)) return equal(x, y);
  // biome-ignore lint/suspicious/noDoubleEquals: this is `==`
  if (!concerns(x) && !concerns(y)) return x == y;
  if (isNumeric(x)) return isLike(x, y);
  if (isNumeric(y)) return isLike(y, x);
  const isObject = concerns(x);
  // biome-ignore lint/suspicious/noDoubleEquals: of two objects, or beside null and undefined
  if (isObject === concerns(y) || x == null || y == null) return x == y;
  return isObject ? $eq(primitive(x, 'default'), y) : $eq(x, primitive(y, 'default'));
}

/** `x != y` of any kinds of values. */
export function $ne(x: unknown, y: unknown): boolean {
  return !$eq(x, y);
}

/** Whether a number, plain or active, is `==` to what is none. */
function isLike(x: Scalar, y: unknown): boolean {
  if (y === null || y === undefined || typeof y === 'symbol') return false;
  if (concerns(y)) return $eq(x, primitive(y, 'default'));
  const n = Number(y);
  // A BigInt between two numbers is equal to none.
  // biome-ignore lint/suspicious/noDoubleEquals: of a BigInt and a number
  return (typeof y !== 'bigint' || (n as never) == y) && equal(x, n);
}

/** `Object.is(x, y)`: NaN is itself, and −0 is not 0. */
export function $Object_is(x: unknown, y: unknown): boolean {
  if (!(x instanceof Active || y instanceof Active)) return Object.is(x, y);
  if (!isNumeric(x) || !isNumeric(y)) return false;
  if (!equal(x, y)) return ne(x, x) && ne(y, y);
  return ne(x, 0) || eq(div(1, x), div(1, y));
}

function equal(x: Scalar, y: Scalar): boolean {
  const [xv, yv] = [primal(x), primal(y)];
  return typeof xv === 'number' && typeof yv === 'number' ? xv === yv : eq(x, y);
}
