import { describe, expect, test } from 'vitest';
import { atan2, div, hypot, logaddexp, norm, pow, type Scalar, sinc, value } from '../../lib/entries/forward.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, firstOrder, modes } from '../support/modes.ts';
import { opNamed } from '../support/table.ts';
import { ulps } from '../support/ulps.ts';
import { accurate } from './accurate-values.ts';

/** What a partial may be off: it is a few operations, each of them right to an ulp. */
const FEW = 4;

function expectDigits(got: readonly Scalar[], expected: readonly (number | string)[], what: string): void {
  got.forEach((g, i) => {
    const distance = ulps(value(g), expected[i] as number | string);
    if (distance > FEW) expect.fail(`${what}: entry ${i} is ${g} for ${expected[i]}, ${distance} ulp off`);
  });
  expect(got.length).toBe(expected.length);
}

function everywhere(f: Field, x: readonly number[], order: number, expected: readonly (number | string)[]): void {
  for (const mode of order === 1 ? firstOrder : modes) {
    expectDigits(mode.partials(f, order)(x), expected, `order ${order} at [${x}] by ${mode.name}`);
  }
}

test.each(accurate)('%s, order %d at %d', (name, order, x, expected) => {
  const op = opNamed(name);
  everywhere(([t]) => op(t), [x], order, [expected]);
});

describe('sinc on both sides of where its series ends, to order 5', () => {
  // Σ (−1)ᵏ x²ᵏ⁻ⁿ (2k)!/((2k − n)! (2k + 1)!)
  const terms = (order: number, x: number): number[] =>
    Array.from({ length: 30 }, (_, i) => {
      const k = i + Math.ceil(order / 2);
      let term = (k % 2 === 1 ? -1 : 1) * x ** (2 * k - order);
      for (let j = 2 * k - order + 1; j <= 2 * k; j++) term *= j;
      for (let j = 2; j <= 2 * k + 1; j++) term /= j;
      return term;
    });

  test.each([1, 2, 3, 4, 5])('order %d', (order) => {
    fc.assert(
      fc.property(fc.integer({ min: -2500, max: 2500 }), (thousandths) => {
        const x = thousandths / 1000;
        const got = modes[0]!.partials(([t]) => sinc(t as Scalar), order)([x])[0] as number;
        const all = terms(order, x);
        const [sum, size] = [all.reduce((s, t) => s + t, 0), all.reduce((s, t) => s + Math.abs(t), 0)];
        expect(Math.abs(got - sum)).toBeLessThanOrEqual(16 * 2 ** -52 * size);
      }),
    );
  });
});

// Powers of two scale without rounding: at (3, 4)·s every expected partial is a short fraction times a power of s.
describe.each([1, 2 ** 565, 2 ** -565, 2 ** 1000, 2 ** -1000])('at scale %d', (s) => {
  const pair =
    (f: (x: Scalar, y: Scalar) => Scalar): Field =>
    ([x, y]) =>
      f(x as Scalar, y as Scalar);

  test('hypot', () => everywhere(pair(hypot), [3 * s, 4 * s], 1, [0.6, 0.8]));
  test('norm', () => everywhere(norm, [3 * s, 4 * s, 0], 1, [0.6, 0.8, 0]));
  test('atan2', () => everywhere(pair(atan2), [3 * s, 4 * s], 1, [0.16 / s, -0.12 / s]));
  test('div', () => everywhere(pair(div), [3 * s, 4 * s], 1, [0.25 / s, -0.1875 / s]));
  test('pow by its base', () => everywhere(([x]) => pow(x as Scalar, 1), [3 * s], 1, [1]));

  test('hypot, second derivatives', () => {
    everywhere(pair(hypot), [3 * s, 4 * s], 2, [0.128 / s, -0.096 / s, -0.096 / s, 0.072 / s]);
  });
});

test('the second derivatives of hypot beside an axis do not cancel', () => {
  const f: Field = ([x, y]) => hypot(x as Scalar, y as Scalar);
  // To first order in the small side 2^-30: y²/x³, −y/x², 1/x.
  everywhere(f, [1, 2 ** -30], 2, [2 ** -60, -(2 ** -30), -(2 ** -30), 1]);
});

test('a quotient of small numbers keeps its derivative', () => {
  everywhere(([x, y]) => div(x as Scalar, y as Scalar), [2 ** -700, 2 ** -664], 1, [2 ** 664, -(2 ** 628)]);
});

test('logaddexp far out', () => {
  const f: Field = ([x, y]) => logaddexp(x as Scalar, y as Scalar);
  everywhere(f, [-1000, -1000], 1, [0.5, 0.5]);
  everywhere(f, [1000, 1000], 1, [0.5, 0.5]);
  everywhere(f, [0, 40], 1, ['4.2483542552915889773e-18', 1]);
});
