import { describe, expect, test } from 'vitest';
import { add, cube, dot, mul, pow, prod, type Scalar, square, sub, sum } from '../../lib/entries/forward.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, modes, some } from '../support/modes.ts';
import { expectSame } from './agree.ts';

type Coefficients = readonly number[];
type Form = (x: Scalar, coefficients: Coefficients) => Scalar;

/** One polynomial c₀ + c₁x + … + c₅x⁵, in the forms that a program may give it. */
const forms: Readonly<Record<string, Form>> = {
  'by Horner': (x, c) => c.reduceRight((s: Scalar, ck) => add(mul(s, x), ck), 0),
  'by powers': (x, c) => sum(c.map((ck, k) => mul(ck, pow(x, k)))),
  'as an inner product': (x, c) => {
    const powers: readonly Scalar[] = [1, x, square(x), cube(x), square(square(x)), mul(square(x), cube(x))];
    return dot([...c], powers.slice(0, c.length));
  },
  'by products': (x, c) => c.map((ck, k) => prod([ck, ...Array.from({ length: k }, () => x)])).reduce(add, 0),
};

/** The coefficients of the derivative: in whole numbers, exactly. */
const differentiated = (c: Coefficients): Coefficients => c.slice(1).map((ck, k) => (k + 1) * ck);

const at = (x: number, c: Coefficients): number => c.reduceRight((s, ck) => s * x + ck, 0);

const whole = (most: number): fc.Arbitrary<number> => fc.integer({ min: -most, max: most });

describe('derivatives of polynomials in small whole numbers are exact', () => {
  test.each(Object.entries(forms))('of one variable, %s, to order 4 and beyond the degree', (_name, form) => {
    fc.assert(
      fc.property(fc.array(whole(9), { maxLength: 6 }), whole(5), some(modes), (c, x, among) => {
        let expected: Coefficients = c;
        const f: Field = ([t]) => form(t as Scalar, c);
        for (let order = 0; order <= 4; order++) {
          for (const mode of among) expectSame(mode.partials(f, order)([x]), [at(x, expected)], mode.name);
          expected = differentiated(expected);
        }
      }),
    );
  });

  // xᵃ yᵇ zᶜ with every a, b, c up to 3, its partials by hand.
  test('of three variables, to order 3', () => {
    const power = fc.nat(3);
    const term = fc.tuple(whole(5), power, power, power);
    const falling = (x: number, p: number, k: number): number =>
      k === 0 ? x ** p : p === 0 ? 0 : p * falling(x, p - 1, k - 1);
    fc.assert(
      fc.property(
        fc.array(term, { minLength: 1, maxLength: 4 }),
        fc.tuple(whole(3), whole(3), whole(3)),
        some(modes),
        (terms, x, among) => {
          const f: Field = (t) =>
            terms
              .map(([c, ...powers]) => powers.reduce((s: Scalar, p, i) => mul(s, pow(t[i] as Scalar, p)), c))
              .reduce(add);
          for (let order = 0; order <= 3; order++) {
            const expected = Array.from({ length: 3 ** order }, (_, word) => {
              const letters = Array.from({ length: order }, (_, k) => Math.floor(word / 3 ** k) % 3);
              const counts = [0, 1, 2].map((i) => letters.filter((l) => l === i).length);
              return terms
                .map(([c, ...powers]) =>
                  powers.reduce((s, p, i) => s * falling(x[i] as number, p, counts[i] as number), c),
                )
                .reduce((a, b) => a + b);
            });
            for (const mode of among)
              expectSame(mode.partials(f, order)(x), expected, `order ${order} by ${mode.name}`);
          }
        },
      ),
    );
  });

  test('of a determinant, whose gradient is the cofactors', () => {
    fc.assert(
      fc.property(fc.array(whole(9), { minLength: 9, maxLength: 9 }), (m) => {
        const minor = (t: readonly Scalar[], a: number, b: number, c: number, d: number): Scalar =>
          sub(mul(t[a] as Scalar, t[d] as Scalar), mul(t[b] as Scalar, t[c] as Scalar));
        const det: Field = (t) =>
          dot(t.slice(0, 3), [minor(t, 4, 5, 7, 8), minor(t, 5, 3, 8, 6), minor(t, 3, 4, 6, 7)]);
        const cofactor = (i: number, j: number): number => {
          const [r, s] = [0, 1, 2].filter((k) => k !== i) as [number, number];
          const [p, q] = [0, 1, 2].filter((k) => k !== j) as [number, number];
          const entry = (row: number, column: number): number => m[3 * row + column] as number;
          return (-1) ** (i + j) * (entry(r, p) * entry(s, q) - entry(r, q) * entry(s, p));
        };
        const expected = m.map((_, k) => cofactor(Math.floor(k / 3), k % 3));
        for (const mode of modes) expectSame(mode.partials(det, 1)(m), expected, mode.name);
      }),
    );
    expect(at(2, differentiated([1, 2, 3]))).toBe(14);
  });
});
