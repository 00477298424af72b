import { type Eval, prepared } from '../eval.ts';

// The primals as loops over doubles, as one writes them who wants no derivatives.

export const lse: Eval = {
  name: 'lse',
  functions: {
    primal: (input: { x: number[] }) => {
      const x = Float64Array.from(input.x);
      return prepared(() => logSumExp(x, x.length));
    },
  },
};

/** log Σ exp xᵢ of the first n entries. */
export function logSumExp(x: Float64Array, n: number): number {
  let a = -Infinity;
  for (let i = 0; i < n; i++) if ((x[i] as number) > a) a = x[i] as number;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.exp((x[i] as number) - a);
  return a + Math.log(sum);
}

export const llsq: Eval = {
  name: 'llsq',
  functions: {
    primal: (input: { x: number[]; n: number }) => {
      const { n } = input;
      const x = Float64Array.from(input.x);
      return prepared(() => {
        let y = 0;
        for (let i = 0; i < n; i++) {
          const t = -1 + (2 * i) / (n - 1);
          let [residual, power] = [Math.sign(t), 1];
          for (let j = 0; j < x.length; j++) {
            residual -= (x[j] as number) * power;
            power *= t;
          }
          y += residual * residual;
        }
        return y / 2;
      });
    },
  },
};

export const ode: Eval = {
  name: 'ode',
  functions: {
    primal: (input: { x: number[]; s: number }) => {
      const { s } = input;
      const x = Float64Array.from(input.x);
      const n = x.length;
      const slope = (y: Float64Array, out: Float64Array): void => {
        out[0] = x[0] as number;
        for (let i = 1; i < n; i++) out[i] = (x[i] as number) * (y[i - 1] as number);
      };
      const along = (y: Float64Array, h: number, k: Float64Array, out: Float64Array): void => {
        for (let i = 0; i < n; i++) out[i] = (y[i] as number) + h * (k[i] as number);
      };
      return prepared(() => {
        const [y, at, k1, k2, k3, k4] = Array.from({ length: 6 }, () => new Float64Array(n)) as [
          Float64Array,
          Float64Array,
          Float64Array,
          Float64Array,
          Float64Array,
          Float64Array,
        ];
        const h = 2 / s;
        for (let step = 0; step < s; step++) {
          slope(y, k1);
          along(y, h / 2, k1, at);
          slope(at, k2);
          along(y, h / 2, k2, at);
          slope(at, k3);
          along(y, h, k3, at);
          slope(at, k4);
          for (let i = 0; i < n; i++) {
            const middle = 2 * ((k2[i] as number) + (k3[i] as number));
            y[i] = (y[i] as number) + (h / 6) * ((k1[i] as number) + middle + (k4[i] as number));
          }
        }
        return y;
      });
    },
  },
};

export const det: Eval = {
  name: 'det',
  functions: {
    primal: (input: { A: number[]; ell: number }) => {
      const { ell } = input;
      const a = Float64Array.from(input.A);
      const minor = (row: number, used: number): number => {
        let [sum, sign] = [0, 1];
        for (let column = 0; column < ell; column++) {
          if ((used >> column) & 1) continue;
          const entry = a[row * ell + column] as number;
          if (row === ell - 1) return entry;
          sum += sign * entry * minor(row + 1, used | (1 << column));
          sign = -sign;
        }
        return sum;
      };
      return prepared(() => minor(0, 0));
    },
  },
};

export const kmeans: Eval = {
  name: 'kmeans',
  functions: {
    cost: (input: { points: number[][]; centroids: number[][] }) => {
      const d = input.points[0]?.length ?? 0;
      const points = Float64Array.from(input.points.flat());
      const centroids = Float64Array.from(input.centroids.flat());
      return prepared(() => {
        let total = 0;
        for (let i = 0; i < points.length; i += d) {
          let least = Infinity;
          for (let j = 0; j < centroids.length; j += d) {
            let distance = 0;
            for (let l = 0; l < d; l++) {
              const difference = (centroids[j + l] as number) - (points[i + l] as number);
              distance += difference * difference;
            }
            if (distance < least) least = distance;
          }
          total += least;
        }
        return total;
      });
    },
  },
};
