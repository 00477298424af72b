import {
  add,
  blockJacobian,
  type CompressedRows,
  compile,
  cos,
  div,
  eq,
  type JacobianOfBlocks,
  mul,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
} from '../../../lib/entries/index.ts';
import { type Eval, prepared, preparedByRun } from '../eval.ts';

interface Vector3 {
  readonly x: Scalar;
  readonly y: Scalar;
  readonly z: Scalar;
}

interface Input {
  readonly n: number;
  readonly m: number;
  readonly p: number;
  readonly cam: readonly number[];
  readonly x: readonly number[];
  readonly w: number;
  readonly feat: readonly [number, number];
}

const vector = (list: readonly Scalar[], first: number): Vector3 => ({
  x: list[first] as Scalar,
  y: list[first + 1] as Scalar,
  z: list[first + 2] as Scalar,
});

const plus = (a: Vector3, b: Vector3): Vector3 => ({ x: add(a.x, b.x), y: add(a.y, b.y), z: add(a.z, b.z) });
const minus = (a: Vector3, b: Vector3): Vector3 => ({ x: sub(a.x, b.x), y: sub(a.y, b.y), z: sub(a.z, b.z) });
const times = (s: Scalar, a: Vector3): Vector3 => ({ x: mul(s, a.x), y: mul(s, a.y), z: mul(s, a.z) });
const inner = (a: Vector3, b: Vector3): Scalar => add(add(mul(a.x, b.x), mul(a.y, b.y)), mul(a.z, b.z));

function cross(a: Vector3, b: Vector3): Vector3 {
  return {
    x: sub(mul(a.y, b.z), mul(a.z, b.y)),
    y: sub(mul(a.z, b.x), mul(a.x, b.z)),
    z: sub(mul(a.x, b.y), mul(a.y, b.x)),
  };
}

/** v turned around the axis r by |r|. */
function rotated(r: Vector3, v: Vector3): Vector3 {
  const squared = inner(r, r);
  if (eq(squared, 0)) return plus(v, cross(r, v));
  const angle = sqrt(squared);
  const axis = { x: div(r.x, angle), y: div(r.y, angle), z: div(r.z, angle) };
  const c = cos(angle);
  const along = times(mul(inner(axis, v), sub(1, c)), axis);
  return plus(plus(times(c, v), times(sin(angle), cross(axis, v))), along);
}

/**
 * Where a camera sees a point, less where it should, times a weight. The camera is its rotation and centre, 3 numbers
 * each, focal length, principal point, 2, and radial distortion, 2; then come the point and the weight.
 */
function reprojectionError(x: readonly Scalar[], feature: readonly Scalar[]): Scalar[] {
  const seen = rotated(vector(x, 0), minus(vector(x, 11), vector(x, 3)));
  const u = div(seen.x, seen.z);
  const v = div(seen.y, seen.z);
  const rho = add(square(u), square(v));
  const distortion = add(add(1, mul(x[9] as Scalar, rho)), mul(x[10] as Scalar, square(rho)));
  const focal = x[6] as Scalar;
  const weight = x[14] as Scalar;
  return [
    mul(weight, sub(add(mul(mul(u, distortion), focal), x[7] as Scalar), feature[0] as Scalar)),
    mul(weight, sub(add(mul(mul(v, distortion), focal), x[8] as Scalar), feature[1] as Scalar)),
  ];
}

const weightError = (w: Scalar): Scalar => sub(1, square(w));

/** All cameras, points and weights one after the other, and all features. */
interface Problem extends Input {
  readonly all: Float64Array;
  readonly features: Float64Array;
}

function replicated(input: Input): Problem {
  const { n, m, p, cam, x, w, feat } = input;
  const all = new Float64Array(11 * n + 3 * m + p);
  const features = new Float64Array(2 * p);
  for (let i = 0; i < n; i++) all.set(cam, 11 * i);
  for (let i = 0; i < m; i++) all.set(x, 11 * n + 3 * i);
  all.fill(w, 11 * n + 3 * m);
  for (let i = 0; i < p; i++) features.set(feat, 2 * i);
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
    reprojection.set(reprojectionError(own, [...features.subarray(2 * i, 2 * i + 2)]) as number[], 2 * i);
    weight[i] = weightError(own[14] as number) as number;
  }
  return { reprojection, weight };
}

/** The Jacobian of all errors: of every observation's reprojection, then of every weight. */
function sparse(problem: Problem, mode: 'auto' | 'reverse'): JacobianOfBlocks {
  const { n, m, p, features } = problem;
  return blockJacobian(
    [
      {
        count: p,
        columns: (i) => columns(problem, i),
        data: features,
        f: (x, _, feature) => reprojectionError(x, feature),
      },
      { count: p, columns: (i) => [11 * n + 3 * m + i], f: ([w]) => [weightError(w)] },
    ],
    { mode },
  );
}

const output = ({ starts, columns, values }: CompressedRows): unknown => {
  const ends = (list: Int32Array | Float64Array): number[] => [...list.slice(0, 30), list.at(-1) as number];
  return { rows: ends(starts), cols: ends(columns), vals: ends(values) };
};

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
      const problem = replicated(input);
      const jacobian = sparse(problem, 'reverse');
      return prepared(() => jacobian(problem.all), { output });
    },
  },
  compiled: {
    jacobian: (input: Input) => {
      const problem = replicated(input);
      const jacobian = compile(sparse(problem, 'auto'));
      // One run's rows are the next one's.
      const { values } = jacobian(problem.all);
      return preparedByRun(() => jacobian(problem.all, values), { output });
    },
  },
};
