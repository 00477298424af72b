import type { Block } from './blocks.ts';
import { rowsOf } from './products.ts';
import { ofNumbers } from './row-arithmetic.ts';

/** The order of rows and columns in which elimination meets the largest pivots first. */
export interface Pivots {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** How many pivots are not small. */
  readonly rank: number;
  /** Whether the order is an odd permutation. */
  readonly isOdd: boolean;
}

// Of the first pivot. Between 1 and this, derivatives through the inverse keep 12 digits to second order.
const SMALL = 1e-4;

/** The pivots of elimination with complete pivoting, of a square matrix whose rows and columns are scaled by powers of 2. */
export function pivotsOf(matrix: Block<number>): Pivots {
  const n = Math.sqrt(matrix.length);
  const a = scaled(rowsOf(matrix, n));
  const rows = a.map((_, i) => i);
  const columns = rows.slice();
  let isOdd = false;
  let first = 0;
  for (let k = 0; k < n; k++) {
    let [p, q] = [k, k];
    for (let i = k; i < n; i++)
      for (let j = k; j < n; j++) if (Math.abs(a[i]![j]!) > Math.abs(a[p]![q]!)) [p, q] = [i, j];
    const pivot = Math.abs(a[p]![q]!);
    if (k === 0) first = pivot;
    if (!(pivot > SMALL * first)) return { rows, columns, rank: k, isOdd };
    if ((p !== k) !== (q !== k)) isOdd = !isOdd;
    swap(a, k, p);
    swap(rows, k, p);
    swap(columns, k, q);
    for (const row of a) swap(row, k, q);
    for (let i = k + 1; i < n; i++) ofNumbers.subtract(a[i]!, a[i]![k]! / a[k]![k]!, a[k]!, k, n);
  }
  return { rows, columns, rank: n, isOdd };
}

function swap(list: unknown[], i: number, j: number): void {
  [list[i], list[j]] = [list[j], list[i]];
}

/** Rows, then columns, divided by the power of 2 of their largest entry. */
function scaled(rows: readonly number[][]): number[][] {
  const scale = (largest: number): number =>
    largest > 0 && largest < Infinity ? 2 ** -Math.floor(Math.log2(largest)) : 1;
  const byRows = rows.map((row) => {
    const factor = scale(Math.max(...row.map(Math.abs)));
    return row.map((x) => x * factor);
  });
  const factors = byRows.map((_, j) => scale(Math.max(...byRows.map((row) => Math.abs(row[j]!)))));
  return byRows.map((row) => row.map((x, j) => x * factors[j]!));
}
