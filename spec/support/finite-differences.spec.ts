import { expect, test } from 'vitest';
import { abs, add, exp, mul, type Scalar, sin, sub } from '../../lib/entries/forward.ts';
import { differences, type Estimate } from './finite-differences.ts';

const of = (f: (x: Scalar) => Scalar, x: number): Estimate =>
  differences(([t]) => [f(t as Scalar)], [x])[0] as Estimate;

test.each<[string, (x: Scalar) => Scalar, number, number]>([
  ['sin', sin, 1, Math.cos(1)],
  ['exp', exp, 2, Math.exp(2)],
  ['sin 20x', (x) => sin(mul(20, x)), 1, 20 * Math.cos(20)],
  ['a constant', () => 7, 1, 0],
  ['1e8 sin x', (x) => mul(1e8, sin(x)), 1, 1e8 * Math.cos(1)],
])('the derivative of %s is within its error, which is small', (_, f, x, expected) => {
  const { derivative, error } = of(f, x);
  expect(Math.abs(derivative - expected)).toBeLessThanOrEqual(error);
  expect(error).toBeLessThan(1e-7 * Math.max(1, Math.abs(expected)));
});

test('an error tells of a kink among the steps, a wave too short, a number too rounded', () => {
  const kink = of(abs, 0.01);
  expect(Math.abs(kink.derivative - 1)).toBeLessThanOrEqual(kink.error);
  expect(of((x) => sin(mul(1e4, x)), 1).error).toBeGreaterThan(1);
  expect(of((x) => sub(add(x, 1e10), 1e10), 1).error).toBeGreaterThan(1e-6);
  expect(of((x) => mul(x, NaN), 1)).toEqual({ derivative: NaN, error: Infinity });
});

test('entries come row by row', () => {
  const g = ([x, y]: readonly Scalar[]): Scalar[] => [mul(x as Scalar, y as Scalar), mul(3, y as Scalar)];
  const found = differences(g, [2, 5]).map(({ derivative }) => Math.round(1e6 * derivative) / 1e6);
  expect(found).toEqual([5, 2, 0, 3]);
});
