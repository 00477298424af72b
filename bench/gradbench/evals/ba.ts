import { add, blockJacobian, cos, div, eq, mul, type Scalar, sin, sqrt, square, sub } from '../../../lib/index.ts';
import { type Eval, prepared } from '../eval.ts';

type Triple = readonly [Scalar, Scalar, Scalar];
type Pair = readonly [Scalar, Scalar];
type Camera = readonly [
  ...rotation: Triple,
  ...centre: Triple,
  f: Scalar,
  u: Scalar,
  v: Scalar,
  k1: Scalar,
  k2: Scalar,
];

interface Input {
  readonly n: number;
  readonly m: number;
  readonly p: number;
  readonly cam: readonly number[];
  readonly x: readonly number[];
  readonly w: number;
  readonly feat: readonly [number, number];
}

const dot3 = ([a, b, c]: Triple, [x, y, z]: Triple): Scalar => add(add(mul(a, x), mul(b, y)), mul(c, z));

function cross([a, b, c]: Triple, [x, y, z]: Triple): Triple {
  return [sub(mul(b, z), mul(c, y)), sub(mul(c, x), mul(a, z)), sub(mul(a, y), mul(b, x))];
}

/** v turned around the axis r by |r|. */
function rotated(r: Triple, v: Triple): Triple {
  const square = dot3(r, r);
  if (eq(square, 0)) {
    const [x, y, z] = cross(r, v);
    return [add(v[0], x), add(v[1], y), add(v[2], z)];
  }
  const angle = sqrt(square);
  const axis: Triple = [div(r[0], angle), div(r[1], angle), div(r[2], angle)];
  const [c, s] = [cos(angle), sin(angle)];
  const [x, y, z] = cross(axis, v);
  const along = mul(dot3(axis, v), sub(1, c));
  const turned = (vi: Scalar, ci: Scalar, ai: Scalar): Scalar => add(add(mul(vi, c), mul(ci, s)), mul(ai, along));
  return [turned(v[0], x, axis[0]), turned(v[1], y, axis[1]), turned(v[2], z, axis[2])];
}

/** Where a camera sees a point, less where it should, times a weight. */
function reprojectionError(camera: Camera, point: Triple, weight: Scalar, feature: Pair): Scalar[] {
  const [r0, r1, r2, c0, c1, c2, f, u, v, k1, k2] = camera;
  const [x, y, z] = rotated([r0, r1, r2], [sub(point[0], c0), sub(point[1], c1), sub(point[2], c2)]);
  const [px, py] = [div(x, z), div(y, z)];
  const rho = add(square(px), square(py));
  const distortion = add(add(1, mul(k1, rho)), mul(k2, square(rho)));
  const seen = (p: Scalar, principal: Scalar): Scalar => add(mul(mul(p, distortion), f), principal);
  return [mul(weight, sub(seen(px, u), feature[0])), mul(weight, sub(seen(py, v), feature[1]))];
}

const weightError = (w: Scalar): Scalar => sub(1, square(w));

/** All cameras, points and weights one after the other, and the features. */
interface Problem extends Input {
  readonly all: Float64Array;
  readonly features: readonly Pair[];
}

function replicated(input: Input): Problem {
  const { n, m, p, cam, x, w, feat } = input;
  const all = new Float64Array(11 * n + 3 * m + p);
  for (let i = 0; i < n; i++) all.set(cam, 11 * i);
  for (let i = 0; i < m; i++) all.set(x, 11 * n + 3 * i);
  all.fill(w, 11 * n + 3 * m);
  const features = Array.from({ length: p }, (): Pair => [...feat]);
  return { ...input, all, features };
}

/** Where the camera, the point and the weight of observation i are among all numbers. */
function columns({ n, m }: Input, i: number): number[] {
  const camera = 11 * (i % n);
  const point = 11 * n + 3 * (i % m);
  const own: number[] = [];
  for (let j = 0; j < 11; j++) own.push(camera + j);
  own.push(point, point + 1, point + 2, 11 * n + 3 * m + i);
  return own;
}

interface Errors {
  readonly reprojection: Float64Array;
  readonly weight: Float64Array;
}

function errors(problem: Problem): Errors {
  const { p, all, features } = problem;
  const [reprojection, weight] = [new Float64Array(2 * p), new Float64Array(p)];
  for (let i = 0; i < p; i++) {
    const own = columns(problem, i).map((j) => all[j] as number);
    reprojection.set(observed(own, features[i] as Pair) as number[], 2 * i);
    weight[i] = weightError(own[14] as number) as number;
  }
  return { reprojection, weight };
}

function observed(x: readonly Scalar[], feature: Pair): Scalar[] {
  const point = x.slice(11, 14) as unknown as Triple;
  return reprojectionError(x as unknown as Camera, point, x[14] as Scalar, feature);
}

export const ba: Eval = {
  name: 'ba',
  functions: {
    objective: (input: Input) => {
      const problem = replicated(input);
      return prepared(() => errors(problem), {
        output: ({ reprojection, weight }: Errors) => ({
          reproj_error: { elements: reprojection.slice(0, 2), repeated: input.p },
          w_err: { element: weight[0] as number, repeated: input.p },
        }),
      });
    },
    jacobian: (input: Input) => {
      const { n, m, p } = input;
      const { all, features } = replicated(input);
      const jacobian = blockJacobian([
        { count: p, columns: (i) => columns(input, i), f: (x, i) => observed(x, features[i] as Pair) },
        { count: p, columns: (i) => [11 * n + 3 * m + i], f: ([w]) => [weightError(w as Scalar)] },
      ]);
      const ends = (list: Int32Array | Float64Array): number[] => [...list.slice(0, 30), list.at(-1) as number];
      return prepared(() => jacobian(all), {
        output: ({ starts, columns, values }) => ({ rows: ends(starts), cols: ends(columns), vals: ends(values) }),
      });
    },
  },
};
