/** A place in nested loops: by how much each index moves it. */
export type Strides = Readonly<Record<string, number>>;

/** The strides of entries stored row after row, for an index of these letters. */
export function stridesOf(letters: string, sizes: Strides): Strides {
  if (letters.includes('+')) return Object.fromEntries(letters.split('+').map((letter) => [letter, 1]));
  const [first, second] = letters;
  if (second === undefined) return first === undefined ? {} : { [first]: 1 };
  return { [first as string]: sizes[second]!, [second]: 1 };
}

/** How many entries an index of these letters has. */
export function countOf(letters: string, sizes: Strides): number {
  if (!letters.includes('+')) return [...letters].reduce((count, letter) => count * sizes[letter]!, 1);
  const counts = letters.split('+').map((letter) => sizes[letter]!);
  return counts.includes(0) ? 0 : counts.reduce((count, n) => count + n - 1);
}
