import { checkArity } from '../ops/arity.ts';
import { dot } from '../ops/arrays.ts';
import type { Matrix } from '../ops/matrix.ts';
import type { Scalar } from '../scalar.ts';
import { type BlockOp, blocksOf } from './block-op.ts';
import { inverted } from './inverse.ts';
import { squareOf } from './matrix-arguments.ts';
import { checkRegular, factorsOf, type NumericFactors } from './numeric-lu.ts';
import { multiple, transposed } from './products.ts';

/**
 * The logarithm of the size of the determinant of a square matrix `A`, log |det A|: of a negative one, too. It neither
 * overflows nor underflows where det does; 0 of a matrix without rows.
 *
 *     d(log |det A|) = tr(A⁻¹ dA)
 *
 * By elimination with partial pivoting. Cost: 2n³/3 operations; a gradient 2n³ more, and a tape keeps O(n²) numbers.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @throws {@link RangeError} when it is not square, or singular up to rounding.
 * @example logdet([[2, 0], [0, 0.5]]) // 0
 */
export function logdet(A: Matrix): Scalar;
export function logdet(A: Matrix, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkArity('logdet', 1, next, after);
  const { entries, rows } = squareOf('logdet', A);
  return blocksOf(logarithm(rows), [entries])[0]![0]!;
}

function logarithm(n: number): BlockOp<NumericFactors> {
  return {
    name: 'logdet',
    results: [1],
    value: ([matrix], memo) => {
      const factors = factorsOf(matrix!, memo);
      checkRegular('logdet', factors, 'write det(A), which is 0 there and has a derivative');
      return [[factors.rows.reduce((sum, row, k) => sum + Math.log(Math.abs(row[k]!)), 0)]];
    },
    // v̇ = tr(A⁻¹ Ȧ)
    pushforward: ([matrix], _ys, [t], memo) => [t && [dot(transposed(inverted(matrix!, memo), n), t)]],
    // Ā = v̄ A⁻ᵀ
    pullback: ([matrix], _ys, [w], memo) => [w && multiple(w[0]!, transposed(inverted(matrix!, memo), n))],
  };
}
