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
  /** Where the inputs of block i are in x; each place once. Asked for at the first call only. */
  readonly columns: (i: number) => readonly number[];
  readonly f: (xs: Inputs, i: number) => Vector;
}

/** As {@link Blocks}, their derivatives known: compiled, or written by hand. */
export interface DerivedBlocks {
  readonly count: number;
  readonly columns: (i: number) => readonly number[];
  /** The rows of block i: for each result its derivatives by the entries. */
  readonly jacobian: (xs: number[], i: number) => readonly ArrayLike<number>[];
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
   * Blocks may give their derivatives themselves, `jacobian` in place of `f`: written by hand, or compiled, the data of a
   * block being an argument, as in `jacobian: (xs, i) => compiled(xs, data[i])`. They are taken as they are.
   *
   * Which columns there are is asked for at the first call; later results share its `starts` and `columns`.
   *
   * Cost: a small dense Jacobian for every block, 8 bytes for every entry, and once 4 more.
   * @throws {@link TypeError} when x is not an array of numbers, or a block does not give an array of numbers.
   * @throws {@link RangeError} when blocks of a family differ in their numbers of columns or results, or a column is not in x.
   * @example blockJacobian([{ count: 2, columns: (i) => [i, i + 1], f: ([a, b]) => [mul(a, b)] }])([2, 3, 4]).values // Float64Array(4) [3, 2, 4, 3]
   * @see Griewank & Toint, On the unconstrained optimization of partially separable functions (1982)
   */
  (
    families: readonly (Blocks | DerivedBlocks)[],
    options?: Options<M>,
  ): (x: readonly number[] | Float64Array) => CompressedRows;
}

/** The rows of a block, from its entries of x. */
type RowsOf = (xs: number[], i: number) => readonly ArrayLike<Scalar>[];

/** `blockJacobian` with the modes of an entry. */
export function makeBlockJacobian<M extends string>(engines: Engines<M>): BlockJacobian<M> {
  return (families, options = {}) => {
    const { engine, lanes } = choose('blockJacobian', engines, options);
    const rows = families.map((family): RowsOf => {
      if ('jacobian' in family) {
        checkFunction('blockJacobian', family.jacobian);
        return (xs, i) => known(family.jacobian(xs, i), xs.length, i);
      }
      checkFunction('blockJacobian', family.f);
      return (xs, i) => engine.rows('blockJacobian', (own) => family.f(own as unknown as Inputs, i), xs, lanes).rows;
    });
    let pattern: Pattern | undefined;
    return (x) => {
      const entries = x instanceof Float64Array ? x : inputs('blockJacobian', 'x', x);
      pattern ??= patternOf(families, rows, entries);
      const { starts, columns, parts } = pattern;
      const values = new Float64Array(columns.length);
      let first = 0;
      parts.forEach((part, k) => {
        fill(values, first, part, rows[k] as RowsOf, entries);
        first += part.places.length * part.height;
      });
      return { starts, columns, values };
    };
  };
}

/** A family of blocks, all with `width` entries and `height` results. */
interface Part {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** Where the entries of the blocks are in x, block by block. */
  readonly places: Int32Array;
}

interface Pattern {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly parts: readonly Part[];
}

function patternOf(
  families: readonly (Blocks | DerivedBlocks)[],
  rows: readonly RowsOf[],
  entries: ArrayLike<Scalar>,
): Pattern {
  const parts = families.map(({ count, columns }, k): Part => {
    if (count === 0) return { count, width: 0, height: 0, places: new Int32Array(0) };
    const width = columns(0).length;
    const places = new Int32Array(count * width);
    for (let i = 0; i < count; i++) {
      const own = columns(i);
      if (own.length !== width) throw misshapen(i, width, 'columns', own.length);
      for (const j of own) entry(entries, i, j);
      places.set(own, i * width);
    }
    const height = (rows[k] as RowsOf)(taken(entries, places, 0, width), 0).length;
    return { count, width, height, places };
  });
  const total = (of: (part: Part) => number): number => parts.reduce((sum, part) => sum + of(part), 0);
  const starts = new Int32Array(total(({ count, height }) => count * height) + 1);
  const columns = new Int32Array(total(({ places, height }) => places.length * height));
  let [row, next] = [0, 0];
  for (const { count, width, height, places } of parts) {
    for (let i = 0; i < count; i++) {
      for (let r = 0; r < height; r++) {
        columns.set(places.subarray(i * width, (i + 1) * width), next);
        next += width;
        starts[++row] = next;
      }
    }
  }
  return { starts, columns, parts };
}

/** Writes the entries of a family, from `first` on. */
function fill(
  values: Float64Array,
  first: number,
  { count, width, height, places }: Part,
  rows: RowsOf,
  entries: ArrayLike<Scalar>,
): void {
  let next = first;
  for (let i = 0; i < count; i++) {
    const own = rows(taken(entries, places, i, width), i);
    if (own.length !== height) throw misshapen(i, height, 'results', own.length);
    for (let r = 0; r < height; r++) {
      const row = own[r] as ArrayLike<number>;
      for (let k = 0; k < width; k++) values[next++] = row[k] as number;
    }
  }
}

/** The entries of block i. */
function taken(entries: ArrayLike<Scalar>, places: Int32Array, i: number, width: number): number[] {
  const own: number[] = [];
  for (let k = i * width; k < (i + 1) * width; k++) {
    const place = places[k] as number;
    const x = entries[place];
    own.push(typeof x === 'number' ? x : entry(entries, i, place));
  }
  return own;
}

/** Lets rows pass that somebody else computed. */
function known(rows: readonly ArrayLike<number>[], width: number, block: number): readonly ArrayLike<number>[] {
  if (!Array.isArray(rows)) {
    throw new TypeError(
      `blockJacobian: expected jacobian(xs, ${block}) to be an array of rows, one for each result, got ${describe(rows)}`,
    );
  }
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r] as ArrayLike<number>;
    let count = 0;
    if (row?.length === width) while (typeof row[count] === 'number') count++;
    if (count !== width) {
      throw new TypeError(
        `blockJacobian: expected jacobian(xs, ${block})[${r}] to hold ${width} numbers, one for each column, got ${describe(row)}`,
      );
    }
  }
  return rows;
}

function entry(entries: ArrayLike<Scalar>, block: number, column: number): number {
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
