import { describe } from '../describe.ts';
import { Active, type Scalar } from '../scalar.ts';
import { isRecord, type Verb } from './arguments.ts';

/** The shape of a result: numbers that are computed, in their containers, and what is always the same. */
export type Result =
  | { readonly kind: 'number' }
  | { readonly kind: 'numbers'; readonly length: number; readonly typed: boolean }
  | { readonly kind: 'array'; readonly entries: readonly Result[] }
  | { readonly kind: 'record'; readonly keys: readonly string[]; readonly entries: readonly Result[] }
  | { readonly kind: 'same'; readonly value: unknown };

/** The shape of what f gave on numbers. */
export function resultOf(y: unknown, verb: Verb): Result {
  if (typeof y === 'number') return { kind: 'number' };
  if (y instanceof Float64Array) return { kind: 'numbers', length: y.length, typed: true };
  if (Array.isArray(y)) {
    if (y.every((yi) => typeof yi === 'number')) return { kind: 'numbers', length: y.length, typed: false };
    return { kind: 'array', entries: y.map((yi) => resultOf(yi, verb)) };
  }
  if (isRecord(y)) {
    const keys = Object.keys(y);
    return { kind: 'record', keys, entries: keys.map((key) => resultOf(y[key], verb)) };
  }
  if (y === null || typeof y === 'boolean' || typeof y === 'string') return { kind: 'same', value: y };
  throw new TypeError(
    `${verb}: expected f to return numbers, arrays or records of them, got ${describe(y)}${hintFor(y)}`,
  );
}

function hintFor(y: unknown): string {
  if (y === undefined) return '; does f return its result?';
  if (typeof y === 'function') return '; call it inside f, so that f returns its result';
  const promise = y as PromiseLike<unknown> | null;
  if (typeof promise?.then !== 'function') return '';
  // What f goes on to do with its numbers may fail; our error stands for that unhandled rejection.
  promise.then(undefined, () => {});
  return '; f must be synchronous: await first';
}

/** The numbers of a result in order, from y, which has its shape but for the kinds of arrays; undefined where it has not. */
export function leaves(result: Result, y: unknown, into: Scalar[] = []): Scalar[] | undefined {
  switch (result.kind) {
    case 'number':
      if (typeof y !== 'number' && !(y instanceof Active)) return undefined;
      into.push(y);
      return into;
    case 'numbers': {
      if (!(Array.isArray(y) || y instanceof Float64Array) || y.length !== result.length) return undefined;
      for (let i = 0; i < y.length; i++) if (leaves({ kind: 'number' }, y[i], into) === undefined) return undefined;
      return into;
    }
    case 'array':
      if (!Array.isArray(y) || y.length !== result.entries.length) return undefined;
      return result.entries.every((entry, i) => leaves(entry, y[i], into)) ? into : undefined;
    case 'record': {
      if (!isRecord(y) || Object.keys(y).join() !== result.keys.join()) return undefined;
      return result.entries.every((entry, i) => leaves(entry, y[result.keys[i]!], into)) ? into : undefined;
    }
    case 'same':
      return Object.is(result.value, y) ? into : undefined;
  }
}

/** The result whose numbers are `numbers` from `place` on. */
export function build(result: Result, numbers: Float64Array, cursor: { place: number }): unknown {
  switch (result.kind) {
    case 'number':
      return numbers[cursor.place++];
    case 'numbers': {
      const start = cursor.place;
      cursor.place += result.length;
      if (result.typed) return numbers.slice(start, cursor.place);
      const list = empty(result.length);
      for (let i = 0; i < list.length; i++) list[i] = numbers[start + i]!;
      return list;
    }
    case 'array':
      return result.entries.map((entry) => build(entry, numbers, cursor));
    case 'record': {
      const record: Record<string, unknown> = {};
      for (let i = 0; i < result.keys.length; i++) {
        const value = build(result.entries[i] as Result, numbers, cursor);
        Object.defineProperty(record, result.keys[i]!, { value, ...OWN });
      }
      return record;
    }
    case 'same':
      return result.value;
  }
}

const OWN = { enumerable: true, writable: true, configurable: true };
const zeros: number[][] = [];
const FEW = 4096;
let many: number[] = [];

/** A new array of doubles without holes: copies of one kept for each small length, and for the large one asked for last. */
function empty(length: number): number[] {
  let made = length < FEW ? zeros[length] : many.length === length ? many : undefined;
  if (made === undefined) {
    made = [];
    for (let i = 0; i < length; i++) made.push(0.5);
    if (length < FEW) zeros[length] = made;
    else many = made;
  }
  return made.slice();
}
