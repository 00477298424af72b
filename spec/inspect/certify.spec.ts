import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  abs,
  add,
  certify,
  defineOp,
  derivative,
  div,
  dual,
  exp,
  floor,
  grad,
  gt,
  mul,
  neg,
  root,
  type Scalar,
  sin,
  softmax,
  square,
  stopGradient,
  sub,
  sum,
  value,
  variance,
} from '../../lib/entries/index.ts';

const small = (x: Scalar): Scalar => sub(exp(x), add(1, x));

describe('a certificate', () => {
  test('tells how many digits of the value and of the gradient are right, and prints them', () => {
    const found = certify(small)(1e-5);
    expect(found.value).toBe(small(1e-5));
    expect(found.gradient).toBe(derivative(small)(1e-5));
    expect(found.ok).toBe(true);
    expect(found.digits).toBeCloseTo(5.2, 0);
    // x²/2 + x³/6: two numbers near 1 cancelled.
    const exact = 5.000016666708334e-11;
    const [own, slope] = found.entries;
    expect(own!.bound).toBeGreaterThan(Math.abs(own!.value - exact));
    expect(own!.bound).toBeLessThan(1e-15);
    expect(slope!.digits).toBeGreaterThan(10);
    expect(`${found}`).toMatch(
      /^5\.\d digits\n {2}f {8}5\.0{4}\d+e-11 {2}5\.\d digits\n {2}∂f\/∂x {2}0\.0{4}1\d+ {2}10\.\d digits$/,
    );
    expect(inspect(found)).toBe(`${found}`);
  });

  test('of whole numbers is exact', () => {
    const found = certify(([x, y]) => sub(mul(x, x), mul(y, y)))([3, 2]);
    expect(found).toMatchObject({ value: 5, gradient: [6, -4], digits: Infinity });
    expect(`${found}`).toMatch(/^exact\n/);
  });

  test('counts the rounding of constants that rules compute', () => {
    const [, slope] = certify((x: Scalar) => div(x, 3))(1).entries;
    expect(slope!.bound).toBeGreaterThan(1.8e-17);
    expect(slope!.bound).toBeLessThan(1.9e-17);
  });

  test('names the numbers of trees, and has their shape', () => {
    const f = (p: { a: Scalar; b: readonly Scalar[] }, k: number): Scalar => mul(p.a, sin(mul(k, p.b[0]!)));
    const found = certify(f)({ a: 2, b: [0.5] }, 3);
    expect(found.gradient).toEqual(grad(f)({ a: 2, b: [0.5] }, 3));
    expect(found.entries.map(({ name }) => name)).toEqual(['f', '∂f/∂x.a', '∂f/∂x.b[0]']);
    expect(certify((xs: readonly Scalar[]) => sum(xs))(Float64Array.of(1, 2)).gradient).toEqual(Float64Array.of(1, 1));
  });

  test('of several results has a gradient for each', () => {
    const found = certify((x: Scalar) => ({ p: square(x), q: sin(x) }))(2);
    expect(found.value).toEqual({ p: 4, q: Math.sin(2) });
    expect(found.gradient).toEqual({ p: 4, q: Math.cos(2) });
    expect(found.entries.map(({ name }) => name)).toEqual(['f.p', '∂f.p/∂x', 'f.q', '∂f.q/∂x']);
    expect(certify((xs: readonly Scalar[]) => softmax(xs))([1, 1]).digits).toBe(Infinity);
  });

  test('prints the first entries of many', () => {
    const lines = `${certify((xs: readonly Scalar[]) => sum(xs))(Array.from({ length: 40 }, () => 1))}`.split('\n');
    expect(lines).toHaveLength(18);
    expect(lines.at(-1)).toBe('  and 25 more');
  });

  test('follows what cancels: the variance of numbers near 1e8 has 15 digits, its gradient 7', () => {
    const found = certify((xs: readonly Scalar[]) => variance(xs))([1e8, 1e8 + 1, 1e8 + 2.5]);
    expect(found.entries[0]!.digits).toBeGreaterThan(15);
    expect(found.digits).toBeGreaterThan(7);
    expect(found.digits).toBeLessThan(8.5);
  });

  test('knows that iterations which converge forget their errors', () => {
    const newton = (a: Scalar): Scalar => {
      let y: Scalar = 1;
      for (let i = 0; i < 30; i++) y = mul(0.5, add(y, div(a, y)));
      return y;
    };
    expect(certify(newton)(2).digits).toBeGreaterThan(15.5);
  });
});

describe('what is not certified says why', () => {
  test.each<[string, (x: Scalar) => Scalar, number, string, 'value' | 'gradient']>([
    ['a jump', (x) => floor(mul(x, 10)), 0.3, 'floor may jump within the rounding error', 'value'],
    ['a kink', abs, 0, 'the point is at a kink', 'gradient'],
    [
      'a comparison',
      (x) => (gt(exp(x), Math.E) ? x : neg(x)),
      1,
      'gt(2.718281828459045, 2.718281828459045) is within the rounding error',
      'value',
    ],
    ['equal numbers', (x) => (gt(x, 1) ? x : square(x)), 1, 'gt(1, 1) compares equal numbers', 'gradient'],
    [
      'a number taken out',
      (x) => mul(x, value(sin(x))),
      1,
      `value(x) of a rounded number, ${Math.sin(1)}, is used as if it were exact`,
      'value',
    ],
    ['a solution', (a) => root((x) => sub(mul(x, x), a), 1), 2, 'root stops at a tolerance', 'value'],
    ['an infinity', (x) => div(1, sub(x, 1)), 1, 'the result is Infinity', 'value'],
    [
      'chaos',
      (x) => Array.from({ length: 200 }).reduce<Scalar>((y) => mul(3.7, mul(y, sub(1, y))), x),
      0.3,
      'the error has no bound at mul',
      'value',
    ],
    [
      'an operation of the user',
      defineOp({ name: 'twice', arity: 1, value: (x) => 2 * x, partials: () => [2] }),
      3,
      'the rounding of twice is unknown',
      'value',
    ],
  ])('%s', (_, f, x, doubt, of) => {
    const found = certify(f)(x);
    expect(found.entries[of === 'value' ? 0 : 1]!.doubt).toBe(doubt);
    expect(found.digits).toBeNaN();
    expect(`${found}`).toMatch(/^not certified: /);
  });

  test('but a comparison that rounding can not turn is clear, and stopGradient a constant', () => {
    expect(certify((x: Scalar) => (gt(sub(mul(x, 3), 0.3), 0) ? x : neg(x)))(0.1).digits).toBe(Infinity);
    const found = certify((x: Scalar) => mul(x, stopGradient(sin(x))))(1);
    expect(found.gradient).toBe(Math.sin(1));
    expect(found.digits).toBeGreaterThan(15);
  });
});

describe('certify refuses', () => {
  test('what is no function, and numbers of a running derivative', () => {
    expect(() => certify(3 as never)).toThrow('certify: expected a function to certify, got 3');
    expect(() => derivative((x) => certify(square)(x as number).value)(1)).toThrow(
      'certify: expected x to be plain numbers, got numbers of a running derivative; call certify outside of it',
    );
    expect(() => certify(square)(dual(1, 2) as never)).toThrow('certify: expected x to be plain numbers');
  });
});
