import { describe } from '../describe.ts';
import type { Scalar } from '../scalar.ts';
import { inputs } from '../tree/container.ts';
import { listOf, type TypedArray } from '../typed-array.ts';
import { checkColumns, misplaced } from './block-families.ts';

/** A sparse matrix, row by row: the entries of row i are those from `starts[i]` to `starts[i + 1]`. */
export interface CompressedRows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** The blocks of a family, all with `width` entries of x and `height` results. */
export interface FamilyShape {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** Where the entries of the blocks are in x, block by block, and the last of these places. */
  readonly places: Int32Array;
  readonly last: number;
}

/** The input of the rows of a family, and their destination: `values` from `first` on. */
export interface FamilyBuffers {
  readonly shape: FamilyShape;
  readonly x: Float64Array;
  /** The data of the blocks, equally many numbers for each. */
  readonly data: Float64Array;
  readonly values: Float64Array;
  readonly first: number;
}

/** The rows of block i, from its entries of x and its own data. */
export type BlockRows = (xs: number[], i: number, own: number[]) => readonly ArrayLike<Scalar>[];

/** Computes the rows of the blocks of a family. */
export interface BlockEvaluator {
  readonly rows: BlockRows;
  /** Writes the rows of the blocks from `i` on, and returns the first that is left to `rows`. */
  readonly run?: (buffers: FamilyBuffers, i: number) => number;
}

/** A family of blocks: how many blocks, where their entries are, and their data. */
export interface Family {
  readonly count: number;
  readonly columns: (i: number) => readonly number[];
  readonly data?: readonly number[] | TypedArray | undefined;
}

/** Where all derivatives are. */
export interface BlockPattern {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly shapes: readonly FamilyShape[];
}

/** The columns of each block, and how many rows it has, as the first block shows. */
export function patternOf(
  families: readonly Family[],
  evaluators: readonly BlockEvaluator[],
  x: Float64Array,
  data: readonly Float64Array[],
): BlockPattern {
  const shapes = families.map(({ count, columns }, k): FamilyShape => {
    if (count === 0) return { count, width: 0, height: 0, places: new Int32Array(0), last: -1 };
    const first = columns(0);
    checkColumns(first, 0, x.length);
    const width = first.length;
    const places = new Int32Array(count * width);
    for (let i = 0; i < count; i++) {
      const own = i === 0 ? first : columns(i);
      checkColumns(own, i, x.length);
      if (own.length !== width) throw misshapen(i, width, 'columns', own.length);
      places.set(own, i * width);
    }
    const shape = { count, width, places, last: places.reduce((most, place) => Math.max(most, place), -1) };
    const { rows } = evaluators[k]!;
    let height: number;
    try {
      height = rows(entries(shape, x, 0), 0, ownOf(shape, data[k] as Float64Array, 0)).length;
    } catch (error) {
      throw withHint(error);
    }
    return { ...shape, height };
  });
  const total = (of: (shape: FamilyShape) => number): number => shapes.reduce((sum, shape) => sum + of(shape), 0);
  const starts = new Int32Array(total(({ count, height }) => count * height) + 1);
  const columns = new Int32Array(total(({ places, height }) => places.length * height));
  let [row, next] = [0, 0];
  for (const { count, width, height, places } of shapes) {
    for (let i = 0; i < count; i++) {
      for (let r = 0; r < height; r++) {
        columns.set(places.subarray(i * width, (i + 1) * width), next);
        next += width;
        starts[++row] = next;
      }
    }
  }
  return { starts, columns, shapes };
}

/** A block with one result returns a list of it; jacobian's own hint is for other functions. */
function withHint(error: unknown): unknown {
  if (!(error instanceof TypeError) || !error.message.endsWith('for scalar outputs use grad(f)')) return error;
  const message = error.message
    .replace(' or a record', '')
    .replace(/; for scalar outputs.*/, '; return [y] for one result');
  return new TypeError(message, { cause: error });
}

/** Writes the rows of a family. */
export function fill(buffers: FamilyBuffers, { rows, run }: BlockEvaluator): void {
  const { shape, x, data, values, first } = buffers;
  const { count, width, height, places, last } = shape;
  if (last >= x.length) {
    const j = places.findIndex((place) => place >= x.length);
    throw misplaced(x.length, Math.floor(j / width), places[j]!);
  }
  for (let i = 0; i < count; i++) {
    if (run !== undefined) {
      i = run(buffers, i);
      if (i >= count) return;
    }
    const own = rows(entries(shape, x, i), i, ownOf(shape, data, i));
    if (own.length !== height) throw misshapen(i, height, 'results', own.length);
    let next = first + i * width * height;
    for (let r = 0; r < height; r++) {
      const row = own[r] as ArrayLike<number>;
      for (let k = 0; k < width; k++) values[next++] = row[k]!;
    }
  }
}

/** The entries of block i. */
function entries({ places, width }: Pick<FamilyShape, 'places' | 'width'>, x: Float64Array, i: number): number[] {
  const own: number[] = [];
  for (let k = i * width; k < (i + 1) * width; k++) own.push(x[places[k]!]!);
  return own;
}

/** The data of block i. */
function ownOf({ count }: Pick<FamilyShape, 'count'>, data: Float64Array, i: number): number[] {
  if (data.length === 0) return [];
  const each = data.length / count;
  return Array.from(data.subarray(i * each, (i + 1) * each));
}

/** Checks that x holds plain numbers, and returns them. */
export function checkPlain(x: unknown): Float64Array {
  if (x instanceof Float64Array) return x;
  const list = inputs('blockJacobian', 'x', x);
  const numbers = new Float64Array(list.length);
  for (let j = 0; j < list.length; j++) {
    const xj = list[j]!;
    if (typeof xj !== 'number') {
      throw new TypeError(
        `blockJacobian: expected plain numbers, got ${xj.toString()} of an outer derivative; inside another derivative use jacobian`,
      );
    }
    numbers[j] = xj;
  }
  return numbers;
}

const NONE = new Float64Array(0);

/** Checks the data of a family, and returns them with the values they have now. */
export function checkData({ count, data: given = NONE }: Family): Float64Array {
  const data = listOf(given);
  if (data === undefined) {
    throw new TypeError(
      `blockJacobian: expected data to be an array of numbers or a Float64Array, block by block, got ${describe(given)}`,
    );
  }
  if (count > 0 ? data.length % count !== 0 : data.length > 0) {
    throw new RangeError(
      `blockJacobian: expected data to hold as many numbers for each of ${count} blocks, got ${data.length} numbers`,
    );
  }
  if (data instanceof Float64Array) return data;
  for (let j = 0; j < data.length; j++) {
    if (typeof data[j] === 'number') continue;
    throw new TypeError(`blockJacobian: expected data[${j}] to be a number, got ${describe(data[j])}`);
  }
  return Float64Array.from(data as readonly number[]);
}

/** The array for the values: the caller's, checked, or a new one. `read` are the arrays read while it is written. */
export function checkValues(given: unknown, length: number, read: readonly Float64Array[]): Float64Array {
  if (given === undefined) return new Float64Array(length);
  if (!(given instanceof Float64Array)) {
    throw new TypeError(`blockJacobian: expected values to be a Float64Array to write into, got ${describe(given)}`);
  }
  if (given.length !== length) {
    throw new RangeError(
      `blockJacobian: expected values to be of length ${length}, one for each column of a row, got ${given.length}`,
    );
  }
  if (read.some((list) => overlap(list, given))) {
    throw new RangeError(
      'blockJacobian: expected values to have memory of their own, got an array that overlaps x or data',
    );
  }
  return given;
}

function overlap(a: Float64Array, b: Float64Array): boolean {
  const [endOfA, endOfB] = [a.byteOffset + a.byteLength, b.byteOffset + b.byteLength];
  return a.buffer === b.buffer && a.byteOffset < endOfB && b.byteOffset < endOfA;
}

/** Checks that f of a block returned a flat list: its rows are flat. */
export function checkFlat(rows: readonly unknown[], block: number): readonly ArrayLike<number>[] {
  if (Array.isArray(rows) && rows.every((row) => Array.isArray(row) && typeof row[0] !== 'object')) return rows;
  throw new TypeError(`blockJacobian: expected f of block ${block} to return an array of numbers, got a tree of them`);
}

/** Checks rows computed by the caller's `jacobian`. */
export function checkRows(
  rows: readonly ArrayLike<number>[],
  width: number,
  block: number,
): readonly ArrayLike<number>[] {
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

function misshapen(block: number, expected: number, what: string, got: number): RangeError {
  return new RangeError(
    `blockJacobian: expected block ${block} to have as many ${what} as block 0, ${expected}, got ${got}; put blocks of another shape into a family of their own`,
  );
}
