import { add } from '../ops/arithmetic.ts';
import { eq, le, lt, ne } from '../ops/compare.ts';
import { abs, trunc } from '../ops/piecewise.ts';
import { Active, isActive, type Scalar } from '../scalar.ts';
import { concerns, numberOf, primitive } from './primitive.ts';

/** `isNaN(x)` of any kind of value. */
export function $isNaN(x: unknown): boolean {
  if (!concerns(x)) return Number.isNaN(+(x as number));
  const n = numberOf(x);
  return ne(n, n);
}

/** `isFinite(x)` of any kind of value. */
export function $isFinite(x: unknown): boolean {
  return concerns(x) ? isFiniteNumber(numberOf(x)) : Number.isFinite(+(x as number));
}

/** `parseFloat(x)` of any kind of value. Of an active number it is the number, but 0 of −0, whose text is '0'. */
export function $parseFloat(x: unknown): Scalar {
  const p = concerns(x) ? primitive(x, 'string') : x;
  return isActive(p) ? add(p, 0) : Number.parseFloat(p as string);
}

/** `Number.isNaN(x)` of any kind of value. */
export function $Number_isNaN(x: unknown): boolean {
  return x instanceof Active ? ne(x, x) : Number.isNaN(x);
}

/** `Number.isFinite(x)` of any kind of value. */
export function $Number_isFinite(x: unknown): boolean {
  return x instanceof Active ? isFiniteNumber(x) : Number.isFinite(x);
}

/** `Number.isInteger(x)` of any kind of value. */
export function $Number_isInteger(x: unknown): boolean {
  return x instanceof Active ? isWhole(x) : Number.isInteger(x);
}

/** `Number.isSafeInteger(x)` of any kind of value. */
export function $Number_isSafeInteger(x: unknown): boolean {
  return x instanceof Active ? isWhole(x) && le(abs(x), Number.MAX_SAFE_INTEGER) : Number.isSafeInteger(x);
}

/** `Number.parseFloat(x)` of any kind of value. */
export const $Number_parseFloat: typeof $parseFloat = $parseFloat;

/** `Number(x)` of any kind of value: an active number is itself. It has what Number has, on active numbers too. */
export const $Number: NumberConstructor = /* @__PURE__ */ numberFunction();

function numberFunction(): NumberConstructor {
  const convert = (...xs: unknown[]): Scalar => {
    const [x] = xs;
    if (!concerns(x)) return Number(...(xs as [unknown]));
    const p = primitive(x, 'number');
    return isActive(p) ? p : Number(p);
  };
  const own = { isFinite: $Number_isFinite, isInteger: $Number_isInteger, isNaN: $Number_isNaN };
  const functions = { ...own, isSafeInteger: $Number_isSafeInteger, parseFloat: $Number_parseFloat };
  const properties = Object.getOwnPropertyDescriptors(Number) as PropertyDescriptorMap;
  for (const [name, value] of Object.entries(functions)) properties[name] = { ...properties[name], value };
  const number = function (this: unknown, ...xs: unknown[]): unknown {
    return new.target === undefined ? convert(...xs) : Reflect.construct(Number, xs);
  };
  return Object.defineProperties(number, properties) as unknown as NumberConstructor;
}

function isFiniteNumber(x: Scalar): boolean {
  return lt(abs(x), Infinity);
}

function isWhole(x: Scalar): boolean {
  return isFiniteNumber(x) && eq(x, trunc(x));
}
