import { add, cos, mul, neg, type Scalar, sin, sub } from '../../lib/entries/index.ts';
import type { Derivative } from './derivative.ts';
import { matrix, uniform } from './program.ts';

/** An arm with the joints of a UR5 (Denavit–Hartenberg parameters in metres; a twist of ±1 is a quarter turn). */
const JOINTS = [
  { along: 0.089159, out: 0, twist: 1 },
  { along: 0, out: -0.425, twist: 0 },
  { along: 0, out: -0.39225, twist: 0 },
  { along: 0.10915, out: 0, twist: 1 },
  { along: 0.09465, out: 0, twist: -1 },
  { along: 0.0823, out: 0, twist: 0 },
] as const;

type Triple<T> = [T, T, T];

/** Where the hand is, by the six angles. */
function hand(q: readonly Scalar[]): Scalar[] {
  let [x, y, z]: Triple<Triple<Scalar>> = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  let p: Triple<Scalar> = [0, 0, 0];
  const each = (f: (i: 0 | 1 | 2) => Scalar): Triple<Scalar> => [f(0), f(1), f(2)];
  JOINTS.forEach(({ along, out, twist }, k) => {
    const [c, s] = [cos(q[k] as Scalar), sin(q[k] as Scalar)];
    const [x0, y0, z0, p0] = [x, y, z, p];
    x = each((i) => add(mul(c, x0[i]), mul(s, y0[i])));
    y = each((i) => sub(mul(c, y0[i]), mul(s, x0[i])));
    if (along !== 0) p = each((i) => add(p0[i], mul(along, z0[i])));
    if (out !== 0) p = each((i) => add(p0[i], mul(out, x[i])));
    const y1 = y;
    if (twist !== 0) [y, z] = twist > 0 ? [z0, each((i) => neg(y1[i]))] : [each((i) => neg(z0[i])), y1];
  });
  return p;
}

const axes = new Float64Array(18);
const places = new Float64Array(18);

/** Column k: the axis of joint k × the vector from the joint to the hand. */
function byHand(q: readonly number[], rows: Float64Array[] = matrix(3, 6)): Float64Array[] {
  let [x1, x2, x3, y1, y2, y3, z1, z2, z3] = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  let [p1, p2, p3] = [0, 0, 0];
  for (let k = 0; k < 6; k++) {
    const { along, out, twist } = JOINTS[k] as (typeof JOINTS)[number];
    axes[3 * k] = z1;
    axes[3 * k + 1] = z2;
    axes[3 * k + 2] = z3;
    places[3 * k] = p1;
    places[3 * k + 1] = p2;
    places[3 * k + 2] = p3;
    const c = Math.cos(q[k] as number);
    const s = Math.sin(q[k] as number);
    const [u1, u2, u3] = [c * x1 + s * y1, c * x2 + s * y2, c * x3 + s * y3];
    const [v1, v2, v3] = [c * y1 - s * x1, c * y2 - s * x2, c * y3 - s * x3];
    p1 += along * z1 + out * u1;
    p2 += along * z2 + out * u2;
    p3 += along * z3 + out * u3;
    x1 = u1;
    x2 = u2;
    x3 = u3;
    if (twist === 0) {
      y1 = v1;
      y2 = v2;
      y3 = v3;
    } else {
      y1 = twist * z1;
      y2 = twist * z2;
      y3 = twist * z3;
      z1 = -twist * v1;
      z2 = -twist * v2;
      z3 = -twist * v3;
    }
  }
  const [first, second, third] = rows as [Float64Array, Float64Array, Float64Array];
  for (let k = 0; k < 6; k++) {
    const [a1, a2, a3] = [axes[3 * k] as number, axes[3 * k + 1] as number, axes[3 * k + 2] as number];
    const d1 = p1 - (places[3 * k] as number);
    const d2 = p2 - (places[3 * k + 1] as number);
    const d3 = p3 - (places[3 * k + 2] as number);
    first[k] = a2 * d3 - a3 * d2;
    second[k] = a3 * d1 - a1 * d3;
    third[k] = a1 * d2 - a2 * d1;
  }
  return rows;
}

/** The Jacobian of a six-joint robot arm: how its hand moves by its joints. */
export const robotArm: Derivative = {
  name: 'robot arm, 6 joints',
  n: 6,
  verb: 'jacobian',
  f: hand,
  sample: (random) => Array.from({ length: 6 }, () => uniform(random, -3, 3)),
  byHand,
};
