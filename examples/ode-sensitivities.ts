/**
 * Hares and lynxes: rates of growth and hunting fitted to counts of twenty years. An adaptive solver computes the counts on plain
 * numbers. Its rule solves for the sensitivities along with the counts, with steps that are right for both; so no derivative goes
 * through the choice of steps, and nothing of the solver is kept in memory.
 */
import { defineFunction, grad, jacobian, jvp, mul, type Scalar, sub } from '../lib/entries/index.ts';

type Rate = (y: readonly number[]) => readonly number[];

const TOLERANCE = 1e-6;

/** y at the times, by the method of Bogacki and Shampine, whose error estimate chooses the steps. */
function solve(rate: Rate, start: readonly number[], times: readonly number[]): number[][] {
  let [t, h, y] = [0, 0.01, start.slice()];
  const after = (...terms: readonly (readonly [number, readonly number[]])[]): number[] =>
    y.map((yi, i) => yi + h * terms.reduce((sum, [weight, k]) => sum + weight * (k[i] as number), 0));
  return times.map((end) => {
    while (t < end) {
      h = Math.min(h, end - t);
      const k1 = rate(y);
      const k2 = rate(after([1 / 2, k1]));
      const k3 = rate(after([3 / 4, k2]));
      const next = after([2 / 9, k1], [1 / 3, k2], [4 / 9, k3]);
      const other = after([7 / 24, k1], [1 / 4, k2], [1 / 3, k3], [1 / 8, rate(next)]);
      const error = Math.max(...next.map((yi, i) => Math.abs(yi - (other[i] as number)) / (1 + Math.abs(yi))));
      if (error <= TOLERANCE) [t, y] = [t + h, next];
      h *= Math.min(4, Math.max(0.2, 0.9 * (TOLERANCE / error) ** (1 / 3)));
      if (!(h > 1e-9)) throw new RangeError(`no solution beyond t = ${t}`);
    }
    return y;
  });
}

/** What is fitted: the counts at the start, and growth and loss by hunting of hares and of lynxes. */
export interface Model {
  readonly start: readonly Scalar[];
  readonly rates: readonly Scalar[];
}

/** The rates of change of hares and lynxes. */
function change([hares, lynxes]: readonly Scalar[], [a, b, c, d]: readonly Scalar[]): [Scalar, Scalar] {
  const [x, y] = [hares as Scalar, lynxes as Scalar];
  return [mul(x, sub(a as Scalar, mul(b as Scalar, y))), mul(y, sub(mul(c as Scalar, x), d as Scalar))];
}

const YEARS = Array.from({ length: 20 }, (_, i) => i + 1);

export const counts: (model: Model) => Scalar[][] = defineFunction(
  ({ start, rates }: Plain): number[][] => solve((y) => change(y, rates) as number[], start, YEARS),
  {
    // s′ = ∂change/∂y s + ∂change/∂rates v
    jvp: ({ start, rates }: Plain, v: Plain) => {
      const both = (ys: readonly number[]): number[] => {
        const y = ys.slice(0, 2);
        const { value, tangent } = jvp(
          (all: readonly Scalar[]) => change(all.slice(0, 2), all.slice(2)),
          [...y, ...rates],
          [...ys.slice(2), ...v.rates],
          { check: false },
        );
        return [...value, ...tangent];
      };
      const solved = solve(both, [...start, ...v.start], YEARS);
      return { value: solved.map((ys) => ys.slice(0, 2)), tangent: solved.map((ys) => ys.slice(2)) };
    },
  },
);

interface Plain {
  readonly start: readonly number[];
  readonly rates: readonly number[];
}

const truth = { start: [30, 4], rates: [0.55, 0.028, 0.024, 0.8] };
const observed = counts(truth) as number[][];

const residuals = (p: readonly Scalar[]): Scalar[] =>
  counts({ start: p.slice(0, 2), rates: p.slice(2) }).flatMap((now, i) =>
    now.map((y, j) => sub(y, (observed[i] as number[])[j] as number)),
  );

/** The solution of a linear system, by elimination. */
function linear(rows: readonly (readonly number[])[], right: readonly number[]): number[] {
  const m = rows.map((row, i) => [...row, right[i] as number]);
  m.forEach((_, i) => {
    const at = m.slice(i).reduce((best, row, k) => (Math.abs(row[i]!) > Math.abs(m[best]![i]!) ? i + k : best), i);
    [m[i], m[at]] = [m[at]!, m[i]!];
    for (const row of m.slice(i + 1)) {
      const factor = row[i]! / m[i]![i]!;
      for (let k = i; k < row.length; k++) row[k]! -= factor * m[i]![k]!;
    }
  });
  const x: number[] = [];
  for (let i = m.length - 1; i >= 0; i--) {
    x[i] = m[i]!.slice(i + 1, -1).reduce((sum, c, k) => sum - c * x[i + 1 + k]!, m[i]!.at(-1)!) / m[i]![i]!;
  }
  return x;
}

let p: readonly number[] = [29, 4.5, 0.53, 0.027, 0.025, 0.82];
// The solver answers to its tolerance, and so do differences of it.
const end = (q: readonly Scalar[]): Scalar => residuals(q).at(-1) as Scalar;
const sensitivity = grad(end, { check: false })(p);
console.log('lynxes after 20 years, by  sensitivity  difference');
['hares', 'lynxes', 'a', 'b', 'c', 'd'].forEach((name, i) => {
  const moved = (by: number): number => end(p.map((pi, k) => (k === i ? pi + by : pi))) as number;
  const difference = (moved(1e-4) - moved(-1e-4)) / 2e-4;
  console.log(`${name.padEnd(6)}  ${(sensitivity[i] as number).toPrecision(5)}  ${difference.toPrecision(5)}`);
});
console.log('step  distance from the counts');
for (let step = 0; step < 6; step++) {
  const r = residuals(p) as number[];
  console.log(`${step}     ${Math.hypot(...r).toExponential(2)}`);
  // Gauss and Newton: Jᵀ J d = −Jᵀ r.
  const rows = jacobian(residuals, { mode: 'forward', check: false })(p);
  const products = (of: (row: Float64Array | readonly number[], i: number) => number): number[] =>
    p.map((_, j) => rows.reduce((sum, row, i) => sum + row[j]! * of(row, i), 0));
  const d = linear(
    p.map((_, k) => products((row) => row[k]!)),
    products((_, i) => -r[i]!),
  );
  p = p.map((pi, i) => pi + d[i]!);
}
export const fitted: readonly number[] = p;
console.log(`start ${p.slice(0, 2).map((x) => x.toFixed(5))}  rates ${p.slice(2).map((x) => x.toFixed(5))}`);
