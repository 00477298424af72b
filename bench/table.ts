/** Columns aligned: the first to the left, the others to the right; empty columns are left out. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = (rows[0] ?? []).map((_, c) => rows.map((row) => row[c] ?? ''));
  const aligned = columns
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map((cells, c) => {
      const width = Math.max(...cells.map((cell) => cell.length));
      return cells.map((cell) => (c === 0 ? cell.padEnd(width) : cell.padStart(width)));
    });
  return rows.map((_, r) => `  ${aligned.map((cells) => cells[r]).join('  ')}`).join('\n');
}
