import { value, valueAndJacobian } from '../lib/entries/index.ts';
import { centralDifferences, forwardDifferences } from './finite-differences.ts';
import { type Fit, type LeastSquares, levenbergMarquardt } from './levenberg-marquardt.ts';
import { type Problem, residuals } from './problems.ts';
import { type Uncertainty, uncertainty } from './uncertainty.ts';

export interface Result extends Fit, Pick<Uncertainty, 'standardErrors' | 'standardErrorOf'> {
  /** Worst agreement of a parameter, and of a standard error, with the certificate. */
  readonly digits: number;
  readonly standardErrorDigits: number;
}

const exactJacobian = valueAndJacobian(residuals);

export function fitWithExactJacobians(problem: Problem, start: readonly number[]): Result {
  return fitWith(problem, start, (b) => exactJacobian(b, problem));
}

export function fitWithForwardDifferences(problem: Problem, start: readonly number[]): Result {
  return fitWith(problem, start, (b) => forwardDifferences((c) => numericResiduals(c, problem), b));
}

export function fitWithCentralDifferences(problem: Problem, start: readonly number[]): Result {
  return fitWith(problem, start, (b) => centralDifferences((c) => numericResiduals(c, problem), b));
}

function fitWith(problem: Problem, start: readonly number[], linearise: LeastSquares['linearise']): Result {
  const magnitude = Math.hypot(...problem.y);
  const found = levenbergMarquardt({ residuals: (b) => numericResiduals(b, problem), linearise, magnitude }, start);
  const spread = uncertainty(found);
  return {
    ...found,
    ...spread,
    digits: agreement(found.parameters, problem.certified.parameters),
    standardErrorDigits: agreement(spread.standardErrors, problem.certified.standardErrors),
  };
}

const numericResiduals = (b: readonly number[], problem: Problem): number[] => residuals(b, problem).map(value);

/**
 * The digits that agree, by NIST's measure LRE = -log10(|found - certified| / |certified|), for the worst entry;
 * between 0 and 11, since the certificates have 11 digits. What is not a number agrees in none.
 */
export function agreement(found: readonly number[], certified: readonly number[]): number {
  const digits = certified.map((c, i) => -Math.log10(Math.abs((found[i] as number) - c) / Math.abs(c)));
  return Math.max(0, Math.min(11, ...digits)) || 0;
}
