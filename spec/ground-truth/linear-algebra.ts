import { abs, add, div, dot, gt, mul, neg, type Scalar, sub } from '../../lib/entries/forward.ts';

export type Matrix = readonly (readonly Scalar[])[];

export function transpose(a: Matrix): Scalar[][] {
  return (a[0] ?? []).map((_, j) => a.map((row) => row[j] as Scalar));
}

export function product(a: Matrix, b: Matrix): Scalar[][] {
  const columns = transpose(b);
  return a.map((row) => columns.map((column) => dot(row, column)));
}

export function outer(x: readonly Scalar[], y: readonly Scalar[]): Scalar[][] {
  return x.map((a) => y.map((b) => mul(a, b)));
}

// Rows with zeros below the diagonal of the square part, the largest pivot of each column first.
function eliminated(rows: Matrix): { rows: Scalar[][]; swaps: number } {
  const m = rows.map((row) => [...row]);
  let swaps = 0;
  for (let k = 0; k < m.length; k++) {
    let largest = k;
    for (let i = k + 1; i < m.length; i++) if (gt(abs(entry(m, i, k)), abs(entry(m, largest, k)))) largest = i;
    if (largest !== k) swaps += 1;
    const pivot = m[largest] as Scalar[];
    m[largest] = m[k] as Scalar[];
    m[k] = pivot;
    for (let i = k + 1; i < m.length; i++) {
      const factor = div(entry(m, i, k), pivot[k] as Scalar);
      m[i] = (m[i] as Scalar[]).map((a, j) => (j <= k ? 0 : sub(a, mul(factor, pivot[j] as Scalar))));
    }
  }
  return { rows: m, swaps };
}

function entry(m: Matrix, i: number, j: number): Scalar {
  return m[i]?.[j] as Scalar;
}

export function determinant(a: Matrix): Scalar {
  const { rows, swaps } = eliminated(a);
  const d = rows.map((row, i) => row[i] as Scalar).reduce((x, y) => mul(x, y));
  return swaps % 2 === 0 ? d : neg(d);
}

/** X with AX = B. */
export function solve(a: Matrix, b: Matrix): Scalar[][] {
  const n = a.length;
  const { rows } = eliminated(a.map((row, i) => [...row, ...(b[i] as readonly Scalar[])]));
  const x: Scalar[][] = [];
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i] as Scalar[];
    const known = row.slice(i + 1, n);
    x.unshift(
      row.slice(n).map((right, j) => {
        const column = x.map((solved) => solved[j] as Scalar);
        const left = known.reduce((s, c, k) => add(s, mul(c, column[k] as Scalar)), 0 as Scalar);
        return div(sub(right, left), row[i] as Scalar);
      }),
    );
  }
  return x;
}

export function inverse(a: Matrix): Scalar[][] {
  return solve(
    a,
    a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0))),
  );
}
