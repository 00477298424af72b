import { describe, expect, test } from 'vitest';
import {
  add,
  derivative,
  div,
  dual,
  eq,
  ge,
  grad,
  gt,
  hessian,
  jacobian,
  le,
  log,
  lt,
  mul,
  ne,
  neg,
  type Scalar,
  sqrt,
  square,
  where,
} from '../../lib/entries/forward.ts';
import { notNumbers, refuses } from '../scalar/refuses.ts';

describe('where(compare, x, y, then, otherwise)', () => {
  test.each([
    [lt, -1, true],
    [lt, 0, false],
    [le, 0, true],
    [gt, 0, false],
    [gt, 1, true],
    [ge, 0, true],
    [eq, -0, true],
    [ne, -0, false],
    [ne, Number.NaN, true],
    [eq, Number.NaN, false],
    [lt, Number.NaN, false],
  ])('$0.name at %d', (compare, x, holds) => {
    expect(where(compare, x, 0, 10, 20)).toBe(holds ? 10 : 20);
    expect(grad(([y, a]) => where(compare, y, 0, mul(10, a), mul(20, a)))([x, 1])).toEqual([0, holds ? 10 : 20]);
  });

  test('is the operand it chose, the very same', () => {
    const [a, b] = [dual(1, 1), dual(2, 1)];
    expect(where(lt, 1, 2, a, b)).toBe(a);
    expect(where(lt, 2, 1, a, b)).toBe(b);
    expect(Object.is(where(lt, 1, 2, -0, 0), -0)).toBe(true);
  });

  test('what is compared contributes nothing', () => {
    expect(grad(([x, y, a, b]) => where(lt, x, y, a, b))([1, 2, 3, 4])).toEqual([0, 0, 1, 0]);
    expect(grad(([x, y, a, b]) => where(lt, x, y, a, b))([2, 1, 3, 4])).toEqual([0, 0, 0, 1]);
    expect(grad(([x, y]) => where(lt, x, y, x, y))([2, 1])).toEqual([0, 1]);
  });

  test('no NaN or infinity comes from the operand not chosen, at any width and order', () => {
    const f = (x: Scalar): Scalar => where(gt, x, 0, sqrt(x), mul(2, x));
    expect(derivative(f)(0)).toBe(2);
    expect(derivative((x) => where(eq, x, 0, 1, div(log(x), x)))(0)).toBe(0);
    for (const lanes of [1, 2, 3]) {
      expect(grad(([x, y]) => where(gt, x, 0, sqrt(x), y), { lanes })([0, 5])).toEqual([0, 1]);
    }
    expect(derivative(derivative(f))(0)).toBe(0);
  });

  test('higher derivatives are those of the operand chosen', () => {
    const f = (x: Scalar): Scalar => where(lt, x, 0, neg(x), mul(x, square(x)));
    expect(derivative(derivative(f))(2)).toBe(12);
    expect(derivative(derivative(f))(-2)).toBe(0);
    expect(hessian(([x, y]) => where(lt, x, y, mul(x, y), add(x, y)))([1, 2])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test('chooses anew at every point', () => {
    const f = (xs: readonly Scalar[]): Scalar[] => xs.map((x) => where(lt, x, 2, x, square(x)));
    expect(jacobian(f)([1, 2, 3])).toEqual([
      [1, 0, 0],
      [0, 4, 0],
      [0, 0, 6],
    ]);
  });

  const notComparisons = [
    ...notNumbers.filter(({ x }) => typeof x !== 'function'),
    { x: (x: Scalar, y: Scalar) => lt(x, y), text: 'a function' },
    { x: add, text: 'a function' },
    { x: 'lt', text: 'the string "lt"' },
  ];

  test.each(notComparisons)('refuses $text for the comparison', ({ x, text }) => {
    refuses(
      () => where(x as never, 1, 2, 3, 4),
      TypeError,
      `where: expected one of lt, le, gt, ge, eq, ne as its first argument, got ${text}; for a boolean in hand write c ? a : b`,
    );
  });

  test.each(notNumbers)('refuses $text for an operand, whether or not it is chosen', ({ x, text }) => {
    const message = (op: string): string => `${op}: expected a number or a Scalar of dualgrad, got ${text}`;
    const wrong = x as never;
    refuses(() => where(lt, wrong, 2, 3, 4), TypeError, message('lt'));
    refuses(() => where(ge, 1, wrong, 3, 4), TypeError, message('ge'));
    refuses(() => where(lt, 1, 2, wrong, 4), TypeError, message('where'));
    refuses(() => where(lt, 1, 2, 3, wrong), TypeError, message('where'));
  });
});
