import { type Numeric, passive, type Scalar } from '../scalar.ts';
import { sub } from './arithmetic.ts';
import { checkArity } from './arity.ts';
import { maximum } from './arrays.ts';
import { exp } from './exponential.ts';
import { checkList, levelWithin } from './lift-arrays.ts';
import { portions } from './portions.ts';

/**
 * The softmax weights exp(xᵢ) / Σ exp(xⱼ) of `xs`, without overflow: they are positive and sum to 1.
 * The shift by the largest entry is a constant. Each weight is of its exponential and the sum of the others, so that its
 * derivative w(1 − w) has all digits where w is nearly 1. NaN where all entries are −∞.
 *
 * Cost: n exponentials, about 5n additions and n divisions.
 * @throws {@link TypeError} when `xs` is not an array of Scalars.
 * @example softmax([1, 1, 1, 1]) // [0.25, 0.25, 0.25, 0.25]
 */
export function softmax(xs: Numeric): Scalar[];
export function softmax(xs: Numeric, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('softmax', 1, next, after);
  const list = checkList('softmax', xs);
  levelWithin('softmax', list);
  const shift = maximum(Array.from<Scalar, Scalar>(list, passive));
  return portions(Array.from(list, (x) => exp(sub(x, shift))));
}
