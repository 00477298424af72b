// Question: what do gradients of logdet A and of bᵀ A⁻¹ b cost, in multiples of the closed form with ml-matrix?
import { inverse, LuDecomposition, Matrix, solve as solveByPackage } from 'ml-matrix';
import { abs, add, compile, div, dot, grad, log, mul, type Scalar, sub } from '../lib/entries/index.ts';
import { logdet, solve } from '../lib/entries/linalg.ts';
import type { Call, Case } from './measure.ts';

type Vector = readonly Scalar[];

const rowsOf = <T>(x: readonly T[], n: number): T[][] =>
  Array.from({ length: n }, (_, i) => x.slice(i * n, (i + 1) * n));

/** The numbers of A row by row, then those of b. */
interface Comparison {
  readonly title: string;
  /** The numbers beside those of A. */
  readonly further: (n: number) => number;
  readonly ours: (n: number) => (x: Vector) => Scalar;
  /** By elimination without pivots in Scalars: A is diagonally dominant. */
  readonly byElimination: (n: number) => (x: Vector) => Scalar;
  readonly closedForm: (n: number) => Call;
}

/** The rows of [A b] with zeros below the diagonal left out. */
function eliminated(rows: Scalar[][]): Scalar[][] {
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows[k]!;
    for (let i = k + 1; i < rows.length; i++) {
      const row = rows[i]!;
      const factor = div(row[k]!, pivot[k]!);
      for (let j = k + 1; j < row.length; j++) row[j] = sub(row[j]!, mul(factor, pivot[j]!));
    }
  }
  return rows;
}

const comparisons: readonly Comparison[] = [
  {
    title: 'logdet A',
    further: () => 0,
    ours: (n) => (x) => logdet(rowsOf(x, n)),
    byElimination: (n) => (x) =>
      eliminated(rowsOf(x, n)).reduce<Scalar>((total, row, i) => add(total, log(abs(row[i]!))), 0),
    // A⁻ᵀ
    closedForm: (n) => (x) =>
      inverse(new Matrix(rowsOf(x, n)))
        .transpose()
        .to1DArray(),
  },
  {
    title: 'bᵀ A⁻¹ b',
    further: (n) => n,
    ours: (n) => (x) => {
      const b = x.slice(n * n);
      return dot(b, solve(rowsOf(x, n), b));
    },
    byElimination: (n) => (x) => {
      const b = x.slice(n * n);
      const rows = eliminated(rowsOf(x, n).map((row, i) => [...row, b[i]!]));
      const solution: Scalar[] = [];
      for (let i = n - 1; i >= 0; i--) {
        const row = rows[i]!;
        let rest = row[n]!;
        for (let j = i + 1; j < n; j++) rest = sub(rest, mul(row[j]!, solution[j]!));
        solution[i] = div(rest, row[i]!);
      }
      return dot(b, solution);
    },
    // ∂A: −y xᵀ, ∂b: x + y, with x = A⁻¹ b and y = A⁻ᵀ b
    closedForm: (n) => (numbers) => {
      const a = new Matrix(rowsOf(numbers, n));
      const b = Matrix.columnVector(numbers.slice(n * n));
      const x = new LuDecomposition(a).solve(b).to1DArray();
      const y = solveByPackage(a.transpose(), b).to1DArray();
      return [...y.flatMap((yi) => x.map((xj) => -yi * xj)), ...x.map((xi, i) => xi + y[i]!)];
    },
  },
];

const cases: Case[] = [10, 50, 100, 200].flatMap((n) =>
  comparisons.map(({ title, further, ours, byElimination, closedForm }): Case => {
    const reverse = (f: (x: Vector) => Scalar): Call => grad(f, { mode: 'reverse' }) as unknown as Call;
    const compiled = (f: (x: Vector) => Scalar): Call => compile(grad(f, { mode: 'reverse' })) as unknown as Call;
    return {
      title: `the gradient of ${title}, n = ${n}`,
      sample: (random) =>
        Array.from(
          { length: n * n + further(n) },
          (_, k) => 2 * random() - 1 + (k < n * n && k % (n + 1) === 0 ? n : 0),
        ),
      smoke: n === 10,
      baselines: ['closed form, ml-matrix'],
      variants: [
        { name: 'closed form, ml-matrix', prepare: () => closedForm(n) },
        { name: 'ours', prepare: () => reverse(ours(n)) },
        { name: 'ours, compiled', prepare: () => compiled(ours(n)) },
        ...(n > 50
          ? []
          : [
              { name: 'elimination in Scalars', prepare: () => reverse(byElimination(n)) },
              { name: 'elimination in Scalars, compiled', prepare: () => compiled(byElimination(n)), settling: 500 },
            ]),
      ].map((variant) => ({ ...variant, work: n ** 3, expected: closedForm(n), tolerance: 1e-9 })),
    };
  }),
);
export default cases;
