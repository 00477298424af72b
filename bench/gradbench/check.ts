import { draw } from './draw.ts';
import { difference, TOLERANCE } from './judge.ts';

// What is right at sizes that nobody recorded: primals are held against plain JavaScript's, derivatives along a random
// direction against differences of it.

/** The fields of an input that the derivative is by, in the order of its entries. */
const active: Readonly<Record<string, readonly string[]>> = {
  lse: ['x'],
  llsq: ['x'],
  ode: ['x'],
  det: ['A'],
  gmm: ['alpha', 'mu', 'q', 'l'],
  ba: ['cam', 'x', 'w'],
  ht: ['theta'],
  lstm: ['main_params', 'extra_params'],
};

type Input = Readonly<Record<string, unknown>>;
type Primal = (input: Input) => Promise<unknown>;

/** What is wrong with the primal that a tool answered; undefined if nothing. */
export async function wrongPrimal(input: Input, output: unknown, primal: Primal): Promise<string | undefined> {
  const { by, at } = difference(await primal(input), output);
  return by <= TOLERANCE ? undefined : `${at} is off by ${by.toPrecision(2)}, relatively`;
}

/** The same of the derivative. */
export async function wrongDerivative(
  name: string,
  input: Input,
  output: unknown,
  primal: Primal,
): Promise<string | undefined> {
  if (name === 'kmeans') return wrongDirection(input, output);
  const fields = active[name];
  if (fields === undefined) return undefined;
  const h = 1e-3;
  const count = fields.flatMap((field) => numbers(input[field])).length;
  const drawn = draw(count).normal(count);
  const length = Math.sqrt(drawn.reduce((sum, v) => sum + v * v, 0));
  const along = drawn.map((v) => v / length);
  const at = async (steps: number): Promise<number[]> => {
    const rest = along.map((v) => steps * h * v);
    const moved = fields.map((field) => [field, shifted(input[field], rest)] as const);
    return values(name, await primal({ ...input, ...Object.fromEntries(moved) }));
  };
  const [a, b, c, d] = [await at(-2), await at(-1), await at(1), await at(2)];
  const slopes = rows(name, output, count).map((row) => row.reduce((sum, g, i) => sum + g * (along[i] as number), 0));
  const expected = a.map((_, i) => {
    const [first, second] = [(c[i] as number) - (b[i] as number), (d[i] as number) - (a[i] as number)];
    return (8 * first - second) / (12 * h);
  });
  const error = largest(expected.map((e, i) => e - (slopes[i] as number)));
  // Differences of values rounded by ε are uncertain by ε / h of them.
  if (slopes.length === expected.length && error <= 1e-6 * largest(expected) + 1e-11 * largest(c)) return undefined;
  return `along a direction the derivative is ${slopes[0]}, differences give ${expected[0]}`;
}

function largest(xs: readonly number[]): number {
  return xs.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

/** What of a primal's output is differentiated. */
function values(name: string, output: unknown): number[] {
  if (name === 'ode') return numbers(output).slice(-1);
  if (name === 'ba') return (output as { reproj_error: { elements: number[] } }).reproj_error.elements;
  return numbers(output);
}

/** The rows of a derivative, each by all active numbers. */
function rows(name: string, output: unknown, count: number): number[][] {
  if (name === 'ht') return (output as number[][]).map((row) => row.slice(-count));
  if (name === 'gmm') return [(active.gmm as string[]).flatMap((field) => numbers((output as Input)[field]))];
  if (name !== 'ba') return [numbers(output)];
  const { vals } = output as { vals: number[] };
  return [vals.slice(0, count), vals.slice(count, 2 * count)];
}

function numbers(x: unknown): number[] {
  if (typeof x === 'number') return [x];
  if (!Array.isArray(x)) return Object.values(x as object).flatMap(numbers);
  return x.every((entry) => typeof entry === 'number') ? x : x.flatMap(numbers);
}

/** x with the first of `by` added to its numbers, which are taken away from there. */
function shifted(x: unknown, by: number[]): unknown {
  const place = { next: 0 };
  const walk = (y: unknown): unknown =>
    typeof y === 'number' ? y + (by[place.next++] as number) : (y as unknown[]).map(walk);
  const moved = walk(x);
  by.splice(0, place.next);
  return moved;
}

/** The Newton direction of kmeans in closed form: a centroid less the mean of the points nearest to it. */
function wrongDirection(input: Input, output: unknown): string | undefined {
  const { points, centroids } = input as { points: number[][]; centroids: number[][] };
  const sums = centroids.map((c) => c.map(() => 0));
  const counts = centroids.map(() => 0);
  for (const point of points) {
    let [best, least] = [0, Infinity];
    for (const [j, c] of centroids.entries()) {
      const distance = c.reduce((sum, x, i) => sum + (x - (point[i] as number)) ** 2, 0);
      if (distance < least) [best, least] = [j, distance];
    }
    counts[best] = (counts[best] as number) + 1;
    const sum = sums[best] as number[];
    for (const [i, x] of point.entries()) sum[i] = (sum[i] as number) + x;
  }
  const expected = centroids.map((c, j) => c.map((x, i) => x - (sums[j]?.[i] as number) / (counts[j] as number)));
  const { by, at } = difference(expected, output);
  return by <= 1e-6 ? undefined : `${at} is off by ${by.toPrecision(2)}, relatively`;
}
