import { add, checkpoint, dot, exp, grad, logsumexp, mul, type Scalar, sub, sum } from '../../../lib/index.ts';
import { type Eval, prepared } from '../eval.ts';

type Vector = readonly Scalar[];

interface Parameters<T> {
  readonly alpha: readonly T[];
  readonly mu: readonly (readonly T[])[];
  readonly q: readonly (readonly T[])[];
  readonly l: readonly (readonly T[])[];
}

interface Input extends Parameters<number> {
  readonly d: number;
  readonly k: number;
  readonly x: readonly (readonly number[])[];
  readonly m: number;
  readonly gamma: number;
}

const flat = ({ alpha, mu, q, l }: Parameters<number>): number[] => [alpha, ...mu, ...q, ...l].flat();

function parts<T>(list: readonly T[], count: number): T[][] {
  const size = list.length / count;
  return Array.from({ length: count }, (_, i) => list.slice(i * size, (i + 1) * size));
}

function shaped<T>(x: readonly T[], d: number, k: number): Parameters<T> {
  const [mu, q, l] = [k, k + k * d, k + 2 * k * d];
  return {
    alpha: x.slice(0, mu),
    mu: parts(x.slice(mu, q), k),
    q: parts(x.slice(q, l), k),
    l: parts(x.slice(l), k),
  };
}

/** The rows of Q up to the diagonal, one after the other: exp q on the diagonal, below it l, column by column. */
function factor(q: Vector, l: Vector): Scalar[] {
  const rows: Scalar[][] = q.map(() => []);
  let next = 0;
  q.forEach((qi, column) => {
    rows[column]?.push(exp(qi));
    for (const row of rows.slice(column + 1)) row.push(l[next++] as Scalar);
  });
  return rows.flat();
}

/** Σᵢ log Σ_c exp(w_c − ½ |Q_c (xᵢ − μ_c)|²), from w, μ and Q of each component, one after the other. */
function logLikelihood(components: Vector, k: number, points: readonly (readonly number[])[]): Scalar {
  const d = points[0]?.length as number;
  const each = parts(components, k).map(([weight, ...rest]) => ({
    weight: weight as Scalar,
    mean: rest.slice(0, d),
    rows: Array.from({ length: d }, (_, i) => rest.slice(d + (i * (i + 1)) / 2, d + ((i + 1) * (i + 2)) / 2)),
  }));
  return sum(
    points.map((point) =>
      logsumexp(
        each.map(({ weight, mean, rows }) => {
          const centred = point.map((x, i) => sub(x, mean[i] as Scalar));
          const whitened = rows.map((row, i) => dot(row, centred.slice(0, i + 1)));
          return sub(weight, mul(0.5, dot(whitened, whitened)));
        }),
      ),
    ),
  );
}

/** What the logarithm of the posterior has that depends on no parameter. */
function constant({ d, k, x, m, gamma }: Input): number {
  const dof = d + m + 1;
  const wishart = dof * d * (Math.log(gamma) - Math.LN2 / 2) - logGammas(dof, d);
  return k * wishart - (x.length * d * Math.log(2 * Math.PI)) / 2;
}

// ln Γ_d(dof/2), the multivariate gamma function.
function logGammas(dof: number, d: number): number {
  let total = (d * (d - 1) * Math.log(Math.PI)) / 4;
  for (let j = 0; j < d; j++) total += logGammaOfHalf(dof - j);
  return total;
}

// ln Γ(n/2)
function logGammaOfHalf(n: number): number {
  let total = n % 2 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let i = n - 2; i > 0; i -= 2) total += Math.log(i / 2);
  return total;
}

/** About how many operations are recorded at a time. */
const RECORDED = 4e6;

function inBlocks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

/** The logarithm of the posterior of a Gaussian mixture with a Wishart prior. */
function logPosterior(parameters: Vector, input: Input): Scalar {
  const { d, k, x, m, gamma } = input;
  const { alpha, mu, q, l } = shaped(parameters, d, k);
  const logDets = q.map((qc) => sum(qc));
  const factors = q.map((qc, c) => factor(qc, l[c] as Vector));
  const components = factors.flatMap((rows, c) => [
    add(alpha[c] as Scalar, logDets[c] as Scalar),
    ...(mu[c] as Vector),
    ...rows,
  ]);
  const blocks = inBlocks(x, Math.ceil(RECORDED / (k * d * (d + 3))));
  const likelihoods = blocks.map((points) => checkpoint(logLikelihood)(components, k, points));
  const likelihood = sub(sum(likelihoods), mul(x.length, logsumexp(alpha)));
  const penalties = factors.map((rows, c) => sub(mul(gamma ** 2 / 2, dot(rows, rows)), mul(m, logDets[c] as Scalar)));
  return add(sub(likelihood, sum(penalties)), constant(input));
}

const gradient = grad(logPosterior, { mode: 'reverse' });

export const gmm: Eval = {
  name: 'gmm',
  functions: {
    objective: (input: Input) => {
      const x = flat(input);
      return prepared(() => logPosterior(x, input));
    },
    jacobian: (input: Input) => {
      const x = flat(input);
      return prepared(() => gradient(x, input), { output: (g) => shaped(g, input.d, input.k) });
    },
  },
};
