import { add, mul, neg, sub } from '../ops/arithmetic.ts';
import { matmul } from '../ops/lists.ts';
import { isPlainList } from '../ops/ordering.ts';
import type { Scalar } from '../scalar.ts';
import type { Block } from './blocks.ts';

/** The rows of a block. */
export function rowsOf<T>(entries: readonly T[], columns: number): T[][] {
  if (columns === 0) return [];
  return Array.from({ length: entries.length / columns }, (_, i) => entries.slice(i * columns, (i + 1) * columns));
}

/** The columns of a block. */
export function columnsOf<T>(entries: readonly T[], columns: number): T[][] {
  return rowsOf(transposed(entries, columns), columns === 0 ? 0 : entries.length / columns);
}

/** The transpose of a block of so many columns. */
export function transposed<T>(entries: readonly T[], columns: number): T[] {
  const rows = columns === 0 ? 0 : entries.length / columns;
  const result: T[] = [];
  for (let j = 0; j < columns; j++) for (let i = 0; i < rows; i++) result.push(entries[i * columns + j]!);
  return result;
}

/** A B, of an m × k and a k × n block. */
export function product(a: Block, b: Block, k: number, n: number): Block {
  if (k === 0 || n === 0) return [];
  if (!isPlainList(a) || !isPlainList(b)) return matmul(rowsOf(a, k), rowsOf(b, n)).flat();
  const result: number[] = [];
  for (let row = 0; row < a.length; row += k) {
    for (let j = 0; j < n; j++) result.push(0);
    const start = result.length - n;
    for (let i = 0; i < k; i++) {
      const factor = a[row + i] as number;
      for (let j = 0; j < n; j++) result[start + j] = result[start + j]! + factor * (b[i * n + j] as number);
    }
  }
  return result;
}

/** x yᵀ */
export function outerProduct(x: Block, y: Block): Block {
  return product(x, y, 1, y.length);
}

/** A + B */
export function blockSum(a: Block, b: Block): Block {
  return a.map((x, i) => add(x, b[i]!));
}

/** A − B */
export function blockDifference(a: Block, b: Block): Block {
  return a.map((x, i) => sub(x, b[i]!));
}

/** −A */
export function negated(a: Block): Block {
  return a.map((x) => neg(x));
}

/** p A */
export function multiple(p: Scalar, a: Block): Block {
  return a.map((x) => mul(p, x));
}

/** (A + Aᵀ)/2 */
export function symmetricPart(a: Block): Block {
  const n = Math.sqrt(a.length);
  return a.map((x, k) => {
    const other = a[(k % n) * n + Math.floor(k / n)]!;
    return x === other ? x : mul(0.5, add(x, other));
  });
}

/** Σ pⱼ xⱼ of those pⱼ that are there; undefined where none is. */
export function combination(ps: readonly (Scalar | undefined)[], xs: readonly Block[]): Block | undefined {
  const there = ps.filter((p) => p !== undefined);
  const blocks = xs.filter((_, j) => ps[j] !== undefined);
  return there.length === 0 ? undefined : product(there, blocks.flat(), there.length, blocks[0]!.length);
}

/** Σ yₖ xₖᵀ of those yₖ that are there. */
export function sumOfOuterProducts(ys: readonly (Block | undefined)[], xs: readonly Block[]): Block | undefined {
  const left = ys.filter((y) => y !== undefined);
  const right = xs.filter((_, k) => ys[k] !== undefined);
  if (left.length === 0) return undefined;
  return product(transposed(left.flat(), left[0]!.length), right.flat(), left.length, right[0]!.length);
}
