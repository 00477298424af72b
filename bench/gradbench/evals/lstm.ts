import {
  add,
  compile,
  dot,
  exp,
  grad,
  gradInto,
  log,
  mul,
  type Numeric,
  neg,
  type Scalar,
  sigmoid,
  sub,
  sum,
  tanh,
} from '../../../lib/entries/index.ts';
import { type Eval, prepared, preparedByRun } from '../eval.ts';

type Vector = readonly Scalar[];
type Rows = readonly (readonly number[])[];

interface Input {
  readonly main_params: Rows;
  readonly extra_params: Rows;
  readonly state: Rows;
  readonly sequence: Rows;
}

/** Weights and biases of a layer: of the gates forget, in and out, and of the change. */
interface Layer {
  readonly weights: readonly Vector[];
  readonly biases: readonly Vector[];
}

const flat = ({ main_params, extra_params }: Input): number[] => [...main_params, ...extra_params].flat();

function parts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: list.length / size }, (_, i) => list.slice(i * size, (i + 1) * size));
}

/** One step of a layer: its hidden and cell state after the signal `a`, entry by entry. */
function step(
  { weights, biases }: Layer,
  a: Vector,
  hidden: Vector,
  cell: Vector,
): { hidden: Scalar[]; cell: Scalar[] } {
  const linear = (gate: number, v: Vector, i: number): Scalar =>
    add(mul(v[i] as Scalar, (weights[gate] as Vector)[i] as Scalar), (biases[gate] as Vector)[i] as Scalar);
  const after = cell.map((c, i) => {
    const kept = mul(c, sigmoid(linear(0, a, i)));
    return add(kept, mul(sigmoid(linear(1, hidden, i)), tanh(linear(3, hidden, i))));
  });
  return { hidden: after.map((c, i) => mul(sigmoid(linear(2, a, i)), tanh(c))), cell: after };
}

interface Network {
  readonly layers: readonly Layer[];
  readonly inWeight: Vector;
  readonly outWeight: Vector;
  readonly outBias: Vector;
}

function network(parameters: Vector, b: number): Network {
  const rows: Vector[] = parts(parameters, b);
  const [inWeight, outWeight, outBias] = rows.slice(-3) as [Vector, Vector, Vector];
  const layers = parts(rows.slice(0, -3), 8).map(
    (layer): Layer => ({ weights: layer.slice(0, 4), biases: layer.slice(4) }),
  );
  return { layers, inWeight, outWeight, outBias };
}

/** What the network remembers, hidden and cell state of every layer, after an entry, and what it makes of it. */
function heard({ layers, inWeight }: Network, memory: readonly Vector[], entry: Vector): [Vector[], Vector] {
  let signal: Vector = inWeight.map((w, i) => mul(entry[i] as Scalar, w));
  const after = layers.flatMap((layer, i) => {
    const { hidden, cell } = step(layer, signal, memory[2 * i] as Vector, memory[2 * i + 1] as Vector);
    signal = hidden;
    return [hidden, cell];
  });
  return [after, signal];
}

/** How well it foretells the next entry. */
function likelihood({ outWeight, outBias }: Network, signal: Vector, next: Vector): Scalar {
  const foretold = signal.map((a, i) => add(mul(a, outWeight[i] as Scalar), outBias[i] as Scalar));
  const norm = log(add(2, sum(foretold.map((y) => exp(y)))));
  return dot(
    next,
    foretold.map((y) => sub(y, norm)),
  );
}

/** How badly the network foretells each entry of the sequence from those before it. */
function loss(parameters: Vector, { state, sequence }: Input): Scalar {
  const b = state[0]?.length as number;
  const known = network(parameters, b);
  let memory: readonly Vector[] = state;
  const likelihoods = sequence.slice(1).map((next, t) => {
    const [after, signal] = heard(known, memory, sequence[t] as Vector);
    memory = after;
    return likelihood(known, signal, next);
  });
  return neg(mul(sum(likelihoods), 1 / (b * (sequence.length - 1))));
}

const gradient = grad(loss, { mode: 'reverse' });

/** The gradient, step by step: forth for what is remembered, then back with its adjoint. */
function stepwise(input: Input): () => Float64Array {
  const { state } = input;
  const b = state[0]?.length as number;
  const parameters = flat(input);
  const [n, m] = [parameters.length, state.length * b];
  const sequence = input.sequence.map((entry) => Float64Array.from(entry));
  const steps = sequence.length - 1;
  const stepOf = (both: Vector, entry: Numeric): [Network, Vector[], Vector] => {
    const known = network(both.slice(0, n), b);
    return [known, ...heard(known, parts(both.slice(n), b), [...entry])];
  };
  const forth = compile((both: Numeric, entry: Numeric) => stepOf([...both], entry)[1].flat());
  const back = compile(
    gradInto((both: Vector, entry: Numeric, next: Numeric, adjoint: Numeric) => {
      const [known, memory, signal] = stepOf(both, entry);
      return add(likelihood(known, signal, [...next]), dot(adjoint, memory.flat()));
    }),
  );
  // The parameters, and after them what is remembered before a step; and the derivatives by both.
  const both = new Float64Array(n + m);
  const slope = new Float64Array(n + m);
  const [remembered, adjoint] = [both.subarray(n), slope.slice(n)];
  const memories = Array.from({ length: steps }, () => new Float64Array(m));
  const total = new Float64Array(n);
  return () => {
    both.set(parameters);
    memories[0]?.set(state.flat());
    for (let t = 0; t < steps - 1; t++) {
      remembered.set(memories[t] as Float64Array);
      memories[t + 1]?.set(forth(both, sequence[t] as Float64Array) as number[]);
    }
    total.fill(0);
    adjoint.fill(0);
    for (let t = steps - 1; t >= 0; t--) {
      remembered.set(memories[t] as Float64Array);
      back(both, slope, sequence[t] as Float64Array, sequence[t + 1] as Float64Array, adjoint);
      for (let j = 0; j < n; j++) total[j] = (total[j] as number) + (slope[j] as number);
      for (let j = 0; j < m; j++) adjoint[j] = slope[n + j] as number;
    }
    const scale = -1 / (b * steps);
    return total.map((x) => scale * x);
  };
}

export const lstm: Eval = {
  name: 'lstm',
  functions: {
    objective: (input: Input) => {
      const x = flat(input);
      return prepared(() => loss(x, input));
    },
    jacobian: (input: Input) => {
      const x = flat(input);
      return prepared(() => gradient(x, input));
    },
  },
  compiled: {
    jacobian: (input: Input) => preparedByRun(stepwise(input)),
  },
};
