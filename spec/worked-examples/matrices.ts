import { dot, type Scalar } from '../../lib/entries/index.ts';

export type Matrix<S extends Scalar = Scalar> = readonly (readonly S[])[];

/** A x */
export function times(A: Matrix, x: readonly Scalar[]): Scalar[] {
  return A.map((row) => dot(row, x));
}

/** Aᵀ */
export function transposed<S extends Scalar>(A: Matrix<S>): S[][] {
  return (A[0] ?? []).map((_, j) => A.map((row) => row[j] as S));
}

/** A B, of plain numbers. */
export function product(A: Matrix<number>, B: Matrix<number>): number[][] {
  return A.map((row) => times(transposed(B), row) as number[]);
}

/** u vᵀ, of plain numbers. */
export function outer(u: readonly number[], v: readonly number[]): number[][] {
  return u.map((ui) => v.map((vj) => ui * vj));
}
