import { describe, expect, test } from 'vitest';
import {
  type Comparison,
  derivative,
  dual,
  eq,
  ge,
  grad,
  gt,
  hessian,
  isActive,
  le,
  lt,
  mul,
  ne,
  type Scalar,
} from '../../lib/entries/forward.ts';
import { notNumbers, refuses } from '../scalar/refuses.ts';

const comparisons: readonly { name: string; compare: Comparison; native: (x: number, y: number) => boolean }[] = [
  { name: 'lt', compare: lt, native: (x, y) => x < y },
  { name: 'le', compare: le, native: (x, y) => x <= y },
  { name: 'gt', compare: gt, native: (x, y) => x > y },
  { name: 'ge', compare: ge, native: (x, y) => x >= y },
  { name: 'eq', compare: eq, native: (x, y) => x === y },
  { name: 'ne', compare: ne, native: (x, y) => x !== y },
];

const numbers = [Number.NEGATIVE_INFINITY, -1, -0, 0, 5e-324, 1, Number.POSITIVE_INFINITY, Number.NaN];
const pairs = numbers.flatMap((x) => numbers.map((y) => [x, y] as const));

describe.each(comparisons)('$name', ({ name, compare, native }) => {
  test('is the native comparison of plain numbers', () => {
    for (const [x, y] of pairs) expect([x, y, compare(x, y)]).toEqual([x, y, native(x, y)]);
  });

  test('compares innermost numbers whatever the tangents and levels, and gives a real boolean', () => {
    for (const [x, y] of pairs) {
      const expected = native(x, y);
      const got: boolean[] = [];
      const note = (a: Scalar, b: Scalar): Scalar => {
        got.push(compare(a, b));
        return a;
      };
      note(dual(x, 5), y);
      note(x, dual(y, -5));
      note(dual(dual(x, 9), 1), dual(y, 1));
      derivative((a) => note(a, y))(x);
      derivative((a) => derivative((b) => note(a, b))(y))(x);
      derivative((b) => derivative((a) => note(a, b))(x))(y);
      grad(([a, b]) => note(a, b), { lanes: 1 })([x, y]);
      hessian(([a, b]) => note(a, b))([x, y]);
      expect([x, y, new Set(got)]).toEqual([x, y, new Set([expected])]);
    }
  });

  test.each(notNumbers)('refuses $text on either side', ({ x, text }) => {
    const message = `${name}: expected a number or a Scalar of dualgrad, got ${text}`;
    refuses(() => compare(x as never, 1), TypeError, message);
    refuses(() => compare(1, x as never), TypeError, message);
    refuses(() => compare(dual(1, 1), x as never), TypeError, message);
    refuses(() => derivative((y) => (compare(x as never, y) ? y : 0))(1), TypeError, message);
  });

  test('refuses a number whose derivative call has ended', () => {
    let leaked: Scalar = 0;
    grad(([x, y]) => {
      const product = mul(x, y);
      if (isActive(product)) leaked = product;
      return product;
    })([2, 3]);
    refuses(
      () => compare(1, leaked),
      TypeError,
      `${name}: expected a number of a running derivative, got Lanes(6 + [3, 2]ε) of a derivative call that has ended; return results from f instead of storing them, and keep f synchronous`,
    );
  });
});

test('a branch on a comparison is differentiated as it is taken', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => (eq(x, 0) ? y : mul(x, y));
  for (const lanes of [1, 2]) {
    expect(grad(f, { lanes })([0, 3])).toEqual([0, 1]);
    expect(grad(f, { lanes })([2, 3])).toEqual([3, 2]);
  }
});
