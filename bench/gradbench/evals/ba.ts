import {
  add,
  type Blocks,
  blockJacobian,
  compile,
  cos,
  type DerivedBlocks,
  div,
  eq,
  jacobian,
  mul,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
} from '../../../lib/index.ts';
import { type Eval, type Prepared, prepared, preparedByRun } from '../eval.ts';

interface Vector3 {
  readonly x: Scalar;
  readonly y: Scalar;
  readonly z: Scalar;
}

type Feature = readonly [number, number];

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
function reprojectionError(x: readonly Scalar[], feature: Feature): Scalar[] {
  const seen = rotated(vector(x, 0), minus(vector(x, 11), vector(x, 3)));
  const u = div(seen.x, seen.z);
  const v = div(seen.y, seen.z);
  const rho = add(square(u), square(v));
  const distortion = add(add(1, mul(x[9] as Scalar, rho)), mul(x[10] as Scalar, square(rho)));
  const focal = x[6] as Scalar;
  const weight = x[14] as Scalar;
  return [
    mul(weight, sub(add(mul(mul(u, distortion), focal), x[7] as Scalar), feature[0])),
    mul(weight, sub(add(mul(mul(v, distortion), focal), x[8] as Scalar), feature[1])),
  ];
}

const weightError = (w: Scalar): Scalar => sub(1, square(w));

/** All cameras, points and weights one after the other, and the features. */
interface Problem extends Input {
  readonly all: Float64Array;
  readonly features: readonly Feature[];
}

function replicated(input: Input): Problem {
  const { n, m, p, cam, x, w, feat } = input;
  const all = new Float64Array(11 * n + 3 * m + p);
  for (let i = 0; i < n; i++) all.set(cam, 11 * i);
  for (let i = 0; i < m; i++) all.set(x, 11 * n + 3 * i);
  all.fill(w, 11 * n + 3 * m);
  const features = Array.from({ length: p }, (): Feature => [...feat]);
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
    reprojection.set(reprojectionError(own, features[i] as Feature) as number[], 2 * i);
    weight[i] = weightError(own[14] as number) as number;
  }
  return { reprojection, weight };
}

/** The Jacobian of all errors: of every observation's reprojection, then of every weight. */
function sparse(
  input: Input,
  take: typeof prepared,
  reprojections: (features: readonly Feature[]) => Pick<Blocks, 'f'> | Pick<DerivedBlocks, 'jacobian'>,
  weights: Pick<Blocks, 'f'> | Pick<DerivedBlocks, 'jacobian'>,
): Prepared<never> {
  const { n, m, p } = input;
  const { all, features } = replicated(input);
  const jacobian = blockJacobian(
    [
      { count: p, columns: (i) => columns(input, i), ...reprojections(features) },
      { count: p, columns: (i) => [11 * n + 3 * m + i], ...weights },
    ],
    { mode: 'reverse' },
  );
  const ends = (list: Int32Array | Float64Array): number[] => [...list.slice(0, 30), list.at(-1) as number];
  return take(() => jacobian(all), {
    output: ({ starts, columns, values }) => ({ rows: ends(starts), cols: ends(columns), vals: ends(values) }),
  });
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
    jacobian: (input: Input) =>
      sparse(input, prepared, (features) => ({ f: (x, i) => reprojectionError(x, features[i] as Feature) }), {
        f: ([w]) => [weightError(w)],
      }),
  },
  compiled: {
    jacobian: (input: Input) => {
      const reprojection = compile(jacobian(reprojectionError));
      const weight = compile(jacobian(([w]) => [weightError(w)]));
      return sparse(
        input,
        preparedByRun,
        (features) => ({ jacobian: (x, i) => reprojection(x, features[i] as Feature) }),
        { jacobian: (x) => weight(x) },
      );
    },
  },
};
