import { softmax as weights } from '../../lib/entries/index.ts';
import type { Derivative } from './derivative.ts';
import { matrix, uniform } from './program.ts';

/** The Jacobian diag(p) − p pᵀ of the softmax weights p of n numbers. */
export function softmax(n: number): Derivative {
  const p = new Float64Array(n);
  return {
    name: `softmax n=${n}`,
    n,
    verb: 'jacobian',
    f: (x) => weights(x),
    sample: (random) => Array.from({ length: n }, () => uniform(random, -10, 10)),
    byHand: (x: readonly number[], rows: Float64Array[] = matrix(n, n)) => {
      let largest = x[0] as number;
      for (let i = 1; i < n; i++) largest = Math.max(largest, x[i] as number);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const weight = Math.exp((x[i] as number) - largest);
        p[i] = weight;
        sum += weight;
      }
      for (let i = 0; i < n; i++) p[i] = (p[i] as number) / sum;
      for (let i = 0; i < n; i++) {
        const pi = p[i] as number;
        const row = rows[i] as Float64Array;
        for (let j = 0; j < n; j++) row[j] = -pi * (p[j] as number);
        row[i] = pi - pi * pi;
      }
      return rows;
    },
  };
}
