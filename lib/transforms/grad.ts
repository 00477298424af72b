import type { Scalar, Vector } from '../scalar.ts';
import { inputs, likeInput } from './container.ts';
import { gradient } from './gradient.ts';
import { checkFunction, checkOptions, type Options } from './options.ts';
import type { Fn, Gradient, Inputs, Rest } from './types.ts';

/**
 * The gradient ∇f of a scalar function of n numbers: a function from x to the n partials ∂f/∂xⱼ, in x's kind of container.
 * f receives a plain array, whatever the container; further arguments are passed to f untouched.
 *
 * Cost: ⌈n / k⌉ passes of k lanes, each about 1 + k times the work of f and less with few active operands.
 * @throws {@link TypeError} when x is not an array of numbers or f(x) is not a number.
 * @throws {@link Error} when passes over the same x come to different values.
 * @example grad(([x, y]) => mul(x, y))([2, 3]) // [3, 2]
 * @see Griewank & Walther, Evaluating Derivatives, section 3.1
 */
export function grad<X extends Vector = Inputs, R extends Rest = []>(
  f: Fn<X, Scalar, R>,
  options: Options = {},
): Gradient<X, R> {
  checkFunction('grad', f);
  const lanes = checkOptions('grad', options);
  return ((x: unknown, ...rest: R) => {
    const run = (xs: Scalar[]): unknown => f(xs as unknown as X, ...rest);
    return likeInput('grad', gradient('grad', run, inputs('grad', 'x', x), lanes).gradient, x);
  }) as Gradient<X, R>;
}
