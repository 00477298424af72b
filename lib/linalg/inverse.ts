import { checkArity } from '../ops/arity.ts';
import type { Matrix } from '../ops/matrix.ts';
import type { Scalar } from '../scalar.ts';
import { type BlockOp, blocksOf } from './block-op.ts';
import type { Block } from './blocks.ts';
import { substituted } from './lu.ts';
import { squareOf } from './matrix-arguments.ts';
import type { Memo } from './memo.ts';
import { checkRegular, factorsOf, type NumericFactors } from './numeric-lu.ts';
import { negated, product, rowsOf, transposed } from './products.ts';
import { ofNumbers } from './row-arithmetic.ts';

/**
 * The inverse of a square matrix `A`, an array of rows. For A⁻¹ B write `solve(A, B)`, which is faster and has more digits.
 *
 *     d(A⁻¹) = −A⁻¹ dA A⁻¹
 *
 * By elimination with partial pivoting. Cost: 8n³/3 operations; a tangent or an adjoint takes two products of matrices, and a tape
 * keeps O(n²) numbers.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @throws {@link RangeError} when it is not square, or singular up to rounding.
 * @example inverse([[2, 0], [0, 4]]) // [[0.5, 0], [0, 0.25]]
 */
export function inverse(A: Matrix): Scalar[][];
export function inverse(A: Matrix, next?: unknown, after?: unknown): Scalar[][] {
  if (next !== undefined) checkArity('inv', 1, next, after);
  const { entries, rows } = squareOf('inv', A);
  return rowsOf(inverted(entries), rows) as Scalar[][];
}

/** A⁻¹ */
export function inverted(matrix: Block, memo?: Memo<NumericFactors>): Block {
  return blocksOf(inversion(Math.sqrt(matrix.length)), [matrix], memo)[0]!;
}

function inversion(n: number): BlockOp<NumericFactors> {
  return {
    name: 'inv',
    results: [n * n],
    value: ([matrix], memo) => {
      const factors = factorsOf(matrix!, memo);
      checkRegular('inv', factors, 'leave out dependent rows, or add a multiple of the unit matrix');
      const units = Array.from({ length: n }, (_, k) => Array.from({ length: n }, (_, i) => (i === k ? 1 : 0)));
      return [
        transposed(
          units.flatMap((unit) => substituted(ofNumbers, factors, unit)),
          n,
        ),
      ];
    },
    // Ẋ = −X Ȧ X
    pushforward: (_xs, [x], [t]) => [t && negated(product(product(x!, t, n, n), x!, n, n))],
    // Ā = −Xᵀ X̄ Xᵀ
    pullback: (_xs, [x], [w]) => {
      if (w === undefined) return [w];
      const xt = transposed(x!, n);
      return [negated(product(product(xt, w, n, n), xt, n, n))];
    },
  };
}
