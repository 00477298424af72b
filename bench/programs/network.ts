import { add, mul, type Scalar, square, sub, tanh } from '../../lib/entries/index.ts';
import type { Derivative } from './derivative.ts';
import { uniform } from './program.ts';

const LAYERS: readonly number[] = [2, 16, 16, 1];
const INPUT = [0.3, -0.7];
const TARGET = 0.5;
const PARAMETERS: number = LAYERS.slice(1).reduce((sum, width, l) => sum + width * ((LAYERS[l] as number) + 1), 0);

/** (y − target)² at one point, y the output of the network; parameters layer by layer, each bias before its weights. */
function loss(w: readonly Scalar[]): Scalar {
  let next = 0;
  let layer: readonly Scalar[] = INPUT;
  LAYERS.slice(1).forEach((width, l) => {
    const before = layer;
    layer = Array.from({ length: width }, () => {
      let sum = w[next++] as Scalar;
      for (const a of before) sum = add(sum, mul(w[next++] as Scalar, a));
      return l === LAYERS.length - 2 ? sum : tanh(sum);
    });
  });
  return square(sub(layer[0] as Scalar, TARGET));
}

// The outputs of each layer, the input first, and the derivatives by them.
const outputs = LAYERS.map((width) => new Float64Array(width));
const adjoints = LAYERS.map((width) => new Float64Array(width));

/** Backpropagation. */
function byHand(w: readonly number[], gradient: Float64Array = new Float64Array(PARAMETERS)): Float64Array {
  (outputs[0] as Float64Array).set(INPUT);
  let next = 0;
  for (let l = 1; l < LAYERS.length; l++) {
    const before = outputs[l - 1] as Float64Array;
    const layer = outputs[l] as Float64Array;
    for (let j = 0; j < layer.length; j++) {
      let sum = w[next++] as number;
      for (let i = 0; i < before.length; i++) sum += (w[next++] as number) * (before[i] as number);
      layer[j] = l === LAYERS.length - 1 ? sum : Math.tanh(sum);
    }
  }
  (adjoints[LAYERS.length - 1] as Float64Array)[0] =
    2 * ((outputs[LAYERS.length - 1] as Float64Array)[0] as number) - 2 * TARGET;
  for (let l = LAYERS.length - 1; l >= 1; l--) {
    const before = outputs[l - 1] as Float64Array;
    const deltas = adjoints[l] as Float64Array;
    const back = adjoints[l - 1] as Float64Array;
    back.fill(0);
    next -= deltas.length * (before.length + 1);
    let at = next;
    for (let j = 0; j < deltas.length; j++) {
      const delta = deltas[j] as number;
      gradient[at++] = delta;
      for (let i = 0; i < before.length; i++) {
        back[i] = (back[i] as number) + (w[at] as number) * delta;
        gradient[at++] = delta * (before[i] as number);
      }
    }
    for (let i = 0; i < before.length; i++) back[i] = (back[i] as number) * (1 - (before[i] as number) ** 2);
  }
  return gradient;
}

/** The gradient of a small network's loss by its parameters, at one point of data. */
export const network: Derivative = {
  name: `network ${LAYERS.join('-')}, ${PARAMETERS} parameters`,
  n: PARAMETERS,
  verb: 'grad',
  f: loss,
  sample: (random) => Array.from({ length: PARAMETERS }, () => uniform(random, -0.5, 0.5)),
  byHand,
};
