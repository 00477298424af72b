import { describe } from '../describe.ts';
import { maximum, norm, sum } from '../ops/arrays.ts';
import type { Matrix } from '../ops/matrix.ts';
import { abs } from '../ops/piecewise.ts';
import type { Scalar } from '../scalar.ts';
import { entriesOf } from './matrix-arguments.ts';
import { columnsOf, rowsOf } from './products.ts';
import { svdvals } from './singular-values.ts';

/**
 * What a matrix norm is of: `'fro'` the root of the sum of all squares, 2 the largest singular value, `'nuc'` the sum of the
 * singular values, 1 the largest sum of sizes in a column, Infinity in a row.
 */
export type NormKind = 'fro' | 'nuc' | 1 | 2 | typeof Infinity;

/**
 * A norm of a matrix `A`, an array of rows, by its name in numpy: the Frobenius norm where no `kind` is given, 0 of a matrix
 * without entries. All norms are convex: at the zero matrix each derivative is 0, and where maxima tie they share.
 *
 *     d‖A‖_F = Σ aᵢⱼ daᵢⱼ / ‖A‖_F, d‖A‖₂ = u₁ᵀ dA v₁, d‖A‖_* = Σ uₖᵀ dA vₖ
 *
 * Cost: mn operations for m × n numbers; for 2 and `'nuc'` that of {@link svdvals}.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @throws {@link RangeError} when `kind` is none of these.
 * @example matrixNorm([[3, 0], [0, -4]]) // 5
 */
export function matrixNorm(A: Matrix, kind: NormKind = 'fro'): Scalar {
  const { entries, columns } = entriesOf('matrixNorm', A);
  if (kind === 'fro') return norm(entries);
  const list = kind === 1 ? columnsOf(entries, columns) : rowsOf(entries, columns);
  if (kind === 1 || kind === Infinity) {
    return list.length === 0 ? 0 : maximum(list.map((numbers) => sum(numbers.map((x) => abs(x)))));
  }
  if (kind === 2) return svdvals(A)[0] ?? 0;
  if (kind === 'nuc') return sum(svdvals(A));
  throw new RangeError(
    `matrixNorm: expected 'fro', 'nuc', 1, 2 or Infinity as kind, got ${describe(kind)}; for the norm of all entries of another degree write it with abs and pow`,
  );
}
