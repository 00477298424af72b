import type { Block } from './blocks.ts';
import { type Factorization, factorize } from './lu.ts';
import type { Memo } from './memo.ts';
import { rowsOf } from './products.ts';
import { ofNumbers } from './row-arithmetic.ts';

/** The factors of a square matrix of numbers. */
export type NumericFactors = Factorization<number>;

/** The factors of a square matrix, found once for all that share a memo. */
export function factorsOf(matrix: Block<number>, memo: Memo<NumericFactors>): NumericFactors {
  return memo.of(matrix, (entries) => factorize(ofNumbers, rowsOf(entries, Math.sqrt(entries.length))));
}

/**
 * Checks that a matrix is not singular: that each pivot is more than the rounding of the sum that it is the rest of.
 * @see Higham, Accuracy and Stability of Numerical Algorithms, theorem 9.3
 */
export function checkRegular(name: string, { rows }: NumericFactors, instead: string): void {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    const row = rows[k]!;
    const pivot = row[k]!;
    let terms = 0;
    for (let j = 0; j < k; j++) terms += Math.abs(row[j]! * rows[j]![k]!);
    if (Math.abs(pivot) > Number.EPSILON * Math.sqrt(k + 1) * terms || Number.isNaN(pivot) || !(terms < Infinity))
      continue;
    throw new RangeError(
      `${name}: expected a matrix that is not singular, got one of shape ${n} × ${n} whose pivot ${k} of elimination is ${pivot === 0 ? '0' : `${pivot}, no more than rounding`}; ${instead}`,
    );
  }
}
