import { type Algebra, matrix, type ScalarProgram, uniform } from './program.ts';

/**
 * f(x) = Σ 100 t² + u², t = x[i+1] − x[i]², u = 1 − x[i], for i < n − 1.
 * Operations: 7 a term (4 mul, 2 sub, 1 add), and n − 2 additions between the terms.
 */
export function rosenbrock(n: number): ScalarProgram {
  return {
    name: `rosenbrock n=${n}`,
    n,
    m: 1,
    operations: 7 * (n - 1) + (n - 2),
    sample: (random) => Array.from({ length: n }, () => uniform(random, -2, 2)),

    plain: (x) => {
      let sum = 0;
      for (let i = 0; i + 1 < x.length; i++) {
        const xi = x[i] as number;
        const t = (x[i + 1] as number) - xi * xi;
        const u = 1 - xi;
        sum += t * t * 100 + u * u;
      }
      return sum;
    },

    write<S>({ constant, add, sub, mul }: Algebra<S>) {
      const one = constant(1);
      const hundred = constant(100);
      return (x: readonly S[]) => {
        let sum: S | undefined;
        for (let i = 0; i + 1 < x.length; i++) {
          const xi = x[i] as S;
          const t = sub(x[i + 1] as S, mul(xi, xi));
          const u = sub(one, xi);
          const term = add(mul(mul(t, t), hundred), mul(u, u));
          sum = sum === undefined ? term : add(sum, term);
        }
        return sum as S;
      };
    },

    partials: (x, gradient = new Float64Array(n)) => {
      let xi = x[0] as number;
      let before = 0;
      for (let i = 0; i + 1 < x.length; i++) {
        const next = x[i + 1] as number;
        const t = next - xi * xi;
        gradient[i] = before - 400 * t * xi - 2 * (1 - xi);
        before = 200 * t;
        xi = next;
      }
      gradient[x.length - 1] = before;
      return gradient;
    },
  };
}

/** Rows of the tridiagonal Hessian of Rosenbrock's function. */
export function rosenbrockHessian(
  x: readonly number[],
  rows: Float64Array[] = matrix(x.length, x.length),
): Float64Array[] {
  const n = x.length;
  for (let i = 0; i < n; i++) (rows[i] as Float64Array).fill(0);
  for (let i = 0; i + 1 < n; i++) {
    const xi = x[i] as number;
    const row = rows[i] as Float64Array;
    const next = rows[i + 1] as Float64Array;
    row[i] = (row[i] as number) + 1200 * xi * xi - 400 * (x[i + 1] as number) + 2;
    row[i + 1] = -400 * xi;
    next[i] = -400 * xi;
    next[i + 1] = 200;
  }
  return rows;
}
