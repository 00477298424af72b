import type { Engine, Rows } from './engine.ts';
import { forwardEngine, forwardRows } from './forward-engine.ts';
import { lanesFor } from './options.ts';
import { predictCost } from './predict-cost.ts';
import { reverseEngine } from './reverse-engine.ts';

/** The mode with fewer predicted operations, by the numbers of inputs and outputs alone. Lanes ask for forward. */
export const autoEngine: Engine = {
  hasLanes: true,

  gradient(name, f, xs, lanes) {
    const { mode } = predictCost({ inputs: xs.length, outputs: 1, lanes });
    return (lanes !== undefined || mode === 'forward' ? forwardEngine : reverseEngine).gradient(name, f, xs, lanes);
  },

  // How many outputs there are only f can tell. One pass tells, and is spent then; often it is all there is to do.
  rows(name, f, xs, lanes) {
    if (lanes !== undefined) return forwardEngine.rows(name, f, xs, lanes);
    const width = lanesFor(xs.length);
    const left = xs.length - width;
    const rows: Rows | undefined = forwardRows(
      name,
      f,
      xs,
      width,
      (outputs) => predictCost({ inputs: left, outputs, lanes: width }).mode === 'forward',
    );
    return rows ?? reverseEngine.rows(name, f, xs, undefined);
  },
};
