import { type Algebra, type ScalarProgram, uniform } from './program.ts';

/**
 * f(x) = M + log Σ exp(x − M), M = max x taken as a constant.
 * Operations: n sub, n exp, n − 1 additions, log, and M added back: 3n + 1.
 */
export function logsumexp(n: number): ScalarProgram {
  return {
    name: `logsumexp n=${n}`,
    n,
    m: 1,
    operations: 3 * n + 1,
    sample: (random) => Array.from({ length: n }, () => uniform(random, -10, 10)),

    plain: (x) => {
      let largest = x[0] as number;
      for (let i = 1; i < x.length; i++) largest = Math.max(largest, x[i] as number);
      let sum = 0;
      for (let i = 0; i < x.length; i++) sum += Math.exp((x[i] as number) - largest);
      return largest + Math.log(sum);
    },

    write<S>({ constant, value, add, sub, exp, log }: Algebra<S>) {
      return (x: readonly S[]) => {
        let max = value(x[0] as S);
        for (let i = 1; i < x.length; i++) max = Math.max(max, value(x[i] as S));
        const largest = constant(max);
        let sum = exp(sub(x[0] as S, largest));
        for (let i = 1; i < x.length; i++) sum = add(sum, exp(sub(x[i] as S, largest)));
        return add(log(sum), largest);
      };
    },

    partials: (x, weights = new Float64Array(n)) => {
      let largest = x[0] as number;
      for (let i = 1; i < x.length; i++) largest = Math.max(largest, x[i] as number);
      let sum = 0;
      for (let i = 0; i < x.length; i++) {
        const weight = Math.exp((x[i] as number) - largest);
        weights[i] = weight;
        sum += weight;
      }
      for (let i = 0; i < x.length; i++) weights[i] = (weights[i] as number) / sum;
      return weights;
    },
  };
}
