// Question: what do operations that give arrays cost, and their gradients, in multiples of hand-written loops?
import {
  add,
  cumsum,
  div,
  dot,
  exp,
  grad,
  matmul,
  maximum,
  mul,
  type Scalar,
  softmax,
  stopGradient,
  sub,
  sum,
} from '../lib/entries/index.ts';
import type { Call, Case } from './measure.ts';

type Vector = readonly Scalar[];
type Numbers = ArrayLike<number>;

const rowsOf = (x: Vector, n: number, from: number): Vector[] =>
  Array.from({ length: n }, (_, i) => x.slice(from + i * n, from + (i + 1) * n));

/** Σᵢⱼ (AB)ᵢⱼ of two n × n matrices, by one operation. */
const product =
  (n: number) =>
  (x: Vector): Scalar =>
    sum(matmul(rowsOf(x, n, 0), rowsOf(x, n, n * n)).flat());

/** The same by an inner product for each entry. */
const dots =
  (n: number) =>
  (x: Vector): Scalar => {
    const columns = Array.from({ length: n }, (_, j) => Array.from({ length: n }, (_, k) => x[n * n + k * n + j]!));
    return sum(rowsOf(x, n, 0).flatMap((row) => columns.map((column) => dot(row, column))));
  };

/** Its value and gradient: the products AB, C̄Bᵀ and AᵀC̄ of matrices, where C̄ is 1. */
const productByHand =
  (n: number) =>
  (x: Numbers): Float64Array => {
    const c = new Float64Array(n * n);
    const adjoints = new Float64Array(n * n).fill(1);
    const gradient = new Float64Array(2 * n * n);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < n; k++) {
        const a = x[i * n + k]!;
        for (let j = 0; j < n; j++) c[i * n + j] = c[i * n + j]! + a * x[n * n + k * n + j]!;
      }
    }
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < n; k++) {
        const a = x[i * n + k]!;
        let total = 0;
        for (let j = 0; j < n; j++) {
          const u = adjoints[i * n + j]!;
          total += u * x[n * n + k * n + j]!;
          gradient[n * n + k * n + j] = gradient[n * n + k * n + j]! + u * a;
        }
        gradient[i * n + k] = total;
      }
    }
    gradient[0] = gradient[0]! + 0 * c[0]!;
    return gradient;
  };

/** Σ vᵢ² of running sums. */
const sums = (x: Vector): Scalar => squares(cumsum(x));
const sumsByAdd = (x: Vector): Scalar => {
  const totals: Scalar[] = [];
  for (const xi of x) totals.push(totals.length === 0 ? xi : add(totals.at(-1)!, xi));
  return squares(totals);
};
const squares = (v: Vector): Scalar => dot(v, v);

function sumsByHand(x: Numbers): Float64Array {
  const totals = new Float64Array(x.length);
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    total += x[i]!;
    totals[i] = total;
  }
  let adjoint = 0;
  for (let i = x.length - 1; i >= 0; i--) {
    adjoint += 2 * totals[i]!;
    totals[i] = adjoint;
  }
  return totals;
}

/** Σ wᵢ² of softmax weights, and the same by operations on numbers. */
const weights = (x: Vector): Scalar => squares(softmax(x));
const weightsByOps = (x: Vector): Scalar => {
  const shift = stopGradient(maximum(x));
  const exponentials = x.map((xi) => exp(sub(xi, shift)));
  const total = sum(exponentials);
  return exponentials.map((e) => div(e, total)).reduce((s, w) => add(s, mul(w, w)), 0);
};

function weightsByHand(x: Numbers): Float64Array {
  let largest = -Infinity;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, x[i]!);
  const w = new Float64Array(x.length);
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    w[i] = Math.exp(x[i]! - largest);
    total += w[i]!;
  }
  let q = 0;
  for (let i = 0; i < x.length; i++) {
    w[i] = w[i]! / total;
    q += 2 * w[i]! * w[i]!;
  }
  for (let i = 0; i < x.length; i++) w[i] = w[i]! * (2 * w[i]! - q);
  return w;
}

interface Comparison {
  readonly title: string;
  readonly inputs: number;
  readonly work: number;
  readonly byHand: Call;
  readonly ours: readonly (readonly [name: string, f: (x: Vector) => Scalar])[];
  /** Whether a gradient in forward mode takes bearable time. */
  readonly inForward: boolean;
}

const matrices = (n: number, inForward: boolean): Comparison => ({
  title: `the gradient of Σ (AB)ᵢⱼ, n = ${n}`,
  inputs: 2 * n * n,
  work: 3 * n ** 3,
  byHand: productByHand(n),
  ours: [
    ['matmul', product(n)],
    ['a dot for each entry', dots(n)],
  ],
  inForward,
});

const comparisons: readonly Comparison[] = [
  matrices(30, true),
  matrices(100, false),
  {
    title: 'the gradient of Σ vᵢ², v = cumsum(x), n = 1000',
    inputs: 1000,
    work: 4000,
    byHand: sumsByHand,
    ours: [
      ['cumsum', sums],
      ['add by add', sumsByAdd],
    ],
    inForward: true,
  },
  {
    title: 'the gradient of Σ wᵢ², w = softmax(x), n = 1000',
    inputs: 1000,
    work: 8000,
    byHand: weightsByHand,
    ours: [
      ['softmax', weights],
      ['exp by exp', weightsByOps],
    ],
    inForward: true,
  },
];

const cases: Case[] = comparisons.map(({ title, inputs, work, byHand, ours, inForward }, i) => ({
  title,
  sample: (random) => Array.from({ length: inputs }, () => 2 * random() - 1),
  smoke: i === 0,
  baselines: ['hand-written'],
  variants: [
    { name: 'hand-written', prepare: () => byHand },
    ...ours.flatMap(([name, f]) => [
      { name: `${name}, reverse`, prepare: () => grad(f, { mode: 'reverse' }) as unknown as Call },
      ...(inForward && name !== 'a dot for each entry'
        ? [{ name: `${name}, forward`, prepare: () => grad(f, { mode: 'forward' }) as unknown as Call }]
        : []),
    ]),
  ].map((variant) => ({ ...variant, work, expected: byHand, tolerance: 1e-9 })),
}));
export default cases;
