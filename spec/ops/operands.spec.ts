import { describe, expect, test } from 'vitest';
import * as dualgrad from '../../lib/entries/forward.ts';
import { derivative, dual, grad, hessian, isActive, type Scalar } from '../../lib/entries/forward.ts';
import { arrays, rules } from '../../lib/rules/table.ts';
import { notNumbers, refuses } from '../scalar/refuses.ts';

const exported: ReadonlyMap<string, unknown> = new Map(Object.entries(dualgrad));

type Op = (...operands: unknown[]) => Scalar;

const ops = rules
  .filter((rule) => rule.internal === undefined)
  .map(({ name, arity }) => ({ name, arity, op: exported.get(name) as Op }));

const arrayOps = arrays.map(({ name, args }) => ({
  name,
  arity: args.length,
  op: exported.get(name) as Op,
}));

const isVariadic = (name: string): boolean => ['max', 'min', 'hypot'].includes(name);

function used(use: (x: Scalar) => void, x: Scalar): Scalar {
  use(x);
  return x;
}

describe.each(ops)('$name', ({ name, arity, op }) => {
  // Beside the wrong operand: plain numbers, and active ones of every kind.
  const company: readonly (readonly [string, (use: (x: Scalar) => void) => void])[] = [
    ['numbers', (use) => use(0.5)],
    ['hand-made duals', (use) => use(dual(0.5, 1))],
    ['Duals', (use) => void derivative((x) => used(use, x))(0.5)],
    ['Lanes', (use) => void grad(([x]) => used(use, x))([0.5, 2])],
    ['nested Lanes', (use) => void hessian(([x]) => used(use, x))([0.5, 2])],
  ];

  test.each(company)('refuses what is not a number, beside %s', (_, hand) => {
    for (let wrong = 0; wrong < arity; wrong++) {
      for (const { x, text } of notNumbers) {
        refuses(
          () => hand((beside) => op(...Array.from({ length: arity }, (_, i) => (i === wrong ? x : beside)))),
          TypeError,
          `${name}: expected a number or a Scalar of dualgrad, got ${text}`,
        );
      }
    }
  });

  // max, min and hypot take any number; spec/ops/variadic.spec.ts has them.
  test('refuses a missing operand', () => {
    for (let given = isVariadic(name) ? arity : 0; given < arity; given++) {
      refuses(
        () => op(...new Array(given).fill(0.5)),
        TypeError,
        `${name}: expected a number or a Scalar of dualgrad, got undefined`,
      );
    }
  });

  test('refuses a number whose derivative call has ended', () => {
    let leaked: Scalar = 0;
    derivative((x) => {
      if (isActive(x)) leaked = x;
      return x;
    })(3);
    for (let wrong = 0; wrong < arity; wrong++) {
      refuses(
        () => op(...Array.from({ length: arity }, (_, i) => (i === wrong ? leaked : 0.5))),
        TypeError,
        `${name}: expected a number of a running derivative, got Dual(3 + 1ε) of a derivative call that has ended; return results from f instead of storing them, and keep f synchronous`,
      );
    }
  });

  test('gives a plain number for plain numbers', () => {
    expect(typeof op(...new Array(arity).fill(0.5))).toBe('number');
  });

  test('ignores further arguments, as map and reduce pass them', () => {
    const operands = new Array(arity).fill(0.5);
    expect(op(...operands, 7, [0.5])).toBe(op(...operands));
  });
});

describe.each(arrayOps)('$name', ({ name, arity, op }) => {
  const notArrays = notNumbers.filter(({ x }) => !Array.isArray(x) && !(x instanceof Float64Array));

  test.each([...notArrays, { x: 3, text: '3' }, { x: { length: 1, 0: 3 }, text: 'an object' }])(
    'refuses $text for an array',
    ({ x, text }) => {
      for (let wrong = 0; wrong < arity; wrong++) {
        refuses(
          () => op(...Array.from({ length: arity }, (_, i) => (i === wrong ? x : [1, 2]))),
          TypeError,
          `${name}: expected an array of Scalars, got ${text}`,
        );
      }
    },
  );

  test.each(notNumbers)('refuses $text for an entry', ({ x, text }) => {
    const message = `${name}: expected a number or a Scalar of dualgrad, got ${text}`;
    for (let wrong = 0; wrong < arity; wrong++) {
      const operands = Array.from({ length: arity }, (_, i) => (i === wrong ? [1, x] : [1, 2]));
      refuses(() => op(...operands), TypeError, message);
      refuses(() => grad(([y]) => op(...operands.map((array) => [y, ...array.slice(1)])))([1, 2]), TypeError, message);
    }
  });

  test('refuses a hole in a sparse array', () => {
    const sparse = [1, 2, 3];
    delete sparse[1];
    refuses(
      () => op(...new Array(arity).fill(sparse)),
      TypeError,
      `${name}: expected a number or a Scalar of dualgrad, got undefined`,
    );
  });

  test('reads a Float64Array as it reads an array', () => {
    expect(op(...new Array(arity).fill(Float64Array.of(1, 2, 4)))).toBe(op(...new Array(arity).fill([1, 2, 4])));
  });

  test('leaves its operands as they were', () => {
    const xs = Object.freeze([3, 1, 2]);
    const active = grad((x) => {
      Object.freeze(x);
      return op(...new Array(arity).fill(x));
    })(xs as [number, number, number]);
    expect(active).toHaveLength(3);
    expect(xs).toEqual([3, 1, 2]);
  });
});

test('dot refuses arrays of different lengths', () => {
  refuses(
    () => dualgrad.dot([1, 2], [1, 2, 3]),
    RangeError,
    'dot: expected arrays of the same length, got lengths 2 and 3',
  );
});

test('variance refuses fewer than two entries', () => {
  refuses(() => dualgrad.variance([1]), RangeError, 'variance: expected at least 2 entries, got 1');
  refuses(() => grad((x) => dualgrad.variance(x))([1]), RangeError, 'variance: expected at least 2 entries, got 1');
});

describe('as callbacks of arrays', () => {
  test('xs.map(sin) and xs.reduce(add) are right, on numbers and inside a derivative', () => {
    const { add, cos, exp, mul, sin, square } = dualgrad;
    expect([1, 2].map(sin)).toEqual([Math.sin(1), Math.sin(2)]);
    expect([1, 2, 3].reduce(mul as never)).toBe(6);
    expect(grad((xs: readonly Scalar[]) => xs.map(square).reduce(add))([1, 2, 3])).toEqual([2, 4, 6]);
    expect(grad((xs: readonly Scalar[]) => xs.reduce(mul))([2, 3, 4])).toEqual([12, 8, 6]);
    expect(grad((xs: readonly Scalar[]) => xs.map(exp).reduceRight(add, 0))([0, 0])).toEqual([1, 1]);
    expect([1, 2].map(derivative(sin))).toEqual([cos(1), cos(2)]);
    expect([1, 2].map(derivative(derivative(square)))).toEqual([2, 2]);
  });

  test('some, every, filter and find take comparisons', () => {
    const { gt, sum } = dualgrad;
    const positive = (xs: readonly Scalar[]): Scalar => sum(xs.filter((x) => gt(x, 0)));
    expect(grad(positive)([-1, 2, 3])).toEqual([0, 1, 1]);
    const active: boolean[] = [];
    const noted = (xs: readonly Scalar[]): Scalar => {
      active.push(xs.every(isActive));
      return sum(xs);
    };
    expect(grad(noted)([1, 2])).toEqual([1, 1]);
    // The last run is the plain one.
    expect(active).toEqual([true, false]);
  });
});
