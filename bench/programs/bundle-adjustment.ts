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

    // Backward by hand: v is what a residual's change by P is, from it those by X − C, by the angle θ and by the axis a.
    partials: (x, result = new Float64Array(30)) => {
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
      const rest = 1 - cos;
      const along = a1 * y1 + a2 * y2 + a3 * y3;
      const cross1 = a2 * y3 - a3 * y2;
      const cross2 = a3 * y1 - a1 * y3;
      const cross3 = a1 * y2 - a2 * y1;
      const depth = y3 * cos + cross3 * sin + a3 * along * rest;
      const p1 = (y1 * cos + cross1 * sin + a1 * along * rest) / depth;
      const p2 = (y2 * cos + cross2 * sin + a2 * along * rest) / depth;
      const s = p1 * p1 + p2 * p2;
      const distortion = 1 + at(9) * s + at(10) * s * s;
      const slope = 2 * (at(9) + 2 * at(10) * s);
      const f = at(6);
      const w = at(14);

      for (let i = 0; i < 2; i++) {
        const row = 15 * i;
        const p = i === 0 ? p1 : p2;
        const stretch = w * f * slope * p;
        const g1 = stretch * p1 + (i === 0 ? w * f * distortion : 0);
        const g2 = stretch * p2 + (i === 1 ? w * f * distortion : 0);
        const v1 = g1 / depth;
        const v2 = g2 / depth;
        const v3 = -(p1 * g1 + p2 * g2) / depth;

        // v turned back
        const across = a1 * v1 + a2 * v2 + a3 * v3;
        const r1 = v1 * cos - (a2 * v3 - a3 * v2) * sin + a1 * across * rest;
        const r2 = v2 * cos - (a3 * v1 - a1 * v3) * sin + a2 * across * rest;
        const r3 = v3 * cos - (a1 * v2 - a2 * v1) * sin + a3 * across * rest;
        result[row + 3] = -r1;
        result[row + 4] = -r2;
        result[row + 5] = -r3;
        result[row + 11] = r1;
        result[row + 12] = r2;
        result[row + 13] = r3;

        const angle =
          cos * (v1 * cross1 + v2 * cross2 + v3 * cross3) + sin * (along * across - v1 * y1 - v2 * y2 - v3 * y3);
        const q1 = sin * (y2 * v3 - y3 * v2) + rest * (along * v1 + across * y1);
        const q2 = sin * (y3 * v1 - y1 * v3) + rest * (along * v2 + across * y2);
        const q3 = sin * (y1 * v2 - y2 * v1) + rest * (along * v3 + across * y3);
        const radial = a1 * q1 + a2 * q2 + a3 * q3;
        result[row] = a1 * angle + (q1 - a1 * radial) / theta;
        result[row + 1] = a2 * angle + (q2 - a2 * radial) / theta;
        result[row + 2] = a3 * angle + (q3 - a3 * radial) / theta;

        result[row + 6] = w * distortion * p;
        result[row + 7 + i] = w;
        result[row + 8 - i] = 0;
        result[row + 9] = w * f * s * p;
        result[row + 10] = w * f * s * s * p;
        result[row + 14] = f * distortion * p + (i === 0 ? at(7) - FEATURE_U : at(8) - FEATURE_V);
      }
      return result;
    },
  };
}
