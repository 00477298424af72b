/** The neighbours of each vertex of a graph, ascending, without itself: those of v are from `starts[v]` to `starts[v + 1]`. */
export interface Adjacency {
  readonly starts: Int32Array;
  readonly neighbours: Int32Array;
}

/** The positions of the nonzeros of a matrix, row by row; the columns of a row ascend. */
export interface Positions {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
}

/** The same positions, column by column. */
export function positionsByColumn({ starts, columns }: Positions, width: number): Positions {
  const ends = new Int32Array(width + 1);
  for (const column of columns) ends[column + 1]!++;
  for (let j = 0; j < width; j++) ends[j + 1]! += ends[j]!;
  const first = ends.slice();
  const rows = new Int32Array(columns.length);
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let e = starts[i]!; e < starts[i + 1]!; e++) rows[ends[columns[e]!]!++] = i;
  }
  return { starts: first, columns: rows };
}

/** The columns that share a row: the intersection graph of the columns. */
export function sharedRows(positions: Positions, width: number): Adjacency {
  const byColumn = positionsByColumn(positions, width);
  const last = new Int32Array(width).fill(-1);
  const starts = new Int32Array(width + 1);
  const neighbours: number[] = [];
  for (let j = 0; j < width; j++) {
    last[j] = j;
    for (let c = byColumn.starts[j]!; c < byColumn.starts[j + 1]!; c++) {
      const row = byColumn.columns[c]!;
      for (let e = positions.starts[row]!; e < positions.starts[row + 1]!; e++) {
        const other = positions.columns[e]!;
        if (last[other] === j) continue;
        last[other] = j;
        neighbours.push(other);
      }
    }
    starts[j + 1] = neighbours.length;
  }
  return { starts, neighbours: Int32Array.from(neighbours) };
}

/** The graph of a symmetric matrix: an edge for each nonzero off the diagonal. */
export function graphOf({ starts, columns }: Positions): Adjacency {
  const ends = new Int32Array(starts.length);
  const neighbours: number[] = [];
  for (let i = 0; i + 1 < starts.length; i++) {
    for (let e = starts[i]!; e < starts[i + 1]!; e++) if (columns[e] !== i) neighbours.push(columns[e]!);
    ends[i + 1] = neighbours.length;
  }
  return { starts: ends, neighbours: Int32Array.from(neighbours) };
}

/** How many neighbours a vertex has. */
export function degree({ starts }: Adjacency, v: number): number {
  return starts[v + 1]! - starts[v]!;
}
