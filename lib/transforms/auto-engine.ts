import { sameValues } from '../forward/passes.ts';
import type { Engine } from './engine.ts';
import { forwardEngine } from './forward-engine.ts';
import { lanesFor } from './options.ts';
import { type Prediction, prediction } from './predict-cost.ts';
import { reverseEngine } from './reverse-engine.ts';

/** The mode of a gradient by so many inputs, where it is left open. */
function gradientMode(inputs: number): Prediction['mode'] {
  return prediction(inputs, 1).mode;
}

/** The mode of a Jacobian, where it is left open. */
export function jacobianMode(inputs: number, outputs: number): Prediction['mode'] {
  return isOnePass(inputs) ? 'forward' : prediction(inputs, outputs).mode;
}

function isOnePass(inputs: number): boolean {
  return lanesFor(inputs) >= inputs;
}

/** The mode with fewer predicted operations, by the numbers of inputs and outputs alone. The option `lanes` implies forward. */
export const autoEngine: Engine = {
  hasLanes: true,

  gradient(name, f, xs, lanes) {
    const isForward = lanes !== undefined || gradientMode(xs.length) === 'forward';
    return (isForward ? forwardEngine : reverseEngine).gradient(name, f, xs, lanes);
  },

  // The number of outputs is known only after a run of f. Where a single pass does it all, that pass shows it. Otherwise f
  // runs once without derivatives: that costs a fiftieth of a pass of 16 lanes and, unlike a recording, keeps nothing.
  rows(name, f, xs, lanes) {
    if (lanes !== undefined || isOnePass(xs.length)) return forwardEngine.rows(name, f, xs, lanes);
    const plain = f(xs.slice());
    const isForward = jacobianMode(xs.length, plain.length) === 'forward';
    const found = (isForward ? forwardEngine : reverseEngine).rows(name, f, xs, undefined);
    sameValues(name, plain, found.value);
    return found;
  },
};
