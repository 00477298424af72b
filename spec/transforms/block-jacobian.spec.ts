import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  type Blocks,
  blockJacobian,
  type CompressedRows,
  compile,
  type DerivedBlocks,
  derivative,
  jacobian,
  mul,
  type Scalar,
  sin,
} from '../../lib/entries/index.ts';

type Vector = readonly Scalar[];

/** The rows in full, `width` columns wide. */
function dense({ starts, columns, values }: CompressedRows, width: number): number[][] {
  return Array.from({ length: starts.length - 1 }, (_, i) => {
    const row = new Array<number>(width).fill(0);
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e++)
      row[columns[e] as number] = values[e] as number;
    return row;
  });
}

/** What the blocks are as one function of all of x. */
const whole =
  (families: readonly Blocks[]) =>
  (x: Vector): Scalar[] =>
    families.flatMap(({ count, columns, f }) =>
      Array.from({ length: count }, (_, i) =>
        f(columns(i).map((j) => x[j]) as unknown as Parameters<Blocks['f']>[0], i, [] as never),
      ).flat(),
    );

const pair: Blocks = {
  count: 2,
  columns: (i) => [i, i + 1],
  f: ([a, b], i) => [mul(a as Scalar, b as Scalar), add(sin(a as Scalar), i)],
};

describe('blockJacobian', () => {
  test('is the Jacobian of all blocks together, in every mode', () => {
    const families = fc.array(
      fc.record({
        count: fc.integer({ min: 0, max: 4 }),
        places: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 }),
        results: fc.integer({ min: 1, max: 3 }),
      }),
    );
    const point = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(families, point, fc.constantFrom('auto', 'forward', 'reverse'), (drawn, x, mode) => {
        const blocks = drawn.map(
          ({ count, places, results }): Blocks => ({
            count,
            columns: (i) => places.map((j) => (j + i) % 10),
            f: (xs, i) =>
              Array.from({ length: results }, (_, r) => xs.reduce((y, xj) => mul(y, add(sin(xj), r)), i + 1)),
          }),
        );
        const found = blockJacobian(blocks, { mode } as { mode: 'forward' })(x);
        const mostly = mode === 'auto' ? {} : { mode: mode as 'forward' };
        const wanted = blocks.some(({ count }) => count > 0) ? jacobian(whole(blocks), mostly)(x) : [];
        const rows = dense(found, 10);
        expect(rows).toHaveLength(wanted.length);
        for (const [i, row] of rows.entries()) {
          for (const [j, entry] of row.entries()) expect(entry).toBeCloseTo((wanted[i] as number[])[j] as number, 10);
        }
      }),
    );
  });

  test('lists the columns of a block in its order, those that a result does not depend on with 0', () => {
    expect(blockJacobian([pair])(Float64Array.of(0, 1, 5))).toEqual({
      starts: Int32Array.of(0, 2, 4, 6, 8),
      columns: Int32Array.of(0, 1, 0, 1, 1, 2, 1, 2),
      values: Float64Array.of(1, 0, 1, 0, 5, 1, Math.cos(1), 0),
    });
  });

  test('takes the derivatives of blocks as they are given, compiled or written by hand', () => {
    const data = [2, 3];
    const compiled = compile(jacobian(([a, b]: Vector, c: Scalar) => [mul(c, mul(a as Scalar, b as Scalar))]));
    const f: Blocks = { ...pair, f: ([a, b], i) => [mul(data[i] as number, mul(a, b))] };
    const { count, columns } = pair;
    const given: DerivedBlocks[] = [
      { count, columns, jacobian: (xs, i) => compiled(xs, data[i] as number) },
      {
        count,
        columns,
        jacobian: ([a, b], i) => [[(data[i] as number) * (b as number), (data[i] as number) * (a as number)]],
      },
    ];
    const eager = blockJacobian([f, pair]);
    for (const family of given) {
      const found = blockJacobian([family, pair]);
      for (const x of [[1, 2, 3], Float64Array.of(4, -1, 0.5)]) expect(found(x)).toEqual(eager(x));
    }
  });

  test('finds its columns once; results share them, and what is written into them spoils no values', () => {
    let asked = 0;
    const columns = (i: number) => {
      asked++;
      return [i, i + 1];
    };
    const of = blockJacobian([
      { ...pair, columns },
      { ...pair, count: 1, columns: () => [], f: () => [1] },
    ]);
    const first = of([0, 1, 5]);
    const before = asked;
    first.columns.fill(0);
    const again = of([0, 1, 5]);
    expect(asked).toBe(before);
    expect([again.starts, again.columns]).toEqual([first.starts, first.columns]);
    expect(again.starts).toEqual(Int32Array.of(0, 2, 4, 6, 8, 8));
    expect(again.values).toEqual(blockJacobian([pair])([0, 1, 5]).values);
    expect(() => of([0, 1])).toThrow(
      new RangeError('blockJacobian: expected the columns of block 1 to be places in x, from 0 to 1, got 2'),
    );
  });

  test('hands each block its data, as they are at the call', () => {
    const { count, columns } = pair;
    for (const data of [[2, 3, 5, 7], Float64Array.of(2, 3, 5, 7)]) {
      const of = blockJacobian([
        { count, columns, data, f: ([a, b], _, [s, t]) => [mul(s, mul(a, b)), mul(t, a)] },
        pair,
      ]);
      const own = (x: number[]) => of(x).values.slice(0, 8);
      expect(own([1, 2, 3])).toEqual(Float64Array.of(4, 2, 3, 0, 15, 10, 7, 0));
      data[3] = 11;
      expect(own([1, 2, 3])).toEqual(Float64Array.of(4, 2, 3, 0, 15, 10, 11, 0));
    }
    const none: Blocks = { count, columns, data: [], f: ([a], _, own) => [mul(a, own.length)] };
    expect(blockJacobian([none])([1, 2, 3]).values).toEqual(new Float64Array(4));
  });

  test('writes its values where it is told', () => {
    const of = blockJacobian([pair]);
    const values = new Float64Array(8).fill(NaN);
    expect(of([0, 1, 5], values).values).toBe(values);
    expect(values).toEqual(of([0, 1, 5]).values);
    expect(() => of([0, 1, 5], new Float64Array(7))).toThrow(
      new RangeError('blockJacobian: expected values to be of length 8, one for each column of a row, got 7'),
    );
    const memory = new Float64Array(11);
    expect(of(memory.subarray(8), memory.subarray(0, 8)).values).toHaveLength(8);
    const shared = [
      () => of(memory.subarray(7, 10), memory.subarray(0, 8)),
      () => blockJacobian([{ ...pair, data: memory.subarray(0, 2) }])([0, 1, 5], memory.subarray(1, 9)),
    ];
    for (const call of shared) {
      expect(call).toThrow(
        new RangeError(
          'blockJacobian: expected values to have memory of their own, got an array that overlaps x or data',
        ),
      );
    }
    expect(() => of([0, 1, 5], [] as never)).toThrow(
      new TypeError('blockJacobian: expected values to be a Float64Array to write into, got an array of length 0'),
    );
  });

  test('of no blocks is empty', () => {
    const nothing = { starts: Int32Array.of(0), columns: new Int32Array(0), values: new Float64Array(0) };
    expect(blockJacobian([])([])).toEqual(nothing);
    expect(blockJacobian([{ ...pair, count: 0 }])([1])).toEqual(nothing);
  });

  test('says what it can not do', () => {
    const of = (part: Partial<Blocks>) => () => blockJacobian([{ ...pair, ...part }])([1, 2, 3]);
    expect(of({ columns: (i) => [i, i + 2] })).toThrow(
      new RangeError('blockJacobian: expected the columns of block 1 to be places in x, from 0 to 2, got 3'),
    );
    expect(of({ columns: (i) => (i === 0 ? [0, 1] : [2]) })).toThrow(
      new RangeError(
        'blockJacobian: expected block 1 to have as many columns as block 0, 2, got 1; put blocks of another shape into a family of their own',
      ),
    );
    expect(of({ f: ([a], i) => (i === 0 ? [a as Scalar] : []) })).toThrow(
      new RangeError(
        'blockJacobian: expected block 1 to have as many results as block 0, 1, got 0; put blocks of another shape into a family of their own',
      ),
    );
    expect(of({ f: (() => 1) as never })).toThrow(
      new TypeError('blockJacobian: expected f(x) to be an array, got the number 1; return [y] for one result'),
    );
    const withData = (data: unknown) => () => {
      const family = { count: 2, columns: pair.columns, data: data as number[], f: ([a]: Vector) => [a as Scalar] };
      blockJacobian([family])([1, 2, 3]);
    };
    expect(withData([1, 2, 3])).toThrow(
      new RangeError('blockJacobian: expected data to hold as many numbers for each of 2 blocks, got 3 numbers'),
    );
    expect(withData([1, '2'])).toThrow(
      new TypeError('blockJacobian: expected data[1] to be a number, got the string "2"'),
    );
    expect(withData(new BigInt64Array(2))).toThrow(
      new TypeError(
        'blockJacobian: expected data to be an array of numbers or a Float64Array, block by block, got a BigInt64Array of length 2',
      ),
    );
    expect(() => blockJacobian([{ count: 0, columns: () => [], data: [1], f: () => [] }])([])).toThrow(
      new RangeError('blockJacobian: expected data to hold as many numbers for each of 0 blocks, got 1 numbers'),
    );
    const known = (rows: unknown) => () =>
      blockJacobian([{ count: 2, columns: pair.columns, jacobian: () => rows as number[][] }])([1, 2, 3]);
    expect(known(1)).toThrow(
      new TypeError('blockJacobian: expected jacobian(xs, 0) to be an array of rows, one for each result, got 1'),
    );
    for (const row of [[1], [1, '2'], [1, 2, 3], 5, undefined]) {
      expect(known([row])).toThrow(
        /^blockJacobian: expected jacobian\(xs, 0\)\[0\] to hold 2 numbers, one for each column, got /,
      );
    }
    expect(() => blockJacobian([{ ...pair, jacobian: 1 as never }])).toThrow(
      new TypeError('blockJacobian: expected families[0].jacobian to be a function, got 1'),
    );
    expect(() => blockJacobian([{ ...pair, f: 1 as never }])).toThrow(
      new TypeError('blockJacobian: expected families[0].f to be a function, got 1'),
    );
    expect(() =>
      derivative((x: Scalar) => {
        blockJacobian([pair])([x, 2, 3] as never);
        return x;
      })(1),
    ).toThrow(
      new TypeError(
        'blockJacobian: expected plain numbers, got Dual(1 + 1ε) of an outer derivative; inside another derivative use jacobian',
      ),
    );
  });
});
