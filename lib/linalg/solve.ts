import { checkArity } from '../ops/arity.ts';
import type { Matrix } from '../ops/matrix.ts';
import type { Numeric, Scalar } from '../scalar.ts';
import { type Solver, solved } from './linear-equation.ts';
import { substituted, substitutedTransposed } from './lu.ts';
import { inShapeOf, rightSideOf, squareOf } from './matrix-arguments.ts';
import { checkRegular, factorsOf } from './numeric-lu.ts';
import { ofNumbers } from './row-arithmetic.ts';

/**
 * The solution X of A X = B for a square matrix `A`, an array of rows, and a vector or a matrix `B`; it has the shape of `B`.
 *
 *     dX = A⁻¹ (dB − dA X)
 *
 * By elimination with partial pivoting. Cost: 2n³/3 operations, and 2n² for each column of B; a tangent or an adjoint takes 2n² a
 * column, and a tape keeps O(n²) numbers.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars, or `B` neither a vector nor a matrix.
 * @throws {@link RangeError} when `A` is not square, or singular up to rounding, or the shapes do not fit.
 * @example solve([[2, 0], [0, 4]], [2, 2]) // [1, 0.5]
 */
export function solve(A: Matrix, B: Numeric): Scalar[];
export function solve(A: Matrix, B: Matrix): Scalar[][];
export function solve(A: Matrix, B: Numeric | Matrix, next?: unknown, after?: unknown): Scalar[] | Scalar[][] {
  if (next !== undefined) checkArity('solve', 2, next, after);
  const matrix = squareOf('solve', A);
  const right = rightSideOf('solve', matrix, B);
  return inShapeOf(right, solved(elimination, matrix.entries, right.columns), matrix.rows);
}

/** Elimination with partial pivoting. */
export const elimination: Solver = {
  name: 'solve',
  solve: (matrix, columns, isTransposed, memo) => {
    const factors = factorsOf(matrix, memo);
    checkRegular('solve', factors, 'leave out dependent rows, or add a multiple of the unit matrix');
    const substitute = isTransposed ? substitutedTransposed : substituted;
    return columns.map((column) => substitute(ofNumbers, factors, column));
  },
};
