import { digits } from './base64-vlq.ts';
import type { Piece } from './pieces.ts';

/** A source map, version 3. */
export interface SourceMap {
  readonly version: 3;
  readonly file: string;
  readonly sources: string[];
  readonly sourcesContent: string[];
  readonly names: string[];
  readonly mappings: string;
}

/** The map of pieces of `code`: each copied word to itself, text of ours to what it stands for. */
export function mapPieces(code: string, pieces: readonly Piece[], file: string): SourceMap {
  const starts = [0];
  for (let at = code.indexOf('\n'); at !== -1; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  const lines: string[] = [];
  let line: string[] = [];
  let column = 0;
  let lastColumn = 0;
  let lastLine = 0;
  let lastOrigin = 0;
  let originLine = 0;

  const segment = (offset: number): void => {
    if (offset < starts[originLine]! || offset >= (starts[originLine + 1] ?? Infinity)) {
      originLine = lineOf(starts, offset);
    }
    const origin = offset - starts[originLine]!;
    line.push(`${digits(column - lastColumn)}A${digits(originLine - lastLine)}${digits(origin - lastOrigin)}`);
    lastColumn = column;
    lastLine = originLine;
    lastOrigin = origin;
  };
  const newLine = (): void => {
    lines.push(line.join(','));
    line = [];
    column = 0;
    lastColumn = 0;
  };

  const word = /\n|[\w$\u0080-\uffff]+|[^\S\n]+|[^\w\s$\u0080-\uffff]/g;
  for (const piece of pieces) {
    if ('text' in piece) {
      if (piece.text !== '') segment(piece.origin);
      column += piece.text.length;
      continue;
    }
    word.lastIndex = piece.from;
    while (word.lastIndex < piece.to) {
      const from = word.lastIndex;
      const found = word.exec(code);
      if (found === null) break;
      const to = Math.min(word.lastIndex, piece.to);
      segment(from);
      if (found[0] === '\n') newLine();
      else column += to - from;
    }
  }
  newLine();
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return { version: 3, file: name, sources: [file], sourcesContent: [code], names: [], mappings: lines.join(';') };
}

/** The last line that starts at or before an offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
