import { open } from '../level.ts';
import { Active, isActive, type Scalar } from '../scalar.ts';

/** What JavaScript expects of an object that it converts. */
export type Hint = 'default' | 'number' | 'string';

/** Whether an operand is active, or may turn out to be: an object whose valueOf gives an active number. */
export function concerns(x: unknown): boolean {
  if (typeof x !== 'object' && typeof x !== 'function') return false;
  return x !== null && (open.count > 0 || isActive(x));
}

/** Whether x is a number, plain or active. An active one of a second copy of the library is left to ops, which refuse it. */
export function isNumeric(x: unknown): x is Scalar {
  return typeof x === 'number' || isActive(x);
}

/** JavaScript's ToPrimitive, to which an active number is a primitive. */
export function primitive(x: unknown, hint: Hint): unknown {
  if (!isObject(x) || isActive(x)) return x;
  const exotic = (x as { [Symbol.toPrimitive]?: unknown })[Symbol.toPrimitive];
  if (exotic !== undefined && exotic !== null) return checkPrimitive(call(exotic, x, hint));
  for (const name of hint === 'string' ? (['toString', 'valueOf'] as const) : (['valueOf', 'toString'] as const)) {
    const method = (x as Record<string, unknown>)[name];
    if (typeof method !== 'function') continue;
    const value: unknown = Reflect.apply(method, x, []);
    if (isPrimitive(value)) return value;
  }
  throw new TypeError('Cannot convert object to primitive value');
}

function call(f: unknown, x: object, hint: Hint): unknown {
  // Not a function: JavaScript's own error.
  return Reflect.apply(f as (hint: Hint) => unknown, x, [hint]);
}

function checkPrimitive(value: unknown): unknown {
  if (isPrimitive(value)) return value;
  throw new TypeError('Cannot convert object to primitive value');
}

function isPrimitive(value: unknown): boolean {
  return !isObject(value) || isActive(value);
}

function isObject(x: unknown): x is object {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

/** JavaScript's ToNumber, which leaves an active number as it is. A BigInt and a symbol are refused by JavaScript. */
export function numberOf(x: unknown): Scalar {
  if (typeof x === 'number') return x;
  const p = primitive(x, 'number');
  return p instanceof Active || isActive(p) ? p : +(p as number);
}

/** JavaScript's ToNumeric: as {@link numberOf}, but a BigInt stays one. */
export function numericOf(x: unknown): Scalar | bigint {
  if (typeof x === 'number') return x;
  const p = primitive(x, 'number');
  return typeof p === 'bigint' || isActive(p) ? (p as Scalar | bigint) : +(p as number);
}

/** JavaScript's text of x, as in a template. An active number has a text that is not taken for a number. */
export function textOf(x: unknown): string {
  if (typeof x === 'string') return x;
  const p = concerns(x) ? primitive(x, 'string') : x;
  return isActive(p) ? p.toString() : `${p as string}`;
}
