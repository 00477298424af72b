import { abs, add, log, mul, type Scalar } from '../../lib/entries/index.ts';
import { inv, logdet, solve } from '../../lib/entries/linalg.ts';
import { determinant, solve as eliminate, inverse, type Matrix } from '../ground-truth/linear-algebra.ts';
import { fc } from '../support/fast-check.ts';
import type { Fields } from '../support/modes.ts';

/** An operation of a matrix, as a function of all numbers of its arguments, and the textbook's in Scalars. */
export interface Compared {
  readonly name: string;
  /** How many numbers there are beside those of an n × n matrix. */
  readonly further: (n: number) => number;
  readonly ours: (matrix: Matrix, rest: readonly Scalar[]) => readonly Scalar[];
  readonly textbook: (matrix: Matrix, rest: readonly Scalar[]) => readonly Scalar[];
}

/** The rows of a matrix of so many columns. */
export function rows<T>(xs: readonly T[], columns: number): T[][] {
  return Array.from({ length: xs.length / columns }, (_, i) => xs.slice(i * columns, (i + 1) * columns));
}

/** Operations of regular matrices, and elimination written in Scalars. */
export const byElimination: readonly Compared[] = [
  {
    name: 'solve with a vector',
    further: (n) => n,
    ours: (a, b) => solve(a, b),
    textbook: (a, b) => eliminate(a, rows(b, 1)).flat(),
  },
  {
    name: 'solve with a matrix',
    further: (n) => 2 * n,
    ours: (a, b) => solve(a, rows(b, 2)).flat(),
    textbook: (a, b) => eliminate(a, rows(b, 2)).flat(),
  },
  { name: 'inv', further: () => 0, ours: (a) => inv(a).flat(), textbook: (a) => inverse(a).flat() },
  { name: 'logdet', further: () => 0, ours: (a) => [logdet(a)], textbook: (a) => [log(abs(determinant(a)))] },
];

/** An operation of an n × n matrix as a function of a list. */
export function listed(f: Compared['ours'], n: number): Fields {
  return (x) => [...f(rows(x.slice(0, n * n), n), x.slice(n * n))];
}

/** Σ wᵢ yᵢ (1 + yᵢ): every result matters, and to second order. */
export function weighted(f: Fields): (x: readonly Scalar[]) => Scalar {
  return (x) => f(x).reduce<Scalar>((sum, y, i) => add(sum, mul(mul(0.5 + ((0.37 * i) % 1), y), add(1, y))), 0);
}

/** Numbers of moderate size, none of them tiny. */
export const moderate: fc.Arbitrary<number> = fc.integer({ min: -64, max: 64 }).map((k) => k / 32);

/** The numbers of a matrix whose diagonal is raised, so that it is far from singular, and of further arguments. */
export function regular({ further }: Compared): fc.Arbitrary<{ n: number; x: number[] }> {
  return fc.integer({ min: 1, max: 3 }).chain((n) =>
    fc.array(moderate, { minLength: n * n + further(n), maxLength: n * n + further(n) }).map((x) => ({
      n,
      x: x.map((xi, k) => (k < n * n && k % (n + 1) === 0 ? xi + Math.sign(xi || 1) * 2 * n : xi)),
    })),
  );
}
