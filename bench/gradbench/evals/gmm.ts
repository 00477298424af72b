import {
  add,
  checkpoint,
  compile,
  dot,
  exp,
  grad,
  gradInto,
  logsumexp,
  mul,
  type Numeric,
  type Scalar,
  square,
  sub,
  sum,
} from '../../../lib/entries/index.ts';
import { type Eval, prepared, preparedByRun } from '../eval.ts';

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

function parts<T>(list: readonly T[], count: number, size: number = list.length / count): T[][] {
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

/** The rows of Q up to the diagonal: exp q on it, below it l, column by column. */
function factor(q: Vector, l: Vector): Scalar[][] {
  const rows: Scalar[][] = q.map(() => []);
  let next = 0;
  q.forEach((qi, column) => {
    rows[column]?.push(exp(qi));
    for (const row of rows.slice(column + 1)) row.push(l[next++] as Scalar);
  });
  return rows;
}

/** α + Σ q − ½ |Q (x − μ)|² of a component, given as α, μ, q and l one after the other, for every point x. */
function logDensities(component: Vector, points: readonly Vector[]): Scalar[] {
  const d = points[0]?.length as number;
  const mu = component.slice(1, 1 + d);
  const q = component.slice(1 + d, 1 + 2 * d);
  const rows = factor(q, component.slice(1 + 2 * d));
  const weight = add(component[0] as Scalar, sum(q));
  return points.map((point) => {
    const centred = point.map((x, i) => sub(x, mu[i] as Scalar));
    const whitened = rows.map((row, i) => dot(row, centred.slice(0, i + 1)));
    return sub(weight, mul(0.5, dot(whitened, whitened)));
  });
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

/** About how many operations are recorded at a time; where there are more, one component is at a time. */
const RECORDED = 4e6;

/** The logarithm of the posterior of a Gaussian mixture with a Wishart prior. */
function logPosterior(parameters: Vector, input: Input): Scalar {
  const { d, k, x } = input;
  const { alpha, mu, q, l } = shaped(parameters, d, k);
  const densitiesOf = x.length * k * d * (d + 3) > RECORDED ? checkpoint(logDensities) : logDensities;
  const densities = alpha.map((a, c) =>
    densitiesOf([a, ...(mu[c] as Vector), ...(q[c] as Vector), ...(l[c] as Vector)], x),
  );
  const likelihoods = x.map((_, i) => logsumexp(densities.map((of) => of[i] as Scalar)));
  return add(add(sum(likelihoods), prior(parameters, input)), constant(input));
}

/** What of it depends on no point. */
function prior(parameters: Vector, { d, k, x, m, gamma }: Input): Scalar {
  const { alpha, q, l } = shaped(parameters, d, k);
  const penalties = q.map((qc, c) => {
    const below = l[c] as Vector;
    const squares = add(sum(qc.map((qi) => square(exp(qi)))), dot(below, below));
    return sub(mul(gamma ** 2 / 2, squares), mul(m, sum(qc)));
  });
  return sub(mul(-x.length, logsumexp(alpha)), sum(penalties));
}

const gradient = grad(logPosterior, { mode: 'reverse' });

/** About how many operations of the primal are compiled at a time, and for how many points at most. */
const COMPILED = 8000;
const POINTS = 16;

/** Stretches of a list, of `size` numbers but for the last, which may be shorter. */
function stretches(list: Float64Array, size: number): Float64Array[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.subarray(i * size, (i + 1) * size));
}

/**
 * The gradient, the sum over points being a loop: the densities of a component at some points at a time, what they weigh in
 * the mixture, point by point, and the gradients of the components' weighted sums, again at some points at a time.
 */
function inChunks(input: Input): () => Float64Array {
  const { d, k, x } = input;
  const n = x.length;
  const densities = (component: Numeric, points: Numeric): Scalar[] =>
    logDensities([...component], parts([...points], points.length / d));
  const densitiesOf = compile(densities);
  const weigh = compile(gradInto(logsumexp as (x: Vector) => Scalar));
  const back = compile(
    gradInto((component: Vector, points: Numeric, weights: Numeric) => dot([...weights], densities(component, points))),
  );
  const ofPrior = compile(gradInto((x: Vector) => prior(x, input)));

  const parameters = Float64Array.from(flat(input));
  const total = new Float64Array(parameters.length);
  const { alpha, mu, q, l } = shaped([...parameters.keys()], d, k);
  const places = alpha.map((a, c) => [a, ...(mu[c] as number[]), ...(q[c] as number[]), ...(l[c] as number[])]);
  const components = places.map((own) => Float64Array.from(own));
  const slope = new Float64Array(places[0]?.length ?? 0);
  // Point by point, then component by component.
  const [all, weightsOf] = [new Float64Array(n * k), new Float64Array(n * k)];
  const [ofPoint, weightsOfPoint] = [stretches(all, k), stretches(weightsOf, k)];
  const size = Math.min(POINTS, Math.ceil(COMPILED / (d * (d + 3))));
  const points = stretches(Float64Array.from(x.flat()), size * d);
  const weights = stretches(new Float64Array(n), size);
  return () => {
    ofPrior(parameters, total);
    components.forEach((component, c) => {
      const own = places[c] as number[];
      for (let j = 0; j < own.length; j++) component[j] = parameters[own[j] as number] as number;
      let at = c;
      for (const some of points) {
        const found = densitiesOf(component, some);
        for (let i = 0; i < found.length; i++, at += k) all[at] = found[i] as number;
      }
    });
    for (let i = 0; i < n; i++) weigh(ofPoint[i] as Float64Array, weightsOfPoint[i] as Float64Array);
    components.forEach((component, c) => {
      const own = places[c] as number[];
      let at = c;
      for (let s = 0; s < points.length; s++) {
        const of = weights[s] as Float64Array;
        for (let i = 0; i < of.length; i++, at += k) of[i] = weightsOf[at] as number;
        back(component, slope, points[s] as Float64Array, of);
        for (let j = 0; j < own.length; j++)
          total[own[j] as number] = (total[own[j] as number] as number) + (slope[j] as number);
      }
    });
    return total;
  };
}

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
  compiled: {
    jacobian: (input: Input) => preparedByRun(inChunks(input), { output: (g) => shaped([...g], input.d, input.k) }),
  },
};
