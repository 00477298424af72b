import { div, mul, sub } from '../ops/arithmetic.ts';
import { eq, gt } from '../ops/compare.ts';
import { ruleHolds } from '../ops/ordering.ts';
import { abs } from '../ops/piecewise.ts';
import type { Scalar } from '../scalar.ts';

/** A matrix as a product of triangular ones: P A = L U. */
export interface Factorization {
  /** L below the diagonal, where its ones are left out, and U. */
  readonly rows: readonly (readonly Scalar[])[];
  /** Which row of A came to each place. */
  readonly order: readonly number[];
  /** Whether a pivot is 0. */
  readonly isSingular: boolean;
}

/** The factors of a square matrix by elimination with partial pivoting: about 2n³/3 operations. */
export function factorize(matrix: readonly (readonly Scalar[])[]): Factorization {
  const rows = matrix.map((row) => row.slice());
  const order = rows.map((_, i) => i);
  let isSingular = false;
  for (let k = 0; k < rows.length; k++) {
    let pivot = k;
    for (let i = k + 1; i < rows.length; i++) if (ruleHolds(gt, abs(rows[i]![k]!), abs(rows[pivot]![k]!))) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    [order[k], order[pivot]] = [order[pivot]!, order[k]!];
    const top = rows[k]!;
    if (ruleHolds(eq, top[k]!, 0)) isSingular = true;
    for (let i = k + 1; i < rows.length; i++) {
      const row = rows[i]!;
      const factor = div(row[k]!, top[k]!);
      row[k] = factor;
      for (let j = k + 1; j < rows.length; j++) row[j] = sub(row[j]!, mul(factor, top[j]!));
    }
  }
  return { rows, order, isSingular };
}

/** The solution of A x = b: about 2n² operations. */
export function solve({ rows, order }: Factorization, b: readonly Scalar[]): Scalar[] {
  const x = order.map((place) => b[place]!);
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) x[i] = sub(x[i]!, mul(rows[i]![j]!, x[j]!));
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < x.length; j++) x[i] = sub(x[i]!, mul(rows[i]![j]!, x[j]!));
    x[i] = div(x[i]!, rows[i]![i]!);
  }
  return x;
}

/** Whether a symmetric matrix is positive definite: all pivots of its elimination are positive. About n³/3 operations. */
export function isPositiveDefinite(matrix: readonly (readonly Scalar[])[]): boolean {
  const rows = matrix.map((row) => row.slice());
  for (let k = 0; k < rows.length; k++) {
    const top = rows[k]!;
    if (!ruleHolds(gt, top[k]!, 0)) return false;
    for (let i = k + 1; i < rows.length; i++) {
      const factor = div(rows[i]![k]!, top[k]!);
      for (let j = i; j < rows.length; j++) rows[i]![j] = sub(rows[i]![j]!, mul(factor, top[j]!));
    }
    // The lower half, which later pivots read.
    for (let i = k + 1; i < rows.length; i++) for (let j = i + 1; j < rows.length; j++) rows[j]![i] = rows[i]![j]!;
  }
  return true;
}
