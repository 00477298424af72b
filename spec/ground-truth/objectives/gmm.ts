import { add, dot, exp, logsumexp, mul, type Scalar, square, sub, sum } from '../../../lib/entries/forward.ts';
import { lines, numbers, parts } from './text.ts';

// A Gaussian mixture: how likely it makes the points, and a Wishart prior on its inverse covariances.

type Vector = readonly Scalar[];

export interface Mixture {
  readonly d: number;
  readonly k: number;
  readonly points: readonly (readonly number[])[];
  /** How often each point counts. */
  readonly copies: number;
  readonly gamma: number;
  readonly m: number;
}

/** The mixture of a file with its parameters: weights, means, inverse covariance factors. */
export function readMixture(path: string, replicated: boolean): { mixture: Mixture; x: number[] } {
  const [head, ...rest] = lines(path).map(numbers) as [number[], ...number[][]];
  const [d, k, n] = head as [number, number, number];
  const [gamma, m] = rest.at(-1) as [number, number];
  const points = rest.slice(3 * k, -1);
  return { mixture: { d, k, points, copies: replicated ? n : 1, gamma, m }, x: rest.slice(0, 3 * k).flat() };
}

export function logLikelihood({ d, k, points, copies }: Mixture, x: Vector): Scalar {
  const alphas = x.slice(0, k);
  const means = parts(x.slice(k, k + k * d), d);
  const factors = icfs(x, d, k).map(({ logs, below }) => factor(logs, below));
  const logDets = icfs(x, d, k).map(({ logs }) => sum(logs));
  const each = points.map((point) =>
    logsumexp(
      alphas.map((alpha, j) => {
        const centred = point.map((p, i) => sub(p, (means[j] as Vector)[i] as Scalar));
        const whitened = (factors[j] as Vector[]).map((row, i) => dot(row, centred.slice(0, i + 1)));
        return sub(add(alpha, logDets[j] as Scalar), mul(0.5, sum(whitened.map(square))));
      }),
    ),
  );
  const n = points.length * copies;
  const weights = mul(n, logsumexp(alphas));
  return sub(sub(mul(copies, sum(each)), weights), (n * d * Math.log(2 * Math.PI)) / 2);
}

export function logPrior({ d, k, gamma, m }: Mixture, x: Vector): Scalar {
  const dof = d + m + 1;
  const each = icfs(x, d, k).map(({ logs, below }) => {
    const squares = sum([...logs.map((q) => square(exp(q))), ...below.map(square)]);
    return sub(mul(gamma ** 2 / 2, squares), mul(m, sum(logs)));
  });
  return sub(sum(each), k * (dof * d * (Math.log(gamma) - Math.LN2 / 2) - logGammas(dof, d)));
}

// The logarithms of the diagonal and the entries below it, column by column, of each factor.
function icfs(x: Vector, d: number, k: number): { logs: Vector; below: Vector }[] {
  return parts(x.slice(k + k * d), (d * (d + 1)) / 2).map((icf) => ({ logs: icf.slice(0, d), below: icf.slice(d) }));
}

// The rows of a lower triangular matrix, each up to the diagonal.
function factor(logs: Vector, below: Vector): Vector[] {
  const rows: Scalar[][] = logs.map(() => []);
  let next = 0;
  for (let column = 0; column < logs.length; column++) {
    rows[column]?.push(exp(logs[column] as Scalar));
    for (const row of rows.slice(column + 1)) row.push(below[next++] as Scalar);
  }
  return rows;
}

// ln Γ_d(dof/2), the multivariate gamma function.
function logGammas(dof: number, d: number): number {
  const terms = Array.from({ length: d }, (_, j) => Math.log(gammaOfHalf(dof - j)));
  return (d * (d - 1) * Math.log(Math.PI)) / 4 + terms.reduce((a, b) => a + b, 0);
}

// Γ(n/2)
function gammaOfHalf(n: number): number {
  if (n <= 2) return n === 1 ? Math.sqrt(Math.PI) : 1;
  return (n / 2 - 1) * gammaOfHalf(n - 2);
}
