import { dot, grad, mul, type Scalar, sub } from '../../../lib/index.ts';
import { type Eval, prepared } from '../eval.ts';

interface Input {
  readonly x: readonly number[];
  readonly n: number;
}

/** Half the sum of squares by which the polynomial with coefficients x misses the sign function, at n points. */
function leastSquares(x: readonly Scalar[], n: number): Scalar {
  const residuals: Scalar[] = [];
  for (let i = 0; i < n; i++) {
    const t = -1 + (2 * i) / (n - 1);
    residuals.push(sub(Math.sign(t), dot(x, powers(t, x.length))));
  }
  return mul(0.5, dot(residuals, residuals));
}

function powers(t: number, count: number): number[] {
  const row: number[] = [];
  for (let power = 1; row.length < count; power *= t) row.push(power);
  return row;
}

const gradient = grad(leastSquares, { mode: 'reverse' });

export const llsq: Eval = {
  name: 'llsq',
  functions: {
    primal: ({ x, n }: Input) => prepared(() => leastSquares(x, n)),
    gradient: ({ x, n }: Input) => prepared(() => gradient(x, n)),
  },
};
