import { trunc } from '../ops/piecewise.ts';
import { isActive, type Scalar, value } from '../scalar.ts';
import { concerns, numericOf } from './primitive.ts';

// Operators of bits are piecewise constant, so what they give is a plain number. A program that is traced holds for one
// whole part of each operand.

type Bits = (x: never, y: never) => number | bigint;

/** `x | y` of any kinds of values. */
export function $or(x: unknown, y: unknown): number | bigint {
  return typeof x === 'number' && typeof y === 'number' ? x | y : ofWholes((a, b) => a | b, x, y);
}

/** `x & y` of any kinds of values. */
export function $and(x: unknown, y: unknown): number | bigint {
  return typeof x === 'number' && typeof y === 'number' ? x & y : ofWholes((a, b) => a & b, x, y);
}

/** `x ^ y` of any kinds of values. */
export function $xor(x: unknown, y: unknown): number | bigint {
  return typeof x === 'number' && typeof y === 'number' ? x ^ y : ofWholes((a, b) => a ^ b, x, y);
}

/** `x << y` of any kinds of values. */
export function $shl(x: unknown, y: unknown): number | bigint {
  return typeof x === 'number' && typeof y === 'number' ? x << y : ofWholes((a, b) => a << b, x, y);
}

/** `x >> y` of any kinds of values. */
export function $shr(x: unknown, y: unknown): number | bigint {
  return typeof x === 'number' && typeof y === 'number' ? x >> y : ofWholes((a, b) => a >> b, x, y);
}

/** `x >>> y` of any kinds of values. */
export function $ushr(x: unknown, y: unknown): number | bigint {
  return typeof x === 'number' && typeof y === 'number' ? x >>> y : ofWholes((a, b) => a >>> b, x, y);
}

/** `~x` of any kind of value. */
export function $not(x: unknown): number | bigint {
  return typeof x === 'number' ? ~x : ~(whole(x) as number);
}

function ofWholes(bits: Bits, x: unknown, y: unknown): number | bigint {
  if (!concerns(x) && !concerns(y)) return bits(x as never, y as never);
  const a = numericOf(x);
  const b = numericOf(y);
  return bits(whole(a) as never, whole(b) as never);
}

/** The whole part of an operand of bits, a plain number; that of a BigInt is itself. */
export function whole(x: unknown): unknown {
  if (typeof x === 'number') return x;
  const n = concerns(x) ? numericOf(x) : x;
  return isActive(n) ? value(trunc(n as Scalar)) : n;
}
