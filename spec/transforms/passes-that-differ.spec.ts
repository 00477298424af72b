import { describe, expect, test } from 'vitest';
import {
  add,
  eq,
  grad,
  hessian,
  hvp,
  jacobian,
  mul,
  type Scalar,
  square,
  value,
  valueAndGrad,
} from '../../lib/entries/forward.ts';
import { intact, refuses } from '../scalar/refuses.ts';

type Pair = readonly [Scalar, Scalar];

function differ(name: string, what: string, first: number, then: number): string {
  return `${name}: expected the same ${what} from every pass over one x, got ${first} and then ${then}; f must not branch on x === 0, truthiness or typeof (write eq(x, 0)), nor use Math.random`;
}

// Branches that JavaScript lets nobody see; at (0, 3) f sees x = 0 only where x is not seeded.
const onValues: readonly (readonly [string, (x: Pair) => Scalar])[] = [
  ['x === 0', ([x, y]) => (x === 0 ? y : mul(x, y))],
  ['truthiness', ([x, y]) => (x ? mul(x, y) : y)],
  ['x || y', ([x, y]) => add(mul(x, y), (x || y) === y ? 3 : 0)],
  ['Object.is', ([x, y]) => (Object.is(x, 0) ? y : mul(x, y))],
  ['includes', ([x, y]) => ([0].includes(x as number) ? y : mul(x, y))],
  [
    'switch',
    ([x, y]) => {
      switch (x) {
        case 0:
          return y;
        default:
          return mul(x, y);
      }
    },
  ],
];

const onKinds: readonly (readonly [string, (x: Pair) => Scalar])[] = [
  ['typeof', ([x, y]) => (typeof x === 'number' ? y : mul(x, y))],
  ['Number.isInteger', ([x, y]) => (Number.isInteger(x) ? y : mul(x, y))],
];

describe.each([...onValues, ...onKinds])('a branch on %s', (_, f) => {
  test('is an error when passes come to different values', () => {
    refuses(() => grad(f, { lanes: 1 })([0, 3]), Error, differ('grad', 'value', 0, 3));
    refuses(() => valueAndGrad(f, { lanes: 1 })([0, 3]), Error, differ('valueAndGrad', 'value', 0, 3));
    refuses(() => hessian(f, { lanes: 1 })([0, 3]), Error, differ('hessian', 'value', 0, 3));
    refuses(() => jacobian((x: Pair) => [1, f(x)], { lanes: 1 })([0, 3]), Error, differ('jacobian', 'f(x)[1]', 0, 3));
  });

  test('also between passes of several lanes', () => {
    const wide = (xs: readonly Scalar[]): Scalar => f([xs[0] as Scalar, xs[1] as Scalar]);
    const at = [0, ...new Array(19).fill(3)];
    refuses(() => grad(wide)(at), Error, differ('grad', 'value', 0, 3));
    for (const lanes of [2, 4, 8, 16]) {
      refuses(() => grad(wide, { lanes })(at), Error, differ('grad', 'value', 0, 3));
    }
    refuses(() => hvp(wide, at, at), Error, differ('hvp', 'value', 0, 3));
  });
});

test.each(onValues)('a branch on %s that all passes take the same way is no error', (_, f) => {
  expect(grad(f, { lanes: 1 })([2, 3])).toEqual([3, 2]);
});

test('the same branch written with eq is right', () => {
  const f = ([x, y]: Pair): Scalar => (eq(x, 0) ? y : mul(x, y));
  expect(grad(f, { lanes: 1 })([0, 3])).toEqual([0, 1]);
});

test('NaN differs from a number; ±0 pass for each other, as zeros of derivatives have no sign', () => {
  const f = ([x, y]: Pair): Scalar => (typeof x === 'number' ? mul(y, Number.NaN) : y);
  refuses(() => grad(f, { lanes: 1 })([1, 3]), Error, differ('grad', 'value', 3, Number.NaN));
  const g = ([x, y]: Pair): Scalar => (typeof x === 'number' ? mul(y, 0) : mul(y, -0));
  expect(grad(g, { lanes: 1 })([1, 3])).toEqual([0, 0]);
});

test('passes agree exactly where their values are equal, or all NaN; of outputs that may be slopes NaN is any number', () => {
  const numbers = [NaN, 0, -0, 1, 3, Infinity, -Infinity];
  for (const first of numbers) {
    for (const then of numbers) {
      const f = ([x]: Pair): Scalar => (typeof x === 'number' ? then : first);
      const areNaN = [first, then].map(Number.isNaN);
      const isSame = first === then || areNaN.every(Boolean);
      const outcome = (run: () => unknown): unknown => {
        try {
          return run();
        } catch (error) {
          return (error as Error).message;
        }
      };
      const found = [
        outcome(() => grad(f, { lanes: 1 })([1, 3])),
        outcome(() => hessian(f, { lanes: 1 })([1, 3])),
        outcome(() => jacobian((x: Pair) => [f(x)], { lanes: 1 })([1, 3])),
      ];
      expect(found).toEqual([
        isSame ? [0, 0] : differ('grad', 'value', first, then),
        isSame
          ? [
              [0, 0],
              [0, 0],
            ]
          : differ('hessian', 'value', first, then),
        isSame || areNaN.some(Boolean) ? [[0, 0]] : differ('jacobian', 'f(x)[0]', first, then),
      ]);
    }
  }
});

test('NaN from every pass is the same value', () => {
  expect(grad(([x, y]) => mul(add(x, y), Number.NaN), { lanes: 1 })([1, 2])).toEqual([Number.NaN, Number.NaN]);
});

test('Math.random is noticed', () => {
  expect(() => grad(([x, y]) => mul(mul(x, y), Math.random()), { lanes: 1 })([2, 3])).toThrow(
    /^grad: expected the same value from every pass over one x, got [\d.]+ and then [\d.]+; f must not/,
  );
  intact();
});

test('another number of outputs is noticed', () => {
  const f = ([x, y]: Pair): Scalar[] => (typeof x === 'number' ? [y] : [x, y]);
  refuses(() => jacobian(f, { lanes: 1 })([1, 2]), Error, differ('jacobian', 'number of outputs', 2, 1));
});

test('inside another derivative innermost values are compared', () => {
  const f = ([x, y]: Pair): Scalar => (typeof x === 'number' ? mul(x, y) : mul(y, square(x)));
  // The outer pass over y leaves x plain, in every inner pass but the one over x.
  expect(() => hessian(f, { lanes: 1 })([3, 2])).toThrow(
    /^hessian: expected the same value from every pass over one x, got 18 and then 6; /,
  );
  intact();
  const g = ([x, y]: Pair): Scalar => mul(value(x), y);
  expect(hessian(g, { lanes: 1 })([3, 2])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});
