import { describe, expect, test } from 'vitest';
import {
  abs,
  add,
  compile,
  cos,
  derivative,
  div,
  exp,
  grad,
  hessian,
  integrate,
  mul,
  neg,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  taylor,
  value,
} from '../../lib/entries/index.ts';
import { fc, runs } from '../support/fast-check.ts';
import { firstOrder } from '../support/modes.ts';

const end: fc.Arbitrary<number> = fc.double({ min: -3, max: 3, noNaN: true });
const rate: fc.Arbitrary<number> = fc.double({ min: 0.2, max: 4, noNaN: true });
const close = (got: number, expected: number, within = 1e-11): void =>
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(expected)));

/** ∫ sin tx dx from a to b, and its closed form. */
const f = ([a, b, t]: readonly Scalar[]): Scalar => integrate((x) => sin(mul(t!, x)), a!, b!);
const closed = ([a, b, t]: readonly Scalar[]): Scalar => div(sub(cos(mul(t!, a!)), cos(mul(t!, b!))), t!);

describe('integrate', () => {
  test.each(firstOrder)('has the derivatives of the closed form, by $name', ({ partials }) => {
    fc.assert(
      fc.property(end, end, rate, (a, b, t) => {
        const expected = grad(closed)([a, b, t]);
        partials(
          f,
          1,
        )([a, b, t]).forEach((d, i) => {
          close(value(d), expected[i]!);
        });
      }),
      { ...runs(0.1), examples: [[0.3, 2, 1.7]] },
    );
  });

  test('has the second ones, by the ends and by what f closes over', () => {
    fc.assert(
      fc.property(end, end, rate, (a, b, t) => {
        const expected = hessian(closed)([a, b, t]).flat();
        hessian(f)([a, b, t])
          .flat()
          .forEach((d, i) => {
            close(d, expected[i]!, 1e-9);
          });
      }),
      { ...runs(0.2), examples: [[0.3, 2, 1.7]] },
    );
  });

  test('has Taylor coefficients', () => {
    const series = taylor((t) => f([0.3, t, t]), 1.5, 5);
    const expected = taylor((t) => closed([0.3, t, t]), 1.5, 5);
    series.forEach((c, i) => {
      close(c, expected[i]!);
    });
  });

  test('compiled, where another interval is divided otherwise', () => {
    const g = ([a, t]: readonly Scalar[]): Scalar => integrate((x) => exp(neg(mul(t!, square(x)))), a!, 1);
    const compiled = compile(grad(g));
    for (const at of [
      [0, 1],
      [-1, 30],
      [-2, 200],
      [0.5, 1],
    ])
      expect(compiled(at)).toEqual(grad(g)(at));
  });

  test.each([
    ['√x, whose slope is infinite at 0', () => integrate(sqrt, 0, 1), 2 / 3],
    ['a kink', () => integrate((x) => abs(sub(x, 0.3)), 0, 1), 0.29],
    ['a peak', () => integrate((x) => div(1, add(1e-4, square(x))), -1, 1), 2 * 100 * Math.atan(100)],
    ['backwards', () => integrate(exp, 1, 0), 1 - Math.E],
    ['nothing', () => integrate(exp, 2, 2), 0],
    ['an inner integral', () => integrate((x) => integrate((y) => mul(x, y), 0, x), 0, 2), 2],
  ])('%s', (_name, run, expected) => {
    close(run() as number, expected, 1e-9);
  });

  test('an end that carries derivatives has those of f alone', () => {
    expect(derivative((b) => integrate((x) => mul(x, x), 0, b))(3)).toBe(9);
    close(derivative((a) => integrate((x) => integrate((y) => mul(x, y), 0, x), a, 2))(1), -0.5);
  });

  test.each([
    [
      'a pole',
      () => integrate((x) => div(1, x), -1, 1),
      'integrate: expected f to be finite, got an infinity or NaN near 0',
    ],
    [
      'an end at infinity',
      () => integrate(sin, 0, Infinity),
      'integrate: expected a and b to be finite, got Infinity; substitute, as x = t/(1 − t²)',
    ],
    [
      'a pole at an active end',
      () => derivative((a) => integrate((x) => div(1, sqrt(x)), a, 1, { tolerance: 1e-3 }))(0),
      'integrate: expected f to be finite at an end that carries derivatives, got Infinity at 0',
    ],
    [
      'a vector',
      () => integrate((x) => [x] as never, 0, 1),
      'integrate: expected f(x) to be a number, got an array of length 1; integrate each entry by itself',
    ],
    [
      'no tolerance',
      () => integrate(sin, 0, 1, { tolerance: 0 }),
      'integrate: expected tolerance to be positive, got 0',
    ],
    [
      'noise',
      () => integrate((x) => (Math.floor(value(x) * 1e9) % 2) as Scalar, 0, 1),
      'integrate: expected an error of at most 1e-10 of',
    ],
  ])('refuses %s', (_name, run, message) => {
    expect(run).toThrow(message);
    expect(integrate(sin, 0, Math.PI)).toBe(2);
  });
});
