import { describe, expect, test } from 'vitest';
import {
  add,
  derivative,
  dual,
  grad,
  hessian,
  isActive,
  jacobian,
  log,
  logsumexp,
  mul,
  type Scalar,
  softmax,
  sub,
  sum,
} from '../../lib/entries/forward.ts';
import { refuses } from '../scalar/refuses.ts';

const inf = Number.POSITIVE_INFINITY;
const near = (rows: readonly (readonly number[])[]): unknown =>
  rows.map((row) => row.map((x) => expect.closeTo(x, 14)));

describe('softmax(xs)', () => {
  test('of equal entries is the same share for each, exactly', () => {
    expect(softmax([5, 5, 5, 5])).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(softmax([7])).toEqual([1]);
    expect(softmax([])).toEqual([]);
  });

  test('does not overflow and does not underflow to 0/0', () => {
    expect(softmax([1000, 0])).toEqual([1, 0]);
    expect(softmax([-1000, -1000])).toEqual([0.5, 0.5]);
    expect(softmax([1e308, -1e308])).toEqual([1, 0]);
    expect(softmax([0, -inf])).toEqual([1, 0]);
  });

  test('of infinities without a largest weight is NaN', () => {
    expect(softmax([-inf, -inf])).toEqual([Number.NaN, Number.NaN]);
    expect(softmax([inf, 0])[0]).toBeNaN();
  });

  test('reads a Float64Array, and gives a plain array', () => {
    expect(softmax(Float64Array.of(1, 1))).toEqual([0.5, 0.5]);
    expect(Array.isArray(softmax(Float64Array.of(1, 1)))).toBe(true);
  });

  test('has the Jacobian diag(s) − s sᵀ', () => {
    const at: [number, number, number] = [0.5, -1, 2];
    const s = softmax(at) as number[];
    const expected = s.map((si, i) => s.map((sj, j) => (i === j ? si : 0) - si * sj));
    for (const lanes of [1, 2, 3]) expect(jacobian(softmax, { lanes })(at)).toEqual(near(expected));
    expect([grad((x: readonly Scalar[]) => sum(softmax(x)))(at)]).toEqual(near([[0, 0, 0]]));
  });

  test('is the gradient of logsumexp, and its Jacobian the Hessian', () => {
    const at: [number, number, number] = [1, 2, 4];
    expect([grad(logsumexp)(at)]).toEqual(near([softmax(at) as number[]]));
    expect(hessian(logsumexp)(at)).toEqual(near(jacobian(softmax)(at) as number[][]));
  });

  test('log softmax(x)ₖ has the gradient eₖ − softmax(x)', () => {
    const [a, b] = softmax([2, 3]) as [number, number];
    const slope = grad((xs: readonly Scalar[]) => log(softmax(xs)[0] as Scalar))([2, 3]);
    expect([slope]).toEqual(near([[1 - a, -b]]));
  });

  test('works beside constants and duals, at any depth', () => {
    const [a, b] = softmax([dual(0, 1), 0]) as [Scalar, Scalar];
    expect([a.toString(), b.toString()]).toEqual(['Dual(0.5 + 0.25ε)', 'Dual(0.5 - 0.25ε)']);
    const s = (x: Scalar): Scalar => softmax([x, 0])[0] as Scalar;
    expect(derivative(derivative(s))(0)).toBe(0);
    expect(derivative(derivative(derivative(s)))(0)).toBeCloseTo(-1 / 8, 15);
    expect(softmax([1, 2]).some(isActive)).toBe(false);
  });

  test('does not depend on the shift by the largest entry', () => {
    const f = (x: Scalar): Scalar => softmax([add(x, 3), sub(mul(2, x), 1)])[1] as Scalar;
    const s = 1 / (1 + Math.exp(4 - 5));
    expect(derivative(f)(5)).toBeCloseTo(s * (1 - s), 14);
  });

  test('refuses what is not an array of numbers in its own name', () => {
    refuses(() => softmax(3 as never), TypeError, 'softmax: expected an array of Scalars, got 3');
    refuses(() => softmax({ length: 1 } as never), TypeError, 'softmax: expected an array of Scalars, got an object');
    refuses(
      () => softmax([1, undefined as never]),
      TypeError,
      'softmax: expected a number or a Scalar of dualgrad, got undefined',
    );
  });
});
