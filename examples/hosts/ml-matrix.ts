/**
 * Where am I? Four satellites tell when they sent a signal; my position and the error of my clock follow by Newton's
 * method. Each step is a linear system with the Jacobian: `solve(jacobian(f)(x), f(x))`. The numbers are of Sauer's
 * Numerical Analysis, 4.4.
 */
import { Matrix, solve } from 'ml-matrix';
import { valueAndJacobian } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

/** Kilometres a second, and for each satellite kilometres and seconds. */
const LIGHT = 299792.458;
const satellites = [
  [15600, 7540, 20140, 0.07074],
  [18760, 2750, 18610, 0.0722],
  [17610, 14630, 13480, 0.0769],
  [19170, 610, 18390, 0.07242],
];

const residuals = native(([x, y, z, clock]: number[], sent: number[][], light: number) =>
  sent.map(([a, b, c, t]) => Math.hypot(x! - a!, y! - b!, z! - c!) - light * (t! - clock!)),
);

const evaluate = valueAndJacobian(residuals);

/** Kilometres from the centre of the Earth, and seconds, step by step. */
export const steps: number[][] = [[0, 0, 6370, 0]];
for (let size = 1; size > 1e-7; ) {
  const x = steps.at(-1)!;
  const { value, jacobian } = evaluate(x, satellites, LIGHT);
  const step = solve(new Matrix(jacobian), Matrix.columnVector(value)).to1DArray();
  steps.push(x.map((xi, i) => xi - step[i]!));
  size = Math.hypot(...step);
}

const [x, y, z, clock] = steps.at(-1)!;
console.log(
  `(${[x!, y!, z!].map((k) => k.toFixed(5)).join(', ')}) km, clock off by ${clock!.toExponential(6)} s, after ${steps.length - 1} steps`,
);
