import { times } from '../forward/dual.ts';
import { add } from '../ops/arithmetic.ts';
import type { Scalar } from '../scalar.ts';

/** The derivatives of a number by the inputs that it depends on: ascending columns, and an entry for each. */
export interface SparseRow {
  readonly columns: readonly number[];
  readonly entries: readonly Scalar[];
}

/** p ẋ. */
export function scaledRow(p: Scalar, x: SparseRow): SparseRow {
  if (p === 1) return x;
  const { columns, entries } = x;
  const products: Scalar[] = [];
  for (let k = 0; k < entries.length; k++) products.push(times(p, entries[k]!));
  return { columns, entries: products };
}

/** p ẋ + q ẏ. A column that only one of them has takes that term alone. */
export function combinedRow(p: Scalar, x: SparseRow, q: Scalar, y: SparseRow): SparseRow {
  const entries: Scalar[] = [];
  if (x.columns === y.columns) {
    for (let k = 0; k < x.entries.length; k++) {
      entries.push(sumOfTwo(times(p, x.entries[k]!), times(q, y.entries[k]!)));
    }
    return { columns: x.columns, entries };
  }
  const [a, b] = [x.columns, y.columns];
  const columns: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [i < a.length ? a[i]! : Infinity, j < b.length ? b[j]! : Infinity];
    if (left < right) {
      columns.push(left);
      entries.push(times(p, x.entries[i++]!));
    } else if (right < left) {
      columns.push(right);
      entries.push(times(q, y.entries[j++]!));
    } else {
      columns.push(left);
      entries.push(sumOfTwo(times(p, x.entries[i++]!), times(q, y.entries[j++]!)));
    }
  }
  return { columns, entries };
}

/** A row that is summed up term by term, in room for `width` columns that is used again for the next. */
export class RowSum {
  private readonly sums: (Scalar | undefined)[];
  private columns: number[] = [];

  constructor(width: number) {
    this.sums = new Array<undefined>(width).fill(undefined);
  }

  /** Adds p ẋ. */
  add(p: Scalar, { columns, entries }: SparseRow): void {
    for (let k = 0; k < columns.length; k++) this.addTo(columns[k]!, times(p, entries[k]!));
  }

  /** Adds a term to a column. */
  addTo(column: number, term: Scalar): void {
    const sum = this.sums[column];
    if (sum === undefined) this.columns.push(column);
    this.sums[column] = sum === undefined ? term : sumOfTwo(sum, term);
  }

  /** The sum of the terms so far. What follows is another row. */
  take(): SparseRow {
    const { sums } = this;
    const columns = this.columns.sort((i, j) => i - j);
    const entries: Scalar[] = [];
    for (const column of columns) {
      entries.push(sums[column]!);
      sums[column] = undefined;
    }
    this.columns = [];
    return { columns, entries };
  }
}

/** The sum of two terms. */
export function sumOfTwo(s: Scalar, t: Scalar): Scalar {
  return typeof s === 'number' && typeof t === 'number' ? s + t : add(s, t);
}
