import {
  add,
  cos,
  div,
  exp,
  log1p,
  logsumexp,
  mul,
  type Scalar,
  sin,
  square,
  sub,
  sum,
  tanh,
} from '../../lib/entries/index.ts';

type F = (x: readonly Scalar[]) => Scalar[];

/** A family of functions ℝⁿ → ℝᵐ of one character, for any n and m. Their work grows as n + m, not as n × m. */
export interface Character {
  readonly name: string;
  readonly about: string;
  readonly make: (n: number, m: number) => F;
}

const at = <T>(xs: readonly T[], i: number): T => xs[i % xs.length] as T;
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** max(n, m) terms of two neighbouring inputs, dealt out to m sums: every input is used, every output is another. */
const dealt =
  (term: (a: Scalar, b: Scalar, t: number) => Scalar) =>
  (n: number, m: number): F => {
    const hands = upTo(m).map((i) => upTo(Math.max(n, m)).filter((t) => t % m === i));
    return (x) => hands.map((terms) => sum(terms.map((t) => term(at(x, t), at(x, t + 1), t))));
  };

const HIDDEN = 16;
const weights = (rows: number, columns: number): number[][] =>
  upTo(rows).map((i) => upTo(columns).map((j) => Math.sin(1 + 3 * i + 7 * j) / 4));
const layer = (weights: readonly number[][], x: readonly Scalar[]): Scalar[] =>
  weights.map((row) => x.reduce((s: Scalar, xj, j) => add(s, mul(row[j] as number, xj)), 0.1));

export const characters: readonly Character[] = [
  {
    name: 'multiplications',
    about: 'one product of all inputs, and in each output a polynomial of it and of one input, degree 7',
    make: (_, m) => (x) => {
      const all = x.reduce((p, xi) => mul(p, mul(1.5, xi)));
      return upTo(m).map((i) => {
        const a = at(x, i);
        const cubic = mul(a, mul(a, mul(a, all)));
        return mul(cubic, mul(cubic, a));
      });
    },
  },
  {
    name: 'transcendental',
    about: 'sums of exp(sin a · cos b) · log1p(a²) of neighbouring inputs: a sparse Jacobian',
    make: dealt((a, b, t) => mul(exp(mul(sin(add(a, t)), cos(b))), log1p(square(a)))),
  },
  {
    name: 'deep and narrow',
    about: 'one number through max(n, m, 100) steps s ← sin s + s · xⱼ; outputs are its last m values',
    make: (n, m) => (x) => {
      const states: Scalar[] = [0.5];
      for (let t = 0; t < Math.max(n, m, 100); t++) {
        const s = at(states, t);
        states.push(add(sin(s), mul(0.1, mul(s, at(x, t)))));
      }
      return states.slice(-m);
    },
  },
  {
    name: 'shallow and wide',
    about: 'sums of a · b of neighbouring inputs: two operations between an input and an output, a sparse Jacobian',
    make: dealt((a, b) => mul(a, b)),
  },
  {
    name: 'logsumexp',
    about: 'entries of a log-softmax: xᵢ − logsumexp x',
    make: (_, m) => (x) => {
      const total = logsumexp(x);
      return upTo(m).map((i) => sub(mul(1 + i, at(x, i)), total));
    },
  },
  {
    name: 'ODE steps',
    about: "5 Euler steps of Lorenz's 1996 ring of n numbers",
    make: (n, m) => (x) => {
      let state = x;
      for (let step = 0; step < 5; step++) {
        state = state.map((s, j) => {
          const wind = mul(sub(at(state, j + 1), at(state, j + 2 * n - 2)), at(state, j + n - 1));
          return add(s, mul(0.05, add(sub(wind, s), 8)));
        });
      }
      return upTo(m).map((i) => div(at(state, i), 1 + i));
    },
  },
  {
    name: 'network',
    about: `n inputs, ${HIDDEN} tanh neurons, m outputs: a dense Jacobian`,
    make: (n, m) => {
      const [first, second] = [weights(HIDDEN, n), weights(m, HIDDEN)];
      return (x) => layer(second, layer(first, x).map(tanh));
    },
  },
];

export function character(name: string): Character {
  const found = characters.find((c) => c.name === name);
  if (found === undefined) throw new RangeError(`no character '${name}'`);
  return found;
}

/** Inputs around 1/2, others for every k. */
export function inputsOf(n: number, k: number): number[] {
  return upTo(n).map((j) => 0.6 + 0.3 * Math.sin(1 + j + 5 * k));
}
