import { describe, expect, test } from 'vitest';
import {
  add,
  derivative,
  dual,
  grad,
  hessian,
  isActive,
  mul,
  type Scalar,
  stopGradient,
  value,
} from '../../lib/entries/forward.ts';
import { actives } from './actives.ts';
import { notNumbers, refuses } from './refuses.ts';

describe('value(x)', () => {
  test.each([0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('of the plain number %d is itself', (x) => {
    expect(value(x)).toBe(x);
  });

  test.each(actives)('of $kind is its innermost number', ({ hand }) => {
    const seen: number[] = [];
    hand((x) => seen.push(value(x)));
    expect(seen[0]).toBe(3);
  });

  test.each(notNumbers)('of $text is refused', ({ x, text }) => {
    refuses(() => value(x as never), TypeError, `value: expected a number or a Scalar of dualgrad, got ${text}`);
  });
});

describe('isActive(x)', () => {
  test('is false of a plain number', () => {
    expect(isActive(3)).toBe(false);
    expect(isActive(Number.NaN)).toBe(false);
  });

  test('is true of what is being differentiated, and of it alone', () => {
    const seen: boolean[] = [];
    const f = ([x, y]: readonly Scalar[]): Scalar => {
      seen.push(isActive(x as Scalar), isActive(y as Scalar));
      return add(x as Scalar, y as Scalar);
    };
    grad(f, { lanes: 1 })([1, 2]);
    // One pass for each input, and the plain run of the first call.
    expect(seen).toEqual([true, false, false, true, false, false]);
  });

  test('is true of a dual made by hand', () => {
    expect(isActive(dual(3, 1))).toBe(true);
  });

  test.each(notNumbers)('is false of $text', ({ x }) => {
    expect(isActive(x)).toBe(false);
  });

  test('is true of a number whose derivative call has ended', () => {
    let kept: unknown;
    derivative((x) => {
      if (isActive(x)) kept = x;
      return x;
    })(1);
    expect(isActive(kept)).toBe(true);
  });
});

describe('stopGradient(x)', () => {
  test('has the value of x and no derivative', () => {
    expect(stopGradient(3)).toBe(3);
    expect(stopGradient(dual(3, 1))).toBe(3);
    expect(derivative(stopGradient)(3)).toBe(0);
    expect(derivative((x) => mul(stopGradient(x), x))(3)).toBe(3);
  });

  test('has no derivative of any order, at any level', () => {
    expect(derivative(derivative((x) => mul(stopGradient(mul(x, x)), mul(x, x))))(3)).toBe(18);
    expect(hessian(([x, y]) => mul(stopGradient(x), mul(x, y)))([2, 3])).toEqual([
      [0, 2],
      [2, 0],
    ]);
    expect(derivative((x) => derivative((y) => mul(stopGradient(x), y))(2))(3)).toBe(0);
  });

  test.each(notNumbers)('of $text is refused', ({ x, text }) => {
    refuses(
      () => stopGradient(x as never),
      TypeError,
      `stopGradient: expected a number or a Scalar of dualgrad, got ${text}`,
    );
  });

  test('of a number whose derivative call has ended is refused', () => {
    let leaked: Scalar = 0;
    derivative((x) => {
      if (isActive(x)) leaked = x;
      return x;
    })(3);
    refuses(
      () => stopGradient(leaked),
      TypeError,
      'stopGradient: expected a number of a running derivative, got Dual(3 + 1ε) of a derivative call that has ended; return results from f instead of storing them, and keep f synchronous',
    );
  });
});
