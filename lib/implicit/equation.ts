import type { Scalar } from '../scalar.ts';
import { forwardEngine } from '../transforms/forward-engine.ts';

/** A system of n equations g(x) = 0 of n numbers, for a verb. */
export interface Equation {
  readonly verb: string;
  readonly residual: (x: Scalar[]) => readonly Scalar[];
}

/** g(x), and the Jacobian of g. */
export interface LinearizedEquation {
  readonly residual: readonly Scalar[];
  readonly jacobian: readonly (readonly Scalar[])[];
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
  return { residual: value.map(outward), jacobian: rows.map((row) => row.map(outward)) };
}

/** Checks that there are as many equations as unknowns. */
export function checkSquare(verb: string, equations: number, unknowns: number): void {
  if (equations === unknowns) return;
  throw new RangeError(`${verb}: expected f to return as many numbers as x has, ${unknowns}, got ${equations}`);
}
