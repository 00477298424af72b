import type { Interval } from '../../lib/rules/rule.ts';
import { fc } from './fast-check.ts';

/** Where floating point is awkward: zeros, ties, the ends of the range, and where exponentials saturate. */
export const awkward: readonly number[] = [
  ...[0, 0.5, 1, 2, 3, 20, 40, 710, 745, 800, Math.PI / 2, Infinity],
  ...[5e-324, 2 ** -1022, 1e-170, 1e-8, 1 - 2 ** -53, 1 + 2 ** -52, 2 ** 53, 1e170, Number.MAX_VALUE],
].flatMap((x) => [x, -x]);

/** Any double, NaN and infinities included; often a whole number, a moderate or an awkward one. */
export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(...awkward, NaN, NaN, NaN),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.double(),
);

/** A moderate number. */
export const moderate: fc.Arbitrary<number> = fc.double({ min: -3, max: 3, noNaN: true }).map(settled);

/** A finite number of any size, as often small as large. */
export const anySize: fc.Arbitrary<number> = fc
  .tuple(
    fc.double({ min: 1, max: 2, maxExcluded: true, noNaN: true }),
    fc.integer({ min: -300, max: 300 }),
    fc.boolean(),
  )
  .map(([m, e, negative]) => (negative ? -1 : 1) * m * 2 ** e);

/** A finite number inside the interval, not too near its ends; in a wide one of any size, often moderate. */
export function inside([low, high]: Interval): fc.Arbitrary<number> {
  if (high - low < 1e4) {
    return fc.double({ min: 0.001, max: 0.999, noNaN: true }).map((t) => low + t * (high - low));
  }
  const numbers = fc.oneof(moderate, moderate, anySize);
  if (low >= -1) return numbers.map((x) => low + (Math.abs(x) || 1)).filter((x) => x < high);
  return numbers.filter((x) => low < x && x < high);
}

// fast-check likes subnormals; a difference of those tells about nothing but underflow.
function settled(x: number): number {
  return Math.abs(x) < 1e-9 ? 0 : x;
}
