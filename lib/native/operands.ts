import { add } from '../ops/arithmetic.ts';
import { type Comparison, ge, gt, le, lt } from '../ops/compare.ts';
import { isActive, type Scalar } from '../scalar.ts';
import { concerns, isNumeric, numberOf, numericOf, primitive, textOf } from './primitive.ts';

// What JavaScript does with operands that are not plain numbers, step by step where an active number may be among them: the
// left operand is converted first, each once, and with the hint that JavaScript passes.

/** An operator of one number: `-x`. */
export function unaryOperator(op: (x: Scalar) => Scalar, plain: (x: never) => unknown, x: unknown): Scalar {
  const a = concerns(x) ? numericOf(x) : x;
  return isActive(a) ? op(a) : (plain(a as never) as Scalar);
}

/** An operator of two numbers: `x * y`. */
export function binaryOperator(
  op: (x: Scalar, y: Scalar) => Scalar,
  plain: (x: never, y: never) => unknown,
  x: unknown,
  y: unknown,
): Scalar {
  if (isNumeric(x) && isNumeric(y)) return op(x, y);
  if (!concerns(x) && !concerns(y)) return plain(x as never, y as never) as Scalar;
  const a = numericOf(x);
  const b = numericOf(y);
  if (isNumeric(a) && isNumeric(b)) return op(a, b);
  if (isActive(a) || isActive(b)) throw mixed();
  return plain(a as never, b as never) as Scalar;
}

/** `x + y`: with a text a text, otherwise a sum. */
export function addition(x: unknown, y: unknown): Scalar {
  if (isNumeric(x) && isNumeric(y)) return add(x, y);
  if (!concerns(x) && !concerns(y)) return plus(x as never, y as never);
  const a = primitive(x, 'default');
  const b = primitive(y, 'default');
  if (!isActive(a) && !isActive(b)) return plus(a as never, b as never);
  if (typeof a === 'string' || typeof b === 'string') return (textOf(a) + textOf(b)) as never;
  return binaryOperator(add, plus, a, b);
}

function plus(x: number, y: number): number {
  return x + y;
}

/** JavaScript's own error for a BigInt that meets a number. */
export function mixed(): TypeError {
  return new TypeError('Cannot mix BigInt and other types, use explicit conversions');
}

/** A comparison of size: `x < y`, of texts as well. */
export function comparison(op: Comparison, plain: (x: never, y: never) => boolean, x: unknown, y: unknown): boolean {
  if (isNumeric(x) && isNumeric(y)) return op(x, y);
  if (!concerns(x) && !concerns(y)) return plain(x as never, y as never);
  const a = primitive(x, 'number');
  const b = primitive(y, 'number');
  // As objects where they were: V8 takes 0n < { valueOf: () => '2.5' } for true, and 0n < '2.5' for false.
  if (!isActive(a) && !isActive(b)) return plain(boxed(x, a), boxed(y, b));
  if (typeof b === 'bigint') return toBigInt(op, a as Scalar, b);
  if (typeof a === 'bigint') return toBigInt(mirrored.get(op)!, b as Scalar, a);
  return op(numberOf(a), numberOf(b));
}

/** p, which x has been converted to, as something that converts to it. */
function boxed(x: unknown, p: unknown): never {
  return (concerns(x) ? { [Symbol.toPrimitive]: () => p } : p) as never;
}

const mirrored: ReadonlyMap<Comparison, Comparison> = /* @__PURE__ */ new Map([
  [lt, gt],
  [le, ge],
  [gt, lt],
  [ge, le],
]);

/** A comparison with a BigInt, which may lie between two numbers: n is the nearest to it. */
function toBigInt(op: Comparison, x: Scalar, y: bigint): boolean {
  const n = Number(y);
  // biome-ignore lint/suspicious/noDoubleEquals: of a BigInt and a number
  if ((n as never) == y) return op(x, n);
  const isBelow = n < y;
  if (op === lt || op === le) return isBelow ? le(x, n) : lt(x, n);
  return isBelow ? gt(x, n) : ge(x, n);
}

/** A function of Math of one number. */
export function mathOf1(op: (x: Scalar) => Scalar, plain: (x: number) => number, x: unknown): Scalar {
  if (!concerns(x)) return plain(x as number);
  const a = numberOf(x);
  return typeof a === 'number' ? plain(a) : op(a);
}

/** A function of Math of two numbers. */
export function mathOf2(
  op: (x: Scalar, y: Scalar) => Scalar,
  plain: (x: number, y: number) => number,
  x: unknown,
  y: unknown,
): Scalar {
  if (!concerns(x) && !concerns(y)) return plain(x as number, y as number);
  return op(numberOf(x), numberOf(y));
}

/** A function of Math of any number of numbers. */
export function mathOfMany(
  op: (...xs: Scalar[]) => Scalar,
  plain: (...xs: number[]) => number,
  xs: ArrayLike<unknown>,
): Scalar {
  const operands = Array.from(xs);
  if (!operands.some(concerns)) return plain(...(operands as number[]));
  const numbers = operands.map(numberOf);
  return numbers.every((x) => typeof x === 'number') ? plain(...(numbers as number[])) : op(...numbers);
}
