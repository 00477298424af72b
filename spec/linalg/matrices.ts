import { abs, add, div, dot, log, mul, norm, type Scalar, sqrt, sub } from '../../lib/entries/index.ts';
import {
  cholesky,
  det,
  eigh,
  expm,
  inv,
  logdet,
  lstsq,
  qr,
  solve,
  solveLower,
  solveUpper,
  svdvals,
} from '../../lib/entries/linalg.ts';
import {
  determinant,
  solve as eliminate,
  inverse,
  type Matrix,
  product,
  transpose,
} from '../ground-truth/linear-algebra.ts';
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

/** The same for factorizations, of A Aᵀ + I where a matrix has to be positive definite. */
export const byFactors: readonly Compared[] = [
  { name: 'det', further: () => 0, ours: (a) => [det(a)], textbook: (a) => [determinant(a)] },
  {
    name: 'solveLower',
    further: (n) => n,
    ours: (a, b) => solveLower(a, b),
    textbook: (a, b) => eliminate(triangle(a, 1), rows(b, 1)).flat(),
  },
  {
    name: 'solveUpper',
    further: (n) => 2 * n,
    ours: (a, b) => solveUpper(a, rows(b, 2)).flat(),
    textbook: (a, b) => eliminate(triangle(a, -1), rows(b, 2)).flat(),
  },
  {
    name: 'cholesky',
    further: () => 0,
    ours: (a) => cholesky(definite(a)).flat(),
    textbook: (a) => rooted(definite(a)).flat(),
  },
  {
    name: 'qr',
    further: (n) => n,
    ours: (a, b) => Object.values(qr([...a, b])).flat(2),
    textbook: (a, b) => orthogonalized([...a, b]).flat(2),
  },
  {
    name: 'lstsq of a tall matrix',
    further: (n) => 2 * n + 1,
    ours: (a, b) => lstsq([...a, b.slice(0, a.length)], b.slice(a.length)),
    textbook: (a, b) => byNormalEquations([...a, b.slice(0, a.length)], rows(b.slice(a.length), 1)).flat(),
  },
  {
    name: 'lstsq of a wide matrix',
    further: (n) => 2 * n,
    ours: (a, b) => lstsq(beside(a, b.slice(a.length)), b.slice(0, a.length)),
    textbook: (a, b) => {
      const wide = beside(a, b.slice(a.length));
      const across = transpose(wide);
      return product(across, eliminate(product(wide, across), rows(b.slice(0, a.length), 1))).flat();
    },
  },
  {
    name: 'expm',
    further: () => 0,
    ours: (a) => expm(a.map((row) => row.map((x) => mul(0.25, x)))).flat(),
    textbook: (a) => series(a.map((row) => row.map((x) => mul(0.25, x)))).flat(),
  },
  {
    name: 'eigh, its functions of a matrix',
    further: () => 0,
    // V Λ² Vᵀ = A²
    ours: (a) => {
      const { values, vectors } = eigh(symmetric(a));
      const scaled = vectors.map((row) => row.map((x, k) => mul(x, mul(values[k]!, values[k]!))));
      return product(scaled, transpose(vectors)).flat();
    },
    textbook: (a) => product(symmetric(a), symmetric(a)).flat(),
  },
  {
    name: 'svdvals, of the root of A Aᵀ',
    further: (n) => n,
    ours: (a, b) => svdvals([...a, b]).map((x) => mul(x, x)),
    textbook: (a, b) => eigh(product(transpose([...a, b]), [...a, b])).values.reverse(),
  },
];

/** The lower triangle, or the upper one. */
function triangle(a: Matrix, sign: number): Scalar[][] {
  return a.map((row, i) => row.map((x, j) => (sign * (j - i) > 0 ? 0 : x)));
}

function definite(a: Matrix): Scalar[][] {
  return product(a, transpose(a)).map((row, i) => row.map((x, j) => (i === j ? add(x, 1) : x)));
}

function symmetric(a: Matrix): Scalar[][] {
  return a.map((row, i) => row.map((x, j) => mul(0.5, add(x, a[j]![i]!))));
}

function beside(a: Matrix, column: readonly Scalar[]): Scalar[][] {
  return a.map((row, i) => [...row, column[i]!]);
}

/** The Cholesky factor, entry by entry. */
function rooted(a: Matrix): Scalar[][] {
  const l: Scalar[][] = [];
  for (const [i, row] of a.entries()) {
    const own: Scalar[] = row.map(() => 0);
    l.push(own);
    for (let j = 0; j <= i; j++) {
      const rest = sub(row[j]!, dot(own.slice(0, j), l[j]!.slice(0, j)));
      own[j] = i === j ? sqrt(rest) : div(rest, l[j]![j]!);
    }
  }
  return l;
}

/** Q and R by Gram and Schmidt. */
function orthogonalized(a: Matrix): [Scalar[][], Scalar[][]] {
  const qs: Scalar[][] = [];
  const r: Scalar[][] = transpose(a).map((_, __, all) => all.map(() => 0));
  for (const [k, column] of transpose(a).entries()) {
    let rest = column;
    for (const [j, q] of qs.entries()) {
      const p = dot(q, rest);
      r[j]![k] = p;
      rest = rest.map((x, i) => sub(x, mul(p, q[i]!)));
    }
    const size = norm(rest);
    r[k]![k] = size;
    qs.push(rest.map((x) => div(x, size)));
  }
  return [transpose(qs), r];
}

function byNormalEquations(a: Matrix, b: Matrix): Scalar[][] {
  const across = transpose(a);
  return eliminate(product(across, a), product(across, b));
}

/** Σ Aᵏ/k! */
function series(a: Matrix): Scalar[][] {
  let term: Scalar[][] = a.map((row, i) => row.map((_, j) => Number(i === j)));
  let total = term;
  for (let k = 1; k <= 40; k++) {
    term = product(term, a).map((row) => row.map((x) => div(x, k)));
    total = total.map((row, i) => row.map((x, j) => add(x, term[i]![j]!)));
  }
  return total;
}

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
