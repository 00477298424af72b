import { expect } from 'vitest';
import { type CompileOptions, compile } from '../../lib/entries/index.ts';

type Fn = (...args: never[]) => unknown;

/** Every way to run compiled code. */
export const backends: readonly ('js' | 'wasm' | 'interpreter')[] = ['js', 'wasm', 'interpreter'];

/** Calls f and what it is compiled to at each point in turn; both must give the same, to the bit. */
export function agrees(
  f: Fn,
  points: readonly (readonly unknown[])[],
  options?: CompileOptions,
  zeros?: 'signed',
): void {
  const compiled = compile(f, options) as Fn;
  for (const args of points) {
    const expected = f(...(args as never[]));
    // Twice: the first call may trace, the second runs the code.
    for (const _ of [1, 2]) same(compiled(...(args as never[])), expected, zeros);
  }
}

/** Equal containers of equal numbers. The sign of a zero is free where it is a derivative's. */
export function same(got: unknown, expected: unknown, zeros?: 'signed'): void {
  const settled = (x: unknown): unknown => {
    if (typeof x === 'number') return zeros === undefined && x === 0 ? 0 : x;
    if (x instanceof Float64Array) return x.map((xi) => settled(xi) as number);
    if (Array.isArray(x)) return x.map(settled);
    if (typeof x !== 'object' || x === null) return x;
    return Object.fromEntries(Object.entries(x).map(([key, entry]) => [key, settled(entry)]));
  };
  expect(settled(got)).toStrictEqual(settled(expected));
}
