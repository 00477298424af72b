import { add, mul, neg } from '../ops/arithmetic.ts';
import { checkArity } from '../ops/arity.ts';
import { dot } from '../ops/arrays.ts';
import type { Matrix } from '../ops/matrix.ts';
import { peek, type Scalar } from '../scalar.ts';
import { pullBlocks, pushBlocks } from './block-call.ts';
import { type BlockOp, blocksOf } from './block-op.ts';
import type { Block } from './blocks.ts';
import { inverted } from './inverse.ts';
import { solved } from './linear-equation.ts';
import { squareOf } from './matrix-arguments.ts';
import type { Memo } from './memo.ts';
import { factorsOf, type NumericFactors } from './numeric-lu.ts';
import { type Pivots, pivotsOf } from './pivots.ts';
import { blockDifference, columnsOf, multiple, product, rowsOf, transposed } from './products.ts';
import { elimination } from './solve.ts';

/**
 * The determinant of a square matrix `A`, an array of rows; 1 of one without rows. A polynomial: where `A` is singular its
 * derivatives are right as well, of every order.
 *
 *     d(det A) = tr(adj(A) dA)
 *
 * By elimination with partial pivoting. Cost: 2n³/3 operations; a gradient 4n³ more, and a tape keeps O(n²) numbers. For large
 * matrices, whose determinants overflow, write logdet.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @throws {@link RangeError} when it is not square.
 * @example grad((x) => det([[x[0], 2], [2, x[1]]]))([1, 4]) // [4, 1]
 */
export function det(A: Matrix): Scalar;
export function det(A: Matrix, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkArity('det', 1, next, after);
  const { entries, rows } = squareOf('det', A);
  return determinantOf(entries, rows);
}

function determinantOf(matrix: Block, n: number): Scalar {
  return blocksOf(determinant(n), [matrix])[0]![0]!;
}

function determinant(n: number): BlockOp<NumericFactors> {
  const reduced = (pivots: Pivots) => (xs: readonly Block[]) => [[byRegularPart(xs[0]!, pivots)]];
  return {
    name: 'det',
    results: [1],
    value: ([matrix], memo) => [[productOfPivots(factorsOf(matrix!, memo))]],
    // v̇ = tr(adj(A) Ȧ)
    pushforward: ([matrix], [v], [t], memo) => {
      if (t === undefined) return [t];
      const pivots = pivotsOf(matrix!.map(peek));
      if (pivots.rank < n) return pushBlocks(reduced(pivots), [matrix!], [t]);
      return [[dot(cofactors(matrix!, v![0]!, memo), t)]];
    },
    // Ā = v̄ adj(A)ᵀ
    pullback: ([matrix], [v], [w], memo) => {
      if (w === undefined) return [w];
      const pivots = pivotsOf(matrix!.map(peek));
      if (pivots.rank < n) return pullBlocks(reduced(pivots), [matrix!], [w], [true]);
      return [multiple(w[0]!, cofactors(matrix!, v![0]!, memo))];
    },
  };
}

function productOfPivots({ rows, isOdd }: NumericFactors): number {
  let product = isOdd ? -1 : 1;
  for (let k = 0; k < rows.length; k++) {
    product *= rows[k]![k]!;
    // What follows has been divided by this pivot.
    if (rows[k]![k] === 0) return 0;
  }
  return product;
}

/** adj(A)ᵀ = det A · A⁻ᵀ */
function cofactors(matrix: Block, v: Scalar, memo: Memo<NumericFactors>): Block {
  return multiple(v, transposed(inverted(matrix, memo), Math.sqrt(matrix.length)));
}

/**
 * The determinant from the regular part R of a matrix: det R · det(D − C R⁻¹ B). What is left beside R is small, and its
 * determinant a polynomial without divisions.
 */
function byRegularPart(matrix: Block, { rows, columns, rank, isOdd }: Pivots): Scalar {
  const n = rows.length;
  const rest = n - rank;
  const part = (is: readonly number[], js: readonly number[]): Scalar[] =>
    is.flatMap((i) => js.map((j) => matrix[i * n + j]!));
  const [top, left] = [rows.slice(0, rank), columns.slice(0, rank)];
  const [bottom, right] = [rows.slice(rank), columns.slice(rank)];
  let remainder: Block = part(bottom, right);
  let v: Scalar = isOdd ? -1 : 1;
  if (rank > 0) {
    const regular = part(top, left);
    const solutions = solved(elimination, regular, columnsOf(part(top, right), rest));
    const change = product(part(bottom, left), transposed(solutions.flat(), rank), rank, rest);
    remainder = blockDifference(remainder, change);
    v = mul(v, determinantOf(regular, rank));
  }
  return mul(v, withoutDivisions(remainder, rest));
}

/** @see Bird, A simple division-free algorithm for computing determinants, 2011 */
function withoutDivisions(matrix: Block, n: number): Scalar {
  let f = matrix;
  for (let k = 1; k < n; k++) {
    const rows = rowsOf(f, n);
    let trace: Scalar = 0;
    for (let i = n - 1; i >= 0; i--) {
      const own = rows[i]![i]!;
      rows[i] = rows[i]!.map((x, j) => (j < i ? 0 : j === i ? neg(trace) : x));
      trace = add(trace, own);
    }
    f = product(rows.flat(), matrix, n, n);
  }
  return n % 2 === 0 ? neg(f[0]!) : f[0]!;
}
