import { expect, test } from 'vitest';
import { ulps } from './ulps.ts';

test('ulps counts the doubles between two numbers, across 0 and into the subnormals', () => {
  expect(ulps(1, 1)).toBe(0);
  expect(ulps(1 + 2 ** -52, 1)).toBe(1);
  expect(ulps(1, 1 - 2 ** -53)).toBe(1);
  expect(ulps(5e-324, -5e-324)).toBe(2);
  expect(ulps(-0, 0)).toBe(0);
  expect(ulps(2 ** -1022, 2 ** -1022 - 2 ** -1074)).toBe(1);
});

test('ulps takes decimals of any length, and those out of range as what they round to', () => {
  expect(ulps(0.1, '0.1000000000000000055511151231257827')).toBe(0);
  expect(ulps(Number.POSITIVE_INFINITY, '1e400')).toBe(0);
  expect(ulps(Number.MAX_VALUE, '1e400')).toBe(1);
  expect(ulps(Number.NEGATIVE_INFINITY, '1e400')).toBeGreaterThan(1e18);
  expect(ulps(0, '1e-400')).toBe(0);
});

test('ulps finds NaN equal to NaN and infinitely far from everything else', () => {
  expect(ulps(Number.NaN, 'NaN')).toBe(0);
  expect(ulps(Number.NaN, 1)).toBe(Number.POSITIVE_INFINITY);
  expect(ulps(Number.POSITIVE_INFINITY, Number.NaN)).toBe(Number.POSITIVE_INFINITY);
});
