/** A slope by finite differences, and how far off it may be. */
export interface Slope {
  readonly slope: number;
  readonly error: number;
}

const STEPS = 10;
const SHRINK = 1.6;

/**
 * The slopes of f at x by central differences, extrapolated to step 0 from each of three first steps; of these the one
 * that is surest of itself. Steps are parts of `sizes`, how far an argument may go without f being another.
 * @see Ridders, Accurate computation of F′(x) and F′(x)F″(x), Adv. Eng. Softw. 4 (1982) 75–76
 */
export function slopes(
  f: (x: readonly number[]) => number,
  x: readonly number[],
  sizes: readonly number[] = x,
): Slope[] {
  return x.map((xj, j) => {
    const along = (t: number): number => f(x.map((xk, k) => (k === j ? t : xk)));
    const size = Math.max(Math.abs(sizes[j]!), 1e-3);
    const tried = [0.03, 1e-3, 3e-5].map((step) => extrapolated(along, xj, step * size));
    return tried.reduce((best, next) => (next.error < best.error ? next : best));
  });
}

function extrapolated(f: (t: number) => number, x: number, first: number): Slope {
  let best: Slope = { slope: NaN, error: Infinity };
  let before: number[] = [];
  for (let i = 0, h = first; i < STEPS; i++, h /= SHRINK) {
    const row = [(f(x + h) - f(x - h)) / (2 * h)];
    for (let k = 1, factor = SHRINK ** 2; k <= i; k++, factor *= SHRINK ** 2) {
      row[k] = (row[k - 1]! * factor - before[k - 1]!) / (factor - 1);
      const error = Math.max(Math.abs(row[k]! - row[k - 1]!), Math.abs(row[k]! - before[k - 1]!));
      if (error < best.error) best = { slope: row[k]!, error };
    }
    before = row;
  }
  return best;
}
