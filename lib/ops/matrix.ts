import { describe } from '../describe.ts';
import type { Numeric, Scalar } from '../scalar.ts';
import { listOf } from '../typed-array.ts';
import { checkArity } from './arity.ts';
import { sum } from './arrays.ts';
import { levelWithin } from './lift-arrays.ts';

/** A matrix: an array of rows of the same length. */
export type Matrix = readonly Numeric[];

/** The entries of a matrix row after row, and its shape; without rows it has any number of columns. */
export interface MatrixEntries {
  readonly entries: readonly Scalar[];
  readonly rows: number;
  readonly columns: number | undefined;
}

/** Checks that an argument is a matrix, and returns its entries. */
export function checkMatrix(name: string, matrix: Matrix): MatrixEntries {
  if (!Array.isArray(matrix)) throw notMatrix(name, matrix);
  const entries: Scalar[] = [];
  let columns: number | undefined;
  for (let i = 0; i < matrix.length; i++) {
    const list = listOf(matrix[i]) as ArrayLike<Scalar> | undefined;
    if (list === undefined) throw notMatrix(name, matrix[i], ` as row ${i}`);
    columns ??= list.length;
    if (list.length !== columns) {
      throw new RangeError(
        `${name}: expected the rows of a matrix to have the same length, got row 0 of length ${columns} and row ${i} of length ${list.length}`,
      );
    }
    for (let k = 0; k < list.length; k++) entries.push(list[k]!);
  }
  return { entries, rows: matrix.length, columns };
}

function notMatrix(name: string, got: unknown, where = ''): TypeError {
  return new TypeError(`${name}: expected a matrix, an array of rows, got ${describe(got)}${where}`);
}

/**
 * The transpose of the matrix `A`, an array of rows: of an m × n matrix n rows of m entries.
 *
 *     d(Aᵀ) = (dA)ᵀ
 *
 * Cost: none; the entries are the same numbers.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @throws {@link RangeError} when its rows have different lengths.
 * @example transpose([[1, 2], [3, 4]]) // [[1, 3], [2, 4]]
 */
export function transpose(A: Matrix): Scalar[][];
export function transpose(A: Matrix, next?: unknown, after?: unknown): Scalar[][] {
  if (next !== undefined) checkArity('transpose', 1, next, after);
  const { entries, rows, columns = 0 } = checkMatrix('transpose', A);
  levelWithin('transpose', entries);
  return Array.from({ length: columns }, (_, k) => Array.from({ length: rows }, (_, i) => entries[i * columns + k]!));
}

/**
 * The trace of the square matrix `A`, an array of rows: the sum of its diagonal, 0 of none.
 *
 *     d(tr A) = Σ dAᵢᵢ
 *
 * Cost: n − 1 additions for n rows.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @throws {@link RangeError} when it is not square.
 * @example tr([[1, 2], [3, 4]]) // 5
 */
export function tr(A: Matrix): Scalar;
export function tr(A: Matrix, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkArity('tr', 1, next, after);
  const { entries, rows, columns = 0 } = checkMatrix('tr', A);
  if (rows !== columns) throw new RangeError(`tr: expected a square matrix, got one of shape ${rows} × ${columns}`);
  levelWithin('tr', entries);
  return sum(entries.filter((_, i) => i % (rows + 1) === 0));
}
