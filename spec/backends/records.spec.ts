import { afterEach, describe, expect, test } from 'vitest';
import { callOfArguments } from '../../lib/backends/js/call.ts';
import { compile, mul, type Scalar, sum } from '../../lib/entries/index.ts';
import { capture } from '../../lib/program/capture.ts';
import { finish } from '../../lib/program/finish.ts';
import { argumentTree } from '../../lib/tree/arguments.ts';
import { flatten, flattenInto, numbersOf } from '../../lib/tree/flatten.ts';
import { leafCount, type Tree } from '../../lib/tree/tree.ts';
import { unflatten } from '../../lib/tree/unflatten.ts';
import { fc } from '../support/fast-check.ts';
import { results, values } from '../tree/values.ts';

type Fn = (x: never) => unknown;

/** JavaScript of the function from x to its numbers, as a list, or as `result`. */
function reader(x: unknown, result?: Tree): ReturnType<typeof callOfArguments> {
  const signature = argumentTree('compile', [x]);
  const list: Tree = { kind: 'numbers', length: leafCount(signature), list: 'Array' };
  const builder = capture(
    'compile',
    ((y: unknown) => y) as Fn,
    signature,
    [x],
    numbersOf(signature, [x]),
    'simplified',
    (y) => flatten(signature.entries[0]!, y),
  );
  return callOfArguments(finish(builder!), { signature, result: result ?? list, into: undefined });
}

const prototype = Object.prototype as Record<string, unknown>;

afterEach(() => {
  for (const key of Object.keys(prototype)) delete prototype[key];
});

class Point {
  x = 1;
  y = 2;
  get z(): number {
    return this.x;
  }
}

describe('JavaScript that reads its arguments', () => {
  test('takes what flat numbers are read from, and the same numbers', () => {
    fc.assert(
      fc.property(values, values, (x, y) => {
        const code = reader(x);
        const tree = argumentTree('compile', [x]).entries[0]!;
        if (code === undefined) return;
        for (const own of [x, y]) {
          const numbers = new Float64Array(leafCount(tree));
          const fits = flattenInto(tree, own, numbers, 0) >= 0;
          expect(code.call(own)).toEqual(fits ? [...numbers] : undefined);
        }
      }),
    );
  });

  test('returns what is put together from flat numbers', () => {
    fc.assert(
      fc.property(results, (x) => {
        const tree = argumentTree('compile', [x]).entries[0]!;
        const code = reader(x, tree);
        if (code !== undefined) expect(code.call(x)).toStrictEqual(unflatten(tree, numbersOf(tree, x)));
      }),
    );
  });

  test.each<[string, unknown]>([
    ['a record', { W: [1, 2], b: 3 }],
    [
      'records in records and lists',
      {
        layers: [
          {
            W: [
              [1, 2],
              [3, 4],
            ],
            b: Float64Array.of(5),
          },
          { c: 6 },
        ],
        name: 'net',
      },
    ],
    ['a record without a prototype', Object.assign(Object.create(null), { a: 1 })],
    ['an object of a class', new Point()],
    ['an empty record', { empty: {}, a: 1 }],
    ['keys that are places', { 1: 1, 0: 2, b: 3 }],
    ['keys that are no words', { 'a "b" \\': 1, 'line\nbreak\u2028': 2, '*/ ${x} `': 3, '\ud800': 4, '': 5 }],
    ['a key __proto__', JSON.parse('{ "a": 1, "__proto__": 2, "b": { "__proto__": 3, "c": 4 } }')],
  ])('is made for %s', (_, x) => {
    const code = reader(x);
    expect(code?.call(x)).toEqual([...numbersOf(argumentTree('compile', [x]).entries[0]!, x)]);
  });

  test.each<[string, unknown]>([
    ['another order', { b: 3, W: [1, 2] }],
    ['another key', { W: [1, 2], c: 3 }],
    ['a key more', { W: [1, 2], b: 3, c: 4 }],
    ['a key less', { W: [1, 2] }],
    ['another kind', { W: [1, 2], b: [3] }],
    ['another length', { W: [1], b: 3 }],
    ['a typed array', { W: Float64Array.of(1, 2), b: 3 }],
    ['another prototype', Object.assign(new Point(), { W: [1, 2], b: 3 })],
    ['no prototype', Object.assign(Object.create(null), { W: [1, 2], b: 3 })],
    ['fields of the prototype', Object.create({ W: [1, 2], b: 3 })],
    ['a key that is not listed', Object.defineProperty({ W: [1, 2] }, 'b', { value: 3 })],
    ['a list', [[1, 2], 3]],
    ['null', null],
    ['undefined', undefined],
    ['a word', 'W'],
  ])('refuses %s', (_, x) => {
    expect(reader({ W: [1, 2], b: 3 })?.call(x)).toBe(undefined);
  });

  test('does not take what lies on Object.prototype for a field', () => {
    const code = reader({ W: 1, b: 2 });
    for (const enumerable of [true, false]) {
      Object.defineProperty(prototype, 'b', { value: 7, enumerable, configurable: true, writable: true });
      expect(code?.call({ W: 1 })).toBe(undefined);
      delete prototype.b;
    }
    expect(code?.call({ W: 1, b: 2 })).toEqual([1, 2]);
  });

  test('passes over what lies on Object.prototype beside', () => {
    const code = reader({ W: 1, b: 2 });
    prototype.polluted = 'globalThis.polluted = 1';
    expect(code?.call({ W: 1, b: 2 })).toEqual([1, 2]);
    expect(code?.call({ W: 1, b: 2, polluted: 3 })).toBe(undefined);
    expect(reader({ W: 1, b: 2 })?.call({ W: 3, b: 4 })).toEqual([3, 4]);
  });

  test('reads a field once', () => {
    const code = reader({ a: 1, b: 2 });
    let reads = 0;
    const x = {
      get a() {
        return reads++ === 0 ? 5 : 'no number';
      },
      b: 2,
    };
    expect([code?.call(x), reads]).toEqual([[5, 2], 1]);
  });

  test('calls no accessor of another class', () => {
    class Other {
      get a(): never {
        throw new Error('called');
      }
    }
    expect(reader({ a: 1 })?.call(new Other())).toBe(undefined);
  });

  test('is not made where the last key is on the prototype as well', () => {
    for (const key of ['toString', '__proto__']) {
      const x = JSON.parse(`{ "a": 1, "${key}": 2 }`) as Readonly<Record<string, Scalar>>;
      expect(reader(x)).toBe(undefined);
      const f = compile((y: Readonly<Record<string, Scalar>>) => mul(y.a!, y[key]!), { backend: 'js' });
      expect([f(x), f(x), f.stats.backend]).toEqual([2, 2, 'js']);
    }
  });

  test('a field of a result never sets a prototype', () => {
    const x = JSON.parse('{ "a": 1, "__proto__": 2, "b": 3 }') as object;
    const y = reader(x, argumentTree('compile', [x]).entries[0]!)?.call(x) as object;
    expect(Object.getPrototypeOf(y)).toBe(Object.prototype);
    expect(Object.entries(y)).toEqual([
      ['a', 1],
      ['__proto__', 2],
      ['b', 3],
    ]);
  });
});

test('a compiled function of a record runs code, and takes a record of other keys for another shape', () => {
  const f = compile(({ W, b }: { readonly W: readonly Scalar[]; readonly b: Scalar }) => mul(b, sum(W)), {
    backend: 'js',
  });
  expect([f({ W: [1, 2], b: 3 }), f({ W: [4, 2], b: 5 })]).toEqual([9, 30]);
  expect(f.stats).toMatchObject({ shapes: 1, backend: 'js' });
  expect(f({ b: 5, W: [4, 2] })).toBe(30);
  expect(f.stats.shapes).toBe(2);
});
