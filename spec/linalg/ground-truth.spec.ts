import { describe, expect, test } from 'vitest';
import { add, derivative, dot, grad, mul, type Scalar, taylor } from '../../lib/entries/index.ts';
import {
  cholesky,
  det,
  eigh,
  expm,
  inv,
  logdet,
  lstsq,
  matrixNorm,
  qr,
  solve,
  solveLower,
  solveUpper,
  svdvals,
} from '../../lib/entries/linalg.ts';
import { type Decimal, data } from '../ground-truth/data.ts';
import { rows } from './matrices.ts';

interface MatrixCase {
  readonly operation: string;
  readonly matrix: string;
  readonly n: number;
  readonly x: readonly number[];
  readonly condition: number;
  readonly values: readonly Decimal[];
  readonly gradient: readonly Decimal[];
}

interface GradedCase {
  readonly operation: 'eigh' | 'svdvals';
  readonly k: number;
  readonly n: number;
  readonly x: readonly number[];
  readonly value: Decimal;
  readonly gradient: readonly Decimal[];
}

interface SingularCase {
  readonly n: number;
  readonly rank: number;
  readonly a: readonly (readonly number[])[];
  readonly direction: readonly (readonly number[])[];
  readonly coefficients: readonly number[];
}

const { cases, graded, singular } = data<{
  cases: MatrixCase[];
  graded: GradedCase[];
  singular: SingularCase[];
}>('linalg/linalg.json');

type Numbers = readonly Scalar[];

/** Each operation of the table by a matrix, further numbers and the order of the matrix. */
const operations: Record<string, (a: Scalar[][], b: Numbers, n: number) => Numbers> = {
  solve: (a, b) => solve(a, b),
  'lstsq of a tall matrix': (a, b, n) => lstsq([...a, b.slice(0, n)], b.slice(n)),
  'lstsq of a wide matrix': (a, b, n) =>
    lstsq(
      a.map((row, i) => [...row, b[n + i]!]),
      b.slice(0, n),
    ),
  solveLower: (a, b) => solveLower(a, b),
  solveUpper: (a, b) => solveUpper(a, b),
  inv: (a) => inv(a).flat(),
  det: (a) => [det(a)],
  logdet: (a) => [logdet(a)],
  cholesky: (a) => cholesky(a).flat(),
  qr: (a, b) => Object.values(qr([...a, b])).flat(2),
  eigh: (a) => Object.values(eigh(a)).flat(2),
  svdvals: (a, b) => svdvals([...a, b]),
  expm: (a) => expm(a).flat(),
  'matrixNorm fro': (a) => [matrixNorm(a)],
  'matrixNorm nuc': (a) => [matrixNorm(a, 'nuc')],
  'matrixNorm 1': (a) => [matrixNorm(a, 1)],
  'matrixNorm 2': (a) => [matrixNorm(a, 2)],
  'matrixNorm Infinity': (a) => [matrixNorm(a, Infinity)],
};

/** The list of results as a function of all numbers of the arguments. */
function resultsOf({ operation, n }: Pick<MatrixCase, 'operation' | 'n'>): (x: Numbers) => Numbers {
  return (x) => operations[operation]!(rows(x.slice(0, n * n), n), x.slice(n * n), n);
}

const weights = (ys: Numbers): number[] => ys.map((_, i) => (((3 * i) % 7) + 1) / 8);

/** The largest error, relative to the largest number of the table, in units of ε and the condition. */
function worst(got: Numbers, expected: readonly Decimal[], condition: number): number {
  expect(got.length).toBe(expected.length);
  const scale = Math.max(...expected.map((y) => Math.abs(Number(y))));
  const errors = got.map((y, i) => Math.abs((y as number) - Number(expected[i])));
  return Math.max(...errors) / (scale * condition * Number.EPSILON);
}

describe.each(Object.keys(operations))('%s against 30 digits', (operation) => {
  const own = cases.filter((c) => c.operation === operation);

  test.each(own)('$matrix', (c) => {
    const f = resultsOf(c);
    const weighted = (x: Numbers): Scalar => {
      const ys = f(x);
      return dot(weights(ys), ys);
    };
    const found = {
      values: worst(f(c.x), c.values, c.condition),
      reverse: worst(grad(weighted, { mode: 'reverse' })(c.x), c.gradient, c.condition),
      forward: worst(grad(weighted, { mode: 'forward' })(c.x), c.gradient, c.condition),
    };
    for (const [what, ratio] of Object.entries(found)) expect(ratio, what).toBeLessThan(8);
  });
});

describe('graded matrices, from 1 to 2⁻⁶⁰', () => {
  test.each(graded)('$operation, n = $n, value $k has all digits, and so has its gradient', ({ operation, ...c }) => {
    const f = (x: Numbers): Scalar => {
      const a = rows(x, c.n);
      return (operation === 'eigh' ? eigh(a).values : svdvals(a))[c.k]!;
    };
    expect(worst([f(c.x)], [c.value], 1)).toBeLessThan(4);
    for (const mode of ['forward', 'reverse'] as const) {
      const found = grad(f, { mode })(c.x);
      // Of singular values below the rounding of the largest one the derivative is 0.
      if (operation === 'svdvals' && Number(c.value) < 1e-16) expect(found).toEqual(c.x.map(() => 0));
      else expect(worst(found, c.gradient, 1), mode).toBeLessThan(8);
    }
  });
});

describe('det at singular matrices', () => {
  test.each(singular)(
    'n = $n, rank $rank: derivatives along a line, to order n + 1 by taylor and nested to order 4',
    (c) => {
      const { n, a, direction, coefficients } = c;
      const f = (t: Scalar): Scalar => det(a.map((row, i) => row.map((x, j) => add(x, mul(t, direction[i]![j]!)))));
      // det of the absolute values is at most this.
      const size = a.reduce(
        (p, row, i) => p * Math.hypot(...row.map((x, j) => Math.abs(x) + Math.abs(direction[i]![j]!))),
        1,
      );
      const expectAll = (got: readonly number[], what: string): void => {
        got.forEach((y, k) => {
          expect(Math.abs(y - (coefficients[k] ?? 0)), `${what}, order ${k}`).toBeLessThan(Number.EPSILON * size);
        });
      };
      const nested = (step: (g: (t: Scalar) => Scalar) => (t: Scalar) => Scalar): number[] => {
        let [g, factorial] = [f, 1];
        return Array.from({ length: 5 }, (_, k) => {
          if (k > 0) [g, factorial] = [step(g), factorial * k];
          return (g(0) as number) / factorial;
        });
      };
      expectAll(taylor(f, 0, n + 1), 'taylor');
      expectAll(
        nested((g) => derivative(g)),
        'forward',
      );
      expectAll(
        nested((g) => (t) => grad(([u]: Numbers) => g(u!), { mode: 'reverse' })([t])[0]!),
        'reverse',
      );
    },
  );
});
