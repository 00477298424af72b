import { describe, expect, test } from 'vitest';
import { argumentTree, untyped } from '../../lib/tree/arguments.ts';
import { constantsOf, flatten, flattenInto, numbersOf } from '../../lib/tree/flatten.ts';
import { resultTree, tracedTree } from '../../lib/tree/results.ts';
import { leafCount, type Tree } from '../../lib/tree/tree.ts';
import { map, unflatten } from '../../lib/tree/unflatten.ts';
import { fc } from '../support/fast-check.ts';
import { results, values } from './values.ts';

const treeOfOne = (x: unknown): Tree => argumentTree('trace', [x]).entries[0] as Tree;
const matches = (tree: Tree, x: unknown): boolean =>
  flattenInto(tree, x, new Float64Array(leafCount(tree)), 0) === leafCount(tree);

test('unflatten of what flatten gives is the value: its numbers, containers, prototypes, keys and constants', () => {
  fc.assert(
    fc.property(values, (x) => {
      const tree = treeOfOne(x);
      const again = unflatten(tree, numbersOf(tree, x));
      expect(again).toStrictEqual(x);
      expect(treeOfOne(again)).toStrictEqual(tree);
    }),
  );
});

test('flatten into an array gives the numbers that flatten into a list gives, and ends behind them', () => {
  fc.assert(
    fc.property(values, (x) => {
      const tree = treeOfOne(x);
      const into = new Float64Array(leafCount(tree) + 2).fill(7);
      expect(flattenInto(tree, x, into, 1)).toBe(leafCount(tree) + 1);
      // Typed arrays of floats are no results, so that only arguments hold them.
      const plain = untyped(x);
      expect([7, ...(flatten(treeOfOne(plain), plain) ?? []), 7]).toEqual([...into]);
    }),
  );
});

test('a value matches the tree of another exactly where their trees are the same', () => {
  fc.assert(
    fc.property(values, values, (x, y) => {
      const [tree, other] = [treeOfOne(x), treeOfOne(y)];
      expect(matches(tree, x)).toBe(true);
      let isSame = true;
      try {
        expect(other).toStrictEqual(tree);
      } catch {
        isSame = false;
      }
      expect(matches(tree, y)).toBe(isSame);
    }),
  );
});

test('keys in another order, and numbers in another kind of list, are another tree', () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
  const kinds = [Array, Float64Array, Float32Array] as readonly { from(xs: readonly number[]): ArrayLike<number> }[];
  fc.assert(
    fc.property(numbers, fc.nat(2), fc.nat(2), values, (xs, i, j, other) => {
      const [list, another] = [kinds[i]!.from(xs), kinds[j]!.from(xs)];
      expect(matches(treeOfOne(list), another)).toBe(i === j);
      expect(matches(treeOfOne({ a: list, b: other }), { b: other, a: list })).toBe(false);
      expect(matches(treeOfOne({ a: list, b: other }), { a: list, b: other })).toBe(true);
    }),
  );
});

test.each<[string, unknown, unknown]>([
  ['a number is no string', 1, '1'],
  ['an array of another length', [1, 2], [1]],
  ['an array is no Float64Array', [1], Float64Array.of(1)],
  ['a Float32Array is no Float64Array', Float64Array.of(1), Float32Array.of(1)],
  ['an entry is no number', [1, 2], [1, null]],
  ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['a key more', { a: 1 }, { a: 1, b: 1 }],
  ['another prototype', { a: 1 }, Object.assign(Object.create(null), { a: 1 })],
  ['another constant', ['a', 1], ['b', 1]],
  ['0 and −0 as constants', [Int32Array.of(1), 1], [Int32Array.of(2), 1]],
  ['null for a record', { a: 1 }, null],
])('does not match: %s', (_, x, y) => {
  expect(matches(treeOfOne(x), y)).toBe(false);
});

test('map replaces the numbers, in order, in plain containers, and keeps constants themselves', () => {
  fc.assert(
    fc.property(values, (x) => {
      const tree = treeOfOne(x);
      const numbers = numbersOf(tree, x);
      let place = 0;
      const copy = map(tree, x, () => numbers[place++]);
      expect(place).toBe(numbers.length);
      expect(copy).toStrictEqual(untyped(x));
    }),
  );
  const own = Int32Array.of(1);
  expect((map(treeOfOne([own, 1]), [own, 1], () => 2) as unknown[])[0]).toBe(own);
});

test('constants and keys are listed in order; an integer array by its entries', () => {
  expect(constantsOf(treeOfOne({ a: 1, b: ['word', Int32Array.of(3, 4)] }))).toEqual(['a', 'b', 'word', 3, 4]);
});

test('a constant is a copy, so that writing into the argument makes it another', () => {
  const own = Int32Array.of(1, 2);
  const tree = treeOfOne(own);
  expect(matches(tree, own)).toBe(true);
  own[0] = 3;
  expect(matches(tree, own)).toBe(false);
});

describe('results', () => {
  test('have the tree they have as arguments, and are what unflatten makes of their numbers', () => {
    fc.assert(
      fc.property(results, (y) => {
        const tree = resultTree(y, 'compile');
        expect(treeOfOne(y)).toStrictEqual(tree);
        expect(unflatten(tree, Float64Array.from(flatten(tree, y) as number[]))).toStrictEqual(y);
      }),
    );
  });

  test('traced have the tree they have on numbers', () => {
    const traced = { isTraced: true };
    const isTraced = (part: unknown): boolean => part === traced;
    const tree = resultTree({ value: [1, [2, 3]], gradient: 4 }, 'compile');
    expect(tracedTree({ value: [1, [2, 3]], gradient: traced }, 'trace', isTraced)).toStrictEqual(tree);
    expect(tracedTree([traced, [2]], 'trace', isTraced)).toStrictEqual(treeOfOne([1, [2]]));
  });

  test('may be a plain array for a typed one, which cannot hold traced numbers, and nothing else', () => {
    const tree = resultTree({ value: 1, gradient: Float64Array.of(2, 3) }, 'compile');
    expect(flatten(tree, { value: 1, gradient: [2, 3] })).toEqual([1, 2, 3]);
    for (const y of [{ value: 1, gradient: [2] }, { value: 1 }, { gradient: [2, 3], value: 1 }, [1, [2, 3]], null]) {
      expect(flatten(tree, y)).toBe(undefined);
    }
  });

  test('an array with a hole is refused', () => {
    expect(() => resultTree(new Array(2), 'compile')).toThrow(
      'compile: expected f to return numbers, arrays or records of them, got undefined as f(x)[0]; does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)',
    );
  });
});
