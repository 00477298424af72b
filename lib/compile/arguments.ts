import { Active } from '../scalar.ts';

/**
 * The shape of an argument: a number, which is an input; arrays and records of shapes; or a value that belongs to the
 * shape itself, for which `is` tells whether another is the same.
 */
export type Shape =
  | { readonly kind: 'number' }
  | { readonly kind: 'numbers'; readonly length: number; readonly typed: boolean }
  | { readonly kind: 'array'; readonly entries: readonly Shape[] }
  | { readonly kind: 'record'; readonly keys: readonly string[]; readonly entries: readonly Shape[] }
  | { readonly kind: 'static'; readonly value: unknown };

const NUMBER: Shape = { kind: 'number' };

/** The shape of an argument; of a static one all of it belongs to the shape. */
export function shapeOf(x: unknown, isStatic: boolean): Shape {
  if (isStatic) return { kind: 'static', value: snapshot(x) };
  if (typeof x === 'number') return NUMBER;
  if (x instanceof Float64Array) return { kind: 'numbers', length: x.length, typed: true };
  if (Array.isArray(x)) {
    if (x.every((xi) => typeof xi === 'number') && !hasHole(x))
      return { kind: 'numbers', length: x.length, typed: false };
    return { kind: 'array', entries: Array.from(x, (xi) => shapeOf(xi, false)) };
  }
  if (isRecord(x)) {
    const keys = Object.keys(x);
    return { kind: 'record', keys, entries: keys.map((key) => shapeOf(x[key], false)) };
  }
  return { kind: 'static', value: snapshot(x) };
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

/** How many numbers an argument of this shape holds. */
export function count(shape: Shape): number {
  if (shape.kind === 'number') return 1;
  if (shape.kind === 'numbers') return shape.length;
  return shape.kind === 'static' ? 0 : shape.entries.reduce((n, entry) => n + count(entry), 0);
}

/** Writes the numbers of x from `place` on; where it ends, or −1 where x has another shape. */
export function read(shape: Shape, x: unknown, into: Float64Array, place: number): number {
  switch (shape.kind) {
    case 'number':
      if (typeof x !== 'number') return -1;
      into[place] = x;
      return place + 1;
    case 'numbers':
      if (shape.typed ? !(x instanceof Float64Array) : !Array.isArray(x)) return -1;
      return readNumbers(x as readonly unknown[], shape.length, into, place);
    case 'array':
      if (!Array.isArray(x) || x.length !== shape.entries.length) return -1;
      return readEach(shape.entries, (i) => x[i], into, place);
    case 'record': {
      if (!isRecord(x)) return -1;
      const keys = Object.keys(x);
      if (keys.length !== shape.keys.length || !keys.every((key, i) => key === shape.keys[i])) return -1;
      return readEach(shape.entries, (i) => x[keys[i] as string], into, place);
    }
    case 'static':
      return isSame(shape.value, x) ? place : -1;
  }
}

function readNumbers(x: readonly unknown[], length: number, into: Float64Array, place: number): number {
  if (x.length !== length) return -1;
  for (let i = 0; i < length; i++) {
    const xi = x[i];
    if (typeof xi !== 'number') return -1;
    into[place + i] = xi;
  }
  return place + length;
}

function readEach(entries: readonly Shape[], at: (i: number) => unknown, into: Float64Array, place: number): number {
  let next = place;
  for (let i = 0; i < entries.length && next >= 0; i++) next = read(entries[i] as Shape, at(i), into, next);
  return next;
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
      const entries = shape.keys.map((key, i) => [
        key,
        replaced(shape.entries[i] as Shape, (x as Record<string, unknown>)[key], next),
      ]);
      return Object.fromEntries(entries);
    }
    case 'static':
      return x;
  }
}

/** Whether the numbers of a running derivative, or of a trace, are among the arguments. */
export function hasActive(x: unknown): boolean {
  if (x instanceof Active) return true;
  if (Array.isArray(x)) return x.some(hasActive);
  return isRecord(x) && Object.values(x).some(hasActive);
}

/** Arrays are kept by what is in them, so that writing into one makes it another; the rest by identity. */
function snapshot(x: unknown): unknown {
  return Array.isArray(x) || (ArrayBuffer.isView(x) && !(x instanceof DataView))
    ? Array.from(x as unknown[], snapshot)
    : x;
}

function isSame(kept: unknown, x: unknown): boolean {
  if (Object.is(kept, x)) return true;
  if (!Array.isArray(kept) || typeof x !== 'object' || x === null) return false;
  if (!Array.isArray(x) && !ArrayBuffer.isView(x)) return false;
  const entries = x as readonly unknown[];
  return entries.length === kept.length && kept.every((entry, i) => isSame(entry, entries[i]));
}
