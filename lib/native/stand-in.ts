import { isActive, type Scalar } from '../scalar.ts';
import { STAND_IN, standsIn, WHOLE } from '../typed-array.ts';
import { whole } from './bits.ts';
import { $gt, $lt } from './comparisons.ts';
import { $Object_is } from './equality.ts';
import { $Number_isNaN } from './number-functions.ts';
import { $order } from './order.ts';
import { numberOf, textOf } from './primitive.ts';
import { find } from './search.ts';

/** What stands in for a Float64Array that transformed code makes while a level is open, since it can hold active numbers. */
export interface StandIn extends ArrayLike<Scalar>, Iterable<Scalar> {
  [i: number]: Scalar;
  readonly [STAND_IN]: true;
  readonly [WHOLE]: readonly Scalar[];
}

/** How many numbers a stand-in has. */
const LENGTH: unique symbol = /* @__PURE__ */ Symbol('length');

type Self = StandIn & { readonly [LENGTH]: number };
type Callback = (x: Scalar, i: number, list: unknown) => unknown;

/**
 * A stand-in with these numbers. It is an object with indices, not an array: so `Array.isArray`, `concat`, `Object.keys` and
 * JSON find what they find in a typed array.
 */
export function standInOf(numbers: readonly Scalar[]): StandIn {
  const list: Record<number, unknown> = {};
  for (let i = 0; i < numbers.length; i++) list[i] = numbers[i];
  return withLength(list, numbers.length);
}

/** An object as a stand-in of this length. */
function withLength(list: object, value: number): StandIn {
  Object.defineProperty(list, LENGTH, { value });
  return Object.setPrototypeOf(list, PROTOTYPE) as StandIn;
}

/** Whether x is a stand-in, or a view of one. */
export function isStandIn(x: unknown): x is StandIn {
  return standsIn(x);
}

/** v as an element: a number. */
export const element: (v: unknown) => Scalar = numberOf;

/** An argument that is a place: a plain whole number. */
function placeOf(k: unknown): number {
  return Math.trunc(Number(whole(numberOf(k)))) || 0;
}

/** A place that counts from the end where it is below 0, within the list. */
function within(k: unknown, length: number, otherwise: number): number {
  if (k === undefined) return otherwise;
  const place = placeOf(k);
  return place < 0 ? Math.max(place + length, 0) : Math.min(place, length);
}

/** The numeric order of `sort` without a comparator: −0 before 0, NaN last. */
function ascending(x: Scalar, y: Scalar): number {
  if ($lt(x, y)) return -1;
  if ($gt(x, y)) return 1;
  const later = $Number_isNaN(x) || $Object_is(y, -0);
  const earlier = $Number_isNaN(y) || $Object_is(x, -0);
  return Number(later) - Number(earlier);
}

/** By the sort of typed arrays, so that a comparator is asked what it would be asked there. */
function sorted(list: StandIn, compare: unknown): Scalar[] {
  const order = compare === undefined ? ascending : ($order(compare) as typeof ascending);
  const isAsked = typeof order === 'function';
  const places = Float64Array.from(list, (_, i) => i);
  places.sort(isAsked ? (i, j) => order(list[i]!, list[j]!) : order);
  return Array.from(places, (i) => list[i]!);
}

function checkPlace(place: number, length: number): number {
  if (place < 0 || place >= length) throw new RangeError('Invalid typed array index');
  return place;
}

/** The methods that are the same for everything with a length and indices. */
const SHARED = [
  ...(['at', 'copyWithin', 'entries', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'forEach'] as const),
  ...(['keys', 'reduce', 'reduceRight', 'reverse', 'some', 'values'] as const),
];

const methods = {
  get length(): number {
    return (this as unknown as Self)[LENGTH];
  },
  get byteLength(): number {
    return 8 * (this as unknown as Self)[LENGTH];
  },
  get buffer(): never {
    throw noBytes('buffer');
  },
  get byteOffset(): never {
    throw noBytes('byteOffset');
  },
  get [WHOLE](): readonly Scalar[] {
    return Array.from(this as unknown as Self);
  },
  get [Symbol.toStringTag](): string {
    return 'Float64Array';
  },
  [STAND_IN]: true,
  BYTES_PER_ELEMENT: 8,
  fill(this: Self, v: unknown, ...range: unknown[]): StandIn {
    const x = element(v);
    // As the engine reads a range: V8 takes no end without a start.
    const isFilled = new Float64Array(this.length).fill(1, ...(range.map(whole) as number[]));
    for (let i = 0; i < isFilled.length; i++) if (isFilled[i] === 1) this[i] = x;
    return this;
  },
  set(this: Self, source: ArrayLike<unknown>, offset?: unknown): void {
    const at = placeOf(offset);
    const list = Object(source) as ArrayLike<unknown>;
    const { length } = list;
    if (at < 0 || at + (length || 0) > this.length) throw new RangeError('offset is out of bounds');
    // A list that may share its numbers is read before any is stored; of another each is stored before the next is read.
    const from = ArrayBuffer.isView(list) || isStandIn(list) ? Array.from(list as ArrayLike<unknown>) : list;
    for (const i of Array.from({ length }).keys()) this[at + i] = element(from[i]);
  },
  slice(this: Self, from?: unknown, to?: unknown): StandIn {
    const start = within(from, this.length, 0);
    return standInOf(Array.from(this).slice(start, Math.max(start, within(to, this.length, this.length))));
  },
  subarray(this: Self, from?: unknown, to?: unknown): StandIn {
    const start = within(from, this.length, 0);
    return view(this, start, Math.max(within(to, this.length, this.length) - start, 0));
  },
  map(this: Self, f: Callback, that?: unknown): StandIn {
    return standInOf(Array.prototype.map.call(this, f as never, that).map(element));
  },
  filter(this: Self, f: Callback, that?: unknown): StandIn {
    return standInOf(Array.prototype.filter.call(this, f as never, that));
  },
  sort(this: Self, compare?: unknown): StandIn {
    for (const [i, x] of sorted(this, compare).entries()) this[i] = x;
    return this;
  },
  toSorted(this: Self, compare?: unknown): StandIn {
    return standInOf(sorted(this, compare));
  },
  toReversed(this: Self): StandIn {
    return standInOf(Array.from(this).reverse());
  },
  with(this: Self, k: unknown, v: unknown): StandIn {
    const place = placeOf(k);
    const x = element(v);
    const numbers = Array.from(this);
    numbers[checkPlace(place < 0 ? place + this.length : place, this.length)] = x;
    return standInOf(numbers);
  },
  includes(this: Self, ...args: unknown[]): boolean {
    return find(this, args, 'includes') >= 0;
  },
  indexOf(this: Self, ...args: unknown[]): number {
    return find(this, args, 'indexOf');
  },
  lastIndexOf(this: Self, ...args: unknown[]): number {
    return find(this, args, 'lastIndexOf');
  },
  join(this: Self, separator?: unknown): string {
    return Array.from(this, textOf).join(separator as string);
  },
  toString(this: Self): string {
    return Array.from(this, textOf).join();
  },
  toLocaleString(this: Self, ...how: never[]): string {
    return Array.from(this, (x) => (isActive(x) ? x.toString() : x.toLocaleString(...how))).join();
  },
};

function noBytes(name: string): TypeError {
  return new TypeError(
    `Float64Array: expected code that reads numbers, got .${name} of an array that was made while a derivative is computed; it may hold active numbers, which have no bytes`,
  );
}

function prototype(): object {
  const list = Object.create(new Proxy({}, beyond)) as Record<string | symbol, unknown>;
  const own = Object.getOwnPropertyDescriptors(methods);
  for (const key of Reflect.ownKeys(own)) {
    Object.defineProperty(list, key, { ...(own as PropertyDescriptorMap)[key as string], enumerable: false });
  }
  for (const name of SHARED) define(list, name, (Array.prototype as unknown as Record<string, unknown>)[name]);
  define(list, Symbol.iterator, Array.prototype.values);
  return list;
}

function define(list: object, key: string | symbol, value: unknown): void {
  Object.defineProperty(list, key, { value, writable: true, configurable: true });
}

/** Has stand-ins know their constructor. */
export function setConstructor(value: unknown): void {
  define(PROTOTYPE, 'constructor', value);
}

/** What lies beyond the elements of a stand-in: at an index nothing is found, and nothing stored. */
const beyond: ProxyHandler<object> = {
  get: (target, key, list): unknown => (isIndex(key) ? undefined : Reflect.get(target, key, list)),
  has: (target, key) => !isIndex(key) && Reflect.has(target, key),
  set: (_, key, v, list): boolean =>
    isIndex(key) ||
    Reflect.defineProperty(list as object, key, { value: v, writable: true, enumerable: true, configurable: true }),
};

const PROTOTYPE: object = /* @__PURE__ */ prototype();

/** Whether typed arrays take a key for an index: the text of a number. */
function isIndex(key: string | symbol): key is string {
  return typeof key === 'string' && (String(Number(key)) === key || key === '-0');
}

/** A part of a stand-in that shares its numbers, as `subarray` gives it. */
function view(list: StandIn, start: number, length: number): StandIn {
  const at = (key: string): number | undefined => {
    const i = Number(key);
    return Number.isInteger(i) && !Object.is(i, -0) && i >= 0 && i < length ? start + i : undefined;
  };
  return new Proxy(withLength({}, length), {
    get: (target, key, self): unknown => {
      if (!isIndex(key)) return Reflect.get(target, key, self);
      const place = at(key);
      return place === undefined ? undefined : list[place];
    },
    set: (target, key, v, self): boolean => {
      if (!isIndex(key)) return Reflect.set(target, key, v, self);
      const place = at(key);
      const x = element(v);
      if (place !== undefined) list[place] = x;
      return true;
    },
    has: (target, key) => (isIndex(key) ? at(key) !== undefined : Reflect.has(target, key)),
    ownKeys: (target) => [...Array.from({ length }, (_, i) => String(i)), ...Reflect.ownKeys(target)],
    getOwnPropertyDescriptor: (target, key) => {
      if (!isIndex(key)) return Reflect.getOwnPropertyDescriptor(target, key);
      const place = at(key);
      if (place === undefined) return undefined;
      return { value: list[place], writable: true, enumerable: true, configurable: true };
    },
  });
}
