import { describe, expect, test } from 'vitest';
import {
  type CompileOptions,
  compile,
  derivative,
  grad,
  hessian,
  pow,
  prod,
  type Scalar,
  trace,
} from '../../lib/entries/index.ts';
import { fc, runs } from '../support/fast-check.ts';
import { firstOrder } from '../support/modes.ts';
import { ulps } from '../support/ulps.ts';

/** The double nearest to a product of doubles, computed in integers: each is one times a power of two. */
function product(xs: readonly number[]): number {
  let [integer, exponent] = [1n, 0];
  for (const x of xs) {
    if (x === 0) return 0;
    const power = Math.max(-1074, Math.floor(Math.log2(Math.abs(x))) - 60);
    // In two steps, because 2⁻¹⁰⁷⁴ has no reciprocal.
    const half = Math.trunc(power / 2);
    integer *= BigInt(x / 2 ** half / 2 ** (power - half));
    exponent += power;
  }
  const tooMany = integer.toString(2).length - 70;
  if (tooMany > 0) {
    integer >>= BigInt(tooMany);
    exponent += tooMany;
  }
  const half = Math.trunc(Math.max(-2200, Math.min(exponent, 2200)) / 2);
  return Number(integer) * 2 ** half * 2 ** (Math.max(-2200, Math.min(exponent, 2200)) - half);
}

const others = (xs: readonly number[]): number[] => xs.map((_, i) => product(xs.filter((_, j) => j !== i)));

/** Finite doubles of every magnitude, now and then 0. */
const anySize: fc.Arbitrary<number> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.double({ min: 1, max: 2, noNaN: true }), fc.integer({ min: -1074, max: 1022 }), fc.constantFrom(1, -1))
      .map(([m, e, s]) => s * m * 2 ** Math.trunc(e / 2) * 2 ** (e - Math.trunc(e / 2))),
  },
  { weight: 1, arbitrary: fc.constant(0) },
);
/** Lists whose value is a number: where it is ∞ · 0, so are the partials. */
const lists: fc.Arbitrary<number[]> = fc
  .array(anySize, { minLength: 1, maxLength: 9 })
  .filter((xs) => !Number.isNaN(prod(xs)));

const f = (xs: readonly Scalar[]): Scalar => prod(xs);
/** n − 2 products, and a last rounding where the result is subnormal. */
const FEW = 8;

function wrong(got: readonly Scalar[], xs: readonly number[]): string[] {
  const expected = others(xs);
  return got.flatMap((p, i) => (ulps(p as number, expected[i]!) <= FEW ? [] : [`${i}: ${p} for ${expected[i]}`]));
}

const found: readonly (readonly number[])[] = [
  [1e200, 1e200, 1e-300],
  [1e-300, 1, 1e200, 1e200],
  [1e300, 1, 1e-200, 1e-200],
  [0, 1, 1e200, 1e200],
  [0, 1e300, 1e300, 1e300, 1e300, 1e-300],
  [1e-310, 1, 1, 1],
  [5e-324, 5e-324, 1e308, 1e308, 1e15, 1e15],
  [1e-160, 1e200, 1e160, 1e-200],
];

describe('a partial of prod is the product of all other entries, wherever that is a double', () => {
  test.each(firstOrder)('by $name', ({ partials }) => {
    const gradient = partials(f, 1);
    fc.assert(
      fc.property(lists, (xs) => {
        expect(wrong(gradient(xs), xs)).toEqual([]);
      }),
      { ...runs(0.3), examples: found.map((xs) => [[...xs]]) },
    );
  });

  test.each<NonNullable<CompileOptions['backend']>>(['js', 'wasm', 'interpreter'])('compiled, %s', (backend) => {
    const gradient = compile(grad(f), { backend });
    fc.assert(
      fc.property(lists, (xs) => {
        expect(wrong(gradient(xs), xs)).toEqual([]);
      }),
      { ...runs(0.3), examples: found.map((xs) => [[...xs]]) },
    );
  });

  test('a thousand entries, whose products overflow and underflow on the way', () => {
    const up = Array.from({ length: 500 }, () => 1e3);
    const down = Array.from({ length: 500 }, () => 1e-3);
    for (const xs of [
      [...up, ...down],
      [...down, ...up],
    ]) {
      const exact = others(xs);
      expect(grad(f)(xs).every((p, i) => Math.abs(p - exact[i]!) <= 1e-12 * Math.abs(exact[i]!))).toBe(true);
    }
  });

  test('a trace of one kind of point refuses the other', () => {
    const usual = trace(grad(f), [1, 2, 3, 4]);
    expect(usual.evaluate([2, 3, 4, 5])).toEqual([60, 40, 30, 24]);
    expect(() => usual.evaluate([1e-300, 1, 1e200, 1e200])).toThrow('expected lt(');
    const scaled = trace(grad(f), [1e-300, 1, 1e200, 1e200]);
    expect(wrong(scaled.evaluate([1e300, 1, 1e-200, 1e-200]) as number[], [1e300, 1, 1e-200, 1e-200])).toEqual([]);
  });
});

test('second derivatives of prod at such points', () => {
  const at = hessian(f);
  expect(at([1e-310, 1, 1, 1])[0]).toEqual([0, 1, 1, 1]);
  expect(at([0, 1, 1e200, 1e200])[2]).toEqual([1e200, 0, 0, 0]);
  expect(
    at([1e-300, 1e-300, 1e-300, 1e-300, 1e-300])
      .flat()
      .every((h) => h === 0),
  ).toBe(true);
});

// The tangents of scaled entries overflowed: ∞ and NaN.
test.each([
  [3, [0, 12, 0]],
  [4, [0, 0, 48]],
  [5, [0, 0, 0]],
] as const)('derivatives of 2xᵏ as a product, at the smallest x, k = %d', (k, expected) => {
  const power = (x: Scalar): Scalar => prod([2, ...Array.from({ length: k }, () => x)]);
  for (const x of [0, 5e-324, 1e-310, 1e-200]) {
    const found: number[] = [];
    let g = derivative(derivative(power));
    for (let order = 2; order <= 4; order++, g = derivative(g)) found.push(g(x));
    const small = 1e-150;
    expect(found.map((d) => (Math.abs(d) < small ? 0 : d))).toEqual(expected);
  }
});

// ∂²/∂x² of xʸ log x goes to −∞ where 1 < y ≤ 2; it was 0.
test.each([
  [1.5, -Infinity],
  [2, -Infinity],
  [2.5, 0],
  [3, 0],
])('the second derivative by x of the derivative of xʸ by y, at x = 0 and y = %d', (y, expected) => {
  const byExponent = (x: Scalar): Scalar => grad(([t]: readonly Scalar[]) => pow(x, t as Scalar))([y])[0] as Scalar;
  const curvature = hessian(([x]: readonly Scalar[]) => byExponent(x as Scalar))([0])[0]![0];
  expect(curvature).toBe(expected);
});
