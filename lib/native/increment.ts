import { add, sub } from '../ops/arithmetic.ts';
import type { Scalar } from '../scalar.ts';
import { numberOf, numericOf } from './primitive.ts';

/** `+x` of any kind of value. */
export function $plus(x: unknown): Scalar {
  return typeof x === 'number' ? x : numberOf(x);
}

/** The new value of `++x`, whose old one is x. */
export function $inc(x: unknown): Scalar | bigint {
  if (typeof x === 'number') return x + 1;
  const n = numericOf(x);
  return typeof n === 'bigint' ? n + 1n : add(n, 1);
}

/** The new value of `--x`, whose old one is x. */
export function $dec(x: unknown): Scalar | bigint {
  if (typeof x === 'number') return x - 1;
  const n = numericOf(x);
  return typeof n === 'bigint' ? n - 1n : sub(n, 1);
}

/** What `x++` gives: the old value, as a number. */
export function $numeric(x: unknown): Scalar | bigint {
  return typeof x === 'number' ? x : numericOf(x);
}
