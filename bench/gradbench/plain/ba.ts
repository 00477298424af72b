import { type Eval, prepared } from '../eval.ts';

interface Input {
  readonly n: number;
  readonly m: number;
  readonly p: number;
  readonly cam: number[];
  readonly x: number[];
  readonly w: number;
  readonly feat: number[];
}

/** `count` copies of a row of numbers, one after the other. */
function copies(row: readonly number[], count: number): Float64Array {
  const all = new Float64Array(row.length * count);
  for (let i = 0; i < count; i++) all.set(row, i * row.length);
  return all;
}

export const ba: Eval = {
  name: 'ba',
  functions: {
    objective: ({ n, m, p, cam, x, w, feat }: Input) => {
      const [cameras, points, weights, features] = [
        copies(cam, n),
        copies(x, m),
        copies([w], p),
        copies(feat, p),
      ] as const;
      const errors = new Float64Array(2 * p);
      const weightErrors = new Float64Array(p);
      return prepared(
        () => {
          for (let i = 0; i < p; i++) {
            project(cameras, 11 * (i % n), points, 3 * (i % m), weights[i] as number, features, i, errors);
            weightErrors[i] = 1 - (weights[i] as number) ** 2;
          }
          return errors;
        },
        {
          output: () => ({
            reproj_error: { elements: errors.slice(0, 2), repeated: p },
            w_err: { element: weightErrors[0], repeated: p },
          }),
        },
      );
    },
  },
};

function project(
  c: Float64Array,
  o: number,
  x: Float64Array,
  at: number,
  w: number,
  features: Float64Array,
  i: number,
  errors: Float64Array,
): void {
  const [r0, r1, r2] = [c[o] as number, c[o + 1] as number, c[o + 2] as number];
  const x0 = (x[at] as number) - (c[o + 3] as number);
  const x1 = (x[at + 1] as number) - (c[o + 4] as number);
  const x2 = (x[at + 2] as number) - (c[o + 5] as number);
  const square = r0 * r0 + r1 * r1 + r2 * r2;
  const angle = Math.sqrt(square);
  const [scale, cos, sin] = square === 0 ? [1, 1, 1] : [1 / angle, Math.cos(angle), Math.sin(angle)];
  const [a0, a1, a2] = [r0 * scale, r1 * scale, r2 * scale];
  const along = square === 0 ? 0 : (a0 * x0 + a1 * x1 + a2 * x2) * (1 - cos);
  const y0 = x0 * cos + (a1 * x2 - a2 * x1) * sin + a0 * along;
  const y1 = x1 * cos + (a2 * x0 - a0 * x2) * sin + a1 * along;
  const y2 = x2 * cos + (a0 * x1 - a1 * x0) * sin + a2 * along;
  const [u, v] = [y0 / y2, y1 / y2];
  const radius = u * u + v * v;
  const focal = (c[o + 6] as number) * (1 + (c[o + 9] as number) * radius + (c[o + 10] as number) * radius * radius);
  errors[2 * i] = w * (u * focal + (c[o + 7] as number) - (features[2 * i] as number));
  errors[2 * i + 1] = w * (v * focal + (c[o + 8] as number) - (features[2 * i + 1] as number));
}
