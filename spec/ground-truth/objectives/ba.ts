import { add, cos, div, dot, eq, mul, type Scalar, sin, sqrt, square, sub } from '../../../lib/entries/forward.ts';
import { lines, numbers, parts } from './text.ts';

// Bundle adjustment: where cameras see points, and where they should have.

type Vector = readonly Scalar[];

const scaled = (s: Scalar, v: Vector): Scalar[] => v.map((a) => mul(s, a));
const plus = (v: Vector, w: Vector): Scalar[] => v.map((a, i) => add(a, w[i] as Scalar));
const minus = (v: Vector, w: Vector): Scalar[] => v.map((a, i) => sub(a, w[i] as Scalar));

function cross(v: Vector, w: Vector): Scalar[] {
  const [a, b, c] = v as [Scalar, Scalar, Scalar];
  const [d, e, f] = w as [Scalar, Scalar, Scalar];
  return [sub(mul(b, f), mul(c, e)), sub(mul(c, d), mul(a, f)), sub(mul(a, e), mul(b, d))];
}

/** `v` turned around the axis r by |r|, by the formula of Rodrigues. */
function rotated(r: Vector, v: Vector): Scalar[] {
  const squared = dot(r, r);
  if (eq(squared, 0)) return plus(v, cross(r, v));
  const angle = sqrt(squared);
  const axis = r.map((a) => div(a, angle));
  const along = scaled(mul(dot(axis, v), sub(1, cos(angle))), axis);
  return plus(plus(scaled(cos(angle), v), scaled(sin(angle), cross(axis, v))), along);
}

/** p times 1 + k₁|p|² + k₂|p|⁴. */
function distorted(p: Vector, k1: Scalar, k2: Scalar): Scalar[] {
  const squared = dot(p, p);
  return scaled(add(add(1, mul(k1, squared)), mul(k2, square(squared))), p);
}

function projected(v: Vector): Scalar[] {
  const [x, y, z] = v as [Scalar, Scalar, Scalar];
  return [div(x, z), div(y, z)];
}

/** Of one observation in ADBench: camera is rotation 3, centre 3, focal length, principal point 2, distortion 2. */
export function reprojectionError(camera: Vector, point: Vector, weight: Scalar, feature: readonly number[]): Scalar[] {
  const [f, u, v, k1, k2] = camera.slice(6) as [Scalar, Scalar, Scalar, Scalar, Scalar];
  const seen = projected(rotated(camera.slice(0, 3), minus(point, camera.slice(3, 6))));
  return scaled(weight, minus(plus(scaled(f, distorted(seen, k1, k2)), [u, v]), feature));
}

export function weightError(weight: Scalar): Scalar {
  return sub(1, square(weight));
}

/** An instance of ADBench, where all cameras, points, weights and features are the same. */
export interface Replicated {
  readonly n: number;
  readonly m: number;
  readonly p: number;
  readonly camera: readonly number[];
  readonly point: readonly number[];
  readonly weight: number;
  readonly feature: readonly number[];
}

export function readReplicated(path: string): Replicated {
  const [[n, m, p], camera, point, [weight], feature] = lines(path).map(numbers) as [
    [number, number, number],
    number[],
    number[],
    [number],
    number[],
  ];
  return { n, m, p, camera, point, weight, feature };
}

/** All errors of an instance by its cameras, points and weights. */
export function allErrors({ n, m, p, feature }: Replicated, x: Vector): Scalar[] {
  const cameras = parts(x.slice(0, 11 * n), 11);
  const points = parts(x.slice(11 * n, 11 * n + 3 * m), 3);
  const weights = x.slice(11 * n + 3 * m, 11 * n + 3 * m + p);
  const reprojections = weights.map((w, i) =>
    reprojectionError(cameras[i % n] as Vector, points[i % m] as Vector, w, feature),
  );
  return [...reprojections.flat(), ...weights.map(weightError)];
}

/** Of one observation in BAL: camera is rotation 3, translation 3, focal length, distortion 2. */
export function residual(camera: Vector, point: Vector, observed: readonly number[]): Scalar[] {
  const [f, k1, k2] = camera.slice(6) as [Scalar, Scalar, Scalar];
  const seen = scaled(-1, projected(plus(rotated(camera.slice(0, 3), point), camera.slice(3, 6))));
  return minus(scaled(f, distorted(seen, k1, k2)), observed);
}

export interface Observation {
  readonly camera: number;
  readonly point: number;
  readonly observed: readonly number[];
}

/** An instance of BAL: its observations, and the cameras and points as one vector. */
export function readObservations(path: string): { observations: Observation[]; cameras: number; x: number[] } {
  const all = numbers(lines(path).join(' '));
  const [cameras, , count] = all as [number, number, number];
  const observations = parts(all.slice(3, 3 + 4 * count), 4).map(([camera, point, ...observed]) => ({
    camera: camera as number,
    point: point as number,
    observed,
  }));
  return { observations, cameras, x: all.slice(3 + 4 * count) };
}
