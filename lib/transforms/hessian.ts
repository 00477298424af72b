import type { Scalar, Vector } from '../scalar.ts';
import { gradient } from './gradient.ts';
import { rows } from './jacobian.ts';
import { checkFunction, checkOptions, type Options } from './options.ts';
import type { Fn, Inputs, Jacobian, Of, Rest } from './types.ts';

/**
 * The Hessian of a scalar function: a function from x to n rows, H[i][j] = ∂²f/∂xᵢ∂xⱼ, each in x's kind of container.
 * It is the Jacobian of the gradient, and symmetric but for the last digits.
 *
 * Cost: ⌈n / k⌉² passes of k lanes over k lanes, each about (1 + k)² times the work of f.
 * @throws {@link TypeError} when x is not an array of numbers or f(x) is not a number.
 * @throws {@link Error} when passes over the same x come to different values.
 * @example hessian(([x, y]) => mul(square(x), y))([2, 3]) // [[6, 4], [4, 0]]
 */
export function hessian<X extends Vector = Inputs, R extends Rest = []>(
  f: Fn<X, Scalar, R>,
  options: Options = {},
): Jacobian<X, Of<Scalar, X>, R> {
  checkFunction('hessian', f);
  const lanes = checkOptions('hessian', options);
  const slope = (xs: Scalar[], ...rest: R): Scalar[] =>
    gradient('hessian', (seeded) => f(seeded as unknown as X, ...rest), xs, lanes).gradient;
  return ((x: unknown, ...rest: R) => rows('hessian', slope, x, rest, lanes).jacobian) as unknown as Jacobian<
    X,
    Of<Scalar, X>,
    R
  >;
}
