import { type Algebra, type ScalarProgram, uniform } from './program.ts';

/**
 * f(x) = −20 exp(−0.2 √(mean x²)) − exp(mean cos 2πx) + (20 + e).
 * Operations: 3 mul or cos an input, 2(n − 1) additions, and 9 on the two sums: 5n + 7.
 */
export function ackley(n: number): ScalarProgram {
  return {
    name: `ackley n=${n}`,
    n,
    m: 1,
    operations: 5 * n + 7,
    sample: (random) => Array.from({ length: n }, () => uniform(random, -5, 5)),

    plain: (x) => {
      let squares = 0;
      let waves = 0;
      for (let i = 0; i < x.length; i++) {
        const xi = x[i] as number;
        squares += xi * xi;
        waves += Math.cos(2 * Math.PI * xi);
      }
      return -20 * Math.exp(-0.2 * Math.sqrt(squares / n)) - Math.exp(waves / n) + (20 + Math.E);
    },

    write<S>({ constant, add, sub, mul, sqrt, exp, cos }: Algebra<S>) {
      const tau = constant(2 * Math.PI);
      const share = constant(1 / n);
      const rate = constant(-0.2);
      const depth = constant(-20);
      const offset = constant(20 + Math.E);
      return (x: readonly S[]) => {
        let squares = mul(x[0] as S, x[0] as S);
        let waves = cos(mul(tau, x[0] as S));
        for (let i = 1; i < x.length; i++) {
          const xi = x[i] as S;
          squares = add(squares, mul(xi, xi));
          waves = add(waves, cos(mul(tau, xi)));
        }
        const bowl = mul(depth, exp(mul(rate, sqrt(mul(squares, share)))));
        return add(sub(bowl, exp(mul(waves, share))), offset);
      };
    },

    partials: (x, gradient = new Float64Array(n)) => {
      let squares = 0;
      let waves = 0;
      for (let i = 0; i < x.length; i++) {
        const xi = x[i] as number;
        squares += xi * xi;
        waves += Math.cos(2 * Math.PI * xi);
      }
      const radius = Math.sqrt(squares / n);
      const bowl = (4 * Math.exp(-0.2 * radius)) / (n * radius);
      const ripple = (2 * Math.PI * Math.exp(waves / n)) / n;
      for (let i = 0; i < x.length; i++) {
        const xi = x[i] as number;
        gradient[i] = bowl * xi + ripple * Math.sin(2 * Math.PI * xi);
      }
      return gradient;
    },
  };
}
