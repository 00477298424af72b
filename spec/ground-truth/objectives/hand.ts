import { add, cos, div, dot, lt, mul, neg, type Scalar, sin, sqrt, sub, sum } from '../../../lib/entries/forward.ts';
import { lines, numbers, parts } from './text.ts';

// Hand tracking: a skinned hand of 22 bones posed by 26 angles and lengths, and how far it is from points in space.

type Vector = readonly Scalar[];

/** A rotation or any other linear map, row by row. */
type Linear = readonly Vector[];

/** A linear map and a shift. */
interface Affine {
  readonly linear: Linear;
  readonly shift: Vector;
}

interface Bone {
  readonly parent: number;
  readonly base: Affine;
  readonly inverseBase: Affine;
}

interface Vertex {
  readonly position: readonly number[];
  readonly weights: readonly { readonly bone: number; readonly weight: number }[];
}

/** A point in space with the vertex, or the corners of the triangle, that it belongs to. */
interface Correspondence {
  readonly point: readonly number[];
  readonly corners: readonly number[];
}

export interface Hand {
  readonly bones: readonly Bone[];
  readonly vertices: readonly Vertex[];
  readonly correspondences: readonly Correspondence[];
}

/** The hand of a file with its variables: in the complicated form two for each correspondence, then the 26. */
export function readHand(path: string, complicated: boolean): { hand: Hand; x: number[] } {
  const [[n] = [], ...rest] = lines(path).map(numbers);
  const count = n as number;
  const triangles = colons('triangles');
  const correspondences = rest.slice(0, count).map(([index, ...point]) => ({
    point,
    corners: complicated ? (triangles[index as number] as number[]) : [index as number],
  }));
  return { hand: { bones: readBones(), vertices: readVertices(), correspondences }, x: rest.slice(count).flat() };
}

function colons(name: string): number[][] {
  return lines(`adbench/hand/model/${name}.txt`).map((line) => line.split(':').map(Number));
}

function readBones(): Bone[] {
  return colons('bones').map(([, parent, ...entries]) => {
    const [base, inverseBase] = parts(entries, 16).map((matrix): Affine => {
      const rows = parts(matrix, 4).slice(0, 3);
      return { linear: rows.map((row) => row.slice(0, 3)), shift: rows.map((row) => row[3] as number) };
    });
    return { parent: parent as number, base: base as Affine, inverseBase: inverseBase as Affine };
  });
}

function readVertices(): Vertex[] {
  return colons('vertices').map((entries) => ({
    position: entries.slice(0, 3),
    weights: parts(entries.slice(9), 2).map(([bone, weight]) => ({ bone: bone as number, weight: weight as number })),
  }));
}

/** The distance of every correspondence in each direction. */
export function distances(hand: Hand, complicated: boolean, x: Vector): Scalar[] {
  const own = complicated ? 2 * hand.correspondences.length : 0;
  const theta = x.slice(own);
  const transforms = posed(hand.bones, theta);
  const everything: Affine = { linear: rotation(theta.slice(0, 3)), shift: theta.slice(3, 6) };
  const placed = (index: number): Scalar[] => {
    const { position, weights } = hand.vertices[index] as Vertex;
    const skinned = weights.map(({ bone, weight }) =>
      apply(transforms[bone] as Affine, position).map((a) => mul(weight, a)),
    );
    return apply(
      everything,
      [0, 1, 2].map((axis) => sum(skinned.map((v) => v[axis] as Scalar))),
    );
  };
  return hand.correspondences.flatMap(({ point, corners }, i) => {
    const [u, v] = x.slice(2 * i) as [Scalar, Scalar];
    const shares = complicated ? [u, v, sub(sub(1, u), v)] : [1];
    const vertices = corners.map(placed);
    return point.map((p, axis) =>
      sub(
        p,
        dot(
          shares,
          vertices.map((vertex) => vertex[axis] as Scalar),
        ),
      ),
    );
  });
}

/** What the pose does to the vertices of each bone. */
function posed(bones: readonly Bone[], theta: Vector): Affine[] {
  const angles = bones.map((): [Scalar, Scalar] => [0, 0]);
  parts(theta.slice(6), 4).forEach(([a, b, c, d], finger) => {
    angles[2 + 4 * finger] = [a as Scalar, b as Scalar];
    angles[3 + 4 * finger] = [c as Scalar, 0];
    angles[4 + 4 * finger] = [d as Scalar, 0];
  });
  const absolute: Affine[] = [];
  bones.forEach(({ parent, base }, i) => {
    const [tx, tz] = angles[i] as [Scalar, Scalar];
    const relative = { linear: product(base.linear, joint(tx, tz)), shift: base.shift };
    absolute.push(parent < 0 ? relative : compose(absolute[parent] as Affine, relative));
  });
  return bones.map(({ inverseBase }, i) => compose(absolute[i] as Affine, inverseBase));
}

/** Around x, then around z. */
function joint(tx: Scalar, tz: Scalar): Linear {
  const aroundX = [
    [1, 0, 0],
    [0, cos(tx), neg(sin(tx))],
    [0, sin(tx), cos(tx)],
  ];
  const aroundZ = [
    [cos(tz), neg(sin(tz)), 0],
    [sin(tz), cos(tz), 0],
    [0, 0, 1],
  ];
  return product(aroundZ, aroundX);
}

/** The rotation around the axis w by |w|. */
function rotation(w: Vector): Linear {
  const angle = sqrt(dot(w, w));
  if (lt(angle, 1e-4)) return identity;
  const [x, y, z] = w.map((a) => div(a, angle)) as [Scalar, Scalar, Scalar];
  const axis = [x, y, z];
  const skew = [
    [0, neg(z), y],
    [z, 0, neg(x)],
    [neg(y), x, 0],
  ];
  return skew.map((row, i) =>
    row.map((a, j) => {
      const outer = mul(axis[i] as Scalar, axis[j] as Scalar);
      const rest = mul(sub(i === j ? 1 : 0, outer), cos(angle));
      return add(add(outer, rest), mul(a, sin(angle)));
    }),
  );
}

const identity: Linear = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

function times(m: Linear, v: Vector): Scalar[] {
  return m.map((row) => dot(row, v));
}

function product(a: Linear, b: Linear): Linear {
  const columns = [0, 1, 2].map((j) => b.map((row) => row[j] as Scalar));
  return a.map((row) => columns.map((column) => dot(row, column)));
}

function apply({ linear, shift }: Affine, v: Vector): Scalar[] {
  return times(linear, v).map((a, i) => add(a, shift[i] as Scalar));
}

/** First `inner`, then `outer`. */
function compose(outer: Affine, inner: Affine): Affine {
  return { linear: product(outer.linear, inner.linear), shift: apply(outer, inner.shift) };
}
