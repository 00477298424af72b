import type { Scalar } from '../scalar.ts';
import { forwardEngine } from '../transforms/forward-engine.ts';
import { type Factorization, factorize } from './factorization.ts';

/** A system of n equations g(x) = 0 of n numbers, for a verb. */
export interface Equation {
  readonly verb: string;
  readonly residual: (x: Scalar[]) => readonly Scalar[];
}

/** g(x), the Jacobian of g, and its factors. */
export interface LinearizedEquation {
  readonly residual: readonly Scalar[];
  readonly jacobian: readonly (readonly Scalar[])[];
  readonly factors: Factorization;
}

/**
 * The equation linearized at x: ⌈n / k⌉ passes of k lanes. `outward` takes off the derivatives that what g closes over
 * carries and the search or the solution is not to have.
 */
export function linearize(
  { verb, residual }: Equation,
  x: readonly Scalar[],
  outward: (x: Scalar) => Scalar,
): LinearizedEquation {
  const { value, rows } = forwardEngine.rows(verb, residual as never, x, undefined);
  const jacobian = rows.map((row) => row.map(outward));
  return { residual: value.map(outward), jacobian, factors: factorize(jacobian) };
}

/** Checks that there are as many equations as unknowns. */
export function checkSquare(verb: string, equations: number, unknowns: number): void {
  if (equations === unknowns) return;
  throw new RangeError(`${verb}: expected f to return as many numbers as x has, ${unknowns}, got ${equations}`);
}
