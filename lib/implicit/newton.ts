import { factorize, substituted } from '../linalg/lu.ts';
import { ofScalars } from '../linalg/row-arithmetic.ts';
import { add, mul, sub } from '../ops/arithmetic.ts';
import { le, lt } from '../ops/compare.ts';
import { ruleHolds } from '../ops/ordering.ts';
import { abs, max } from '../ops/piecewise.ts';
import { passive, peek, type Scalar } from '../scalar.ts';
import { type Equation, linearize } from './equation.ts';

const STEPS = 100;
const HALVINGS = 40;

// Of the largest number: a step that small changes nothing.
const NOTHING = 2 ** -52;
// Where the residual falls no more, rounding is all that is left of it, if the step is that small.
const ROUNDING = 1e-7;

/**
 * A solution of an equation near `start`, by Newton's method: steps are halved until the residual is smaller. The numbers are
 * passive. In a trace each comparison is a guard.
 * @throws {@link Error} when there is none after 100 steps.
 */
export function newton(equation: Equation, start: readonly Scalar[]): Scalar[] {
  let x = start.slice();
  let scale = largest(x);
  for (let k = 0; k < STEPS; k++) {
    const { residual, jacobian } = linearize(equation, x, passive);
    const size = largest(residual);
    if (ruleHolds(le, size, 0)) return x;
    const factors = factorize(ofScalars, jacobian);
    if (factors.isSingular) throw failure(equation, x, size, 'where its Jacobian is singular');
    const step = substituted(ofScalars, factors, residual);
    const length = largest(step);
    scale = max(scale, largest(x));
    let next = sums(x, step, -1);
    if (ruleHolds(le, length, mul(NOTHING, scale))) return next;
    let t = 1;
    while (t > 2 ** -HALVINGS && !ruleHolds(lt, largest(equation.residual(next.slice()).map(passive)), size)) {
      t /= 2;
      next = sums(x, step, -t);
    }
    if (t <= 2 ** -HALVINGS) {
      if (ruleHolds(le, length, mul(ROUNDING, scale))) return x;
      throw failure(equation, x, size, 'where no step makes it smaller');
    }
    x = next;
  }
  throw failure(equation, x, largest(equation.residual(x.slice()).map(passive)), `after ${STEPS} steps`);
}

/** x + t y. */
export function sums(x: readonly Scalar[], y: readonly Scalar[], t: number): Scalar[] {
  return x.map((xi, i) => (t === -1 ? sub(xi, y[i]!) : add(xi, mul(t, y[i]!))));
}

/** The largest size among numbers. */
export function largest(x: readonly Scalar[]): Scalar {
  return x.reduce<Scalar>((most, xi) => max(most, abs(xi)), 0);
}

/** The error for an equation that is not solved. */
function failure({ verb }: Equation, x: readonly Scalar[], size: Scalar, where: string): Error {
  return new Error(
    `${verb}: expected to come to a solution from x0, got a residual of ${peek(size)} at x = [${x.map(peek).join(', ')}], ${where}; start nearer to it, or find it by { solver }`,
  );
}
