import { softmax as weights } from '../../lib/entries/index.ts';
import type { Derivative } from './derivative.ts';
import { uniform } from './program.ts';

/** The Jacobian diag(p) − p pᵀ of the softmax weights p of n numbers. */
export function softmax(n: number): Derivative {
  return {
    name: `softmax n=${n}`,
    n,
    verb: 'jacobian',
    f: (x) => weights(x),
    sample: (random) => Array.from({ length: n }, () => uniform(random, -10, 10)),
    byHand: (x) => {
      let largest = x[0] as number;
      for (let i = 1; i < n; i++) largest = Math.max(largest, x[i] as number);
      const p: number[] = [];
      let sum = 0;
      for (let i = 0; i < n; i++) {
        p.push(Math.exp((x[i] as number) - largest));
        sum += p[i] as number;
      }
      for (let i = 0; i < n; i++) p[i] = (p[i] as number) / sum;
      return p.map((pi, i) => p.map((pj, j) => (i === j ? pi : 0) - pi * pj));
    },
  };
}
