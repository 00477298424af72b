/**
 * Problem 71 of Hock and Schittkowski by sequential quadratic programming: each step solves a quadratic problem made of
 * the gradient, the Hessian of the Lagrangian and the Jacobian of the constraints. quadprog counts from 1, as Fortran
 * does.
 */
import quadprog from 'quadprog';
import { grad, hessian, jacobian } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

const cost = native(([a, b, c, d]: number[]) => a! * d! * (a! + b! + c!) + c!);
/** The first is zero, the others are at least zero: Σ x² = 40, a b c d ≥ 25, 1 ≤ x ≤ 5. */
const constraints = native(([a, b, c, d]: number[]) => [
  40 - (a! ** 2 + b! ** 2 + c! ** 2 + d! ** 2),
  a! * b! * c! * d! - 25,
  ...[a!, b!, c!, d!].flatMap((x) => [x - 1, 5 - x]),
]);
const lagrangian = native(
  (x: number[], multipliers: number[]) => constraints(x).reduce((sum, c, i) => sum - multipliers[i]! * c, cost(x)),
  { cost, constraints },
);

const slope = grad(cost);
const normals = jacobian(constraints);
const curvature = hessian(lagrangian);

const fromOne = <T>(xs: readonly T[]): T[] => [undefined as T, ...xs];
const matrix = (rows: readonly (readonly number[])[]): number[][] => fromOne(rows.map(fromOne));
const transposed = (rows: readonly (readonly number[])[]): number[][] =>
  rows[0]!.map((_, j) => rows.map((row) => row[j]!));

/** The Hessian, stiffened across the constraints that hold, where it does not matter: quadprog needs it positive definite. */
function model(x: number[], multipliers: number[]): number[][] {
  const holding = normals(x).filter((_, i) => multipliers[i]! > 0);
  return curvature(x, multipliers).map((row, i) =>
    row.map((h, j) => holding.reduce((sum, normal) => sum + 10 * normal[i]! * normal[j]!, h)),
  );
}

export const steps: number[][] = [[1, 5, 5, 1]];
let quadratic = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => Number(i === j)));
for (let size = 1; size > 1e-9; ) {
  const x = steps.at(-1)!;
  const { solution, Lagrangian } = quadprog.solveQP(
    matrix(quadratic),
    fromOne(slope(x).map((g) => -g)),
    matrix(transposed(normals(x))),
    fromOne(constraints(x).map((c) => -c)),
    1,
  );
  const step = solution.slice(1);
  size = Math.hypot(...step);
  steps.push(x.map((xi, i) => xi + step[i]!));
  quadratic = model(steps.at(-1)!, Lagrangian.slice(1));
}

export const found: { readonly x: readonly number[]; readonly cost: number } = {
  x: steps.at(-1)!,
  cost: cost(steps.at(-1)!),
};

console.log(
  `cost ${found.cost.toFixed(7)} at (${found.x.map((x) => x.toFixed(8)).join(', ')}) after ${steps.length - 1} steps`,
);
