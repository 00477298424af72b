import { checkArity } from '../ops/arity.ts';
import type { Matrix } from '../ops/matrix.ts';
import type { Numeric, Scalar } from '../scalar.ts';
import { type BlockOp, blocksOf } from './block-op.ts';
import type { Block, SomeBlocks } from './blocks.ts';
import { orthogonalFactors } from './householder.ts';
import { entriesOf, inShapeOf, rightSideOf } from './matrix-arguments.ts';
import type { Memo } from './memo.ts';
import { blockDifference, blockSum, negated, product, transposed } from './products.ts';
import { lowerTriangle, upperTriangle } from './triangular.ts';

/**
 * The X with the least ‖A X − B‖ for a matrix `A` of independent columns, an array of rows, and a vector or a matrix `B`. Of a
 * matrix of more columns than rows, these independent, the least X with A X = B.
 *
 *     dX = A⁺ (dB − dA X) + (AᵀA)⁻¹ dAᵀ (B − A X), A⁺ = (AᵀA)⁻¹ Aᵀ
 *
 * By reflections, not by AᵀA, which would lose half the digits. Cost: 4mn² operations for m × n numbers, and 8mn for each column of B; a
 * tangent or an adjoint takes as many for a column, and a tape keeps O(mn) numbers.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars, or `B` neither a vector nor a matrix.
 * @throws {@link RangeError} when the columns, or of a wide matrix the rows, depend on each other, or the shapes do not fit.
 * @example lstsq([[2], [0]], [4, 1]) // [2]
 * @see Golub & Pereyra, The differentiation of pseudo-inverses and nonlinear least squares problems, 1973
 */
export function lstsq(A: Matrix, B: Numeric): Scalar[];
export function lstsq(A: Matrix, B: Matrix): Scalar[][];
export function lstsq(A: Matrix, B: Numeric | Matrix, next?: unknown, after?: unknown): Scalar[] | Scalar[][] {
  if (next !== undefined) checkArity('lstsq', 2, next, after);
  const matrix = entriesOf('lstsq', A);
  const { entries, rows: m, columns: n } = matrix;
  const right = rightSideOf('lstsq', matrix, B);
  const count = right.columns.length;
  const zeros = (length: number): Block[] => right.columns.map(() => new Array<number>(length).fill(0));
  const found =
    m >= n
      ? balanced(entries, m, n, right.columns, zeros(n)).slice(count)
      : balanced(transposed(entries, n), n, m, zeros(n), right.columns).slice(0, count);
  return inShapeOf(right, found, n);
}

/** The columns of R and of X with R + A X = B and Aᵀ R = C: the residuals and the solutions. */
function balanced(
  matrix: Block,
  m: number,
  n: number,
  b: readonly Block[],
  c: readonly Block[],
  memo?: Memo<OrthogonalBlocks>,
): readonly Block[] {
  return blocksOf(balance(m, n, b.length), [matrix, ...b, ...c], memo);
}

/** Q and R as blocks of numbers. */
type OrthogonalBlocks = readonly [q: Block<number>, r: Block<number>];

/** The symmetric system has a symmetric inverse, and its derivative is another right-hand side of the same system. */
function balance(m: number, n: number, count: number): BlockOp<OrthogonalBlocks> {
  const halves = <T>(list: readonly T[]): [T[], T[]] => [list.slice(0, count), list.slice(count)];
  /** The system for those columns that have tangents. */
  const again = (
    matrix: Block,
    b: SomeBlocks,
    c: SomeBlocks,
    memo: Memo<OrthogonalBlocks>,
  ): [SomeBlocks, SomeBlocks] => {
    const there = Array.from(b.keys()).filter((j) => b[j] !== undefined || c[j] !== undefined);
    if (there.length === 0) return [b, c];
    const filled = (list: SomeBlocks, length: number): Block[] =>
      there.map((j) => list[j] ?? new Array<number>(length).fill(0));
    const found = balanced(matrix, m, n, filled(b, m), filled(c, n), memo);
    const places = (offset: number): SomeBlocks =>
      b.map((_, j) => (there.includes(j) ? found[offset + there.indexOf(j)] : undefined));
    return [places(0), places(there.length)];
  };
  return {
    name: 'lstsq',
    results: [...new Array<number>(count).fill(m), ...new Array<number>(count).fill(n)],
    value: ([matrix, ...sides], memo) => {
      const [q, r] = memo.of(matrix!, (entries) => orthogonalFactors('lstsq', entries, n, INSTEAD));
      const [b, c] = halves(sides);
      const qt = transposed(q, n);
      const times = (a: Block<number>, x: Block<number>): Block<number> => product(a, x, x.length, 1) as Block<number>;
      const ws = lowerTriangle.solve(transposed(r, n), c, false, undefined as never);
      const projected = b.map((column) => times(qt, column));
      const xs = upperTriangle.solve(
        r,
        projected.map((d, j) => blockDifference(d, ws[j]!) as Block<number>),
        false,
        undefined as never,
      );
      const residuals = b.map((column, j) =>
        blockDifference(column, times(q, blockDifference(projected[j]!, ws[j]!) as Block<number>)),
      );
      return [...residuals, ...xs] as Block<number>[];
    },
    // (Ṙ, Ẋ) is the solution for (Ḃ − Ȧ X, Ċ − Ȧᵀ R)
    pushforward: ([matrix], ys, [t, ...ts], memo) => {
      const [rs, xs] = halves(ys);
      const [b, c] = halves(ts);
      if (t === undefined) return again(matrix!, b, c, memo).flat();
      const changed = (right: Block | undefined, change: Block): Block =>
        right === undefined ? negated(change) : blockDifference(right, change);
      return again(
        matrix!,
        b.map((right, j) => changed(right, product(t, xs[j]!, n, 1))),
        c.map((right, j) => changed(right, product(transposed(t, n), rs[j]!, m, 1))),
        memo,
      ).flat();
    },
    // (B̄, C̄) is the solution for (R̄, X̄); Ā = −B̄ Xᵀ − R C̄ᵀ
    pullback: ([matrix], ys, adjoints, memo, [isWanted]) => {
      const [rs, xs] = halves(ys);
      const [b, c] = again(matrix!, ...halves(adjoints), memo);
      if (!isWanted) return [undefined, ...b, ...c];
      const terms = b.flatMap((right, j) =>
        right === undefined ? [] : [blockSum(product(right, xs[j]!, 1, n), product(rs[j]!, c[j]!, 1, n))],
      );
      return [terms.length === 0 ? undefined : negated(terms.reduce(blockSum)), ...b, ...c];
    },
  };
}

const INSTEAD = 'leave out dependent ones, or append the rows of a multiple of the unit matrix to A and zeros to B';
