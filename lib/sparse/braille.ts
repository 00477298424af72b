import type { Positions } from './adjacency.ts';

// A cell has 2 × 4 dots; the bits of U+2800 by column and row.
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;
const BLANK = 0x2800;

/** A picture of the nonzeros in braille dots, at most so many characters wide. In a large matrix a dot is a square of entries. */
export function braille({ starts, columns }: Positions, width: number, most = 64): string {
  const height = starts.length - 1;
  const side = Math.max(1, Math.ceil(Math.max(width, height) / (2 * most)));
  const lines = Array.from({ length: Math.ceil(height / side / 4) }, () => new Uint8Array(Math.ceil(width / side / 2)));
  for (let i = 0; i < height; i++) {
    const y = Math.floor(i / side);
    const line = lines[y >> 2]!;
    for (let e = starts[i]!; e < starts[i + 1]!; e++) {
      const x = Math.floor(columns[e]! / side);
      line[x >> 1]! |= DOTS[x & 1]![y & 3]!;
    }
  }
  return lines.map((line) => String.fromCharCode(...Array.from(line, (dots) => BLANK + dots))).join('\n');
}
