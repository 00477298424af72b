import { mul } from '../ops/arithmetic.ts';
import { checkArity } from '../ops/arity.ts';
import type { Matrix } from '../ops/matrix.ts';
import type { Scalar } from '../scalar.ts';
import { type BlockOp, blocksOf } from './block-op.ts';
import type { Block } from './blocks.ts';
import { solved } from './linear-equation.ts';
import { squareOf } from './matrix-arguments.ts';
import { columnsOf, product, rowsOf, symmetricPart, transposed } from './products.ts';
import { lowerPart, lowerTriangle } from './triangular.ts';

/**
 * The lower triangular matrix L with L Lᵀ = A and a positive diagonal, for a symmetric positive definite matrix `A`, an array of
 * rows. It is a function of the symmetric part of `A`, (A + Aᵀ)/2.
 *
 *     dL = L Φ(L⁻¹ dA L⁻ᵀ), Φ the lower triangle with half the diagonal
 *
 * Cost: n³/3 operations; a tangent or an adjoint takes about 4n³, and a tape keeps O(n²) numbers.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @throws {@link RangeError} when it is not square, or not positive definite up to rounding.
 * @example cholesky([[4, 2], [2, 5]]) // [[2, 0], [1, 2]]
 * @see Murray, Differentiation of the Cholesky decomposition, 2016
 */
export function cholesky(A: Matrix): Scalar[][];
export function cholesky(A: Matrix, next?: unknown, after?: unknown): Scalar[][] {
  if (next !== undefined) checkArity('cholesky', 1, next, after);
  const { entries, rows } = squareOf('cholesky', A);
  const [factor] = blocksOf(factorization(rows), [entries]) as [Block];
  return rowsOf(factor, rows).map((row, i) => row.map((x, j) => (j > i ? 0 : x)));
}

function factorization(n: number): BlockOp {
  return {
    name: 'cholesky',
    results: [n * n],
    value: ([matrix]) => [factorOf(symmetricPart(matrix!) as Block<number>, n)],
    // L̇ = L Φ(L⁻¹ Ȧ L⁻ᵀ)
    pushforward: (_xs, [factor], [t]) => {
      if (t === undefined) return [t];
      const left = solved(lowerTriangle, factor!, columnsOf(symmetricPart(t), n));
      const both = solved(lowerTriangle, factor!, columnsOf(left.flat(), n)).flat();
      return [product(factor!, halfLower(both, n), n, n)];
    },
    // Ā = sym(L⁻ᵀ Φ(Lᵀ L̄) L⁻¹)
    pullback: (_xs, [factor], [w]) => {
      if (w === undefined) return [w];
      const inner = halfLower(product(transposed(factor!, n), lowerPart(w), n, n), n);
      const left = solved(lowerTriangle, factor!, columnsOf(inner, n), true);
      return [symmetricPart(solved(lowerTriangle, factor!, columnsOf(left.flat(), n), true).flat())];
    },
  };
}

/** Φ: the lower triangle, its diagonal halved. */
function halfLower(matrix: Block, n: number): Block {
  return lowerPart(matrix).map((x, k) => (k % (n + 1) === 0 ? mul(0.5, x) : x));
}

function factorOf(matrix: Block<number>, n: number): number[] {
  const rows = rowsOf(matrix, n);
  for (let i = 0; i < n; i++) {
    const row = rows[i]!;
    for (let j = 0; j < i; j++) {
      const other = rows[j]!;
      let rest = row[j]!;
      for (let k = 0; k < j; k++) rest -= row[k]! * other[k]!;
      row[j] = rest / other[j]!;
    }
    let squares = 0;
    for (let k = 0; k < i; k++) squares += row[k]! * row[k]!;
    const rest = row[i]! - squares;
    if (rest <= Number.EPSILON * Math.sqrt(i + 1) * squares) {
      throw new RangeError(
        `cholesky: expected a positive definite matrix, got one of shape ${n} × ${n} whose pivot ${i} is ${rest}; add a multiple of the unit matrix, or for solutions of equations write solve(A, b)`,
      );
    }
    row[i] = Math.sqrt(rest);
    row.fill(0, i + 1);
  }
  return rows.flat();
}
