import { lanesFor } from './options.ts';

/** What a gradient or Jacobian is predicted to cost in each mode, in multiples of f. */
export interface Prediction {
  readonly forward: number;
  readonly reverse: number;
  readonly mode: 'forward' | 'reverse';
}

/**
 * The predicted cost of an m×n Jacobian in each mode, in multiples of f's operations, and the mode that takes fewer. Every
 * operation counts as a multiplication, the most common one: 1 for its value, 3 for each tangent, 4 for each adjoint.
 *
 *     forward ⌈n / k⌉ (1 + 3k) with k lanes,   reverse 1 + 4m
 *
 * @example predictCost({ inputs: 100, outputs: 1 }) // { forward: 343, reverse: 5, mode: 'reverse' }
 * @see Griewank & Walther, Evaluating Derivatives, sections 3.1 and 3.2
 */
export function predictCost(sizes: {
  readonly inputs: number;
  readonly outputs: number;
  readonly lanes?: number | undefined;
}): Prediction {
  const lanes = sizes.lanes ?? lanesFor(sizes.inputs);
  const forward = Math.ceil(sizes.inputs / lanes) * (1 + 3 * lanes);
  const reverse = 1 + 4 * sizes.outputs;
  return { forward, reverse, mode: forward <= reverse ? 'forward' : 'reverse' };
}
