import { expect } from 'vitest';
import { derivative, grad, hessian, mul, square } from '../../lib/entries/forward.ts';
import { runningDepth } from '../../lib/level.ts';

/** Expects that `call` throws exactly this error, and that it leaves the library as it was. */
export function refuses(call: () => unknown, kind: ErrorConstructor, message: string): void {
  let thrown: unknown = 'nothing';
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  expect(String(thrown)).toBe(`${kind.name}: ${message}`);
  expect(thrown).toBeInstanceOf(kind);
  intact();
}

/** The error that `call` throws, as text. */
export function thrown(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return String(error);
  }
  return 'nothing thrown';
}

/** Expects that no level is left behind and that the next derivatives are right. */
export function intact(): void {
  expect(runningDepth()).toBe(0);
  expect(derivative(square)(3)).toBe(6);
  expect(grad(([x, y]) => mul(x, y), { lanes: 1 })([2, 3])).toEqual([3, 2]);
  expect(hessian(([x, y]) => mul(square(x), y))([2, 3])).toEqual([
    [6, 4],
    [4, 0],
  ]);
}

/** What an op says of a number whose derivative call has ended. */
export const ended = (op: string, x: string): string =>
  `${op}: expected a number of a running derivative, got ${x} of a derivative call that has ended; return results from f instead of storing them, and keep f synchronous`;

/** What comes instead of a number when a program is wrong, and how an error calls it. */
export const notNumbers: readonly { readonly x: unknown; readonly text: string }[] = [
  { x: undefined, text: 'undefined' },
  { x: null, text: 'null' },
  { x: true, text: 'true' },
  { x: '3', text: 'the string "3"' },
  { x: 3n, text: 'the BigInt 3n' },
  { x: Symbol('3'), text: 'a symbol' },
  { x: Object(3), text: 'a Number' },
  { x: new Date(3), text: 'a Date' },
  { x: [3], text: 'an array of length 1' },
  { x: Float64Array.of(3), text: 'a Float64Array of length 1' },
  { x: {}, text: 'an object' },
  { x: Object.create(null), text: 'an object' },
  { x: { valueOf: () => 3 }, text: 'an object' },
  { x: { value: 3, tangent: 1, level: undefined }, text: 'an object' },
  { x: () => 3, text: 'a function' },
  { x: Promise.resolve(3), text: 'a Promise' },
  { x: new Map(), text: 'a Map' },
];
