import { div, mul, sub } from '../ops/arithmetic.ts';
import { gt } from '../ops/compare.ts';
import { ruleHolds } from '../ops/ordering.ts';
import type { Scalar } from '../scalar.ts';

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
