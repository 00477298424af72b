import type { Scalar, Vector } from '../scalar.ts';
import { inputs, likeInput } from './container.ts';
import { gradient } from './gradient.ts';
import { checkFunction, checkOptions, type Options } from './options.ts';
import type { Fn, Inputs, Rest, ValueAndGradient } from './types.ts';

/**
 * f(x) together with its gradient, `{ value, gradient }`, for the price of the gradient.
 * Otherwise as {@link grad}.
 *
 * Cost: that of grad; the value comes with the first pass.
 * @throws {@link TypeError} when x is not an array of numbers or f(x) is not a number.
 * @throws {@link Error} when passes over the same x come to different values.
 * @example valueAndGrad(([x, y]) => mul(x, y))([2, 3]) // { value: 6, gradient: [3, 2] }
 */
export function valueAndGrad<X extends Vector = Inputs, R extends Rest = []>(
  f: Fn<X, Scalar, R>,
  options: Options = {},
): ValueAndGradient<X, R> {
  checkFunction('valueAndGrad', f);
  const lanes = checkOptions('valueAndGrad', options);
  return ((x: unknown, ...rest: R) => {
    const run = (xs: Scalar[]): unknown => f(xs as unknown as X, ...rest);
    const result = gradient('valueAndGrad', run, inputs('valueAndGrad', 'x', x), lanes);
    return { value: result.value, gradient: likeInput('valueAndGrad', result.gradient, x) };
  }) as ValueAndGradient<X, R>;
}
