import { describe, expect, test } from 'vitest';
import * as dualgrad from '../../lib/entries/forward.ts';
import {
  add,
  clamp,
  defineOp,
  derivative,
  dual,
  grad,
  leakyRelu,
  lt,
  max,
  norm,
  pow,
  type Scalar,
  sin,
  softmax,
  sum,
  where,
} from '../../lib/entries/forward.ts';
import { arrays, rules } from '../../lib/rules/table.ts';
import { intact, refuses, thrown } from '../scalar/refuses.ts';

type Op = (...operands: unknown[]) => unknown;
const library = dualgrad as unknown as Readonly<Record<string, Op>>;
const called = (op: unknown): Op => op as Op;

const variadic = ['max', 'min', 'hypot'];
const ofNumbers = rules.filter((rule) => rule.internal === undefined && !variadic.includes(rule.name));
const twice = { value: (x: number) => x, partials: () => [1] as const };

/** Every op of a fixed number of arguments, with arguments that suit it. */
const fixed: readonly { name: string; op: Op; operands: readonly unknown[] }[] = [
  ...ofNumbers.map(({ name, arity }) => ({ name, op: library[name]!, operands: [0.5, 0.25, 0.75].slice(0, arity) })),
  ...['lt', 'le', 'gt', 'ge', 'eq', 'ne'].map((name) => ({ name, op: library[name]!, operands: [1, 2] })),
  ...arrays.map(({ name, args }) => ({ name, op: library[name]!, operands: args.map(() => [1, 2]) })),
  { name: 'softmax', op: library.softmax!, operands: [[1, 2]] },
  { name: 'own', op: called(defineOp({ name: 'own', arity: 1, ...twice })), operands: [1] },
  {
    name: 'own',
    op: called(defineOp({ name: 'own', arity: 2, value: (x, y) => x * y, partials: (_A, _v, x, y) => [y, x] })),
    operands: [1, 2],
  },
  {
    name: 'own',
    op: called(defineOp({ name: 'own', arity: 'array', value: () => 1, partials: (_A, _v, xs) => xs.map(() => 0) })),
    operands: [[1, 2]],
  },
];

describe.each(fixed)('$name of $operands.length', ({ name, op, operands }) => {
  const { length } = operands;
  const argument = length > 1 ? 'arguments' : 'argument';
  const call = `${name}(x${length > 1 ? ', y' : ''})`;
  const advice = length === 2 ? `write ${name}(${call}, z)` : 'leave it out';
  const message = (got: string, instead: string): string =>
    `${name}: expected ${length} ${argument}, got ${got} as well; ${instead}`;

  /** The operands plain, and with the first one active where it is a number. */
  const each = (check: (...operands: readonly unknown[]) => void): void => {
    check(...operands);
    if (typeof operands[0] !== 'number') return;
    derivative((x) => {
      check(x, ...operands.slice(1));
      return x;
    })(operands[0]);
  };

  const refused = (more: (...operands: readonly unknown[]) => unknown, got: string, instead = advice): void => {
    each((...xs) => expect(thrown(() => more(...xs))).toBe(`TypeError: ${message(got, instead)}`));
    intact();
  };

  test('refuses a Scalar more, before and after what callbacks pass', () => {
    refused((...xs) => op(...xs, dual(1, 2)), 'a Dual');
    if (length === 1) refused((...xs) => op(...xs, 7, dual(1, 2)), '7');
  });

  test('refuses a number more; an op of one takes the first for the index of map', () => {
    if (length > 1) refused((...xs) => op(...xs, 7), '7');
    else each((...xs) => expect(op(...xs, 7)).toEqual(op(...xs)));
    refused((...xs) => op(...xs, 7, 8), '7');
  });

  test('takes what map and reduce pass', () => {
    each((...xs) => expect(op(...xs, 7, [0.5])).toEqual(op(...xs)));
    each((...xs) => expect(op(...xs, 7, Float64Array.of(0.5))).toEqual(op(...xs)));
    each((...xs) => expect(op(...xs, undefined)).toEqual(op(...xs)));
  });

  test('refuses an array more', () => {
    refused((...xs) => op(...xs, [7]), 'an array of length 1', `write xs.map((x) => ${call})`);
  });
});

test('the callbacks of arrays that are right go on working', () => {
  const xs: readonly Scalar[] = [3, 1, 2];
  expect(xs.map(sin)).toEqual([3, 1, 2].map(Math.sin));
  expect(Array.from(xs, sin)).toEqual([3, 1, 2].map(Math.sin));
  expect(xs.flatMap(sin)).toEqual([3, 1, 2].map(Math.sin));
  expect(Array.from(Float64Array.of(3, 1).map(called(sin) as Math['sin']))).toEqual([3, 1].map(Math.sin));
  expect([xs.reduce(add), xs.reduce(max), xs.reduceRight(add), xs.reduce(add, 0)]).toEqual([6, 3, 6, 6]);
  expect(Float64Array.of(3, 1).reduce<Scalar>(max, 0)).toBe(3);
  expect(grad((v) => sum(v.map(sin)))([0, 0])).toEqual([1, 1]);
  expect(grad((v) => v.reduce(add))([1, 2, 3])).toEqual([1, 1, 1]);
  expect(grad((v) => v.reduce(max))([1, 2, 3])).toEqual([0, 0, 1]);
  const rows: readonly (readonly Scalar[])[] = [[3, 4], [0]];
  expect([rows.map(norm), rows.map(softmax)[1]]).toEqual([[5, 0], [1]]);
});

test('a callback that would take the index for an argument is refused', () => {
  const xs: readonly Scalar[] = [3, 1];
  const message = (name: string): string =>
    `${name}: expected 2 arguments, got an array of length 2 as well; write xs.map((x) => ${name}(x, y))`;
  refuses(() => xs.map(pow), TypeError, message('pow'));
  refuses(() => grad((v) => sum(v.map(leakyRelu)))([3, 1]), TypeError, message('leakyRelu'));
  refuses(() => xs.map(called(max) as typeof sin), TypeError, message('max'));
  refuses(
    () => xs.map(called(clamp) as typeof sin),
    TypeError,
    'clamp: expected a number or a Scalar of dualgrad, got an array of length 2',
  );
});

test('where takes five arguments', () => {
  refuses(
    () => called(where)(lt, 1, 2, 3, 4, 5),
    TypeError,
    'where: expected 5 arguments, got 5 as well; leave it out',
  );
});
