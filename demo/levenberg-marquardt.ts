import { Matrix, QrDecomposition } from 'ml-matrix';

/** What is to be fitted: residuals, and their linearisation, at any parameters. */
export interface LeastSquares {
  residuals(b: readonly number[]): readonly number[];
  linearise(b: readonly number[]): Linearisation;
  /** Norm of the data: residuals are differences of numbers this large, so this is what they are rounded by. */
  readonly magnitude: number;
}

export interface Linearisation {
  readonly value: readonly number[];
  readonly jacobian: readonly (readonly number[])[];
}

export interface Fit extends Linearisation {
  readonly parameters: readonly number[];
  readonly iterations: number;
  readonly converged: boolean;
}

// Careful first steps: 30 to 300 serve every NIST start, while 10 already jumps onto BoxBOD's plateau b2 = ∞.
const FIRST_DAMPING = 100;

/**
 * Levenberg–Marquardt with Moré's scaling of the parameters and Nielsen's damping.
 *
 * Written here because the package for it did not do the job: with exact Jacobians, parameters scaled by their start
 * and 2000 iterations, ml-levenberg-marquardt 5.1.0 falls short of 8 digits in 11 of the 34 NIST fits, whether its
 * damping starts at 0.01 or at 1. It accepts steps that go uphill, does not scale the damping, solves the normal
 * equations, which square the condition number, and has no relative test to stop by.
 *
 * One iteration tries one step p, the least-squares solution of [J; √λ D] p = [-r; 0].
 * @see Moré, The Levenberg-Marquardt algorithm: implementation and theory (1978)
 * @see Nielsen, Damping parameter in Marquardt's method (1999)
 */
export function levenbergMarquardt(problem: LeastSquares, start: readonly number[], maxIterations = 10_000): Fit {
  let parameters = start;
  let { value: r, jacobian } = problem.linearise(start);
  const scale: number[] = start.map(() => 0);
  let damping = FIRST_DAMPING;
  let growth = 2;
  let shortest = Number.POSITIVE_INFINITY;
  let iterations = 0;

  while (iterations < maxIterations && Number.isFinite(damping) && jacobian.every(finite)) {
    iterations++;
    widen(scale, jacobian);
    const { step, image } = dampedStep(jacobian, r, scale, damping);
    const trial = parameters.map((b, j) => b + (step[j] as number));
    const trialResiduals = problem.residuals(trial);
    const length = norm(step.map((s, j) => s * (scale[j] as number)));

    const predicted = norm(image) ** 2 + 2 * damping * length ** 2;
    const actual = decrease(r, trialResiduals);
    // Rounding moves the sum of squares by this much: below it, only the steps themselves tell what is going on.
    const noise = 10 * Number.EPSILON * problem.magnitude * norm(r);
    const settling = predicted <= noise && Number.isFinite(actual);
    // Undamped and rounded to nothing: Gauss–Newton steps shrink until rounding is all that is left of them.
    if (settling && damping <= 1e-6 && length >= shortest) {
      return { parameters, value: r, jacobian, iterations, converged: true };
    }
    const ratio = actual / predicted;
    if (settling || ratio > 1e-4) {
      parameters = trial;
      ({ value: r, jacobian } = problem.linearise(trial));
      damping *= settling ? 0.1 : Math.max(0.1, 1 - (2 * ratio - 1) ** 3);
      growth = 2;
      shortest = settling ? length : Number.POSITIVE_INFINITY;
    } else {
      damping *= growth;
      growth *= 2;
    }
  }
  return { parameters, value: r, jacobian, iterations, converged: false };
}

/** D_j: the largest norm that column j of the Jacobian has had so far, so that a flat stretch frees no parameter. */
function widen(scale: number[], jacobian: Linearisation['jacobian']): void {
  for (let j = 0; j < scale.length; j++) {
    scale[j] = Math.max(scale[j] as number, norm(jacobian.map((row) => row[j] as number))) || 1;
  }
}

/** The step p and its image J p. QR of the tall matrix keeps the digits that JᵀJ would lose; unknowns are D p. */
function dampedStep(
  jacobian: Linearisation['jacobian'],
  r: readonly number[],
  scale: readonly number[],
  damping: number,
): { step: number[]; image: number[] } {
  const rows = jacobian.map((row) => scale.map((d, j) => (row[j] as number) / d));
  const ridge = scale.map((_, i) => scale.map((_, j) => (i === j ? Math.sqrt(damping) : 0)));
  const target = [...r.map((residual) => -residual), ...scale.map(() => 0)];
  const unknowns = new QrDecomposition(new Matrix([...rows, ...ridge])).solve(Matrix.columnVector(target));
  const scaled = unknowns.to1DArray();
  return {
    step: scaled.map((q, j) => q / (scale[j] as number)),
    image: rows.map((row) => row.reduce((sum, a, j) => sum + a * (scaled[j] as number), 0)),
  };
}

/** ‖r‖² - ‖s‖², term by term, which keeps digits where the two sums agree in most of theirs. */
function decrease(r: readonly number[], s: readonly number[]): number {
  return r.reduce((sum, before, i) => sum + (before - (s[i] as number)) * (before + (s[i] as number)), 0);
}

function finite(xs: readonly number[]): boolean {
  return xs.every(Number.isFinite);
}

function norm(xs: readonly number[]): number {
  return Math.sqrt(xs.reduce((sum, x) => sum + x * x, 0));
}
