type Cell = string | number;

/** Prints rows under their heads: texts left-aligned, numbers right-aligned, with up to six decimals a column. */
export function printTable(heads: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const columns = heads.map((head, j) => aligned([head, ...written(rows.map((row) => row[j] as Cell))], rows[0]?.[j]));
  const [first, ...rest] = rows.map((_, i) => line(columns, i + 1));
  const head = line(columns, 0);
  const width = columns.reduce((sum, column) => sum + (column[0] as string).length + 3, -3);
  console.log([head, '─'.repeat(width), first, ...rest].join('\n'));
}

/** The numbers of a column with as many decimals as the one that has most. */
function written(cells: readonly Cell[]): string[] {
  const decimals = Math.max(0, ...cells.map((cell) => (typeof cell === 'number' ? decimalsOf(cell) : 0)));
  return cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(decimals).replace('-', '−') : cell));
}

const decimalsOf = (x: number): number => String(Number(x.toFixed(6))).split('.')[1]?.length ?? 0;

function aligned(texts: readonly string[], sample: Cell | undefined): string[] {
  const width = Math.max(...texts.map((text) => text.length));
  return texts.map((text) => (typeof sample === 'number' ? text.padStart(width) : text.padEnd(width)));
}

const line = (columns: readonly (readonly string[])[], i: number): string =>
  columns
    .map((column) => column[i])
    .join('   ')
    .trimEnd();
