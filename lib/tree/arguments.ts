import { describe } from '../describe.ts';
import { Active } from '../scalar.ts';

/** What holds numbers of data: they are inputs, where integers are counts and places, which belong to the shape. */
export type List = 'Array' | 'Float64Array' | 'Float32Array';

/**
 * The shape of an argument: a number, which is an input; arrays, records and objects with fields of shapes; or a value that
 * belongs to the shape itself, for which `is` tells whether another is the same.
 */
export type Shape =
  | { readonly kind: 'number' }
  | { readonly kind: 'numbers'; readonly length: number; readonly list: List }
  | { readonly kind: 'array'; readonly entries: readonly Shape[] }
  | {
      readonly kind: 'record';
      readonly prototype: object | null;
      readonly keys: readonly string[];
      readonly entries: readonly Shape[];
    }
  | { readonly kind: 'static'; readonly value: unknown };

/** What compiles, prints, or writes down: who tells of wrong arguments. */
export type Verb = 'compile' | 'emitModule' | 'trace';

const NUMBER: Shape = { kind: 'number' };
const NONE: ReadonlySet<number> = new Set();

// Arguments nested deeper than this are taken to contain themselves.
const DEEPEST = 1000;

/** What to do with an argument that may change unseen, where it matters: a trace is made once, and keeps it as it is. */
const INSTEAD: Readonly<Partial<Record<Verb, (place: number) => string>>> = {
  compile: (place) => `name it in compile(f, { static: [${place}] }) when it never changes`,
  emitModule: () => 'have f capture it, as in emitModule((x) => f(x, it), x)',
};

/**
 * The shapes of arguments; of a static one all of it belongs to the shape.
 * @throws {@link TypeError} at what may change unseen, {@link RangeError} at what contains itself.
 */
export function shapesOf(
  verb: Verb,
  args: readonly unknown[],
  statics: ReadonlySet<number> = NONE,
  placeOf: (i: number) => number = (i) => i,
): Shape[] {
  const one = (x: unknown, place: number, depth: number): Shape => {
    if (typeof x === 'number') return NUMBER;
    if (typeof x !== 'object' || x === null || x instanceof Active) return { kind: 'static', value: x };
    checkDepth(verb, depth);
    const list = listOf(x);
    if (list !== undefined) return { kind: 'numbers', length: (x as ArrayLike<number>).length, list };
    if (Array.isArray(x)) return { kind: 'array', entries: Array.from(x, (xi) => one(xi, place, depth + 1)) };
    if (hasFields(x)) {
      const keys = Object.keys(x);
      const entries = keys.map((key) => one(x[key], place, depth + 1));
      return { kind: 'record', prototype: Object.getPrototypeOf(x), keys, entries };
    }
    if (isList(x)) return { kind: 'static', value: snapshot(x, verb) };
    const instead = INSTEAD[verb];
    if (instead === undefined) return { kind: 'static', value: x };
    throw new TypeError(
      `${verb}: expected numbers, arrays, records or objects with fields as argument ${place}, got ${describe(x)}; ${instead(place)}`,
    );
  };
  return args.map((x, i) => {
    const place = placeOf(i);
    return statics.has(place) ? { kind: 'static', value: snapshot(x, verb) } : one(x, place, 0);
  });
}

function listOf(x: object): List | undefined {
  if (x instanceof Float64Array) return 'Float64Array';
  if (x instanceof Float32Array) return 'Float32Array';
  return Array.isArray(x) && x.every((xi) => typeof xi === 'number') && !hasHole(x) ? 'Array' : undefined;
}

function hasHole(x: readonly unknown[]): boolean {
  for (let i = 0; i < x.length; i++) if (!(i in x)) return true;
  return false;
}

export function isRecord(x: unknown): x is Record<string, unknown> {
  if (typeof x !== 'object' || x === null) return false;
  const prototype = Object.getPrototypeOf(x);
  return prototype === Object.prototype || prototype === null;
}

/** Whether all of x is in its fields: not so of a Map, a Date, a Promise and their kin. */
function hasFields(x: object): x is Record<string, unknown> {
  return isRecord(x) || Object.prototype.toString.call(x) === '[object Object]';
}

/** An array, or a typed one. */
function isList(x: unknown): x is readonly unknown[] {
  return Array.isArray(x) || (ArrayBuffer.isView(x) && !(x instanceof DataView));
}

function checkDepth(verb: string, depth: number): void {
  if (depth <= DEEPEST) return;
  throw new RangeError(
    `${verb}: expected arguments nested at most ${DEEPEST} deep, got one that is deeper, or contains itself; have f capture what is no input`,
  );
}

/** How many numbers an argument of this shape holds. */
export function count(shape: Shape): number {
  if (shape.kind === 'number') return 1;
  if (shape.kind === 'numbers') return shape.length;
  return shape.kind === 'static' ? 0 : shape.entries.reduce((n, entry) => n + count(entry), 0);
}

/** The numbers of arguments of these shapes, in order. */
export function numbersOf(shapes: readonly Shape[], args: readonly unknown[]): Float64Array {
  const numbers = new Float64Array(shapes.reduce((n, shape) => n + count(shape), 0));
  shapes.reduce((place, shape, i) => read(shape, args[i], numbers, place), 0);
  return numbers;
}

/** Writes the numbers of x from `place` on; where it ends, or −1 where x has another shape. */
export function read(shape: Shape, x: unknown, into: Float64Array, place: number): number {
  switch (shape.kind) {
    case 'number':
      if (typeof x !== 'number') return -1;
      into[place] = x;
      return place + 1;
    case 'numbers':
      return readNumbers(shape, x, into, place);
    case 'array': {
      const { entries } = shape;
      if (!Array.isArray(x) || x.length !== entries.length) return -1;
      let next = place;
      for (let i = 0; i < entries.length && next >= 0; i++) next = read(entries[i] as Shape, x[i], into, next);
      return next;
    }
    case 'record': {
      if (typeof x !== 'object' || x === null || Object.getPrototypeOf(x) !== shape.prototype) return -1;
      const keys = Object.keys(x);
      if (!areSame(keys, shape.keys)) return -1;
      let next = place;
      for (let i = 0; i < keys.length && next >= 0; i++) {
        next = read(shape.entries[i] as Shape, (x as Record<string, unknown>)[keys[i]!], into, next);
      }
      return next;
    }
    case 'static':
      return isSame(shape.value, x) ? place : -1;
  }
}

function areSame(keys: readonly string[], others: readonly string[]): boolean {
  return keys.length === others.length && keys.every((key, i) => key === others[i]);
}

// Up to this many numbers a loop copies faster than `set` does.
const FEW = 16;

/** A loop for each kind of list: one for all of them would look at each number's list anew. */
function readNumbers(
  { length, list }: Extract<Shape, { kind: 'numbers' }>,
  x: unknown,
  into: Float64Array,
  place: number,
): number {
  if (list === 'Array') return Array.isArray(x) && x.length === length ? readArray(x, into, place) : -1;
  const isOfKind = list === 'Float64Array' ? x instanceof Float64Array : x instanceof Float32Array;
  if (!isOfKind || (x as Float64Array).length !== length) return -1;
  if (list === 'Float64Array' && length <= FEW) {
    for (let i = 0; i < length; i++) into[place + i] = (x as Float64Array)[i]!;
  } else {
    into.set(x as Float64Array, place);
  }
  return place + length;
}

function readArray(x: readonly unknown[], into: Float64Array, place: number): number {
  for (let i = 0; i < x.length; i++) {
    const xi = x[i];
    if (typeof xi !== 'number') return -1;
    into[place + i] = xi;
  }
  return place + x.length;
}

/** x with its numbers, in order, replaced: what f is traced on. */
export function replaced(shape: Shape, x: unknown, next: () => unknown): unknown {
  switch (shape.kind) {
    case 'number':
      return next();
    case 'numbers':
      return Array.from({ length: shape.length }, next);
    case 'array':
      return shape.entries.map((entry, i) => replaced(entry, (x as readonly unknown[])[i], next));
    case 'record': {
      const { keys, entries, prototype } = shape;
      const fields = x as Record<string, unknown>;
      return rebuilt(
        prototype,
        keys,
        entries.map((entry, i) => replaced(entry, fields[keys[i]!], next)),
      );
    }
    case 'static':
      return x;
  }
}

/** x with plain arrays in place of those of doubles and floats; itself where there are none. */
export function untyped(x: unknown): unknown {
  if (typeof x !== 'object' || x === null || x instanceof Active) return x;
  if (x instanceof Float64Array || x instanceof Float32Array) return Array.from(x);
  if (Array.isArray(x)) {
    const entries = x.map(untyped);
    return entries.some((entry, i) => entry !== x[i]) ? entries : x;
  }
  if (!hasFields(x)) return x;
  const keys = Object.keys(x);
  const values = keys.map((key) => untyped(x[key]));
  if (values.every((value, i) => value === x[keys[i]!])) return x;
  return rebuilt(Object.getPrototypeOf(x), keys, values);
}

/** An object of that prototype with these fields. */
function rebuilt(prototype: object | null, keys: readonly string[], values: readonly unknown[]): unknown {
  const fields = keys.map((key, i) => [
    key,
    { value: values[i], enumerable: true, writable: true, configurable: true },
  ]);
  return Object.create(prototype, Object.fromEntries(fields));
}

/** Whether the numbers of a running derivative, or of a trace, are among the arguments. */
export function hasActive(x: unknown, verb: string, isStatic: boolean, depth = 0): boolean {
  if (typeof x !== 'object' || x === null) return false;
  if (x instanceof Active) return true;
  checkDepth(verb, depth);
  if (Array.isArray(x)) return x.some((xi) => hasActive(xi, verb, isStatic, depth + 1));
  if (!(isStatic ? isRecord(x) : hasFields(x))) return false;
  return Object.values(x).some((xi) => hasActive(xi, verb, isStatic, depth + 1));
}

/** Arrays and plain records are kept by what is in them, so that writing into one makes it another; the rest by identity. */
function snapshot(x: unknown, verb: string, depth = 0): unknown {
  const isPlain = isRecord(x);
  if (!isPlain && !isList(x)) return x;
  checkDepth(verb, depth);
  const inner = (xi: unknown): unknown => snapshot(xi, verb, depth + 1);
  if (isPlain) return Object.fromEntries(Object.entries(x).map(([key, entry]) => [key, inner(entry)]));
  return Array.isArray(x) ? Array.from(x, inner) : x.slice();
}

/** Whether a static value is compared by what is in it. */
export function isByContent(kept: unknown): boolean {
  return isRecord(kept) || isList(kept);
}

function isSame(kept: unknown, x: unknown): boolean {
  if (Object.is(kept, x)) return true;
  if (isRecord(kept)) {
    if (!isRecord(x)) return false;
    const keys = Object.keys(kept);
    return areSame(keys, Object.keys(x)) && keys.every((key) => isSame(kept[key], x[key]));
  }
  if (!isList(kept) || !isList(x) || kept.length !== x.length) return false;
  if (Array.isArray(kept) ? !Array.isArray(x) : kept.constructor !== x.constructor) return false;
  for (let i = 0; i < kept.length; i++) if (!isSame(kept[i], x[i])) return false;
  return true;
}
