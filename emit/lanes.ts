/** How many tangents a pass of a Jacobian may carry. */
export const WIDTHS: readonly number[] = [2, 3, 4, 6, 8, 12, 16];

/** The file of lane arithmetic on plain numbers: array literals of fixed width, which V8 keeps unboxed. */
export function lanesFile(widths: readonly number[]): string {
  const each = (k: number, term: (i: number) => string): string =>
    Array.from({ length: k }, (_, i) => `      ${term(i)},`).join('\n');
  const cases = (term: (i: number) => string): string =>
    widths.map((k) => `    case ${k}: return [\n${each(k, term)}\n    ];`).join('\n');
  return `// Emitted from emit/lanes.ts by \`npm run emit\`; edit that, not this file.

/** The widths that have unrolled arithmetic, ascending. */
export const WIDTHS: readonly number[] = [${widths.join(', ')}];

/** p ẋ in every lane. */
export function scaleLanes(p: number, x: readonly number[]): number[] {
  const t = x as number[];
  switch (t.length) {
${cases((i) => `p * t[${i}]!`)}
    default: return t.map((ti) => p * ti);
  }
}

/** p ẋ + q ẏ in every lane. */
export function combineLanes(p: number, x: readonly number[], q: number, y: readonly number[]): number[] {
  const t = x as number[];
  const u = y as number[];
  switch (t.length) {
${cases((i) => `p * t[${i}]! + q * u[${i}]!`)}
    default: return t.map((ti, i) => p * ti + q * u[i]!);
  }
}
`;
}
