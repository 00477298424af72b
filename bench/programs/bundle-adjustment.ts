import { type Algebra, uniform, type VectorProgram } from './program.ts';

/** Where the camera saw the point. */
const FEATURE_U = 300;
const FEATURE_V = 200;

/**
 * Reprojection error of a point seen by a camera, as in ADBench: inputs are the camera (rotation vector r, centre C,
 * focal length f, principal point u₀ v₀, radial distortion k₁ k₂), the point X and the weight w.
 *   P = R(r)(X − C),  p = (P₁, P₂) / P₃,  L = 1 + k₁|p|² + k₂|p|⁴,  e = w (f L p + (u₀, v₀) − feature)
 * Operations: X − C 3, |r|² 5, θ 1/θ sin cos 4, axis 3, cross product 9, dot product and its factor 7, rotated 15;
 * projection 2, |p|² 3, L 5, f L p 3, principal point 2, feature 2, weight 2: 65.
 */
export function bundleAdjustment(): VectorProgram {
  return {
    name: 'bundle adjustment',
    n: 15,
    m: 2,
    operations: 65,
    sample: (random) => {
      const around = (centre: number, radius: number) => uniform(random, centre - radius, centre + radius);
      const rotation = [around(0.2, 0.1), around(-0.1, 0.1), around(0.3, 0.1)];
      const centre = [around(0, 1), around(0, 1), around(-8, 1)];
      const lens = [around(500, 100), around(320, 10), around(240, 10), around(0, 0.1), around(0, 0.01)];
      const point = [around(0, 1), around(0, 1), around(0, 1)];
      return [...rotation, ...centre, ...lens, ...point, around(1, 0.5)];
    },

    plain: (x) => {
      const at = (i: number) => x[i] as number;
      const y1 = at(11) - at(3);
      const y2 = at(12) - at(4);
      const y3 = at(13) - at(5);
      const theta = Math.sqrt(at(0) * at(0) + at(1) * at(1) + at(2) * at(2));
      const a1 = at(0) / theta;
      const a2 = at(1) / theta;
      const a3 = at(2) / theta;
      const cos = Math.cos(theta);
      const sin = Math.sin(theta);
      const along = (a1 * y1 + a2 * y2 + a3 * y3) * (1 - cos);
      const p3 = y3 * cos + (a1 * y2 - a2 * y1) * sin + a3 * along;
      const p1 = (y1 * cos + (a2 * y3 - a3 * y2) * sin + a1 * along) / p3;
      const p2 = (y2 * cos + (a3 * y1 - a1 * y3) * sin + a2 * along) / p3;
      const s = p1 * p1 + p2 * p2;
      const scale = at(6) * (1 + at(9) * s + at(10) * s * s);
      return [at(14) * (scale * p1 + at(7) - FEATURE_U), at(14) * (scale * p2 + at(8) - FEATURE_V)];
    },

    write<S>({ constant, add, sub, mul, div, sqrt, sin, cos }: Algebra<S>) {
      const one = constant(1);
      const featureU = constant(FEATURE_U);
      const featureV = constant(FEATURE_V);
      return (x: readonly S[]) => {
        const at = (i: number) => x[i] as S;
        const y1 = sub(at(11), at(3));
        const y2 = sub(at(12), at(4));
        const y3 = sub(at(13), at(5));
        const theta = sqrt(add(add(mul(at(0), at(0)), mul(at(1), at(1))), mul(at(2), at(2))));
        const inverse = div(one, theta);
        const a1 = mul(at(0), inverse);
        const a2 = mul(at(1), inverse);
        const a3 = mul(at(2), inverse);
        const c = cos(theta);
        const s = sin(theta);
        const along = mul(add(add(mul(a1, y1), mul(a2, y2)), mul(a3, y3)), sub(one, c));
        const rotated = (yi: S, cross: S, ai: S) => add(add(mul(yi, c), mul(cross, s)), mul(ai, along));
        const p3 = rotated(y3, sub(mul(a1, y2), mul(a2, y1)), a3);
        const p1 = div(rotated(y1, sub(mul(a2, y3), mul(a3, y2)), a1), p3);
        const p2 = div(rotated(y2, sub(mul(a3, y1), mul(a1, y3)), a2), p3);
        const square = add(mul(p1, p1), mul(p2, p2));
        const distortion = add(add(one, mul(at(9), square)), mul(at(10), mul(square, square)));
        const scale = mul(at(6), distortion);
        return [
          mul(at(14), sub(add(mul(scale, p1), at(7)), featureU)),
          mul(at(14), sub(add(mul(scale, p2), at(8)), featureV)),
        ];
      };
    },

    partials: (x) => {
      const at = (i: number) => x[i] as number;
      const y = [at(11) - at(3), at(12) - at(4), at(13) - at(5)] as const;
      const theta = Math.hypot(at(0), at(1), at(2));
      const a = [at(0) / theta, at(1) / theta, at(2) / theta] as const;
      const cos = Math.cos(theta);
      const sin = Math.sin(theta);
      const along = a[0] * y[0] + a[1] * y[1] + a[2] * y[2];
      const cross = [a[1] * y[2] - a[2] * y[1], a[2] * y[0] - a[0] * y[2], a[0] * y[1] - a[1] * y[0]] as const;
      const rotated = (i: 0 | 1 | 2) => y[i] * cos + cross[i] * sin + a[i] * along * (1 - cos);
      const depth = rotated(2);
      const p1 = rotated(0) / depth;
      const p2 = rotated(1) / depth;
      const s = p1 * p1 + p2 * p2;
      const distortion = 1 + at(9) * s + at(10) * s * s;
      const slope = 2 * (at(9) + 2 * at(10) * s);
      const f = at(6);
      const w = at(14);

      // The residual moves by this when the rotated point P moves by (d1, d2, d3).
      const rows: [number[], number[]] = [new Array<number>(15).fill(0), new Array<number>(15).fill(0)];
      const moved = (column: number, d1: number, d2: number, d3: number) => {
        const q1 = (d1 - p1 * d3) / depth;
        const q2 = (d2 - p2 * d3) / depth;
        const stretch = slope * (p1 * q1 + p2 * q2);
        rows[0][column] = w * f * (distortion * q1 + stretch * p1);
        rows[1][column] = w * f * (distortion * q2 + stretch * p2);
      };

      for (const j of [0, 1, 2] as const) {
        // ∂θ/∂rⱼ = aⱼ and ∂a/∂rⱼ = (eⱼ − aⱼ a)/θ =: b; P = y cos θ + (a × y) sin θ + a (a·y)(1 − cos θ).
        const b = [0, 1, 2].map((i) => ((i === j ? 1 : 0) - a[j] * (a[i] as number)) / theta) as [
          number,
          number,
          number,
        ];
        const turn = b[0] * y[0] + b[1] * y[1] + b[2] * y[2];
        const spun = [b[1] * y[2] - b[2] * y[1], b[2] * y[0] - b[0] * y[2], b[0] * y[1] - b[1] * y[0]] as const;
        const d = (i: 0 | 1 | 2) =>
          a[j] * (cross[i] * cos - y[i] * sin + a[i] * along * sin) +
          spun[i] * sin +
          (b[i] * along + a[i] * turn) * (1 - cos);
        moved(j, d(0), d(1), d(2));

        // P is R (X − C): the columns of R for the point, their negatives for the centre.
        const unit = [0, 1, 2].map((i) => (i === j ? 1 : 0)) as [number, number, number];
        const k = (1 - cos) * a[j];
        const r1 = unit[0] * cos + (a[1] * unit[2] - a[2] * unit[1]) * sin + k * a[0];
        const r2 = unit[1] * cos + (a[2] * unit[0] - a[0] * unit[2]) * sin + k * a[1];
        const r3 = unit[2] * cos + (a[0] * unit[1] - a[1] * unit[0]) * sin + k * a[2];
        moved(11 + j, r1, r2, r3);
        moved(3 + j, -r1, -r2, -r3);
      }

      const p = [p1, p2] as const;
      const offset = [at(7) - FEATURE_U, at(8) - FEATURE_V] as const;
      for (const i of [0, 1] as const) {
        rows[i][6] = w * distortion * p[i];
        rows[i][7 + i] = w;
        rows[i][9] = w * f * s * p[i];
        rows[i][10] = w * f * s * s * p[i];
        rows[i][14] = f * distortion * p[i] + offset[i];
      }
      return [...rows[0], ...rows[1]];
    },
  };
}
