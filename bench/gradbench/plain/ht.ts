import { type Eval, prepared } from '../eval.ts';

type Rows = readonly (readonly number[])[];

interface Input {
  readonly theta: number[];
  readonly us: Rows;
  readonly data: {
    readonly correspondences: readonly number[];
    readonly points: Rows;
    readonly model: {
      readonly parents: readonly number[];
      readonly base_relatives: readonly Rows[];
      readonly inverse_base_absolutes: readonly Rows[];
      readonly base_positions: Rows;
      readonly weights: Rows;
      readonly triangles: Rows;
      readonly is_mirrored: boolean;
    };
  };
}

export const ht: Eval = {
  name: 'ht',
  functions: {
    objective: ({ theta, us, data: { correspondences, points, model } }: Input) => {
      const bones = model.parents.length;
      const vertices = model.base_positions.length;
      const [relatives, inverses] = [model.base_relatives, model.inverse_base_absolutes].map((matrices) =>
        matrices.map((rows) => Float64Array.from(rows.flat())),
      ) as [Float64Array[], Float64Array[]];
      const positions = Float64Array.from(model.base_positions.flat());
      const weights = Float64Array.from(model.weights.flat());
      const vertex = new Float64Array(3 * vertices);
      const out = new Float64Array(3 * points.length);
      return prepared(() => {
        const pose = poseOf(theta, bones);
        const absolutes: Float64Array[] = [];
        const transforms = relatives.map((relative, i) => {
          const local = times(relative, rotation(pose[i] as number[]));
          const parent = model.parents[i] as number;
          absolutes[i] = parent < 0 ? local : times(absolutes[parent] as Float64Array, local);
          return times(absolutes[i] as Float64Array, inverses[i] as Float64Array);
        });
        skin(transforms, positions, weights, model.is_mirrored ? -1 : 1, vertex);
        move(theta, vertex);
        for (let i = 0; i < points.length; i++) {
          const point = points[i] as readonly number[];
          const at = correspondences[i] as number;
          for (let a = 0; a < 3; a++) {
            let reached: number;
            if (us.length === 0) reached = vertex[3 * at + a] as number;
            else {
              const [A, B, C] = model.triangles[at] as [number, number, number];
              const [u, v] = us[i] as [number, number];
              const corner = (j: number): number => vertex[3 * j + a] as number;
              reached = u * corner(A) + v * corner(B) + (1 - u - v) * corner(C);
            }
            out[3 * i + a] = (point[a] as number) - reached;
          }
        }
        return out;
      });
    },
  },
};

/** The angles of each bone: theta holds four for every finger, two of them for its second bone. */
function poseOf(theta: readonly number[], bones: number): number[][] {
  const pose = Array.from({ length: bones }, () => [0, 0, 0]);
  for (let finger = 0; finger < 5; finger++) {
    const [a, b, c, d] = theta.slice(6 + 4 * finger, 10 + 4 * finger) as [number, number, number, number];
    pose[2 + 4 * finger] = [a, b, 0];
    pose[3 + 4 * finger] = [c, 0, 0];
    pose[4 + 4 * finger] = [d, 0, 0];
  }
  return pose;
}

/** Rz(v₁) Ry(v₂) Rx(v₀), 4 × 4. */
function rotation(v: readonly number[]): Float64Array {
  const [tx, tz, ty] = v as [number, number, number];
  const [cx, sx, cy, sy, cz, sz] = [tx, ty, tz].flatMap((t) => [Math.cos(t), Math.sin(t)]) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const first = [cy * cz, sx * sy * cz - cx * sz, cx * sy * cz + sx * sz, 0];
  const second = [cy * sz, sx * sy * sz + cx * cz, cx * sy * sz - sx * cz, 0];
  return Float64Array.from([...first, ...second, -sy, sx * cy, cx * cy, 0, 0, 0, 0, 1]);
}

function times(a: Float64Array, b: Float64Array): Float64Array {
  const c = new Float64Array(16);
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) {
      let sum = 0;
      for (let l = 0; l < 4; l++) sum += (a[4 * i + l] as number) * (b[4 * l + j] as number);
      c[4 * i + j] = sum;
    }
  }
  return c;
}

function skin(
  transforms: readonly Float64Array[],
  positions: Float64Array,
  weights: Float64Array,
  first: 1 | -1,
  vertex: Float64Array,
): void {
  vertex.fill(0);
  const bones = transforms.length;
  for (const [i, transform] of transforms.entries()) {
    for (let v = 0; 3 * v < vertex.length; v++) {
      const weight = weights[v * bones + i] as number;
      for (let a = 0; a < 3; a++) {
        let sum = 0;
        for (let l = 0; l < 4; l++) sum += (transform[4 * a + l] as number) * (positions[4 * v + l] as number);
        vertex[3 * v + a] = (vertex[3 * v + a] as number) + weight * sum;
      }
    }
  }
  if (first === -1) for (let v = 0; v < vertex.length; v += 3) vertex[v] = -(vertex[v] as number);
}

/** Turns all vertices by the axis and angle theta₀₋₂ and shifts them by theta₃₋₅. */
function move(theta: readonly number[], vertex: Float64Array): void {
  const [t0, t1, t2, s0, s1, s2] = theta as [number, number, number, number, number, number];
  const angle = Math.sqrt(t0 * t0 + t1 * t1 + t2 * t2);
  const turned = angle >= 1e-4;
  const [x, y, z] = turned ? [t0 / angle, t1 / angle, t2 / angle] : [0, 0, 0];
  const [s, c] = turned ? [Math.sin(angle), Math.cos(angle)] : [0, 1];
  for (let v = 0; v < vertex.length; v += 3) {
    const [a, b, d] = [vertex[v] as number, vertex[v + 1] as number, vertex[v + 2] as number];
    const along = (x * a + y * b + z * d) * (1 - c);
    vertex[v] = c * a + s * (y * d - z * b) + x * along + s0;
    vertex[v + 1] = c * b + s * (z * a - x * d) + y * along + s1;
    vertex[v + 2] = c * d + s * (x * b - y * a) + z * along + s2;
  }
}
