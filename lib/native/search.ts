import { open } from '../level.ts';
import { Active, value } from '../scalar.ts';
import { standsIn, typedKind } from '../typed-array.ts';
import { $is } from './equality.ts';
import { $Number_isNaN } from './number-functions.ts';

type Method = 'includes' | 'indexOf' | 'lastIndexOf';

/** `object.includes(…)`: in an array an active number is found by its number. */
export function $includes(object: unknown, ...args: unknown[]): unknown {
  return isSearched('includes', object) ? find(object, args, 'includes') >= 0 : call('includes', object, args);
}

/** `object.indexOf(…)`: in an array an active number is found by its number. */
export function $indexOf(object: unknown, ...args: unknown[]): unknown {
  return isSearched('indexOf', object) ? find(object, args, 'indexOf') : call('indexOf', object, args);
}

/** `object.lastIndexOf(…)`: in an array an active number is found by its number. */
export function $lastIndexOf(object: unknown, ...args: unknown[]): unknown {
  return isSearched('lastIndexOf', object) ? find(object, args, 'lastIndexOf') : call('lastIndexOf', object, args);
}

/** f of `f.call(…)`; of a method that searches, while a level is open, one that finds an active number by its number. */
export function $search(f: unknown): unknown {
  if (open.count === 0) return f;
  for (const name of ['includes', 'indexOf', 'lastIndexOf'] as const) {
    if (f === Array.prototype[name]) return searchBy(name, f as Search, isArrayLike);
    if (f === Float64Array.prototype[name]) return searchBy(name, f as Search, isTyped);
  }
  return f;
}

type Search = (...args: unknown[]) => unknown;

function searchBy(name: Method, f: Search, isList: (x: unknown) => boolean): Search {
  return function (this: unknown, ...args: unknown[]): unknown {
    if (args.length === 0 || !isList(this)) return Reflect.apply(f, this, args);
    const place = find(this as ArrayLike<unknown>, args, name);
    return name === 'includes' ? place >= 0 : place;
  };
}

function isArrayLike(x: unknown): boolean {
  return typeof x === 'object' && x !== null && Number.isInteger((x as { length?: unknown }).length);
}

function isTyped(x: unknown): boolean {
  return typedKind(x) !== undefined || standsIn(x);
}

/** Whether an object is an array with JavaScript's own method, and active numbers may be concerned. */
function isSearched(name: Method, object: unknown): object is ArrayLike<unknown> {
  if (open.count === 0) return false;
  const list = Array.isArray(object) ? Array.prototype : typedKind(object) && Float64Array.prototype;
  return !!list && (object as unknown[])[name] === list[name];
}

/** JavaScript's own method. In a text an active number is searched for by the text of its number. */
function call(name: Method, object: unknown, args: unknown[]): unknown {
  const method = (object as Record<Method, (...args: unknown[]) => unknown>)[name];
  if (typeof object !== 'string') return Reflect.apply(method, object, args);
  return Reflect.apply(
    method,
    object,
    args.map((arg) => (arg instanceof Active ? value(arg) : arg)),
  );
}

/** Where an array has x, from a place on; −1 where nowhere. `includes` finds NaN, and undefined in a hole. */
export function find(list: ArrayLike<unknown>, args: readonly unknown[], name: Method): number {
  const [x, from] = args;
  const { length } = list;
  const step = name === 'lastIndexOf' ? -1 : 1;
  const start = args.length > 1 ? place(from, length) : step === 1 ? 0 : length - 1;
  for (let i = step === 1 ? Math.max(start, 0) : Math.min(start, length - 1); i >= 0 && i < length; i += step) {
    const isFound = $is(x, list[i]) || (name === 'includes' && $Number_isNaN(x) && $Number_isNaN(list[i]));
    if (isFound && (name === 'includes' || i in list)) return i;
  }
  return -1;
}

/** Where a search begins: a place below 0 counts from the end. */
function place(from: unknown, length: number): number {
  const whole = Math.trunc(Number(from instanceof Active ? value(from) : from)) || 0;
  return whole < 0 ? whole + length : whole;
}
