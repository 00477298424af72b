import { mul } from '../ops/arithmetic.ts';
import { checkArity } from '../ops/arity.ts';
import type { Matrix } from '../ops/matrix.ts';
import { peek, type Scalar } from '../scalar.ts';
import { type BlockOp, blocksOf } from './block-op.ts';
import type { Block } from './blocks.ts';
import { factorize, substituted } from './lu.ts';
import { squareOf } from './matrix-arguments.ts';
import { columnsOf, multiple, product, rowsOf, transposed } from './products.ts';
import { ofNumbers } from './row-arithmetic.ts';

/**
 * The exponential of a square matrix `A`, an array of rows: Σ Aᵏ/k!.
 *
 *     d(exp A) = ∫₀¹ exp(sA) dA exp((1 − s)A) ds
 *
 * By a rational function of A/2ˢ, squared s times. Cost: 6 to 9 products of matrices and one for each squaring; a tangent or
 * an adjoint is part of the exponential of a matrix of twice the size, and a tape keeps O(n²) numbers.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @throws {@link RangeError} when it is not square.
 * @example expm([[0, 1], [0, 0]]) // [[1, 1], [0, 1]]
 * @see Higham, The scaling and squaring method for the matrix exponential revisited, 2005
 */
export function expm(A: Matrix): Scalar[][];
export function expm(A: Matrix, next?: unknown, after?: unknown): Scalar[][] {
  if (next !== undefined) checkArity('expm', 1, next, after);
  const { entries, rows } = squareOf('expm', A);
  return rowsOf(exponentialOf(entries, rows), rows) as Scalar[][];
}

function exponentialOf(matrix: Block, n: number): Block {
  return blocksOf(exponential(n), [matrix])[0]!;
}

function exponential(n: number): BlockOp {
  return {
    name: 'expm',
    results: [n * n],
    value: ([matrix]) => [approximated(matrix!, n)],
    pushforward: ([matrix], _ys, [t]) => [t && derivativeAlong(matrix!, t, n)],
    // The derivative at Aᵀ is the transposed one.
    pullback: ([matrix], _ys, [w]) => [w && derivativeAlong(transposed(matrix!, n), w, n)],
  };
}

/** The derivative at A along E: the upper right part of exp [A, E; 0, A]. E is scaled to the size of A or of 1. */
function derivativeAlong(a: Block, e: Block, n: number): Block {
  const size = Math.max(1, ...a.map((x) => Math.abs(peek(x))));
  const largest = Math.max(...e.map((x) => Math.abs(peek(x))));
  const scale = largest > 0 && largest < Infinity ? 2 ** Math.floor(Math.log2(size / largest)) : 1;
  const scaled = e.map((x) => mul(scale, x));
  const zeros = new Array<number>(n).fill(0);
  const [top, right] = [rowsOf(a, n), rowsOf(scaled, n)];
  const both = [...top.map((row, i) => [...row, ...right[i]!]), ...top.map((row) => [...zeros, ...row])].flat();
  const found = rowsOf(exponentialOf(both, 2 * n), 2 * n)
    .slice(0, n)
    .flatMap((row) => row.slice(n));
  return multiple(1 / scale, found);
}

/** Coefficients of the diagonal rational approximations of exp, by their degrees, and up to which norm each is exact to a rounding. */
const APPROXIMATIONS: readonly (readonly [norm: number, coefficients: readonly number[]])[] = [
  [1.495585217958292e-2, [120, 60, 12, 1]],
  [2.53939833006323e-1, [30240, 15120, 3360, 420, 30, 1]],
  [9.504178996162932e-1, [17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1]],
  [2.097847961257068, [17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1]],
  [
    5.371920351148152,
    [
      64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
      670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
    ],
  ],
];

function approximated(matrix: Block<number>, n: number): Block<number> {
  const norm = Math.max(0, ...columnsOf(matrix, n).map((column) => column.reduce((sum, x) => sum + Math.abs(x), 0)));
  if (!(norm < Infinity)) return matrix.map(() => NaN);
  const last = APPROXIMATIONS.at(-1)!;
  const [, coefficients] = APPROXIMATIONS.find(([most]) => norm <= most) ?? last;
  const squarings = Math.max(0, Math.ceil(Math.log2(norm / last[0])));
  const a = matrix.map((x) => x / 2 ** squarings);
  const times = (x: Block<number>, y: Block<number>): Block<number> => product(x, y, n, n) as Block<number>;
  const square = times(a, a);
  // Even and odd terms apart, by Horner's scheme in A².
  const odd = new Array<number>(n * n).fill(0);
  const even = odd.slice();
  let [oddSum, evenSum]: Block<number>[] = [odd, even] as [number[], number[]];
  for (let k = coefficients.length - 2; k >= 0; k -= 2) {
    evenSum = raised(times(evenSum!, square), coefficients[k]!, n);
    oddSum = raised(times(oddSum!, square), coefficients[k + 1]!, n);
  }
  const u = times(a, oddSum!);
  const numerator = u.map((x, k) => evenSum![k]! + x);
  const denominator = u.map((x, k) => evenSum![k]! - x);
  const factors = factorize(ofNumbers, rowsOf(denominator, n));
  const columns = columnsOf(numerator, n).map((column) => substituted(ofNumbers, factors, column));
  let result: Block<number> = transposed(columns.flat(), n);
  for (let k = 0; k < squarings; k++) result = times(result, result);
  return result;
}

/** A + p I */
function raised(a: Block<number>, p: number, n: number): Block<number> {
  return a.map((x, k) => (k % (n + 1) === 0 ? x + p : x));
}
