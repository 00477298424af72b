import { describe, expect, test } from 'vitest';
import {
  type Algebra,
  add,
  cos,
  defineOp,
  derivative,
  dual,
  grad,
  hessian,
  isActive,
  jacobian,
  logsumexp,
  mul,
  pow,
  type Scalar,
  sin,
  sum,
} from '../../lib/entries/forward.ts';
import { checkDerivatives } from '../../lib/entries/index.ts';
import { notNumbers, refuses } from '../scalar/refuses.ts';

type A = Algebra<Scalar>;

// Ops that exist, defined once more by a user's row.
const mySin = defineOp({ name: 'mySin', arity: 1, value: Math.sin, partials: (A, _v, x) => [A.cos(x)] });
const myMul = defineOp({ name: 'myMul', arity: 2, value: (x, y) => x * y, partials: (_A, _v, x, y) => [y, x] });
const myPow = defineOp({
  name: 'myPow',
  arity: 2,
  value: (x, y) => x ** y,
  partials: (A, v, x, y) => [A.mul(y, A.pow(x, A.sub(y, 1))), A.mul(v, A.log(x))],
});
const mySum = defineOp({
  name: 'mySum',
  arity: 'array',
  value: (xs) => xs.reduce((s, x) => s + x, 0),
  partials: (_A, _v, xs) => xs.map(() => 1),
});
const myLogsumexp = defineOp({
  name: 'myLogsumexp',
  arity: 'array',
  value: (xs) => Math.log(xs.reduce((s, x) => s + Math.exp(x), 0)),
  partials: (A, v, xs) => xs.map((x) => A.exp(A.sub(x, v))),
});
const myRelu = defineOp({
  name: 'myRelu',
  arity: 1,
  value: (x) => Math.max(x, 0),
  partials: (A, _v, x) => [A.where('gt', x, 0, 1, A.none)],
});

describe('an op of one’s own', () => {
  test('has its value on numbers, to the bit', () => {
    expect([mySin(0.5), myMul(3, 4), myPow(2, 10), mySum([1, 2, 3])]).toEqual([Math.sin(0.5), 12, 1024, 6]);
    expect(mySum(Float64Array.of(1, 2))).toBe(3);
    expect(mySum([])).toBe(0);
  });

  test('has the derivatives of the built-in op, to any order', () => {
    for (const [own, built] of [
      [mySin, sin],
      [derivative(mySin), derivative(sin)],
      [derivative(derivative(mySin)), derivative(derivative(sin))],
      [derivative(derivative(derivative(mySin))), derivative(derivative(derivative(sin)))],
    ] as const) {
      expect(derivative(own)(0.7)).toBe(derivative(built)(0.7));
    }
  });

  test('works at every width and in every transform', () => {
    for (const lanes of [1, 2, 3]) {
      expect(grad(([x, y]) => myMul(mySin(x), y), { lanes })([0.7, 3])).toEqual([3 * Math.cos(0.7), Math.sin(0.7)]);
      expect(grad((x: readonly Scalar[]) => mySum([...x, ...x]), { lanes })([1, 2, 3])).toEqual([2, 2, 2]);
      expect(jacobian((x: readonly Scalar[]) => [myLogsumexp(x)], { lanes })([1, 1])[0]).toEqual([
        expect.closeTo(0.5, 15),
        expect.closeTo(0.5, 15),
      ]);
    }
    expect(hessian(([x, y]) => myMul(x, y))([2, 3])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(hessian((x: readonly Scalar[]) => myLogsumexp(x))([1, 2])).toEqual(
      hessian((x: readonly Scalar[]) => logsumexp(x))([1, 2]).map((row) => row.map((h) => expect.closeTo(h, 14))),
    );
    expect(myMul(dual(3, 1), dual(4, 1)).toString()).toBe('Dual(12 + 7ε)');
  });

  test('one operand active, or either, or of different levels', () => {
    expect(derivative((x) => myPow(x, 3))(2)).toBe(12);
    expect(derivative((y) => myPow(2, y))(3)).toBe(8 * Math.log(2));
    expect(derivative((x) => mul(x, derivative((y) => myMul(x, y))(1)))(3)).toBe(6);
    expect(derivative((x) => derivative((y) => myMul(y, x))(1))(3)).toBe(1);
  });

  test('A.none contributes nothing, at no infinity either', () => {
    expect([derivative(myRelu)(2), derivative(myRelu)(-2), derivative(myRelu)(0)]).toEqual([1, 0, 0]);
    expect(derivative((x) => myRelu(add(pow(x, 0.5), -1)))(0)).toBe(0);
  });

  test('may use other ops of one’s own in its partials', () => {
    const myCos = defineOp({ name: 'myCos', arity: 1, value: Math.cos, partials: (A, _v, x) => [A.neg(mySin(x))] });
    const again = defineOp({ name: 'again', arity: 1, value: Math.sin, partials: (_A, _v, x) => [myCos(x)] });
    expect(derivative(derivative(again))(0.7)).toBe(-Math.sin(0.7));
    expect(derivative(derivative(derivative(again)))(0.7)).toBe(-Math.cos(0.7));
  });

  test('offers all of the table as A', () => {
    let given: A | undefined;
    const spy = defineOp({
      name: 'spy',
      arity: 1,
      value: (x) => x,
      partials: (A) => {
        given = A;
        return [1];
      },
    });
    derivative(spy)(1);
    expect(given?.where('lt', 1, 2, 3, 4)).toBe(3);
    expect(given?.cos).toBe(cos);
  });

  test('passes a check, or fails it', () => {
    expect(checkDerivatives(([x, y]: readonly Scalar[]) => myPow(x as Scalar, y as Scalar), [2, 3]).ok).toBe(true);
    const bad = defineOp({ name: 'bad', arity: 1, value: Math.sin, partials: (A, _v, x) => [A.sin(x)] });
    expect(checkDerivatives(bad, 0.5).ok).toBe(false);
  });

  test('can be a callback of map', () => {
    expect([0, 0].map(mySin)).toEqual([0, 0]);
    expect(grad((x: readonly Scalar[]) => sum(x.map(mySin)))([0, 0])).toEqual([1, 1]);
  });
});

describe('operands', () => {
  test.each(notNumbers)('$text is refused, in the name of the op', ({ x, text }) => {
    const message = (name: string): string => `${name}: expected a number or a Scalar of dualgrad, got ${text}`;
    refuses(() => mySin(x as never), TypeError, message('mySin'));
    refuses(() => myMul(1, x as never), TypeError, message('myMul'));
    refuses(() => derivative((y) => myMul(x as never, y))(1), TypeError, message('myMul'));
    refuses(() => mySum([x as never]), TypeError, message('mySum'));
  });

  test('of derivative calls that have ended are refused', () => {
    let leaked: Scalar = 0;
    derivative((x) => {
      if (isActive(x)) leaked = x;
      return x;
    })(3);
    refuses(
      () => myMul(leaked, 2),
      TypeError,
      'myMul: expected a number of a running derivative, got Dual(3 + 1ε) of a derivative call that has ended; return results from f instead of storing them, and keep f synchronous',
    );
  });
});

describe('a row that is wrong', () => {
  const row = { name: 'op', arity: 1, value: Math.sin, partials: () => [1] };

  test.each<[string, unknown, string]>([
    ['is not an object', 3, 'defineOp: expected a row { name, arity, value, partials }, got 3'],
    ['is missing', undefined, 'defineOp: expected a row { name, arity, value, partials }, got undefined'],
    ['is null', null, 'defineOp: expected a row { name, arity, value, partials }, got null'],
    ['has no name', { ...row, name: undefined }, 'defineOp: expected name to be a string, got undefined'],
    [
      'has no arity',
      { ...row, arity: undefined },
      "defineOp 'op': expected arity to be 1, 2 or 'array', got undefined",
    ],
    ['has an odd arity', { ...row, arity: 3 }, "defineOp 'op': expected arity to be 1, 2 or 'array', got 3"],
    [
      'has no value',
      { ...row, value: undefined },
      "defineOp 'op': expected value to be a function of numbers, got undefined",
    ],
    [
      'has no partials',
      { ...row, partials: [1] },
      "defineOp 'op': expected partials to be a function (A, v, …arguments), got an array of length 1",
    ],
  ])('%s', (_, wrong, message) => {
    refuses(() => defineOp(wrong as never), TypeError, message);
  });

  test('whose value is not a number', () => {
    const op = defineOp({ ...row, arity: 1, value: () => undefined as never, partials: () => [1] });
    refuses(() => op(1), TypeError, 'op: expected its value on numbers to be a number, got undefined');
    refuses(() => derivative(op)(1), TypeError, 'op: expected its value on numbers to be a number, got undefined');
  });

  test('whose partials are too few, too many, or none', () => {
    const expected = (count: number, text: string): string =>
      `op: expected partials to be an array of length ${count}, got ${text}`;
    const unary =
      (partials: unknown): (() => unknown) =>
      () =>
        derivative(defineOp({ name: 'op', arity: 1, value: Math.sin, partials: (() => partials) as never }))(1);
    refuses(unary([]), TypeError, expected(1, 'an array of length 0'));
    refuses(unary([1, 2]), TypeError, expected(1, 'an array of length 2'));
    refuses(unary(1), TypeError, expected(1, '1'));
    refuses(unary(undefined), TypeError, expected(1, 'undefined'));
    const binary = defineOp({
      name: 'op',
      arity: 2,
      value: (x, y) => x * y,
      partials: (() => [1]) as unknown as never,
    });
    refuses(() => derivative((x) => binary(x, 2))(1), TypeError, expected(2, 'an array of length 1'));
    const reduction = defineOp({ name: 'op', arity: 'array', value: () => 1, partials: () => [1] });
    refuses(() => grad((x: readonly Scalar[]) => reduction(x))([1, 2]), TypeError, expected(2, 'an array of length 1'));
  });

  test.each(notNumbers.filter(({ x }) => x !== undefined))('a partial that is $text is refused', ({ x, text }) => {
    const op = defineOp({ name: 'op', arity: 1, value: Math.sin, partials: () => [x as never] });
    const message = (error: string): RegExp =>
      new RegExp(`expected .*got ${error.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
    expect(() => derivative(op)(1)).toThrow(message(text));
  });
});
