/**
 * A planar arm of three joints: the position of its hand, and the Jacobian of that by the joints, printed as a module for a
 * controller that has no room for a library. Newton's method then moves the hand to a target.
 */
import { add, compile, cos, emitModule, mul, type Scalar, sin, sub, valueAndJacobian } from '../lib/entries/index.ts';

const LENGTHS = [1, 0.8, 0.4] as const;

/** The hand's position and direction. */
export function hand(joints: readonly [Scalar, Scalar, Scalar]): [Scalar, Scalar, Scalar] {
  let [x, y, angle]: [Scalar, Scalar, Scalar] = [0, 0, 0];
  joints.forEach((joint, i) => {
    angle = add(angle, joint);
    x = add(x, mul(LENGTHS[i] as number, cos(angle)));
    y = add(y, mul(LENGTHS[i] as number, sin(angle)));
  });
  return [x, y, angle];
}

export const jacobianModule: string = emitModule(valueAndJacobian(hand), [0.3, 0.4, 0.5]);
console.log(jacobianModule);

const reach = compile(valueAndJacobian(hand));
const target = [1.2, 1.1, 1.5] as const;
let joints: [number, number, number] = [0.5, 0.5, 0.5];
for (let step = 0; step < 6; step++) {
  const { value, jacobian } = reach(joints);
  const error = target.map((t, i) => sub(t, value[i] as number) as number);
  console.log(`joints ${joints.map((q) => q.toFixed(4)).join(' ')}  error ${Math.hypot(...error).toExponential(1)}`);
  joints = solve(jacobian, error).map((d, i) => (joints[i] as number) + d) as [number, number, number];
}

/** The solution of a small system, by Cramer's rule. */
function solve(rows: readonly (readonly number[])[], right: readonly number[]): number[] {
  const whole = determinant(rows);
  return right.map((_, j) => {
    const replaced = rows.map((row, i) => row.map((entry, k) => (k === j ? (right[i] as number) : entry)));
    return determinant(replaced) / whole;
  });
}

function determinant([a, b, c]: readonly (readonly number[])[]): number {
  const [[p = 0, q = 0, r = 0], [s = 0, t = 0, u = 0], [v = 0, w = 0, x = 0]] = [a ?? [], b ?? [], c ?? []];
  return p * (t * x - u * w) - q * (s * x - u * v) + r * (s * w - t * v);
}
