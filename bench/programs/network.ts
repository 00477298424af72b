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

/** Backpropagation. */
function byHand(w: readonly number[]): number[] {
  const gradient = new Array<number>(PARAMETERS).fill(0);
  const layers: number[][] = [INPUT];
  const starts: number[] = [];
  let next = 0;
  for (let l = 1; l < LAYERS.length; l++) {
    const before = layers[l - 1] as number[];
    const layer: number[] = [];
    starts.push(next);
    for (let j = 0; j < (LAYERS[l] as number); j++) {
      let sum = w[next++] as number;
      for (let i = 0; i < before.length; i++) sum += (w[next++] as number) * (before[i] as number);
      layer.push(l === LAYERS.length - 1 ? sum : Math.tanh(sum));
    }
    layers.push(layer);
  }
  let deltas = [2 * ((layers[LAYERS.length - 1] as number[])[0] as number) - 2 * TARGET];
  for (let l = LAYERS.length - 1; l >= 1; l--) {
    const before = layers[l - 1] as number[];
    const back = new Array<number>(before.length).fill(0);
    let at = starts[l - 1] as number;
    for (let j = 0; j < (LAYERS[l] as number); j++) {
      const delta = deltas[j] as number;
      gradient[at++] = delta;
      for (let i = 0; i < before.length; i++) {
        back[i] = (back[i] as number) + (w[at] as number) * delta;
        gradient[at++] = delta * (before[i] as number);
      }
    }
    for (let i = 0; i < before.length; i++) back[i] = (back[i] as number) * (1 - (before[i] as number) ** 2);
    deltas = back;
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
