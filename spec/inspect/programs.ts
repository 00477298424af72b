import { add, div, mul, type Scalar, sqrt, sub } from '../../lib/entries/index.ts';

// Classical programs as a textbook writes them, one operation a step.

type Vector = readonly Scalar[];
type Matrix = readonly Vector[];

/** A program over n: its arguments, as numbers, and what it computes of them. */
export interface Classic {
  readonly run: (...args: never[]) => unknown;
  readonly args: (n: number) => readonly unknown[];
}

const vector = (n: number): number[] => Array.from({ length: n }, (_, i) => 1 + i / 7);
/** Symmetric, positive definite. */
const matrix = (n: number): number[][] =>
  vector(n).map((_, i) => vector(n).map((_, j) => (i === j ? n + 1 : 1 / (1 + Math.abs(i - j)))));
const at = (a: Matrix, i: number, j: number): Scalar => a[i]?.[j] as Scalar;

/** s = a₁b₁; s = s + aᵢbᵢ */
function inner(a: Vector, b: Vector): Scalar {
  let s = mul(a[0] as Scalar, b[0] as Scalar);
  for (let i = 1; i < a.length; i++) s = add(s, mul(a[i] as Scalar, b[i] as Scalar));
  return s;
}

function matmul(a: Matrix, b: Matrix): Scalar[][] {
  return a.map((row) =>
    row.map((_, j) =>
      inner(
        row,
        b.map((line) => line[j] as Scalar),
      ),
    ),
  );
}

function horner(a: Vector, x: Scalar): Scalar {
  let s = a.at(-1) as Scalar;
  for (let i = a.length - 2; i >= 0; i--) s = add(mul(s, x), a[i] as Scalar);
  return s;
}

function lu(given: Matrix): Scalar[][] {
  const a = given.map((row) => [...row]);
  for (let k = 0; k < a.length; k++) {
    for (let i = k + 1; i < a.length; i++) {
      const row = a[i] as Scalar[];
      const l = div(at(a, i, k), at(a, k, k));
      row[k] = l;
      for (let j = k + 1; j < a.length; j++) row[j] = sub(at(a, i, j), mul(l, at(a, k, j)));
    }
  }
  return a;
}

function cholesky(a: Matrix): Scalar[][] {
  const l = a.map((row): Scalar[] => row.map(() => 0));
  for (let j = 0; j < a.length; j++) {
    for (let i = j; i < a.length; i++) {
      let s = at(a, i, j);
      for (let k = 0; k < j; k++) s = sub(s, mul(at(l, i, k), at(l, j, k)));
      (l[i] as Scalar[])[j] = i === j ? sqrt(s) : div(s, at(l, j, j));
    }
  }
  return l;
}

function backSubstitution(u: Matrix, b: Vector): Scalar[] {
  const x: Scalar[] = [...b];
  for (let i = b.length - 1; i >= 0; i--) {
    let s = b[i] as Scalar;
    for (let j = i + 1; j < b.length; j++) s = sub(s, mul(at(u, i, j), x[j] as Scalar));
    x[i] = div(s, at(u, i, i));
  }
  return x;
}

/** Along the first row, signs alternating. */
function minors(a: Matrix): Scalar {
  if (a.length === 1) return at(a, 0, 0);
  const terms = a.map((_, j) => mul(at(a, 0, j), minors(a.slice(1).map((row) => row.filter((_, k) => k !== j)))));
  return terms.reduce((s, term, j) => (j % 2 === 0 ? add(s, term) : sub(s, term)));
}

export function product(x: Vector): Scalar {
  return x.reduce((p, xi) => mul(p, xi));
}

/** Σ 100 t t + u u with t = xᵢ₊₁ − xᵢ xᵢ, u = 1 − xᵢ. */
export function rosenbrock(x: Vector): Scalar {
  const terms = x.slice(1).map((next, i) => {
    const t = sub(next, mul(x[i] as Scalar, x[i] as Scalar));
    const u = sub(1, x[i] as Scalar);
    return add(mul(mul(t, t), 100), mul(u, u));
  });
  return terms.reduce((s, term) => add(s, term));
}

/** By the names of data/flops. */
export const classics: Readonly<Record<string, Classic>> = {
  dot_product: { run: inner, args: (n) => [vector(n), vector(n)] },
  matmul: { run: matmul, args: (n) => [matrix(n), matrix(n)] },
  horner: { run: horner, args: (n) => [vector(n + 1), 0.5] },
  lu_no_pivoting: { run: lu, args: (n) => [matrix(n)] },
  cholesky: { run: cholesky, args: (n) => [matrix(n)] },
  back_substitution: { run: backSubstitution, args: (n) => [matrix(n), vector(n)] },
  det_by_minors: { run: minors, args: (n) => [matrix(n)] },
  speelpenning_product: { run: product, args: (n) => [vector(n)] },
  rosenbrock_chain: { run: rosenbrock, args: (n) => [vector(n)] },
};

/** Multiplications only: n inputs into one number, 200 products with itself, and one product for each of m outputs. */
export function products(n: number, m: number): (x: Vector) => Scalar[] {
  return (x) => {
    let s = product(x.slice(0, n));
    for (let i = 0; i < 200; i++) s = mul(s, s);
    return Array.from({ length: m }, (_, i) => mul(s, x[i % n] as Scalar));
  };
}
