import {
  add,
  dot,
  exp,
  log,
  logsumexp,
  mul,
  neg,
  type Scalar,
  sigmoid,
  sub,
  sum,
  tanh,
} from '../../../lib/entries/forward.ts';
import { lines, numbers, parts } from './text.ts';

// A long short-term memory without matrices, predicting the next vector of a sequence.

type Vector = readonly Scalar[];

export interface Sequence {
  readonly layers: number;
  readonly width: number;
  /** Hidden and cell state of each layer. */
  readonly state: readonly (readonly number[])[];
  readonly inputs: readonly (readonly number[])[];
}

/** The sequence of a file with the parameters: those of the layers, then input weight, output weight, output bias. */
export function readSequence(path: string): { sequence: Sequence; x: number[] } {
  const [head, ...rest] = lines(path)
    .filter((line) => line.trim() !== '')
    .map(numbers) as [number[], ...number[][]];
  const [layers, , width] = head as [number, number, number];
  const own = 2 * layers + 3;
  const state = rest.slice(own, own + 2 * layers);
  return { sequence: { layers, width, state, inputs: rest.slice(own + 2 * layers) }, x: rest.slice(0, own).flat() };
}

/** How the outputs are normalized: ADBench adds a 2, GradBench does not. */
export const normalizers: Readonly<Record<'adbench' | 'gradbench', (y: Vector) => Scalar>> = {
  adbench: (y) => log(add(2, sum(y.map((a) => exp(a))))),
  gradbench: (y) => logsumexp(y),
};

const linear = (a: Scalar, w: Scalar, b: Scalar): Scalar => add(mul(a, w), b);

export function loss({ layers, width, state, inputs }: Sequence, normalizer: (y: Vector) => Scalar, x: Vector): Scalar {
  const rows: Vector[] = parts(x, width);
  const [inputWeight, outputWeight, outputBias] = rows.slice(8 * layers) as [Vector, Vector, Vector];
  const memory: { h: Vector; cell: Vector }[] = parts<Vector>(state, 2).map(([h, cell]) => ({
    h: h as Vector,
    cell: cell as Vector,
  }));
  const likelihoods = inputs.slice(1).map((next, t) => {
    let signal: Vector = inputWeight.map((w, i) => mul(at(inputs[t] as Vector, i), w));
    memory.forEach(({ h, cell }, layer) => {
      // The k-th of weights and biases: forget, enter, leave, change.
      const gate = (k: number, v: Vector): Scalar[] => {
        const [w, b] = [rows[8 * layer + k], rows[8 * layer + 4 + k]] as [Vector, Vector];
        return v.map((a, i) => linear(a, at(w, i), at(b, i)));
      };
      const [forget, enter, leave] = [gate(0, signal), gate(1, h), gate(2, signal)].map((v) =>
        v.map((a) => sigmoid(a)),
      );
      const change = gate(3, h).map((a) => tanh(a));
      const kept = cell.map((c, i) => add(mul(c, at(forget as Vector, i)), mul(at(enter as Vector, i), at(change, i))));
      signal = kept.map((c, i) => mul(at(leave as Vector, i), tanh(c)));
      memory[layer] = { h: signal, cell: kept };
    });
    const y = signal.map((a, i) => linear(a, at(outputWeight, i), at(outputBias, i)));
    const z = normalizer(y);
    return dot(
      next,
      y.map((a) => sub(a, z)),
    );
  });
  return neg(mul(sum(likelihoods), 1 / (width * (inputs.length - 1))));
}

function at(v: Vector, i: number): Scalar {
  return v[i] as Scalar;
}
