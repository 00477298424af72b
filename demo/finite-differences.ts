import type { Linearisation } from './levenberg-marquardt.ts';

type Vector = readonly number[];

/** Forward differences with the step of MINPACK's fdjac2, √ε |b_j|: what most fitting programs do unless told more. */
export function forwardDifferences(f: (b: Vector) => Vector, b: Vector): Linearisation {
  const value = f(b);
  return byColumns(value, b, (j) => {
    const right = moved(b, j, Math.sqrt(Number.EPSILON));
    return quotient(f(right), value, at(right, j) - at(b, j));
  });
}

/** Central differences, a step ∛ε |b_j| to either side: more digits, for twice the evaluations. */
export function centralDifferences(f: (b: Vector) => Vector, b: Vector): Linearisation {
  return byColumns(f(b), b, (j) => {
    const right = moved(b, j, Math.cbrt(Number.EPSILON));
    const left = moved(b, j, -Math.cbrt(Number.EPSILON));
    return quotient(f(right), f(left), at(right, j) - at(left, j));
  });
}

const at = (xs: Vector, i: number): number => xs[i] as number;

const moved = (b: Vector, j: number, step: number): Vector =>
  b.map((bk, k) => (k === j ? bk + step * (Math.abs(bk) || 1) : bk));

// Divided by the step really taken, which rounding has made a little different from the one asked for.
const quotient = (ahead: Vector, behind: Vector, step: number): Vector =>
  ahead.map((y, i) => (y - at(behind, i)) / step);

function byColumns(value: Vector, b: Vector, column: (j: number) => Vector): Linearisation {
  const columns = b.map((_, j) => column(j));
  return { value, jacobian: value.map((_, i) => columns.map((entries) => at(entries, i))) };
}
