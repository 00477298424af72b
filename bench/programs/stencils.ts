import type { Algebra, Into } from './program.ts';

/** A function each of whose results depends on a few inputs around it. */
export interface Stencil {
  readonly name: string;
  readonly size: number;
  readonly operations: number;
  readonly plain: (x: readonly number[]) => number[];
  readonly write: <S>(algebra: Algebra<S>) => (x: readonly S[]) => S[];
  /** The nonzeros of its Jacobian, row by row, written by hand. */
  readonly entries: Into<Float64Array>;
}

/** Broyden's tridiagonal function: (3 − 2 xᵢ) xᵢ − xᵢ₋₁ − 2 xᵢ₊₁ + 1. */
export function band(n: number): Stencil {
  return {
    name: `band n=${n}`,
    size: n,
    operations: 7 * n - 3,
    plain: (x) =>
      x.map((xi, i) => {
        let y = (3 - 2 * xi) * xi;
        if (i > 0) y -= x[i - 1] as number;
        if (i + 1 < n) y -= 2 * (x[i + 1] as number);
        return y + 1;
      }),
    write({ constant, add, sub, mul }) {
      const [one, two, three] = [constant(1), constant(2), constant(3)];
      return (x) =>
        x.map((xi, i) => {
          let y = mul(sub(three, mul(two, xi)), xi);
          if (i > 0) y = sub(y, x[i - 1] as typeof xi);
          if (i + 1 < n) y = sub(y, mul(two, x[i + 1] as typeof xi));
          return add(y, one);
        });
    },
    entries: (x, out = new Float64Array(3 * n - 2)) => {
      let e = 0;
      for (let i = 0; i < n; i++) {
        if (i > 0) out[e++] = -1;
        out[e++] = 3 - 4 * (x[i] as number);
        if (i + 1 < n) out[e++] = -2;
      }
      return out;
    },
  };
}

/** A step of the heat equation with a source, on a grid: (Σ neighbours − 4 u) / 10 + u². */
export function heat(m: number): Stencil {
  const size = m * m;
  return {
    name: `heat ${m} × ${m}`,
    size,
    operations: 8 * size,
    plain: (u) => {
      const at = (i: number, j: number): number => (i < 0 || j < 0 || i >= m || j >= m ? 0 : (u[i * m + j] as number));
      return u.map((c, k) => {
        const [i, j] = [Math.floor(k / m), k % m];
        return (at(i - 1, j) + at(i + 1, j) + (at(i, j - 1) + at(i, j + 1)) - c * 4) * 0.1 + c * c;
      });
    },
    write({ constant, add, sub, mul }) {
      const [none, tenth, four] = [constant(0), constant(0.1), constant(4)];
      return (u) => {
        const at = (i: number, j: number) =>
          i < 0 || j < 0 || i >= m || j >= m ? none : (u[i * m + j] as typeof none);
        return u.map((c, k) => {
          const [i, j] = [Math.floor(k / m), k % m];
          const around = add(add(at(i - 1, j), at(i + 1, j)), add(at(i, j - 1), at(i, j + 1)));
          return add(mul(sub(around, mul(c, four)), tenth), mul(c, c));
        });
      };
    },
    entries: (u, out = new Float64Array(5 * size - 4 * m)) => {
      let e = 0;
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < m; j++) {
          if (i > 0) out[e++] = 0.1;
          if (j > 0) out[e++] = 0.1;
          out[e++] = 2 * (u[i * m + j] as number) - 0.4;
          if (j + 1 < m) out[e++] = 0.1;
          if (i + 1 < m) out[e++] = 0.1;
        }
      }
      return out;
    },
  };
}

/** The entries of the tridiagonal Hessian of Rosenbrock's function, row by row. */
export const rosenbrockEntries: Into<Float64Array> = (x, out = new Float64Array(3 * x.length - 2)) => {
  const n = x.length;
  let e = 0;
  for (let i = 0; i < n; i++) {
    const xi = x[i] as number;
    if (i > 0) out[e++] = -400 * (x[i - 1] as number);
    let middle = i > 0 ? 200 : 0;
    if (i + 1 < n) middle += 1200 * xi * xi - 400 * (x[i + 1] as number) + 2;
    out[e++] = middle;
    if (i + 1 < n) out[e++] = -400 * xi;
  }
  return out;
};
