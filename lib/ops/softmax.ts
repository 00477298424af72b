import { type Numeric, type Scalar, stopGradient } from '../scalar.ts';
import { div, sub } from './arithmetic.ts';
import { checkArity } from './arity.ts';
import { maximum, sum } from './arrays.ts';
import { exp } from './exponential.ts';
import { checkList, levelWithin } from './lift-arrays.ts';

/**
 * The softmax weights exp(xᵢ) / Σ exp(xⱼ) of `xs`, without overflow: they are positive and sum to 1.
 * Composed of exp, sum and div; the shift by the largest entry is a constant.
 *
 * Cost: n exponentials, 2n additions and n divisions.
 * @throws {@link TypeError} when `xs` is not an array of Scalars.
 * @example softmax([1, 1, 1, 1]) // [0.25, 0.25, 0.25, 0.25]
 */
export function softmax(xs: Numeric): Scalar[];
export function softmax(xs: Numeric, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('softmax', 1, next, after);
  const list = checkList('softmax', xs);
  levelWithin('softmax', list);
  const shift = stopGradient(maximum(list));
  const weights = Array.from(list, (x) => exp(sub(x, shift)));
  const total = sum(weights);
  return weights.map((w) => div(w, total));
}
