import { describe, expect, test } from 'vitest';
import {
  add,
  cube,
  Dual,
  derivative,
  dual,
  grad,
  isActive,
  jvp,
  mul,
  type Scalar,
  sin,
  sum,
  value,
} from '../../lib/entries/forward.ts';
import { notNumbers, refuses } from '../scalar/refuses.ts';

/** The parts of a dual as nested pairs. */
function parts(x: Scalar): unknown {
  return x instanceof Dual ? [parts(x.value), parts(x.tangent)] : x;
}

describe('dual(value, tangent)', () => {
  test('has a value and a tangent, and is a Dual', () => {
    const x = dual(3, 1);
    expect(x).toBeInstanceOf(Dual);
    expect([x.value, x.tangent]).toEqual([3, 1]);
  });

  test.each<[string, Scalar, unknown]>([
    ['a sum', add(dual(1, 2), dual(10, 20)), [11, 22]],
    ['a product', mul(dual(3, 1), dual(5, 2)), [15, 11]],
    ['a product with itself', mul(dual(3, 1), dual(3, 1)), [9, 6]],
    ['beside a number', mul(2, dual(3, 1)), [6, 2]],
    ['over an array', sum([dual(1, 2), 3, dual(4, 5)]), [8, 7]],
    ['of a zero tangent, still a dual', mul(dual(3, 0), 2), [6, 0]],
  ])('computes with both: %s', (_, got, expected) => {
    expect(parts(got)).toEqual(expected);
  });

  test('ε² = 0', () => {
    expect(parts(mul(dual(0, 1), dual(0, 1)))).toEqual([0, 0]);
  });

  test('is what jvp computes with', () => {
    const f = (x: Scalar): Scalar => mul(sin(x), cube(x));
    const { value: v, tangent } = jvp(f, 1.5, 2);
    expect(parts(f(dual(1.5, 2)))).toEqual([v, tangent]);
  });

  test('nests: a dual of duals carries the second derivative', () => {
    expect(parts(cube(dual(dual(2, 1), dual(1, 0))))).toEqual([
      [8, 12],
      [12, 12],
    ]);
    expect(parts(cube(dual(dual(2, 1), 1)))).toEqual([
      [8, 12],
      [12, 12],
    ]);
    expect(parts(cube(dual(dual(dual(2, 1), 1), 1)))).toEqual([
      [
        [8, 12],
        [12, 12],
      ],
      [
        [12, 12],
        [12, 6],
      ],
    ]);
  });

  test('duals of one depth belong together; to a deeper one a dual is a constant', () => {
    expect(parts(mul(dual(2, 1), dual(dual(3, 1), 1)))).toEqual([
      [6, 5],
      [2, 1],
    ]);
    expect(parts(mul(dual(dual(3, 1), 1), dual(2, 1)))).toEqual([
      [6, 5],
      [2, 1],
    ]);
    expect(parts(dual(1, dual(2, 3)))).toEqual([1, [2, 3]]);
  });

  test('parts may be any numbers', () => {
    expect(parts(dual(Number.NaN, Number.POSITIVE_INFINITY))).toEqual([Number.NaN, Number.POSITIVE_INFINITY]);
    expect(parts(dual(-0, -0))).toEqual([-0, -0]);
  });

  test('lasts: it belongs to no call that could end', () => {
    const x = dual(3, 1);
    derivative((y) => mul(x, y))(2);
    expect(parts(mul(x, x))).toEqual([9, 6]);
    expect([isActive(x), value(x)]).toEqual([true, 3]);
  });

  test.each(notNumbers)('refuses $text as a part', ({ x, text }) => {
    const message = `dual: expected a number or a Scalar of dualgrad, got ${text}`;
    refuses(() => dual(x as never, 1), TypeError, message);
    refuses(() => dual(1, x as never), TypeError, message);
    refuses(() => dual(dual(1, 1), x as never), TypeError, message);
  });

  test.each<[string, () => unknown, string]>([
    ['derivative', () => derivative((x) => dual(x, 1))(3), 'a Dual'],
    ['derivative, as tangent', () => derivative((x) => dual(1, x))(3), 'a Dual'],
    ['what was computed from it', () => derivative((x) => dual(mul(x, dual(2, 1)), 1))(3), 'a Dual'],
    ['jvp', () => jvp((x) => dual(x, 1), 3, 1), 'a Dual'],
    ['grad', () => grad(([x]) => dual(x, 1))([3, 4]), 'a Lanes'],
  ])('refuses a part of a running %s', (_, call, text) => {
    refuses(
      call,
      TypeError,
      `dual: expected numbers or hand-made duals as parts, got ${text} of a running derivative; pass its seed to jvp instead`,
    );
  });

  test('refuses a part of a derivative that has ended', () => {
    let leaked: Scalar = 0;
    derivative((x) => {
      if (isActive(x)) leaked = x;
      return x;
    })(3);
    refuses(
      () => dual(leaked, 1),
      TypeError,
      'dual: expected a number of a running derivative, got Dual(3 + 1ε) of a derivative call that has ended; return results from f instead of storing them, and keep f synchronous',
    );
  });
});
