import { describe } from '../describe.ts';
import type { Scalar, Vector } from '../scalar.ts';
import { inputs } from './container.ts';
import type { Engines } from './engine.ts';
import { checkFunction, choose, type Options } from './options.ts';
import type { Inputs } from './types.ts';

/**
 * `count` functions of a few entries of x each: block i is `f([x[j] for j of columns(i)], i)`, a list of numbers.
 * All blocks take the same number of entries and give the same number of results.
 */
export interface Blocks {
  readonly count: number;
  /** Where the inputs of block i are in x; each place once. */
  readonly columns: (i: number) => readonly number[];
  readonly f: (xs: Inputs, i: number) => Vector;
}

/** A sparse matrix, row by row: the entries of row i are those from `starts[i]` to `starts[i + 1]`. */
export interface CompressedRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** The verb {@link blockJacobian} of an entry with the modes M. */
export interface BlockJacobian<M extends string> {
  /**
   * The Jacobian of a function that is made of many small ones, as rows that hold only the columns of their own block:
   * those of the first family of blocks, block by block, then those of the next. Residuals of bundle adjustment, of
   * elements of a mesh or of measurements are such functions; in the literature they are called partially separable.
   * A column that a result does not depend on holds 0.
   *
   * Cost: a small dense Jacobian for every block, and 12 bytes for every entry.
   * @throws {@link TypeError} when x is not an array of numbers, or a block does not give an array of numbers.
   * @throws {@link RangeError} when blocks of a family differ in their numbers of columns or results, or a column is not in x.
   * @example blockJacobian([{ count: 2, columns: (i) => [i, i + 1], f: ([a, b]) => [mul(a, b)] }])([2, 3, 4]).values // Float64Array(4) [3, 2, 4, 3]
   * @see Griewank & Toint, On the unconstrained optimization of partially separable functions (1982)
   */
  (families: readonly Blocks[], options?: Options<M>): (x: readonly number[] | Float64Array) => CompressedRows;
}

/** `blockJacobian` with the modes of an entry. */
export function makeBlockJacobian<M extends string>(engines: Engines<M>): BlockJacobian<M> {
  return (families, options = {}) => {
    for (const { f } of families) checkFunction('blockJacobian', f);
    const { engine, lanes } = choose('blockJacobian', engines, options);
    return (x) => {
      const entries = inputs('blockJacobian', 'x', x);
      const parts = families.map(({ count, columns, f }) => {
        let part: Part | undefined;
        let next = 0;
        for (let i = 0; i < count; i++) {
          const own = columns(i);
          if (part !== undefined && own.length !== part.width) throw misshapen(i, part.width, 'columns', own.length);
          const at = own.map((j) => entry(entries, i, j));
          const { rows } = engine.rows('blockJacobian', (xs) => f(xs as unknown as Inputs, i), at, lanes);
          part ??= room(count, rows.length, own.length);
          if (rows.length !== part.height) throw misshapen(i, part.height, 'results', rows.length);
          const { columns: places, values } = part;
          for (const row of rows) {
            for (let k = 0; k < own.length; k++, next++) {
              places[next] = own[k] as number;
              values[next] = row[k] as number;
            }
          }
        }
        return part ?? room(0, 0, 0);
      });
      return stacked(parts);
    };
  };
}

function entry(entries: readonly Scalar[], block: number, column: number): number {
  const x = entries[column];
  if (typeof x === 'number') return x;
  if (x === undefined) {
    throw new RangeError(
      `blockJacobian: expected the columns of block ${block} to be places in x, from 0 to ${entries.length - 1}, got ${describe(column)}`,
    );
  }
  throw new TypeError(
    `blockJacobian: expected plain numbers, got ${x.toString()} of an outer derivative; inside another derivative use jacobian`,
  );
}

function misshapen(block: number, expected: number, what: string, got: number): RangeError {
  return new RangeError(
    `blockJacobian: expected block ${block} to have as many ${what} as block 0, ${expected}, got ${got}; put blocks of another shape into a family of their own`,
  );
}

/** The rows of one family of blocks, all of the same width. */
interface Part {
  readonly rows: number;
  readonly height: number;
  readonly width: number;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

function room(count: number, height: number, width: number): Part {
  const size = count * height * width;
  return { rows: count * height, height, width, columns: new Int32Array(size), values: new Float64Array(size) };
}

function stacked(parts: readonly Part[]): CompressedRows {
  const total = (of: (part: Part) => number): number => parts.reduce((sum, part) => sum + of(part), 0);
  const starts = new Int32Array(total(({ rows }) => rows) + 1);
  const columns = new Int32Array(total((part) => part.columns.length));
  const values = new Float64Array(columns.length);
  let [row, next] = [0, 0];
  for (const part of parts) {
    columns.set(part.columns, next);
    values.set(part.values, next);
    for (let r = 0; r < part.rows; r++) {
      next += part.width;
      row += 1;
      starts[row] = next;
    }
  }
  return { starts, columns, values };
}
