import {
  add,
  compile,
  derivative,
  exp,
  grad,
  gradInto,
  log,
  maximum,
  type Scalar,
  stopGradient,
  sub,
  sum,
} from '../../../lib/entries/index.ts';
import { type Eval, prepared, preparedByRun } from '../eval.ts';

interface Input {
  readonly x: readonly number[];
}

type Vector = readonly Scalar[];

const sumOfExponentials = (x: Vector, a: Scalar): Scalar => sum(x.map((xi) => exp(sub(xi, a))));

/** log Σ exp xᵢ, shifted by the largest entry, on which it does not depend. */
function logSumExp(x: Vector): Scalar {
  const a = maximum(x.map(stopGradient));
  return add(a, log(sumOfExponentials(x, a)));
}

const gradient = grad(logSumExp, { mode: 'reverse' });

/** How many entries are summed by compiled code at a time. */
const CHUNK = 32;

/** The gradient, the sum over chunks being a loop: that of a chunk, times the derivative of the logarithm by the sum. */
function inChunks(x: Float64Array): () => Float64Array {
  const ofChunk = compile(gradInto(sumOfExponentials));
  const slope = derivative(log);
  const out = new Float64Array(x.length);
  const [xs, outs] = [chunks(x), chunks(out)];
  return () => {
    let a = -Infinity;
    for (let i = 0; i < x.length; i++) a = Math.max(a, x[i] as number);
    let total = 0;
    for (let c = 0; c < xs.length; c++) total += ofChunk(xs[c] as Float64Array, outs[c] as Float64Array, a);
    const scale = slope(total);
    for (let i = 0; i < out.length; i++) out[i] = scale * (out[i] as number);
    return out;
  };
}

function chunks(list: Float64Array): Float64Array[] {
  return Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, c) => list.subarray(CHUNK * c, CHUNK * (c + 1)));
}

export const lse: Eval = {
  name: 'lse',
  functions: {
    primal: ({ x }: Input) => prepared(() => logSumExp(x)),
    gradient: ({ x }: Input) => prepared(() => gradient(x)),
  },
  compiled: {
    gradient: ({ x }: Input) => preparedByRun(inChunks(Float64Array.from(x))),
  },
};
