import { add, checkpoint, grad, mul, type Scalar } from '../../../lib/entries/index.ts';
import { type Eval, prepared } from '../eval.ts';

interface Input {
  readonly x: readonly number[];
  readonly s: number;
}

type State = readonly Scalar[];

/** The right-hand side: y′₀ = x₀, y′ᵢ = xᵢ yᵢ₋₁. */
const slope = (x: State, y: State): Scalar[] => x.map((xi, i) => (i === 0 ? xi : mul(xi, y[i - 1] as Scalar)));

const along = (y: State, h: number, k: State): Scalar[] => y.map((yi, i) => add(yi, mul(h, k[i] as Scalar)));

/** One classical Runge–Kutta step; `both` are x and y one after the other. */
function step(both: State, h: number): Scalar[] {
  const n = both.length / 2;
  const [x, y] = [both.slice(0, n), both.slice(n)];
  const k1 = slope(x, y);
  const k2 = slope(x, along(y, h / 2, k1));
  const k3 = slope(x, along(y, h / 2, k2));
  const k4 = slope(x, along(y, h, k3));
  return y.map((yi, i) => {
    const [a, b, c, d] = [k1[i], k2[i], k3[i], k4[i]] as [Scalar, Scalar, Scalar, Scalar];
    return add(yi, mul(h / 6, add(add(a, d), mul(2, add(b, c)))));
  });
}

// Records of more numbers than this are made step by step; 24 bytes and 17 rows for each.
const RECORDED = 200_000;

const checkpointed = checkpoint(step);

/** The state at t = 2 after s steps from 0. */
function integrate(x: State, s: number): State {
  let y: State = x.map(() => 0);
  const once = x.length * s > RECORDED ? checkpointed : step;
  for (let i = 0; i < s; i++) y = once([...x, ...y], 2 / s);
  return y;
}

const gradient = grad((x: State, s: number) => integrate(x, s).at(-1) as Scalar, { mode: 'reverse' });

export const ode: Eval = {
  name: 'ode',
  functions: {
    primal: ({ x, s }: Input) => prepared(() => integrate(x, s)),
    // What was measured of 10⁷ states: most of it waits for the garbage collector.
    gradient: ({ x, s }: Input) => prepared(() => gradient(x, s), { needs: 256 * x.length * s }),
  },
};
