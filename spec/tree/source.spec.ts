import { expect, test } from 'vitest';
import { argumentTree } from '../../lib/tree/arguments.ts';
import { flattenInto, numbersOf } from '../../lib/tree/flatten.ts';
import { Reader, type ReaderStyle, resultText } from '../../lib/tree/source.ts';
import { leafCount, type Tree } from '../../lib/tree/tree.ts';
import { unflatten } from '../../lib/tree/unflatten.ts';
import { fc } from '../support/fast-check.ts';
import { results, values } from './values.ts';

const treeOfOne = (x: unknown): Tree => argumentTree('trace', [x]).entries[0] as Tree;
const MISS = 'return undefined;';

/** A style that prints everything: what a reader finds in the text, `flattenInto` finds too. */
function everything(constants: unknown[], holdsLists: boolean): ReaderStyle {
  const constant = (x: unknown): string => `U[${constants.push(x) - 1}]`;
  return {
    isUsed: () => true,
    holdsLists,
    list: (path, tree) => {
      const [length, kind] = tree.kind === 'numbers' ? [tree.length, tree.list] : [tree.entries.length, 'Array'];
      const isOfKind = kind === 'Array' ? `Array.isArray(${path})` : `${path} instanceof ${kind}`;
      return `if (!(${isOfKind}) || ${path}.length !== ${length}) ${MISS}`;
    },
    instance: () => undefined,
    record: (path) => [`if (typeof ${path} !== 'object' || ${path} === null) ${MISS}`],
    constant: (path, value) => [`if (JSON.stringify(${path}) !== JSON.stringify(${constant(value)})) ${MISS}`],
    notNumber: () => MISS,
    notNumbers: () => MISS,
  };
}

test.each([true, false])('the text of a reader reads what flatten reads, lists held: %s', (holdsLists) => {
  fc.assert(
    fc.property(values, values, (x, y) => {
      const tree = treeOfOne(x);
      const constants: unknown[] = [];
      const reader = new Reader(everything(constants, holdsLists));
      expect(reader.read(tree, 'x', 'x')).toBe(true);
      const text = [...reader.statements, `return [${reader.numbers.join(', ')}];`].join('\n');
      const read = new Function('U', 'x', text) as (constants: unknown[], x: unknown) => number[] | undefined;
      expect(read(constants, x)).toEqual([...numbersOf(tree, x)]);
      if (flattenInto(tree, y, new Float64Array(leafCount(tree)), 0) >= 0) {
        expect(read(constants, y)).toEqual([...numbersOf(tree, y)]);
      }
    }),
  );
});

test('numbers that are not used are not read, and keep their places', () => {
  const reader = new Reader({ ...everything([], false), isUsed: (place) => place === 1 });
  reader.read(treeOfOne([1, 2, 3]), 'x', 'x');
  expect(reader.numbers).toEqual(['x_0', 'x_1', 'x_2']);
  expect(reader.statements.join('\n')).toMatch(/^if .*\nconst x_1 = x\[1\];\nif \(typeof x_1 !== 'number'\) return/);
});

test('what a style does not print is no reader and no result', () => {
  const style: ReaderStyle = { ...everything([], true), record: () => undefined, constant: () => undefined };
  for (const x of [{ a: 1 }, [1, { a: 1 }], 'word', [[], 'word']]) {
    expect(new Reader(style).read(treeOfOne(x), 'x', 'x')).toBe(false);
  }
  const keys = (): undefined => undefined;
  const plain = {
    typed: (numbers: readonly string[]) => `F(${numbers.join()})`,
    constant: String,
    keys,
    instance: keys,
  };
  expect(resultText(treeOfOne([{ a: 1 }, 2]), ['1', '2'], plain)).toBe(undefined);
});

test('the text of a result builds what unflatten builds', () => {
  fc.assert(
    fc.property(results, (x) => {
      const tree = treeOfOne(x);
      const numbers = numbersOf(tree, x);
      const constants: unknown[] = [];
      const names = Array.from(numbers, (_, i) => `n[${i}]`);
      const text = resultText(tree, names, {
        typed: (list) => `Float64Array.of(${list.join(', ')})`,
        keys: ({ keys }) => keys.map((key) => `[${JSON.stringify(key)}]`),
        constant: (value) => `U[${constants.push(value) - 1}]`,
        instance: () => undefined,
      });
      const built = new Function('U', 'n', `return ${text};`)(constants, numbers) as unknown;
      expect(built).toEqual(unflatten(tree, numbers));
    }),
  );
});

test('a polluted prototype prints nothing', () => {
  const pollution = { isUsed: () => true, holdsLists: true, keys: () => ['polluted'], typed: () => 'polluted()' };
  const before = new Reader(everything([], false));
  before.read(treeOfOne([[1, 2], { a: 3 }]), 'x', 'x');
  Object.assign(Object.prototype, pollution);
  try {
    const reader = new Reader(everything([], false));
    reader.read(treeOfOne([[1, 2], { a: 3 }]), 'x', 'x');
    expect(reader.statements).toEqual(before.statements);
  } finally {
    for (const key of Object.keys(pollution)) delete (Object.prototype as Record<string, unknown>)[key];
  }
});
