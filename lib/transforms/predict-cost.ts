import { describe } from '../describe.ts';
import { LANES } from '../forward/lane-arithmetic.ts';
import { lanesFor } from './options.ts';

/** What a gradient or Jacobian is predicted to cost in each mode, in multiples of f. */
export interface Prediction {
  readonly forward: number;
  readonly reverse: number;
  readonly mode: 'forward' | 'reverse';
}

/**
 * The predicted cost of an eager m×n Jacobian in each mode, in multiples of f's operations, and the mode that takes fewer.
 * Every operation counts as a product of two active numbers, the most common one: 1 for its value, 3 for each tangent, 4 for
 * each adjoint. Of products `countFlops` counts the same. What it counts of other operations, and of outputs that share no
 * work, differs by their partials and by the edges that a sweep does not reach.
 *
 *     forward ⌈n / k⌉ (1 + 3w) with k lanes in an arithmetic of w,   reverse 1 + 4m
 *
 * @throws {@link TypeError} when `sizes` is not an object, or a size is not a number.
 * @throws {@link RangeError} when a size is not a whole number from 0, or `lanes` not one from 1 to 16.
 * @example predictCost({ inputs: 100, outputs: 1 }) // { forward: 343, reverse: 5, mode: 'reverse' }
 * @see Griewank & Walther, Evaluating Derivatives, sections 3.1 and 3.2
 */
export function predictCost(sizes: {
  readonly inputs: number;
  readonly outputs: number;
  readonly lanes?: number | undefined;
}): Prediction {
  if (typeof sizes !== 'object' || sizes === null) {
    throw new TypeError(`predictCost: expected sizes like { inputs: 3, outputs: 1 }, got ${describe(sizes)}`);
  }
  const { inputs, outputs, lanes } = sizes;
  checkSize('inputs', inputs, 0, Infinity);
  checkSize('outputs', outputs, 0, Infinity);
  if (lanes !== undefined) checkSize('lanes', lanes, 1, LANES.at(-1)!.width);
  return prediction(inputs, outputs, lanes);
}

/** As {@link predictCost}, of sizes that are known to be right. */
export function prediction(inputs: number, outputs: number, lanes: number = lanesFor(inputs)): Prediction {
  const width = lanes === 1 ? 1 : LANES.find((arithmetic) => arithmetic.width >= lanes)!.width;
  const forward = Math.ceil(inputs / lanes) * (1 + 3 * width);
  const reverse = 1 + 4 * outputs;
  return { forward, reverse, mode: forward <= reverse ? 'forward' : 'reverse' };
}

function checkSize(name: string, size: unknown, least: number, most: number): void {
  if (typeof size !== 'number') {
    throw new TypeError(`predictCost: expected ${name} to be a number, got ${describe(size)}`);
  }
  if (Number.isInteger(size) && size >= least && size <= most) return;
  const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
  throw new RangeError(`predictCost: expected ${name} to be a whole number ${range}, got ${describe(size)}`);
}
