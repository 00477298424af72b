import { readFileSync } from 'node:fs';

/** The lines of the text file `spec/data/…`. */
export function lines(path: string): string[] {
  return readFileSync(new URL(`../../data/${path}`, import.meta.url), 'utf8')
    .trim()
    .split(/\r?\n/);
}

/** The numbers of a text, parted by blanks. */
export function numbers(text: string): number[] {
  return text.trim().split(/\s+/).map(Number);
}

/** `list` in parts of `size`. */
export function parts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: list.length / size }, (_, i) => list.slice(i * size, (i + 1) * size));
}
