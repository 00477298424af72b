import { factorize, substituted } from '../linalg/lu.ts';
import { ofScalars } from '../linalg/row-arithmetic.ts';
import { add, div, mul } from '../ops/arithmetic.ts';
import { gt, le, lt } from '../ops/compare.ts';
import { ruleHolds } from '../ops/ordering.ts';
import { max } from '../ops/piecewise.ts';
import { passive, type Scalar } from '../scalar.ts';
import { isPositiveDefinite } from './definiteness.ts';
import { type Equation, linearize } from './equation.ts';
import { largest, sums } from './newton.ts';

const STEPS = 200;

// Of the largest number: a step that small changes f by its last digits only.
const NEAR = 1e-7;

/**
 * A point from which f falls no more, found downhill from `start`: Newton's steps, with a multiple of the unit matrix added to
 * the Hessian where that is not positive definite, or where f does not fall. The numbers are passive. In a trace each
 * comparison is a guard.
 * @see Nocedal & Wright, Numerical Optimization, section 3.4
 */
export function descend(f: (x: Scalar[]) => Scalar, gradient: Equation, start: readonly Scalar[]): Scalar[] {
  let x = start.slice();
  let damping: Scalar = 0;
  for (let k = 0; k < STEPS; k++) {
    const { residual, jacobian } = linearize(gradient, x, passive);
    const height = passive(f(x.slice()));
    const size = max(largest(jacobian.flat()), 1e-300);
    const most = mul(1e20, size);
    let next: Scalar[] | undefined;
    while (next === undefined) {
      const damped = jacobian.map((row, i) => row.map((h, j) => (i === j ? add(h, damping) : h)));
      if (isPositiveDefinite(damped)) {
        const step = substituted(ofScalars, factorize(ofScalars, damped), residual);
        const there = sums(x, step, -1);
        if (ruleHolds(lt, passive(f(there.slice())), height)) next = there;
        else if (ruleHolds(le, largest(step), mul(NEAR, largest(x)))) return x;
      }
      if (next === undefined) damping = max(mul(4, damping), mul(1e-4, size));
      if (!ruleHolds(lt, damping, most)) return x;
    }
    x = next;
    damping = ruleHolds(gt, damping, mul(1e-3, size)) ? div(damping, 10) : 0;
  }
  return x;
}
