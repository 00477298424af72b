import { expect } from 'vitest';
import { Active, type Scalar } from '../../lib/scalar.ts';
import { boundOf, exact, Magnitude } from '../support/magnitude.ts';
import type { Fields } from '../support/modes.ts';

const EPSILON = 2 ** -52;

/** Bounds are of the first order of ε and count an ulp for every op; Math's functions may be off by more. */
const SLACK = 4;

/** Errors small beside the result: there the first order of ε tells the whole error. */
const NEAR = 2 ** -10;

/**
 * `f` with the seeds of its inputs as magnitudes wherever their values are. Seeds are plain numbers, and what comes of
 * plain numbers alone counts as exact: the derivatives of a linear function would have no bound.
 */
export function tracked<Y>(f: (x: readonly Scalar[]) => Y): (x: readonly Scalar[]) => Y {
  return (x) => f(x.map(withSeeds));
}

function withSeeds(x: Scalar): Scalar {
  return isMeasured(x) && !(x instanceof Magnitude) ? x.scale(withSeeds(x.value), exact(1)) : x;
}

/** Whether there is a magnitude at the bottom of `x`. */
function isMeasured(x: Scalar): x is Active {
  return x instanceof Magnitude || (x instanceof Active && x.value !== x && isMeasured(x.value));
}

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
