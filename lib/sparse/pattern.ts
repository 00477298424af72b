import { describe } from '../describe.ts';
import { printAsText } from '../scalar.ts';
import type { Positions } from './adjacency.ts';
import { braille } from './braille.ts';
import { type Coloring, columnColoring, isColorable, rowColoring, starColoring } from './coloring.ts';

/** Where the nonzeros of a matrix may be: in compressed rows, or as the columns of each row. */
export type PatternLike = Positions | readonly (readonly number[])[];

/** Where the derivatives of a function may be other than zero. It prints as a picture. */
export class Pattern implements Positions {
  /** How many columns there are. */
  readonly width: number;
  /** How many rows there are. */
  readonly height: number;
  /** The places of row i in `columns` are those from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Int32Array;
  /** The columns of each row, ascending. */
  readonly columns: Int32Array;
  /** Whether it is that of a Hessian. */
  readonly isSymmetric: boolean;
  private found: Partial<Record<'columns' | 'rows' | 'star', Coloring>> = {};

  /** @internal */
  constructor({ starts, columns }: Positions, width: number, isSymmetric: boolean) {
    this.width = width;
    this.height = starts.length - 1;
    this.starts = starts;
    this.columns = columns;
    this.isSymmetric = isSymmetric;
  }

  /**
   * A color for each column, of which columns of one color share no row: one product of the matrix with a vector gives all
   * entries of a color. The fewest that greedy orders and a search find; on most stencils and bands there are none fewer.
   */
  get columnColors(): Coloring {
    this.found.columns ??= columnColoring(this, this.width);
    return this.found.columns;
  }

  /** A color for each row: rows of one color share no column. */
  get rowColors(): Coloring {
    this.found.rows ??= rowColoring(this, this.width);
    return this.found.rows;
  }

  /** Of a Hessian: a star coloring, whose products give each entry or its mirror image. */
  get starColors(): Coloring {
    this.found.star ??= starColoring(this);
    return this.found.star;
  }

  /** The first place of these that is not in the pattern. */
  firstOutside(rows: readonly { readonly columns: ArrayLike<number> }[]): [row: number, column: number] | undefined {
    for (let i = 0; i < rows.length; i++) {
      const { columns } = rows[i]!;
      let e = this.starts[i]!;
      for (let k = 0; k < columns.length; k++) {
        const column = columns[k]!;
        while (e < this.starts[i + 1]! && this.columns[e]! < column) e++;
        if (e === this.starts[i + 1]! || this.columns[e] !== column) return [i, column];
      }
    }
    return undefined;
  }

  /** A sentence and a picture of it: its size, its nonzeros, the colors it needs. */
  toString(): string {
    const { width, height, columns } = this;
    return `${height} × ${width}, ${columns.length} nonzeros${this.colorText()}\n${braille(this, width)}`;
  }

  private colorText(): string {
    if (!isColorable(this)) return '';
    if (this.isSymmetric) return `, ${this.starColors.count} colors`;
    return `, ${this.columnColors.count} colors by columns, ${this.rowColors.count} by rows`;
  }
}

printAsText(Pattern.prototype);

/** The pattern with all of these columns, by row, and those of another. Of a Hessian with their mirror images. */
export function union(
  rows: readonly { readonly columns: ArrayLike<number> }[],
  other: Positions | undefined,
  width: number,
  isSymmetric: boolean,
): Pattern {
  const sets = rows.map(({ columns }) => new Set(Array.from(columns)));
  sets.forEach((set, i) => {
    if (other) for (let e = other.starts[i]!; e < other.starts[i + 1]!; e++) set.add(other.columns[e]!);
  });
  if (isSymmetric) for (const [i, set] of sets.entries()) for (const j of set) sets[j]!.add(i);
  return fromColumns(
    sets.map((set) => [...set].sort((i, j) => i - j)),
    width,
    isSymmetric,
  );
}

function fromColumns(rows: readonly (readonly number[])[], width: number, isSymmetric: boolean): Pattern {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.length;
  });
  return new Pattern({ starts, columns: Int32Array.from(rows.flat()) }, width, isSymmetric);
}

/** Checks that a pattern from the caller fits a matrix of this size, and returns it. */
export function checkPattern(
  verb: string,
  given: PatternLike,
  height: number,
  width: number,
  isSymmetric: boolean,
): Pattern {
  const rows = Array.isArray(given) ? given : rowsOf(given as Positions);
  if (rows === undefined) {
    throw new TypeError(
      `${verb}: expected pattern to be the columns of each row, like [[0, 1], [1]], or { starts, columns }, got ${describe(given)}`,
    );
  }
  if (rows.length !== height) {
    throw new RangeError(`${verb}: expected pattern to have a row for each of ${height} results, got ${rows.length}`);
  }
  rows.forEach((row: ArrayLike<number>, i: number) => {
    const list = Array.from(row ?? []);
    const wrong = list.findIndex((j) => !(Number.isInteger(j) && j >= 0 && j < width));
    if (wrong < 0) return;
    throw new RangeError(
      `${verb}: expected pattern[${i}] to hold columns from 0 to ${width - 1}, got ${describe(list[wrong])}`,
    );
  });
  return union(
    rows.map((columns: ArrayLike<number>) => ({ columns })),
    undefined,
    width,
    isSymmetric,
  );
}

function rowsOf(given: Positions | undefined): ArrayLike<number>[] | undefined {
  if (!(given?.starts instanceof Int32Array && given.columns instanceof Int32Array)) return undefined;
  const { starts, columns } = given;
  return Array.from({ length: starts.length - 1 }, (_, i) => columns.subarray(starts[i], starts[i + 1]));
}
