import { add, exp, grad, log, maximum, type Scalar, stopGradient, sub, sum } from '../../../lib/index.ts';
import { type Eval, prepared } from '../eval.ts';

interface Input {
  readonly x: readonly number[];
}

/** log Σ exp xᵢ, shifted by the largest entry, on which it does not depend. */
function logSumExp(x: readonly Scalar[]): Scalar {
  const a = maximum(x.map(stopGradient));
  return add(a, log(sum(x.map((xi) => exp(sub(xi, a))))));
}

const gradient = grad(logSumExp, { mode: 'reverse' });

export const lse: Eval = {
  name: 'lse',
  functions: {
    primal: ({ x }: Input) => prepared(() => logSumExp(x)),
    gradient: ({ x }: Input) => prepared(() => gradient(x)),
  },
};
