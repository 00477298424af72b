import { add } from '../ops/arithmetic.ts';
import { checkArity } from '../ops/arity.ts';
import type { Matrix } from '../ops/matrix.ts';
import type { Scalar } from '../scalar.ts';
import { type BlockOp, blocksOf } from './block-op.ts';
import type { Block } from './blocks.ts';
import { orthogonalFactors } from './householder.ts';
import { solved } from './linear-equation.ts';
import { entriesOf, shapeOf } from './matrix-arguments.ts';
import { blockDifference, blockSum, negated, product, rowsOf, transposed } from './products.ts';
import { upperPart, upperTriangle } from './triangular.ts';

/** Factors of a matrix: A = Q R. */
export interface OrthogonalFactors {
  /** As A, with orthonormal columns. */
  readonly Q: Scalar[][];
  /** Upper triangular and square, with a positive diagonal. */
  readonly R: Scalar[][];
}

/**
 * The factors of a matrix `A` of m rows and n ≤ m independent columns, A = Q R: Q has orthonormal columns, R is upper triangular
 * and n × n. The diagonal of R is positive, so that both are functions of `A`; LAPACK's have other signs.
 *
 *     dR = (M − Ω) R, dQ = dA R⁻¹ − Q (M − Ω), M = Qᵀ dA R⁻¹, Ω skew with the lower triangle of M
 *
 * By reflections. Cost: 4mn² operations; a tangent or an adjoint about as many, and a tape keeps O(mn) numbers.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @throws {@link RangeError} when it has more columns than rows, or dependent columns.
 * @example qr([[0], [2]]) // { Q: [[0], [1]], R: [[2]] }
 * @see Walter & Lehmann, Algorithmic differentiation of linear algebra functions, 2018
 */
export function qr(A: Matrix): OrthogonalFactors;
export function qr(A: Matrix, next?: unknown, after?: unknown): OrthogonalFactors {
  if (next !== undefined) checkArity('qr', 1, next, after);
  const matrix = entriesOf('qr', A);
  const { entries, rows: m, columns: n } = matrix;
  if (m < n) {
    throw new RangeError(
      `qr: expected a matrix of at least as many rows as columns, got one of shape ${shapeOf(matrix)}; factorize its transpose`,
    );
  }
  const [q, r] = blocksOf(factorization(m, n), [entries]) as [Block, Block];
  return { Q: rowsOf(q, n), R: rowsOf(r, n).map((row, i) => row.map((x, j) => (j < i ? 0 : x))) };
}

function factorization(m: number, n: number): BlockOp {
  return {
    name: 'qr',
    results: [m * n, n * n],
    value: ([matrix]) => orthogonalFactors('qr', matrix!, n, 'leave out dependent columns'),
    // Ṙ = (M − Ω) R, Q̇ = C − Q (M − Ω), C = Ȧ R⁻¹, M = Qᵀ C
    pushforward: (_xs, [q, r], [t]) => {
      if (t === undefined) return [t, t];
      const c = solved(upperTriangle, r!, rowsOf(t, n), true).flat();
      const part = skewed(product(transposed(q!, n), c, m, n), n);
      return [blockDifference(c, product(q!, part, n, n)), product(part, r!, n, n)];
    },
    // Ā = (Q̄ + Q (M's lower triangle, made symmetric)) R⁻ᵀ, M = R R̄ᵀ − Q̄ᵀ Q
    pullback: (_xs, [q, r], [ofQ, ofR]) => {
      const ofBoth = [
        ...(ofR === undefined ? [] : [product(r!, transposed(upperPart(ofR), n), n, n)]),
        ...(ofQ === undefined ? [] : [negated(product(transposed(ofQ, n), q!, m, n))]),
      ];
      if (ofBoth.length === 0) return [undefined];
      const both = ofBoth.reduce(blockSum);
      const symmetric = both.map((x, k) => (k % n > Math.floor(k / n) ? both[(k % n) * n + Math.floor(k / n)]! : x));
      const through = product(q!, symmetric, n, n);
      const sum = ofQ === undefined ? through : blockSum(ofQ, through);
      return [solved(upperTriangle, r!, rowsOf(sum, n)).flat()];
    },
  };
}

/** M − Ω: the upper triangle of M, its lower one reflected and added. */
function skewed(matrix: Block, n: number): Block {
  return matrix.map((x, k) => {
    const [i, j] = [Math.floor(k / n), k % n];
    if (j < i) return 0;
    return j === i ? x : add(x, matrix[j * n + i]!);
  });
}
