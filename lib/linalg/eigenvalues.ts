import { div, mul, sub } from '../ops/arithmetic.ts';
import { checkArity } from '../ops/arity.ts';
import { dot } from '../ops/arrays.ts';
import type { Matrix } from '../ops/matrix.ts';
import { peek, type Scalar } from '../scalar.ts';
import { type BlockOp, blocksOf } from './block-op.ts';
import type { Block } from './blocks.ts';
import { clustersOf, shared } from './clusters.ts';
import { eigenpairs } from './jacobi.ts';
import { squareOf } from './matrix-arguments.ts';
import { combination, product, rowsOf, sumOfOuterProducts, symmetricPart, transposed } from './products.ts';

/** The eigenvalues of a symmetric matrix, ascending, and a matrix whose columns are unit eigenvectors in that order. */
export interface Eigensystem {
  readonly values: Scalar[];
  readonly vectors: Scalar[][];
}

/**
 * The eigenvalues of a symmetric matrix `A`, an array of rows, ascending, and an orthogonal matrix of eigenvectors, its columns:
 * A V = V Λ. They are functions of the symmetric part of `A`, (A + Aᵀ)/2. The largest number of each vector is positive.
 *
 *     dλₖ = vₖᵀ dA vₖ, dvₖ = Σ_{j≠k} vⱼ (vⱼᵀ dA vₖ)/(λₖ − λⱼ)
 *
 * Equal eigenvalues, up to rounding: each has the mean of their derivatives, so that those of symmetric functions of them, and of
 * the largest and the least one, are right; their vectors have derivatives NaN, and so have second derivatives.
 * By rotations. Cost: about 30n³ operations; a tangent or an adjoint 6n³, and a tape keeps O(n²) numbers.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @throws {@link RangeError} when it is not square.
 * @example eigh([[2, 0], [0, 1]]) // { values: [1, 2], vectors: [[0, 1], [1, 0]] }
 */
export function eigh(A: Matrix): Eigensystem;
export function eigh(A: Matrix, next?: unknown, after?: unknown): Eigensystem {
  if (next !== undefined) checkArity('eigh', 1, next, after);
  const { entries, rows: n } = squareOf('eigh', A);
  const found = blocksOf(decomposition(n), [entries]);
  return {
    values: found.slice(0, n).map(([value]) => value!),
    vectors: rowsOf(transposed(found.slice(n).flat(), n), n) as Scalar[][],
  };
}

function decomposition(n: number): BlockOp {
  return {
    name: 'eigh',
    results: [...new Array<number>(n).fill(1), ...new Array<number>(n).fill(n)],
    value: ([matrix]) => {
      const { values, vectors } = eigenpairs(rowsOf(symmetricPart(matrix!) as number[], n));
      return [...values.map((value) => [value]), ...vectors.map(oriented)];
    },
    // λ̇ₖ = Mₖₖ, V̇ = V G, Gⱼₖ = Mⱼₖ/(λₖ − λⱼ), M = Vᵀ Ȧ V
    pushforward: ([matrix], ys, [t]) => {
      if (t === undefined) return ys.map(() => undefined);
      const { values, vt, clusters } = systemOf(matrix!, ys, n);
      const m = rowsOf(product(product(vt, symmetricPart(t), n, n), transposed(vt, n), n, n), n);
      const lambdas = shared(
        m.map((row, k) => [row[k]!]),
        clusters,
      );
      const g = values.flatMap((own, k) =>
        values.map((other, j) => (j === k ? 0 : inverseGap(own, other, clusters[j] === clusters[k], m[j]![k]!))),
      );
      return [...lambdas.map((t) => [t!]), ...rowsOf(product(g, vt, n, n), n)];
    },
    // Ā = sym(V K Vᵀ), Kₖₖ = λ̄ₖ, Kⱼₖ = vⱼᵀ v̄ₖ/(λₖ − λⱼ)
    pullback: ([matrix], ys, adjoints) => {
      const { values, vectors, clusters } = systemOf(matrix!, ys, n);
      const lambdas = shared(adjoints.slice(0, n), clusters);
      const columns = values.map((own, k) => {
        const w = adjoints[n + k];
        return combination(
          values.map((other, j) => {
            if (j === k) return lambdas[k];
            return w && inverseGap(own, other, clusters[j] === clusters[k], dot(vectors[j]!, w));
          }),
          vectors,
        );
      });
      const sum = sumOfOuterProducts(columns, vectors);
      return [sum && symmetricPart(sum)];
    },
  };
}

/** p / (λₖ − λⱼ); NaN in a cluster. */
function inverseGap(own: Scalar, other: Scalar, isEqual: boolean, p: Scalar): Scalar {
  return isEqual ? mul(NaN, p) : div(p, sub(own, other));
}

interface System {
  readonly values: readonly Scalar[];
  readonly vectors: readonly Block[];
  /** The vectors as rows. */
  readonly vt: Block;
  readonly clusters: readonly number[];
}

/** The results, and which eigenvalues are equal: up to the rounding of |vₖ|ᵀ |A| |vₖ|. */
function systemOf(matrix: Block, ys: readonly Block[], n: number): System {
  const values = ys.slice(0, n).map(([value]) => value!);
  const vectors = ys.slice(n);
  const vt = vectors.flat();
  const sizes = product(vt.map(sizeOf), matrix.map(sizeOf), n, n);
  const roundings = vectors.map((vector, k) => {
    const size = vector.reduce<number>((sum, x, i) => sum + sizeOf(x) * (sizes[k * n + i] as number), 0);
    return 2 * n * Number.EPSILON * size;
  });
  return { values, vectors, vt, clusters: clustersOf(values.map(peek), roundings) };
}

function sizeOf(x: Scalar): number {
  return Math.abs(peek(x));
}

/** A vector or its negative, so that the first of its largest numbers is positive. */
function oriented(vector: readonly number[]): readonly number[] {
  let largest = 0;
  for (const x of vector) if (Math.abs(x) > Math.abs(largest) * (1 + 1e-9)) largest = x;
  return largest < 0 ? vector.map((x) => 0 - x) : vector;
}
