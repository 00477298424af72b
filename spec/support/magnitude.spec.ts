import { expect, test } from 'vitest';
import { add, derivative, grad, mul, square, sub, sum, value } from '../../lib/entries/forward.ts';
import { boundOf, exact, excess } from './magnitude.ts';

test('the bound of a sum counts the magnitudes of what cancelled', () => {
  const difference = sub(add(exact(1), 1e10), 1e10);
  expect(boundOf(difference)).toBeGreaterThan(1e10);
  expect(boundOf(difference)).toBeLessThan(2.1e10);
  expect(boundOf(sum([exact(1), exact(1e10), exact(-1e10)]))).toBeGreaterThan(2e10);
});

test('the bound of a product is its size, plus what its factors were off', () => {
  expect(boundOf(mul(exact(3), exact(-4)))).toBe(12);
  expect(boundOf(square(square(exact(3))))).toBe(81 + 18 * 9);
});

test('derivatives at magnitudes come out with bounds', () => {
  const slope = derivative((x) => mul(x, sub(x, 1e8)))(exact(1e8));
  expect(boundOf(slope)).toBeGreaterThanOrEqual(1e8);
  const slopes = grad(([x, y]) => mul(x, y))([exact(3), exact(5)]);
  expect(slopes.map(value)).toEqual([5, 3]);
  // A factor 1 is not multiplied by, so nothing is rounded.
  expect(slopes.map(boundOf)).toEqual([0, 0]);
});

test('excess is the error in units of the bound, infinite where nothing explains it', () => {
  expect(excess(1, '1.00000000000000000001', 0)).toBe(0);
  expect(excess(1 + 2 ** -50, 1, 8)).toBeCloseTo(0.4375, 10);
  expect(excess(Number.NaN, 1, 1)).toBe(Number.POSITIVE_INFINITY);
  expect(excess(2, 1, Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
});
