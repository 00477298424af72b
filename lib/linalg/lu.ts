import type { RowArithmetic } from './row-arithmetic.ts';

/** A matrix as a product of triangular ones: P A = L U. */
export interface Factorization<T> {
  /** L below the diagonal, where its ones are left out, and U. */
  readonly rows: readonly (readonly T[])[];
  /** Which row of A came to each place. */
  readonly order: readonly number[];
  /** Whether P exchanges an odd number of times. */
  readonly isOdd: boolean;
  /** Whether a pivot is 0. */
  readonly isSingular: boolean;
}

/** The factors of a square matrix by elimination with partial pivoting: about 2n³/3 operations. */
export function factorize<T>(A: RowArithmetic<T>, matrix: readonly (readonly T[])[]): Factorization<T> {
  const rows = matrix.map((row) => row.slice());
  const order = rows.map((_, i) => i);
  let isSingular = false;
  let isOdd = false;
  for (let k = 0; k < rows.length; k++) {
    let pivot = k;
    for (let i = k + 1; i < rows.length; i++) if (A.isLarger(rows[i]![k]!, rows[pivot]![k]!)) pivot = i;
    if (pivot !== k) isOdd = !isOdd;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    [order[k], order[pivot]] = [order[pivot]!, order[k]!];
    const top = rows[k]!;
    if (A.isZero(top[k]!)) isSingular = true;
    for (let i = k + 1; i < rows.length; i++) {
      const row = rows[i]!;
      const factor = A.ratio(row[k]!, top[k]!);
      row[k] = factor;
      A.subtract(row, factor, top, k + 1, rows.length);
    }
  }
  return { rows, order, isOdd, isSingular };
}

/** The solution of A x = b: about 2n² operations. */
export function substituted<T>(A: RowArithmetic<T>, { rows, order }: Factorization<T>, b: readonly T[]): T[] {
  const x = order.map((place) => b[place] as T);
  const n = x.length;
  for (let i = 0; i < n; i++) x[i] = A.rest(x[i]!, rows[i]!, x, 0, i);
  for (let i = n - 1; i >= 0; i--) x[i] = A.ratio(A.rest(x[i]!, rows[i]!, x, i + 1, n), rows[i]![i]!);
  return x;
}

/** The solution of Aᵀ x = b. */
export function substitutedTransposed<T>(A: RowArithmetic<T>, { rows, order }: Factorization<T>, b: readonly T[]): T[] {
  const y = b.slice();
  const n = y.length;
  for (let i = 0; i < n; i++) {
    const row = rows[i]!;
    y[i] = A.ratio(y[i]!, row[i]!);
    A.subtract(y, y[i]!, row, i + 1, n);
  }
  for (let i = n - 1; i > 0; i--) A.subtract(y, y[i]!, rows[i]!, 0, i);
  const x = y.slice();
  for (let i = 0; i < n; i++) x[order[i]!] = y[i]!;
  return x;
}
