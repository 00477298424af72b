import { checkArity } from '../ops/arity.ts';
import type { Matrix } from '../ops/matrix.ts';
import type { Numeric, Scalar } from '../scalar.ts';
import type { Block } from './blocks.ts';
import { type Solver, solved } from './linear-equation.ts';
import { inShapeOf, rightSideOf, squareOf } from './matrix-arguments.ts';
import { rowsOf } from './products.ts';
import { ofNumbers } from './row-arithmetic.ts';

/**
 * The solution X of L X = B for a lower triangular matrix `L`, an array of rows, and a vector or a matrix `B`; it has the shape
 * of `B`. What stands above the diagonal of `L` is not read.
 *
 *     dX = L⁻¹ (dB − dL X)
 *
 * Cost: n² operations for each column of B, and as many for a tangent or an adjoint.
 * @throws {@link TypeError} when `L` is not an array of arrays of Scalars, or `B` neither a vector nor a matrix.
 * @throws {@link RangeError} when `L` is not square, a number of its diagonal is 0, or the shapes do not fit.
 * @example solveLower([[2, 0], [1, 4]], [2, 5]) // [1, 1]
 */
export function solveLower(L: Matrix, B: Numeric): Scalar[];
export function solveLower(L: Matrix, B: Matrix): Scalar[][];
export function solveLower(L: Matrix, B: Numeric | Matrix, next?: unknown, after?: unknown): Scalar[] | Scalar[][] {
  if (next !== undefined) checkArity('solveLower', 2, next, after);
  return solution(lowerTriangle, L, B);
}

/**
 * The solution X of U X = B for an upper triangular matrix `U`, an array of rows, and a vector or a matrix `B`; it has the shape
 * of `B`. What stands below the diagonal of `U` is not read.
 *
 *     dX = U⁻¹ (dB − dU X)
 *
 * Cost: n² operations for each column of B, and as many for a tangent or an adjoint.
 * @throws {@link TypeError} when `U` is not an array of arrays of Scalars, or `B` neither a vector nor a matrix.
 * @throws {@link RangeError} when `U` is not square, a number of its diagonal is 0, or the shapes do not fit.
 * @example solveUpper([[2, 1], [0, 4]], [3, 4]) // [1, 1]
 */
export function solveUpper(U: Matrix, B: Numeric): Scalar[];
export function solveUpper(U: Matrix, B: Matrix): Scalar[][];
export function solveUpper(U: Matrix, B: Numeric | Matrix, next?: unknown, after?: unknown): Scalar[] | Scalar[][] {
  if (next !== undefined) checkArity('solveUpper', 2, next, after);
  return solution(upperTriangle, U, B);
}

function solution(solver: Solver, T: Matrix, B: Numeric | Matrix): Scalar[] | Scalar[][] {
  const matrix = squareOf(solver.name, T);
  const right = rightSideOf(solver.name, matrix, B);
  return inShapeOf(right, solved(solver, matrix.entries, right.columns), matrix.rows);
}

/** Substitution in a lower triangular matrix. */
export const lowerTriangle: Solver = {
  name: 'solveLower',
  part: lowerPart,
  solve: (matrix, columns, isTransposed) =>
    columns.map((column) => substituted(lowerTriangle.name, matrix, column, isTransposed, true)),
};

/** Substitution in an upper triangular matrix. */
export const upperTriangle: Solver = {
  name: 'solveUpper',
  part: upperPart,
  solve: (matrix, columns, isTransposed) =>
    columns.map((column) => substituted(upperTriangle.name, matrix, column, isTransposed, false)),
};

/** A square block with 0 above the diagonal. */
export function lowerPart(matrix: Block): Block {
  const n = Math.sqrt(matrix.length);
  return matrix.map((x, k) => (k % n > Math.floor(k / n) ? 0 : x));
}

/** A square block with 0 below the diagonal. */
export function upperPart(matrix: Block): Block {
  const n = Math.sqrt(matrix.length);
  return matrix.map((x, k) => (k % n < Math.floor(k / n) ? 0 : x));
}

function substituted(
  name: string,
  matrix: Block<number>,
  b: Block<number>,
  isTransposed: boolean,
  isLower: boolean,
): number[] {
  const rows = rowsOf(matrix, b.length);
  const x = b.slice();
  const n = x.length;
  const zero = rows.findIndex((row, i) => row[i] === 0);
  if (zero >= 0) {
    throw new RangeError(
      `${name}: expected a triangular matrix that is not singular, got one of shape ${n} × ${n} with 0 at [${zero}][${zero}]; leave out dependent rows`,
    );
  }
  const ascends = isLower !== isTransposed;
  for (let k = 0; k < n; k++) {
    const i = ascends ? k : n - 1 - k;
    const row = rows[i]!;
    const [from, to] = isLower ? [0, i] : [i + 1, n];
    if (isTransposed) {
      x[i] = x[i]! / row[i]!;
      ofNumbers.subtract(x, x[i]!, row, from, to);
    } else x[i] = ofNumbers.rest(x[i]!, row, x, from, to) / row[i]!;
  }
  return x;
}
