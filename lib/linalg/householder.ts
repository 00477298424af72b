import type { Block } from './blocks.ts';
import { columnsOf, transposed } from './products.ts';

/**
 * Q and R of an m × n block by reflections, m ≥ n; the diagonal of R is positive.
 * @throws {@link RangeError} when a column depends on those before it, up to rounding.
 */
export function orthogonalFactors(
  name: string,
  matrix: Block<number>,
  n: number,
  instead: string,
): [q: Block<number>, r: Block<number>] {
  const m = n === 0 ? 0 : matrix.length / n;
  const columns = columnsOf(matrix, n);
  const normals: Normal[] = [];
  const r = new Array<number>(n * n).fill(0);
  columns.forEach((column, k) => {
    const size = Math.hypot(...column);
    for (const [j, normal] of normals.entries()) reflect(column, normal, j);
    const rest = Math.hypot(...column.slice(k));
    if (rest <= Number.EPSILON * Math.sqrt(m) * size) {
      throw new RangeError(
        `${name}: expected a matrix of independent columns, got one of shape ${m} × ${n} whose column ${k} depends on those before it; ${instead}`,
      );
    }
    const sign = column[k]! < 0 ? 1 : -1;
    const normal = column.slice();
    normal.fill(0, 0, k);
    normal[k] = column[k]! - sign * rest;
    const squares = normal.reduce((sum, x) => sum + x * x, 0);
    normals.push({ vector: normal, factor: squares === 0 ? 0 : 2 / squares });
    for (let i = 0; i < k; i++) r[i * n + k] = column[i]!;
    r[k * n + k] = sign * rest;
  });
  const q = columns.map((_, k) => {
    const unit = new Array<number>(m).fill(0);
    unit[k] = 1;
    for (let j = normals.length - 1; j >= 0; j--) reflect(unit, normals[j]!, j);
    return unit;
  });
  for (let k = 0; k < n; k++) {
    if (r[k * n + k]! >= 0) continue;
    for (let j = k; j < n; j++) r[k * n + j] = 0 - r[k * n + j]!;
    q[k] = q[k]!.map((x) => 0 - x);
  }
  return [transposed(q.flat(), m), r];
}

/** What a reflection is along, and 2 by the square of its length. */
interface Normal {
  readonly vector: readonly number[];
  readonly factor: number;
}

/** Reflects a vector: x − 2 v (v · x)/(v · v), where v begins at a place. */
function reflect(x: number[], { vector, factor }: Normal, from: number): void {
  let product = 0;
  for (let i = from; i < x.length; i++) product += vector[i]! * x[i]!;
  for (let i = from; i < x.length; i++) x[i] = x[i]! - factor * product * vector[i]!;
}
