import { checkList } from '../ops/lift-arrays.ts';
import { checkMatrix, type Matrix } from '../ops/matrix.ts';
import type { Numeric, Scalar } from '../scalar.ts';
import { isIndexed, listOf } from '../typed-array.ts';
import type { Block } from './blocks.ts';

/** A matrix as its entries, row after row. */
export interface Dense {
  readonly entries: Block;
  readonly rows: number;
  readonly columns: number;
}

/** Checks that an argument is a matrix, and reads it. */
export function entriesOf(name: string, matrix: Matrix): Dense {
  const { entries, rows, columns = 0 } = checkMatrix(name, matrix);
  return { entries, rows, columns };
}

/** Checks that an argument is a square matrix, and reads it. */
export function squareOf(name: string, matrix: Matrix): Dense {
  const read = entriesOf(name, matrix);
  if (read.rows === read.columns) return read;
  throw new RangeError(`${name}: expected a square matrix, got one of shape ${shapeOf(read)}`);
}

/** The right-hand side of an equation: the columns of a matrix, or a vector as one. */
export interface RightSide {
  readonly columns: readonly Block[];
  readonly isVector: boolean;
}

/** Checks that an argument is a vector or a matrix of as many rows as the matrix of the equation, and reads it. */
export function rightSideOf(name: string, matrix: Dense, b: Numeric | Matrix): RightSide {
  const first = isIndexed(b) ? b[0] : undefined;
  const isVector = listOf(first) === undefined;
  if (isVector) {
    const column = Array.from<Scalar>(checkList(name, b as Numeric));
    checkRows(name, matrix, column.length, String(column.length));
    return { columns: [column], isVector };
  }
  const { entries, rows, columns } = entriesOf(name, b as Matrix);
  checkRows(name, matrix, rows, shapeOf({ rows, columns }));
  const list: Scalar[][] = [];
  for (let j = 0; j < columns; j++) list.push(entries.filter((_, i) => i % columns === j));
  return { columns: list, isVector };
}

function checkRows(name: string, matrix: Dense, rows: number, shape: string): void {
  if (rows === matrix.rows) return;
  throw new RangeError(
    `${name}: expected a right-hand side of as many rows as the matrix, got shapes ${shapeOf(matrix)} and ${shape}`,
  );
}

/** The shape of a matrix, for messages. */
export function shapeOf({ rows, columns }: Omit<Dense, 'entries'>): string {
  return `${rows} × ${columns}`;
}

/** Columns as a result: one as a vector where the right-hand side was one. */
export function inShapeOf({ isVector }: RightSide, columns: readonly Block[], rows: number): Scalar[] | Scalar[][] {
  if (isVector) return [...columns[0]!];
  return Array.from({ length: rows }, (_, i) => columns.map((column) => column[i]!));
}
