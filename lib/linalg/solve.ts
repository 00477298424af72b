import { checkArity } from '../ops/arity.ts';
import type { Matrix } from '../ops/matrix.ts';
import type { Numeric, Scalar } from '../scalar.ts';
import { type BlockOp, blocksOf } from './block-op.ts';
import type { Block, SomeBlocks } from './blocks.ts';
import { substituted, substitutedTransposed } from './lu.ts';
import { inShapeOf, rightSideOf, squareOf } from './matrix-arguments.ts';
import type { Memo } from './memo.ts';
import { checkRegular, factorsOf, type NumericFactors } from './numeric-lu.ts';
import { blockDifference, negated, product, rowsOf, transposed } from './products.ts';
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
  return inShapeOf(right, solved(matrix.entries, right.columns), matrix.rows);
}

/** The columns of A⁻¹ B, or of A⁻ᵀ B. */
export function solved(
  matrix: Block,
  columns: readonly Block[],
  isTransposed = false,
  memo?: Memo<NumericFactors>,
): readonly Block[] {
  return blocksOf(
    solution(
      columns.map(({ length }) => length),
      isTransposed,
    ),
    [matrix, ...columns],
    memo,
  );
}

function solution(results: readonly number[], isTransposed: boolean): BlockOp<NumericFactors> {
  const n = results[0] ?? 0;
  return {
    name: isTransposed ? 'solve.transposed' : 'solve',
    results,
    value: ([matrix, ...columns], memo) => {
      const factors = factorsOf(matrix!, memo);
      checkRegular('solve', factors, 'leave out dependent rows, or add a multiple of the unit matrix');
      const substitute = isTransposed ? substitutedTransposed : substituted;
      return columns.map((column) => substitute(ofNumbers, factors, column));
    },
    // Ẋ = A⁻¹ (Ḃ − Ȧ X)
    pushforward: ([matrix], xs, [t, ...ts], memo) => {
      const changes = t === undefined ? [] : columnsOfProduct(isTransposed ? transposed(t, n) : t, xs);
      const rests = ts.map((column, j) => difference(column, changes[j]));
      return compressed(rests, (columns) => solved(matrix!, columns, isTransposed, memo));
    },
    // B̄ = A⁻ᵀ X̄, Ā = −B̄ Xᵀ
    pullback: ([matrix], xs, adjoints, memo, [isWanted]) => {
      const rights = compressed(adjoints, (columns) => solved(matrix!, columns, !isTransposed, memo));
      if (!isWanted) return [undefined, ...rights];
      const active = rights.flatMap((right, j) => (right === undefined ? [] : [[right, xs[j]!] as const]));
      if (active.length === 0) return [undefined, ...rights];
      const b = active.flatMap(([right]) => right);
      const x = active.flatMap(([, column]) => column);
      const [left, right] = isTransposed ? [x, b] : [b, x];
      return [negated(product(transposed(left, n), right, active.length, n)), ...rights];
    },
  };
}

/** The columns of A X. */
function columnsOfProduct(matrix: Block, columns: readonly Block[]): Block[] {
  const n = columns[0]?.length ?? 0;
  return rowsOf(product(columns.flat(), transposed(matrix, n), n, n), n);
}

/** ẋ − ẏ, where either may be inactive. */
function difference(x: Block | undefined, y: Block | undefined): Block | undefined {
  if (y === undefined) return x;
  return x === undefined ? negated(y) : blockDifference(x, y);
}

/** f of the columns that are not inactive. */
function compressed(columns: SomeBlocks, f: (columns: readonly Block[]) => readonly Block[]): SomeBlocks {
  const active = columns.filter((column) => column !== undefined);
  const found = active.length === 0 ? [] : f(active);
  let next = 0;
  return columns.map((column) => (column === undefined ? undefined : found[next++]));
}
