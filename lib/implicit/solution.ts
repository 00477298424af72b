import type { UnaryOp } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { factorize, substituted } from '../linalg/lu.ts';
import { ofScalars } from '../linalg/row-arithmetic.ts';
import { noteApproximation } from '../ops/approximation.ts';
import { add, sub } from '../ops/arithmetic.ts';
import { lift1 } from '../ops/lift.ts';
import type { Active, Scalar } from '../scalar.ts';
import { type Equation, linearize } from './equation.ts';

/**
 * The solution x of an equation g(x, θ) = 0 as a function of the active numbers θ that g reaches. Its value is x, to the bit.
 *
 *     dx = −(∂g/∂x)⁻¹ ∂g/∂θ dθ
 *
 * Level by level, from the outermost on: a step x − J⁻¹ g(x, θ), with x and J of the levels further out, has this derivative
 * at one level. So a derivative does not depend on which others are taken inside. A singular J gives NaN.
 * @see Griewank & Walther, Evaluating Derivatives, section 15.3
 */
export function solutionOf(equation: Equation, x: readonly Scalar[]): Scalar[] {
  let found = x.slice();
  const residual = equation.residual(x.slice());
  noteApproximation(equation.verb, residual);
  for (const level of levelsIn(residual)) {
    const outward = (y: Scalar): Scalar => below(level.depth, y);
    const factors = factorize(ofScalars, linearize(equation, found, outward).jacobian);
    // A Taylor series gets a coefficient more by each step.
    const orders = (level.means as { order?: number } | undefined)?.order ?? 1;
    for (let k = 0; k < orders; k++) {
      const residual = equation.residual(found.slice()).map((r) => below(level.depth + 1, r));
      const step = factors.isSingular ? undeterminedBy(residual, level) : substituted(ofScalars, factors, residual);
      // Less its own value: the residual is seldom 0 to the bit.
      found = found.map((xi, i) => add(xi, sub(outward(step[i]!), step[i]!)));
    }
  }
  return found;
}

/** The levels of derivatives among numbers, the outermost first. */
function levelsIn(numbers: readonly Scalar[]): readonly Level[] {
  const levels = new Set<Level>();
  for (let x of numbers) {
    for (; typeof x !== 'number' && x.value !== x; x = x.value) levels.add(x.level);
  }
  return [...levels].sort((a, b) => a.depth - b.depth);
}

/** The number of x at the levels further out than a depth. */
function below(depth: number, x: Scalar): Scalar {
  let y = x;
  while (typeof y !== 'number' && y.value !== y && y.level.depth >= depth) y = y.value;
  return y;
}

/** 0 for each of these numbers, with derivative NaN where any of them is of this level. */
function undeterminedBy(numbers: readonly Scalar[], level: Level): Scalar[] {
  const active = numbers.filter((x) => typeof x !== 'number' && x.level === level) as Active[];
  const zero = active.reduce<Scalar>((total, x) => add(total, lift1(undetermined, x)), 0);
  return numbers.map(() => zero);
}

/** 0, with derivative NaN. */
const undetermined: UnaryOp<Scalar> = { name: 'undetermined', op: () => 0, dx: () => NaN };
