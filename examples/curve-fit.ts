/**
 * Coffee cools: T = room + a e^(−b t) is fitted to measured temperatures by Newton's method. Its steps −H⁻¹ ∇ need only the
 * sum of squares: the library computes the gradient and the Hessian of it.
 */
import { add, exp, grad, hessian, mul, neg, type Scalar, square, sub, sum, value } from '../lib/entries/index.ts';
import { printTable } from './print-table.ts';

const ROOM = 20;
const minutes = [0, 5, 10, 15, 20, 30, 40, 50, 60];
const degrees = [84.6, 72.9, 63.7, 55.9, 49.8, 40.3, 33.9, 29.3, 26.6];

type Parameters = readonly [a: Scalar, b: Scalar];

const model = ([a, b]: Parameters, t: number): Scalar => add(ROOM, mul(a, exp(mul(neg(b), t))));

const squares = (p: Parameters): Scalar => sum(minutes.map((t, i) => square(sub(model(p, t), degrees[i] as number))));

const slope = grad(squares);
const curvature = hessian(squares);

let p: [number, number] = [60, 0.04];
const rows: (string | number)[][] = [];
for (let step = 0; step <= 6; step++) {
  const [ga, gb] = slope(p);
  rows.push([step, p[0], p[1], value(squares(p)), Math.hypot(ga, gb).toExponential(1)]);
  const [[haa, hab], [hba, hbb]] = curvature(p);
  const determinant = haa * hbb - hab * hba;
  p = [p[0] - (hbb * ga - hab * gb) / determinant, p[1] - (haa * gb - hba * ga) / determinant];
}

console.log("T = 20 + a e^(−b t), fitted to nine temperatures by Newton's method\n");
printTable(['step', 'a', 'b', 'sum of squares', '‖∇‖'], rows);
console.log(`\nHalf of its distance to the room it loses every ${(Math.log(2) / p[1]).toFixed(1)} minutes.\n`);
printTable(
  ['minutes', 'measured', 'fitted', 'difference'],
  minutes.map((t, i) => {
    const fitted = value(model(p, t));
    return [t, degrees[i] as number, fitted, fitted - (degrees[i] as number)];
  }),
);
