import { passive, peek, type Scalar } from '../scalar.ts';
import { autoEngine } from '../transforms/auto-engine.ts';
import type { At, Inputs, Of } from '../transforms/tree-types.ts';
import { arrange } from '../tree/arrangement.ts';
import { isPositiveDefinite } from './definiteness.ts';
import { descend } from './descent.ts';
import { type Equation, linearize } from './equation.ts';
import { newton } from './newton.ts';
import { solutionOf } from './solution.ts';
import { type SolverOptions, type Unknown, unknownOf } from './unknown.ts';

/**
 * A point x where f, a scalar function, is least among those around it, in the tree of x0, from where it is sought downhill.
 * The result carries the derivatives of the active numbers θ that f closes over or gets by the option `args`, of any order
 * and in every mode; x0 has none.
 *
 *     dx = −(∂²f/∂x²)⁻¹ ∂²f/∂x∂θ dθ
 *
 * The search is Newton's method on plain numbers, damped so that f falls. `solver`, a function of the user's or of a package, takes
 * its place. What it finds is improved by Newton's method for ∂f/∂x = 0: minimizers stop when f has no more digits, and x
 * has half as many then.
 *
 * Cost: a Hessian of f, a few values and n³ multiplications a step; then for each order of derivative one gradient and n²
 * operations.
 * @throws {@link TypeError} when x0 is no tree of numbers, or f not a function of it to a number.
 * @throws {@link Error} when the search comes to no minimum whose Hessian is positive definite.
 * @example derivative((a) => argmin((x) => square(sub(x, mul(3, a))), 0))(1) // 3
 * @see Griewank & Walther, Evaluating Derivatives, section 15.3
 */
export function argmin<A extends readonly unknown[] = []>(
  f: (x: Scalar, ...args: A) => Scalar,
  x0: Scalar,
  options?: SolverOptions<Scalar, Scalar, A>,
): Scalar;
export function argmin<X extends object = Inputs, A extends readonly unknown[] = []>(
  f: (x: X, ...args: A) => Scalar,
  x0: At<Scalar, X>,
  options?: SolverOptions<X, Scalar, A>,
): Of<Scalar, X>;
export function argmin(
  f: (...args: never[]) => unknown,
  x0: unknown,
  options?: SolverOptions<unknown, unknown>,
): unknown {
  const unknown: Unknown<Scalar> = unknownOf('argmin', f, x0, options, true);
  const gradientOf = (g: Unknown<Scalar>['f']): Equation => ({
    verb: 'argmin',
    residual: (x) => autoEngine.gradient('argmin', g, x, undefined).gradient,
  });
  const search = gradientOf(unknown.passiveF);
  const near = unknown.solved() ?? descend(unknown.passiveF, search, unknown.start);
  const x = newton(search, near);
  if (!isPositiveDefinite(linearize(search, x, passive).jacobian)) {
    throw new Error(
      `argmin: expected to come to a minimum from x0, got x = [${x.map(peek).join(', ')}], where the Hessian is not positive definite; start elsewhere`,
    );
  }
  return arrange(unknown.tree, solutionOf(gradientOf(unknown.f), x));
}
