// Rotations by Jacobi. Against the reduction to tridiagonal form in ml-matrix they are short, and keep small eigenvalues
// and singular values to more digits.

const SWEEPS = 64;

/** The eigenvalues of a symmetric matrix, ascending, and for each a unit vector. Rows of `matrix` are overwritten. */
export function eigenpairs(matrix: number[][]): { readonly values: number[]; readonly vectors: number[][] } {
  const n = matrix.length;
  const vectors = matrix.map((_, i) => matrix.map((_, k) => (i === k ? 1 : 0)));
  let isDiagonal = false;
  for (let sweep = 0; sweep < SWEEPS && !isDiagonal; sweep++) {
    isDiagonal = true;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const off = matrix[p]![q]!;
        const [a, b] = [matrix[p]![p]!, matrix[q]![q]!];
        const size = Math.abs(off) / 8;
        if (Math.abs(a) + size === Math.abs(a) && Math.abs(b) + size === Math.abs(b)) continue;
        isDiagonal = false;
        const [c, s] = rotation((b - a) / (2 * off));
        rotateSymmetric(matrix, p, q, c, s);
        rotate(vectors[p]!, vectors[q]!, c, s);
      }
    }
  }
  const order = matrix.map((_, i) => i).sort((i, j) => matrix[i]![i]! - matrix[j]![j]!);
  return { values: order.map((i) => matrix[i]![i]!), vectors: order.map((i) => vectors[i]!) };
}

/** Cosine and sine of the smaller angle whose double has this cotangent. */
function rotation(cotangent: number): [c: number, s: number] {
  const t = (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.hypot(1, cotangent));
  const c = 1 / Math.hypot(1, t);
  return [c, c * t];
}

/** x ← c x − s y, y ← s x + c y */
function rotate(x: number[], y: number[], c: number, s: number): void {
  for (let i = 0; i < x.length; i++) {
    const [xi, yi] = [x[i]!, y[i]!];
    x[i] = c * xi - s * yi;
    y[i] = s * xi + c * yi;
  }
}

function rotateSymmetric(matrix: number[][], p: number, q: number, c: number, s: number): void {
  const [rowP, rowQ] = [matrix[p]!, matrix[q]!];
  const [a, b, off] = [rowP[p]!, rowQ[q]!, rowP[q]!];
  rotate(rowP, rowQ, c, s);
  for (let i = 0; i < matrix.length; i++) {
    if (i === p || i === q) continue;
    matrix[i]![p] = rowP[i]!;
    matrix[i]![q] = rowQ[i]!;
  }
  const change = (s / c) * off;
  rowP[p] = a - change;
  rowQ[q] = b + change;
  rowP[q] = 0;
  rowQ[p] = 0;
}

/** Singular values, descending, with the left and right vectors of each; of a value of 0 the left vector is 0. */
export interface SingularTriples {
  readonly values: number[];
  readonly left: number[][];
  readonly right: number[][];
}

/** The singular values of a matrix of m ≥ n rows, from its columns, which are overwritten. */
export function singularTriples(columns: number[][]): SingularTriples {
  const n = columns.length;
  const right = columns.map((_, i) => columns.map((_, k) => (i === k ? 1 : 0)));
  let isOrthogonal = false;
  for (let sweep = 0; sweep < SWEEPS && !isOrthogonal; sweep++) {
    isOrthogonal = true;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const [x, y] = [columns[p]!, columns[q]!];
        const [a, b, off] = [inner(x, x), inner(y, y), inner(x, y)];
        if (!(Math.abs(off) > Number.EPSILON * Math.sqrt(a) * Math.sqrt(b))) continue;
        isOrthogonal = false;
        const [c, s] = rotation((b - a) / (2 * off));
        rotate(x, y, c, s);
        rotate(right[p]!, right[q]!, c, s);
      }
    }
  }
  const sizes = columns.map((column) => Math.hypot(...column));
  const order = sizes.map((_, i) => i).sort((i, j) => sizes[j]! - sizes[i]!);
  const noise = Number.EPSILON * n * (sizes[order[0] ?? 0] ?? 0);
  return {
    values: order.map((i) => sizes[i]!),
    left: order.map((i) => columns[i]!.map((x) => (sizes[i]! > noise ? x / sizes[i]! : x * 0))),
    right: order.map((i) => right[i]!),
  };
}

function inner(x: readonly number[], y: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}
