import { compile, dot, grad, gradInto, mul, type Scalar, sub } from '../../../lib/entries/index.ts';
import { type Eval, prepared, preparedByRun } from '../eval.ts';

interface Input {
  readonly x: readonly number[];
  readonly n: number;
}

type Vector = readonly Scalar[];

/** Half the sum of squares by which the polynomial with coefficients x misses the values s at the points t. */
function leastSquares(x: Vector, t: Vector, s: Vector): Scalar {
  const residuals = t.map((ti, i) => sub(s[i] as Scalar, dot(x, powers(ti, x.length))));
  return mul(0.5, dot(residuals, residuals));
}

function powers(t: Scalar, count: number): Scalar[] {
  const row: Scalar[] = [];
  for (let power: Scalar = 1; row.length < count; power = mul(power, t)) row.push(power);
  return row;
}

/** The points from −1 to 1, and the sign function there. */
function points(n: number): { t: number[]; s: number[] } {
  const t = Array.from({ length: n }, (_, i) => -1 + (2 * i) / (n - 1));
  return { t, s: t.map(Math.sign) };
}

function objective(x: Vector, n: number): Scalar {
  const { t, s } = points(n);
  return leastSquares(x, t, s);
}

const gradient = grad(objective, { mode: 'reverse' });

/** How many points are taken by compiled code at a time. */
const CHUNK = 8;

/** The gradient, the sum over chunks of points being a loop. */
function inChunks({ x: list, n }: Input): () => Float64Array {
  const ofChunk = compile(gradInto(leastSquares));
  const x = Float64Array.from(list);
  const part = new Float64Array(x.length);
  return () => {
    const total = new Float64Array(x.length);
    const { t, s } = points(n);
    for (let i = 0; i < n; i += CHUNK) {
      ofChunk(x, part, t.slice(i, i + CHUNK), s.slice(i, i + CHUNK));
      for (let j = 0; j < total.length; j++) total[j] = (total[j] as number) + (part[j] as number);
    }
    return total;
  };
}

export const llsq: Eval = {
  name: 'llsq',
  functions: {
    primal: ({ x, n }: Input) => prepared(() => objective(x, n)),
    gradient: ({ x, n }: Input) => prepared(() => gradient(x, n)),
  },
  compiled: {
    gradient: (input: Input) => preparedByRun(inChunks(input)),
  },
};
