/** How many tangents a pass of a Jacobian may carry. */
export const WIDTHS: readonly number[] = [2, 3, 4, 6, 8, 10, 12, 16];

/**
 * The file of lane arithmetic on plain numbers: array literals of fixed width, which V8 keeps unboxed.
 * One pair of functions a width, small enough to be inlined where they are called; a switch over widths is not.
 */
export function lanesFile(widths: readonly number[]): string {
  const each = (k: number, term: (i: number) => string): string =>
    Array.from({ length: k }, (_, i) => term(i)).join(', ');
  const kernels = widths.map(
    (k) => `  {
    width: ${k},
    scale: (p, x) => [${each(k, (i) => `p * x[${i}]!`)}],
    combine: (p, x, q, y) => [${each(k, (i) => `p * x[${i}]! + q * y[${i}]!`)}],
  },`,
  );
  return `// Emitted from emit/lanes.ts by \`npm run emit\`; edit that, not this file.

/** Arithmetic of tangents of one width. */
export interface LaneArithmetic {
  readonly width: number;
  /** p ẋ in every lane. */
  readonly scale: (p: number, x: readonly number[]) => number[];
  /** p ẋ + q ẏ in every lane. */
  readonly combine: (p: number, x: readonly number[], q: number, y: readonly number[]) => number[];
}

/** Every width there is, ascending. */
export const LANES: readonly LaneArithmetic[] = [
${kernels.join('\n')}
];
`;
}
