import { expect } from 'vitest';
import { boundOf, exact } from '../support/magnitude.ts';
import type { Fields } from '../support/modes.ts';

const EPSILON = 2 ** -52;

/** Bounds count half an ulp for every op and only the first order of ε; Math's functions may be off by more. */
const SLACK = 4;

/** Errors small beside the result: there the first order of ε tells the whole error. */
const NEAR = 2 ** -10;

/** Equal as results of two modes are: NaN equals NaN, and the sign of a zero is free. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

/** Fails unless the lists are the same entry by entry; the message shows both. */
export function expectSame(got: readonly unknown[], expected: readonly unknown[], what: string): void {
  if (got.length === expected.length && got.every((g, i) => same(g, expected[i]))) return;
  expect.fail(`${what}: got [${got.join(', ')}], expected [${expected.join(', ')}]`);
}

/**
 * Fails unless both sides of an equation agree at x as far as rounding allows: either side is run once more on
 * magnitudes, which tell how far its result may be off. Where that is as large as the terms themselves (first-order
 * analysis ends there) nothing can be said. Returns how many entries were compared.
 */
export function expectAgreement(left: Fields, right: Fields, x: readonly number[], what: string): number {
  const [lefts, rights] = [left(x) as number[], right(x) as number[]];
  expect(lefts.length, what).toBe(rights.length);
  // Bounds are computed only where they are needed: most entries agree to the last bit.
  let bounds: readonly number[] | undefined;
  let compared = 0;
  lefts.forEach((a, i) => {
    const b = rights[i] as number;
    if (a === b) compared++;
    if (a === b || !Number.isFinite(a) || !Number.isFinite(b)) return;
    bounds ??= sumOf(left(x.map(exact)).map(boundOf), right(x.map(exact)).map(boundOf));
    const allowed = SLACK * EPSILON * (bounds[i] as number);
    if (!(allowed <= NEAR * Math.max(Math.abs(a), Math.abs(b)))) return;
    compared++;
    if (Math.abs(a - b) > allowed) {
      expect.fail(`${what}: entry ${i} is ${a} on the left, ${b} on the right, and ${allowed} is allowed, at [${x}]`);
    }
  });
  return compared;
}

function sumOf(a: readonly number[], b: readonly number[]): number[] {
  return a.map((ai, i) => ai + (b[i] as number));
}
