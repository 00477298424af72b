import type { CompressedRows } from '../../lib/entries/index.ts';

/** The rows in full, `width` columns wide. */
export function dense({ starts, columns, values }: CompressedRows, width: number): number[][] {
  return Array.from({ length: starts.length - 1 }, (_, i) => {
    const row = new Array<number>(width).fill(0);
    for (let e = starts[i]!; e < starts[i + 1]!; e++) row[columns[e]!] = values[e]!;
    return row;
  });
}

/** The columns of each row. */
export function columnsOf({ starts, columns }: CompressedRows): number[][] {
  return Array.from({ length: starts.length - 1 }, (_, i) => Array.from(columns.subarray(starts[i], starts[i + 1])));
}
