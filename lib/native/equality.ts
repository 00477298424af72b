import { div } from '../ops/arithmetic.ts';
import { eq, ne } from '../ops/compare.ts';
import { Active, isActive, primal, type Scalar } from '../scalar.ts';
import { concerns, isNumeric, primitive } from './primitive.ts';

/** `x === y` of any kinds of values: an active number is equal to the numbers that its own is equal to. */
export function $is(x: unknown, y: unknown): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x === y;
  if (!(x instanceof Active || y instanceof Active)) return x === y;
  return isNumeric(x) && isNumeric(y) && isEqual(x, y);
}

/** `x !== y` of any kinds of values. */
export function $isnt(x: unknown, y: unknown): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x !== y;
  if (!(x instanceof Active || y instanceof Active)) return x !== y;
  return !(isNumeric(x) && isNumeric(y)) || isUnequal(x, y);
}

/** `x == y` of any kinds of values. */
export function $eq(x: unknown, y: unknown): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x === y;
  const [a, b] = converted(x, y);
  // biome-ignore lint/suspicious/noDoubleEquals: this is `==`
  if (!(isActive(a) || isActive(b)) || a == null || b == null) return a == b;
  const [u, v] = [numberLike(a), numberLike(b)];
  return u !== undefined && v !== undefined && isEqual(u, v);
}

/** `x != y` of any kinds of values. */
export function $ne(x: unknown, y: unknown): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x !== y;
  const [a, b] = converted(x, y);
  // biome-ignore lint/suspicious/noDoubleEquals: this is `!=`
  if (!(isActive(a) || isActive(b)) || a == null || b == null) return a != b;
  const [u, v] = [numberLike(a), numberLike(b)];
  return u === undefined || v === undefined || isUnequal(u, v);
}

/** The operands of `==`, an object that is compared with what is none converted. */
function converted(x: unknown, y: unknown): readonly [unknown, unknown] {
  if ((!concerns(x) && !concerns(y)) || x == null || y == null) return [x, y];
  const [isPrimitive, isOther] = [!concerns(x) || isActive(x), !concerns(y) || isActive(y)];
  return isPrimitive === isOther ? [x, y] : isPrimitive ? [x, primitive(y, 'default')] : [primitive(x, 'default'), y];
}

/** The number, plain or active, that is compared with an active one in place of y; undefined where none is equal to y. */
function numberLike(y: unknown): Scalar | undefined {
  if (isNumeric(y)) return y;
  if (typeof y === 'symbol') return undefined;
  const n = Number(y);
  // A BigInt may lie between two numbers.
  // biome-ignore lint/suspicious/noDoubleEquals: of a BigInt and a number
  return typeof y !== 'bigint' || (n as never) == y ? n : undefined;
}

/** `Object.is(x, y)`: NaN is itself, and −0 is not 0. */
export function $Object_is(x: unknown, y: unknown): boolean {
  if (!(x instanceof Active || y instanceof Active)) return Object.is(x, y);
  if (!isNumeric(x) || !isNumeric(y)) return false;
  if (!isEqual(x, y)) return ne(x, x) && ne(y, y);
  return ne(x, 0) || eq(div(1, x), div(1, y));
}

function isEqual(x: Scalar, y: Scalar): boolean {
  const [xv, yv] = [primal(x), primal(y)];
  return typeof xv === 'number' && typeof yv === 'number' ? xv === yv : eq(x, y);
}

function isUnequal(x: Scalar, y: Scalar): boolean {
  const [xv, yv] = [primal(x), primal(y)];
  return typeof xv === 'number' && typeof yv === 'number' ? xv !== yv : ne(x, y);
}
