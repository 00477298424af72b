import { draw } from './draw.ts';
import { handTracking } from './hand.ts';

/** An input of an eval, made when it is needed. */
export interface Workload {
  /** As the suite describes it. */
  readonly size: string;
  /** About how many operations the primal takes, for saying how long the next size will. */
  readonly operations: number;
  readonly input: () => object;
}

/** The inputs of an eval. */
export interface Workloads {
  readonly eval: string;
  /** The primal first, if there is one, then what is differentiated. */
  readonly functions: readonly string[];
  /** What the suite runs, in its order. */
  readonly defaults: readonly Workload[];
  /** The sizes at which tools of the suite were timed for us. */
  readonly timed: readonly Workload[];
}

const rows = (count: number, row: () => number[]): number[][] => Array.from({ length: count }, row);
const pairs = <A, B>(as: readonly A[], bs: readonly B[]): [A, B][] => as.flatMap((a) => bs.map((b): [A, B] => [a, b]));

const lse = (n: number): Workload => ({
  size: `n=${n}`,
  operations: 3 * n,
  input: () => ({ x: draw(n).uniform(n) }),
});

const llsq = (n: number): Workload => ({
  size: `n=${n},m=128`,
  operations: 3 * 128 * n,
  input: () => ({ x: draw(n).uniform(128), n }),
});

const ode = ([n, s]: [number, number]): Workload => ({
  size: `n=${n},s=${s}`,
  operations: 20 * n * s,
  input: () => ({ x: draw(n).uniform(n), s }),
});

const det = (ell: number): Workload => ({
  size: String(ell),
  operations: 2 * Array.from({ length: ell }, (_, i) => i + 1).reduce((m, i) => i * (m + 1)),
  input: () => ({ A: draw(ell).uniform(ell * ell), ell }),
});

const kmeans = (k: number, n: number, d: number): Workload => ({
  size: `k=${k},n=${n},d=${d}`,
  operations: 3 * k * n * d,
  input: () => {
    const { uniform } = draw(k * n * d);
    const points = rows(n, () => uniform(d));
    return { points, centroids: points.slice(n - k) };
  },
});

const gmm = ([d, k]: [number, number]): Workload => ({
  size: `${d}_${k}_1000`,
  operations: 1000 * k * d * (d + 3),
  input: () => {
    const { uniform, normal } = draw(d * k);
    const n = 1000;
    const [x, mu, q] = [rows(n, () => normal(d)), rows(k, () => uniform(d)), rows(k, () => normal(d))];
    return { d, k, n, x, m: 0, gamma: 1, alpha: normal(k), mu, q, l: rows(k, () => normal((d * (d - 1)) / 2)) };
  },
});

const lstm = (l: number, c: number, size = `l=${l},c=${c}`): Workload => ({
  size,
  operations: 28 * 14 * l * c,
  input: () => {
    const [b, { uniform }] = [14, draw(l * c)];
    const some = (count: number, width: number): number[][] => rows(count, () => uniform(width));
    const sequence = rows(c, () => uniform(b).map(Math.round));
    return { main_params: some(2 * l, 4 * b), extra_params: some(3, b), state: some(2 * l, b), sequence };
  },
});

/** The numbers of cameras, points and observations in the suite's files 1 to 14; they replicate one of each. */
const baSizes: readonly [n: number, m: number, p: number][] = [
  [49, 7776, 31843],
  [21, 11315, 36455],
  [161, 48126, 182072],
  [372, 47423, 204472],
  [257, 65132, 225911],
  [539, 65220, 277273],
  [93, 61203, 287451],
  [88, 64298, 383937],
  [810, 88814, 393775],
  [1197, 126327, 563734],
  [1723, 156502, 678718],
  [253, 163691, 899155],
  [245, 198739, 1091386],
  [356, 226730, 1255268],
];

const ba = baSizes.map(
  ([n, m, p], i): Workload => ({
    size: `ba${i + 1}_n${n}_m${m}_p${p}`,
    operations: 68 * p,
    input: () => {
      const { uniform, normal } = draw(p);
      const [rotation, center, distortion] = [normal(3), normal(3), uniform(2).map((k) => k / 10)];
      const cam = [...rotation, ...center, 1000, ...normal(2), ...distortion];
      return { n, m, p, cam, x: normal(3), w: uniform(1)[0], feat: normal(2) };
    },
  }),
);

const nested = (evalName: string, size: string, input: object): Workloads => ({
  eval: evalName,
  functions: ['ff', 'fr', 'rf', 'rr'],
  defaults: [{ size, operations: 1, input: () => input }],
  timed: [{ size: 'w=0', operations: 1, input: () => input }],
});

const doubling = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first * 2 ** i);

export const workloads: readonly Workloads[] = [
  {
    eval: 'lse',
    functions: ['primal', 'gradient'],
    defaults: doubling(2500, 10).map(lse),
    timed: [2500, 10_000, 80_000, 640_000].map(lse),
  },
  {
    eval: 'llsq',
    functions: ['primal', 'gradient'],
    defaults: [...doubling(16, 9), 8196, 16_392].map(llsq),
    timed: [16, 128, 1024, 4096].map(llsq),
  },
  {
    eval: 'ode',
    functions: ['primal', 'gradient'],
    defaults: pairs([1000, 10_000, 100_000], [1, 10, 100]).map(ode),
    timed: pairs([1000, 10_000], [1, 10]).map(ode),
  },
  {
    eval: 'det',
    functions: ['primal', 'gradient'],
    defaults: [5, 6, 7, 8, 9, 10, 11].map(det),
    timed: [5, 6, 7, 8, 9].map(det),
  },
  {
    eval: 'kmeans',
    functions: ['cost', 'dir'],
    defaults: pairs([10, 100, 1000], pairs([1000, 10_000], [8, 16])).map(([k, [n, d]]) => kmeans(k, n, d)),
    timed: pairs([10, 100], [8, 16]).map(([k, d]) => kmeans(k, 1000, d)),
  },
  {
    eval: 'gmm',
    functions: ['objective', 'jacobian'],
    defaults: pairs([2, 10, 20, 32, 64], [5, 10, 25, 50, 100])
      .sort(([d, k], [e, l]) => d * k - e * l)
      .map(gmm),
    timed: [...pairs([2, 10, 20], [5, 10, 25])].map(gmm),
  },
  { eval: 'ba', functions: ['objective', 'jacobian'], defaults: ba, timed: ba.slice(0, 3) },
  { eval: 'ht', functions: ['objective', 'jacobian'], ...handTracking },
  {
    eval: 'lstm',
    functions: ['objective', 'jacobian'],
    defaults: pairs([2, 4, 6], [1024, 4096, 8192]).map(([l, c]) => lstm(l, c)),
    timed: [2, 4].map((l) => lstm(l, 1024)),
  },
  nested('particle', 'start=[0.0]', { w: 0 }),
  nested('saddle', 'start=[1.0, 1.0]', { start: [1, 1] }),
];
