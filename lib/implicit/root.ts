import { sub } from '../ops/arithmetic.ts';
import type { Scalar } from '../scalar.ts';
import type { At, Inputs, Of } from '../transforms/tree-types.ts';
import { arrange } from '../tree/arrangement.ts';
import { checkSquare, type Equation } from './equation.ts';
import { newton } from './newton.ts';
import { solutionOf } from './solution.ts';
import { type SolverOptions, type Unknown, unknownOf } from './unknown.ts';

/**
 * A solution x of f(x) = 0, in the tree of x0, near which it is sought; f returns as many numbers as x has. The result
 * carries the derivatives of the active numbers θ that f closes over or gets by the option `args`, of any order and in
 * every mode; x0 has none.
 *
 *     dx = −(∂f/∂x)⁻¹ ∂f/∂θ dθ
 *
 * The search is Newton's method on plain numbers, its steps halved where the residual grows. `solver`, a function of the user's or
 * of a package, takes its place; the derivatives need only the solution.
 *
 * Cost: a Jacobian of f and n³/3 multiplications a step; then for each order of derivative one call of f and n² operations.
 * @throws {@link TypeError} when x0 is no tree of numbers, or f not a function of it to numbers.
 * @throws {@link RangeError} when f does not return as many numbers as x has.
 * @throws {@link Error} when Newton's method comes to no solution. Where the Jacobian at the solution is singular, derivatives are NaN.
 * @example derivative((a) => root((x) => sub(square(x), a), 1))(4) // 0.25
 * @see Griewank & Walther, Evaluating Derivatives, section 15.3
 */
export function root<A extends readonly unknown[] = []>(
  f: (x: Scalar, ...args: A) => Scalar,
  x0: Scalar,
  options?: SolverOptions<Scalar, Scalar, A>,
): Scalar;
export function root<X extends object = Inputs, Y extends object = Scalar[], A extends readonly unknown[] = []>(
  f: (x: X, ...args: A) => Y,
  x0: At<Scalar, X>,
  options?: SolverOptions<X, Y, A>,
): Of<Scalar, X>;
export function root(
  f: (...args: never[]) => unknown,
  x0: unknown,
  options?: SolverOptions<unknown, unknown>,
): unknown {
  return solutionFor('root', unknownOf('root', f, x0, options), (_x, y) => y);
}

/**
 * A solution x of x = f(x), in the tree of x0. As {@link root} of x − f(x): the search is Newton's method, not the iteration, so it
 * takes few steps, and need not be a contraction.
 *
 *     dx = (1 − ∂f/∂x)⁻¹ ∂f/∂θ dθ
 *
 * Cost: that of {@link root}.
 * @throws {@link TypeError} when x0 is no tree of numbers, or f not a function of it to numbers.
 * @throws {@link RangeError} when f does not return as many numbers as x has.
 * @throws {@link Error} when Newton's method comes to no solution. Where 1 − ∂f/∂x is singular, derivatives are NaN.
 * @example derivative((a) => fixedPoint((x) => mul(0.5, add(x, div(a, x))), 1))(4) // 0.25
 */
export function fixedPoint<A extends readonly unknown[] = []>(
  f: (x: Scalar, ...args: A) => Scalar,
  x0: Scalar,
  options?: SolverOptions<Scalar, Scalar, A>,
): Scalar;
export function fixedPoint<X extends object = Inputs, A extends readonly unknown[] = []>(
  f: (x: X, ...args: A) => Of<Scalar, X>,
  x0: At<Scalar, X>,
  options?: SolverOptions<X, X, A>,
): Of<Scalar, X>;
export function fixedPoint(
  f: (...args: never[]) => unknown,
  x0: unknown,
  options?: SolverOptions<unknown, unknown>,
): unknown {
  return solutionFor('fixedPoint', unknownOf('fixedPoint', f, x0, options), (x, y) => y.map((yi, i) => sub(x[i]!, yi)));
}

/** The solution for an unknown of the equations that f gives. */
function solutionFor(
  verb: string,
  unknown: Unknown<readonly Scalar[]>,
  equations: (x: readonly Scalar[], y: readonly Scalar[]) => readonly Scalar[],
): unknown {
  const equation = (f: Unknown<readonly Scalar[]>['f']): Equation => ({
    verb,
    residual: (x) => {
      const y = f(x);
      checkSquare(verb, y.length, x.length);
      return equations(x, y);
    },
  });
  const x = unknown.solved() ?? newton(equation(unknown.passiveF), unknown.start);
  return arrange(unknown.tree, solutionOf(equation(unknown.f), x));
}
