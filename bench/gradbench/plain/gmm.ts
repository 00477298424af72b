import { type Eval, prepared } from '../eval.ts';
import { logSumExp } from './vectors.ts';

interface Input {
  readonly d: number;
  readonly k: number;
  readonly n: number;
  readonly x: number[][];
  readonly m: number;
  readonly gamma: number;
  readonly alpha: number[];
  readonly mu: number[][];
  readonly q: number[][];
  readonly l: number[][];
}

/** log Γ(half / 2), by Γ(a + 1) = a Γ(a) from Γ(1/2) = √π and Γ(1) = 1. */
function logGammaOfHalf(half: number): number {
  let log = half % 2 === 1 ? Math.log(Math.PI) / 2 : 0;
  for (let a = half % 2 === 1 ? 1 : 2; a < half; a += 2) log += Math.log(a / 2);
  return log;
}

export const gmm: Eval = {
  name: 'gmm',
  functions: {
    objective: ({ d, k, n, m, gamma, ...rest }: Input) => {
      const x = Float64Array.from(rest.x.flat());
      const alpha = Float64Array.from(rest.alpha);
      const [mu, q, l] = [rest.mu, rest.q, rest.l].map((rows) => Float64Array.from(rows.flat())) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const below = (d * (d - 1)) / 2;
      const beta = new Float64Array(k);
      const diagonal = new Float64Array(k * d);
      const difference = new Float64Array(d);
      const image = new Float64Array(d);
      return prepared(() => {
        for (let i = 0; i < k * d; i++) diagonal[i] = Math.exp(q[i] as number);
        let likelihood = -n * logSumExp(alpha, k) - (n * d * Math.log(2 * Math.PI)) / 2;
        for (let i = 0; i < n; i++) {
          for (let c = 0; c < k; c++) {
            let logs = 0;
            for (let a = 0; a < d; a++) {
              logs += q[c * d + a] as number;
              difference[a] = (x[i * d + a] as number) - (mu[c * d + a] as number);
              image[a] = (diagonal[c * d + a] as number) * (difference[a] as number);
            }
            for (let a = 0, at = c * below; a < d; a++) {
              for (let b = a + 1; b < d; b++, at++) {
                image[b] = (image[b] as number) + (l[at] as number) * (difference[a] as number);
              }
            }
            let squares = 0;
            for (let a = 0; a < d; a++) squares += (image[a] as number) * (image[a] as number);
            beta[c] = (alpha[c] as number) + logs - squares / 2;
          }
          likelihood += logSumExp(beta, k);
        }
        const degrees = d + m + 1;
        let logGamma = ((d * (d - 1)) / 4) * Math.log(Math.PI);
        for (let j = 1; j <= d; j++) logGamma += logGammaOfHalf(degrees + 1 - j);
        let prior = k * (degrees * d * (Math.log(gamma) - Math.LN2 / 2) - logGamma);
        for (let i = 0; i < k * d; i++) {
          prior -= (gamma * gamma * (diagonal[i] as number) ** 2) / 2 - m * (q[i] as number);
        }
        for (let i = 0; i < k * below; i++) prior -= (gamma * gamma * (l[i] as number) ** 2) / 2;
        return likelihood + prior;
      });
    },
  },
};
