import { sameValues } from '../forward/passes.ts';
import type { Engine } from './engine.ts';
import { forwardEngine } from './forward-engine.ts';
import { lanesFor } from './options.ts';
import { vectorOutput } from './output.ts';
import { predictCost } from './predict-cost.ts';
import { reverseEngine } from './reverse-engine.ts';

/** The mode with fewer predicted operations, by the numbers of inputs and outputs alone. Lanes ask for forward. */
export const autoEngine: Engine = {
  hasLanes: true,

  gradient(name, f, xs, lanes) {
    const { mode } = predictCost({ inputs: xs.length, outputs: 1, lanes });
    return (lanes !== undefined || mode === 'forward' ? forwardEngine : reverseEngine).gradient(name, f, xs, lanes);
  },

  // How many outputs there are only f can tell. Where one pass is all there is to do, that pass tells; otherwise f is run
  // once without derivatives, which costs a fiftieth of a pass of 16 lanes and keeps nothing, as a recording would.
  rows(name, f, xs, lanes) {
    if (lanes !== undefined || lanesFor(xs.length) >= xs.length) return forwardEngine.rows(name, f, xs, lanes);
    const plain = vectorOutput(name, f(xs.slice()), 'for scalar outputs use grad(f)');
    const { mode } = predictCost({ inputs: xs.length, outputs: plain.length });
    const found = (mode === 'forward' ? forwardEngine : reverseEngine).rows(name, f, xs, undefined);
    sameValues(name, plain, found.value);
    return found;
  },
};
