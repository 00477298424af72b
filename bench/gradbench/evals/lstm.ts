import { add, dot, exp, grad, log, mul, neg, type Scalar, sigmoid, sub, sum, tanh } from '../../../lib/index.ts';
import { type Eval, prepared } from '../eval.ts';

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

/** How badly the network foretells each entry of the sequence from those before it. */
function loss(parameters: Vector, { state, sequence }: Input): Scalar {
  const b = state[0]?.length as number;
  const rows: Vector[] = parts(parameters, b);
  const [inWeight, outWeight, outBias] = rows.slice(-3) as [Vector, Vector, Vector];
  const layers = parts(rows.slice(0, -3), 8).map(
    (layer): Layer => ({ weights: layer.slice(0, 4), biases: layer.slice(4) }),
  );
  const memory = layers.map((_, i) => ({ hidden: state[2 * i] as Vector, cell: state[2 * i + 1] as Vector }));
  const likelihoods = sequence.slice(1).map((next, t) => {
    let signal: Vector = inWeight.map((w, i) => mul((sequence[t] as readonly number[])[i] as number, w));
    layers.forEach((layer, i) => {
      const { hidden, cell } = memory[i] as { hidden: Vector; cell: Vector };
      memory[i] = step(layer, signal, hidden, cell);
      signal = (memory[i] as { hidden: Vector }).hidden;
    });
    const foretold = signal.map((a, i) => add(mul(a, outWeight[i] as Scalar), outBias[i] as Scalar));
    const norm = log(add(2, sum(foretold.map((y) => exp(y)))));
    return dot(
      next,
      foretold.map((y) => sub(y, norm)),
    );
  });
  return neg(mul(sum(likelihoods), 1 / (b * (sequence.length - 1))));
}

const gradient = grad(loss, { mode: 'reverse' });

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
};
