import {
  add,
  compile,
  cos,
  div,
  dot,
  jacobian,
  lt,
  mul,
  neg,
  type Scalar,
  sin,
  sqrt,
  sub,
} from '../../../lib/entries/index.ts';
import { type Eval, type Prepared, prepared, preparedByRun } from '../eval.ts';

type Vector = readonly Scalar[];
type Matrix = readonly Vector[];
type Numbers = readonly number[];

interface Input {
  readonly theta: Numbers;
  /** Where in its triangle a point belongs; none in the simple form, where it belongs to a vertex. */
  readonly us: readonly (readonly [number, number])[];
  readonly data: {
    readonly correspondences: Numbers;
    readonly points: readonly Numbers[];
    readonly model: {
      readonly parents: Numbers;
      readonly base_relatives: readonly (readonly Numbers[])[];
      readonly inverse_base_absolutes: readonly (readonly Numbers[])[];
      readonly base_positions: readonly Numbers[];
      readonly weights: readonly Numbers[];
      readonly triangles: readonly Numbers[];
      readonly is_mirrored: boolean;
    };
  };
}

/** A vertex: the bones that move it, and for each its place times its weight there. */
interface Vertex {
  readonly bones: Numbers;
  readonly weighted: Numbers;
}

/** The model with what the correspondences need of it: a vertex is moved by a bone only where its weight is not 0. */
interface Hand {
  readonly parents: Numbers;
  readonly relatives: readonly Matrix[];
  readonly inverses: readonly Matrix[];
  readonly mirrored: boolean;
  /** The vertices that are looked at, each once. */
  readonly vertices: readonly Vertex[];
  /** The point of each correspondence and its vertices, by their places in `vertices`: one, or the corners of a triangle. */
  readonly points: readonly Vector[];
  readonly corners: readonly Numbers[];
  readonly us: readonly Vector[];
}

function readHand({ us, data: { correspondences, points, model } }: Input): Hand {
  const places = new Map<number, number>();
  const place = (vertex: number): number => {
    const found = places.get(vertex) ?? places.size;
    places.set(vertex, found);
    return found;
  };
  const corners = correspondences.map((c) => (us.length === 0 ? [c] : (model.triangles[c] as Numbers)).map(place));
  const vertices = [...places.keys()].map((vertex) => {
    const weights = model.weights[vertex] as Numbers;
    const bones = [...weights.keys()].filter((bone) => weights[bone] !== 0);
    const position = model.base_positions[vertex] as Numbers;
    return { bones, weighted: bones.flatMap((bone) => position.map((a) => a * (weights[bone] as number))) };
  });
  return {
    parents: model.parents,
    relatives: model.base_relatives,
    inverses: model.inverse_base_absolutes,
    mirrored: model.is_mirrored,
    vertices,
    points,
    corners,
    us,
  };
}

const rotations = {
  x: (t: Scalar): Matrix => [
    [1, 0, 0],
    [0, cos(t), neg(sin(t))],
    [0, sin(t), cos(t)],
  ],
  y: (t: Scalar): Matrix => [
    [cos(t), 0, sin(t)],
    [0, 1, 0],
    [neg(sin(t)), 0, cos(t)],
  ],
  z: (t: Scalar): Matrix => [
    [cos(t), neg(sin(t)), 0],
    [sin(t), cos(t), 0],
    [0, 0, 1],
  ],
};

function product(a: Matrix, b: Matrix): Scalar[][] {
  const columns = (b[0] as Vector).map((_, j) => b.map((row) => row[j] as Scalar));
  return a.map((row) => columns.map((column) => dot(row, column)));
}

/** The rotation around the axis w by |w|. */
function rotation(w: Vector): Matrix {
  const angle = sqrt(dot(w, w));
  if (lt(angle, 1e-4)) return rotations.x(0);
  const axis = w.map((a) => div(a, angle));
  const [x, y, z] = axis as [Scalar, Scalar, Scalar];
  const [c, s] = [cos(angle), sin(angle)];
  const skew = [
    [0, neg(z), y],
    [z, 0, neg(x)],
    [neg(y), x, 0],
  ];
  return skew.map((row, i) =>
    row.map((a, j) => {
      const outer = mul(mul(axis[i] as Scalar, axis[j] as Scalar), sub(1, c));
      return add(add(outer, mul(a, s)), i === j ? c : 0);
    }),
  );
}

/** What the pose does to the vertices of each bone. */
function transforms({ parents, relatives, inverses }: Hand, theta: Vector): Matrix[] {
  const angles: [x: Scalar, z: Scalar][] = parents.map(() => [0, 0]);
  for (let finger = 0; finger < 5; finger++) {
    const [a, b, c, d] = theta.slice(6 + 4 * finger) as [Scalar, Scalar, Scalar, Scalar];
    angles[2 + 4 * finger] = [a, b];
    angles[3 + 4 * finger] = [c, 0];
    angles[4 + 4 * finger] = [d, 0];
  }
  const absolutes: Matrix[] = [];
  parents.forEach((parent, i) => {
    const [x, z] = angles[i] as [Scalar, Scalar];
    const local = product(rotations.z(z), product(rotations.y(0), rotations.x(x)));
    const relative = product(relatives[i] as Matrix, [...local.map((row) => [...row, 0]), [0, 0, 0, 1]]);
    absolutes.push(parent < 0 ? relative : product(absolutes[parent] as Matrix, relative));
  });
  return absolutes.map((absolute, i) => product(absolute, inverses[i] as Matrix));
}

/** Each point less the place on the hand that belongs to it; `shift` is added to every pair of us. */
function distances(hand: Hand, theta: Vector, shift: Vector): Scalar[] {
  const bones = transforms(hand, theta);
  const turn = rotation(theta.slice(0, 3));
  const vertices = hand.vertices.map(({ bones: own, weighted }) => {
    const skinned = [0, 1, 2].map((axis) =>
      dot(
        own.flatMap((bone) => (bones[bone] as Matrix)[axis] as Vector),
        weighted,
      ),
    );
    if (hand.mirrored) skinned[0] = neg(skinned[0] as Scalar);
    return turn.map((row, axis) => add(dot(row, skinned), theta[3 + axis] as Scalar));
  });
  return hand.corners.flatMap((corners, i) => {
    const places = corners.map((corner) => vertices[corner] as Vector);
    const shares =
      corners.length === 1 ? [1] : weightsOf((hand.us[i] as Vector).map((u, j) => add(u, shift[j] as Scalar)));
    return (hand.points[i] as Vector).map((p, axis) =>
      sub(
        p,
        dot(
          shares,
          places.map((place) => place[axis] as Scalar),
        ),
      ),
    );
  });
}

function weightsOf([u, v]: Vector): Scalar[] {
  return [u as Scalar, v as Scalar, sub(sub(1, u as Scalar), v as Scalar)];
}

/** How many points are compiled at most: some hundred operations each. */
const COMPILED = 1000;

// Each row depends on its own two us only: shifting all of them at once gives their derivatives in two columns.
const complicated = (hand: Hand, x: Vector): Scalar[] => distances(hand, x.slice(2), x.slice(0, 2));

const eager = (input: Input): Prepared<never> => {
  const hand = readHand(input);
  if (input.us.length === 0) {
    const simple = jacobian((theta: Vector) => distances(hand, theta, [0, 0]), { mode: 'forward' });
    return prepared(() => simple(input.theta));
  }
  const both = jacobian((x: Vector) => complicated(hand, x), { mode: 'forward' });
  return prepared(() => both([0, 0, ...input.theta]));
};

export const ht: Eval = {
  name: 'ht',
  functions: {
    objective: (input: Input) => {
      const hand = readHand(input);
      return prepared(() => distances(hand, input.theta, [0, 0]));
    },
    jacobian: eager,
  },
  compiled: {
    // All of it for one model; what it is fitted to is an argument.
    jacobian: (input: Input) => {
      const hand = readHand(input);
      const { points, us } = hand;
      if (points.length > COMPILED) return eager(input);
      if (us.length === 0) {
        const simple = compile(
          jacobian((theta: Vector, points: readonly Vector[]) => distances({ ...hand, points }, theta, [0, 0])),
        );
        return preparedByRun(() => simple(input.theta, points));
      }
      const both = compile(
        jacobian((x: Vector, points: readonly Vector[], us: readonly Vector[]) =>
          complicated({ ...hand, points, us }, x),
        ),
      );
      return preparedByRun(() => both([0, 0, ...input.theta], points, us));
    },
  },
};
