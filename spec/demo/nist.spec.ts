import { describe, expect, test } from 'vitest';
import { certifiedDigits } from '../../demo/certified-digits.ts';
import { agreement, fitWithExactJacobians, fitWithForwardDifferences } from '../../demo/fits.ts';
import { type LeastSquares, levenbergMarquardt } from '../../demo/levenberg-marquardt.ts';
import { type Observations, type Problem, problems, residuals } from '../../demo/problems.ts';
import {
  grad,
  hessian,
  jacobian,
  type Scalar,
  square,
  sum,
  type Vector,
  value,
  valueAndJacobian,
} from '../../lib/entries/index.ts';
import { type Decimal, data } from '../ground-truth/data.ts';
import { boundOf, excess, Magnitude } from '../support/magnitude.ts';

/** Ground truth at a start, to 22 digits; r are the residuals. */
interface Truth {
  readonly b: readonly Decimal[];
  readonly rss: Decimal;
  readonly rss_gradient: readonly Decimal[];
  readonly rss_hessian: readonly (readonly Decimal[])[];
  readonly residual_first: Decimal;
  readonly residual_last: Decimal;
  readonly jacobian_first_row: readonly Decimal[];
  readonly jacobian_last_row: readonly Decimal[];
}

type Start = 'at_start1' | 'at_start2';
const truth = data<{ problems: Readonly<Record<string, Record<Start, Truth>>> }>('nist_strd/nist.json').problems;

const rss = (b: Vector, observed: Observations): Scalar => sum(residuals(b, observed).map(square));

/** What the file lists, in its order, computed here from the model alone. */
function computed(b: Vector, observed: Observations): Scalar[] {
  const r = residuals(b, observed);
  const rows = jacobian(residuals)(b, observed);
  return [
    ...[rss(b, observed), grad(rss)(b, observed), hessian(rss)(b, observed)],
    ...[r[0], r.at(-1), rows[0], rows.at(-1)],
  ].flat(2) as Scalar[];
}

const listed = (t: Truth): Decimal[] =>
  [
    t.rss,
    t.rss_gradient,
    t.rss_hessian,
    t.residual_first,
    t.residual_last,
    t.jacobian_first_row,
    t.jacobian_last_row,
  ].flat(2) as Decimal[];

// NIST's decimals are not doubles: data and parameters come with an ulp of doubt (log(y) of Nelson is rounded once more).
const doubtful = (x: number): Magnitude => new Magnitude(x, Math.abs(x));
const withDoubt = ({ model, x, y }: Problem): Observations => ({
  model,
  x: x.map((row) => row.map(doubtful)),
  y: y.map(doubtful),
});

const named = (name: string): Problem => problems.find((problem) => problem.name === name) as Problem;

test('all 17 public data sets are there', () => {
  expect(problems.map(({ name }) => name).sort()).toEqual(Object.keys(truth).sort());
  expect(problems.length).toBe(17);
});

const starts = problems.flatMap((problem) => [
  { name: problem.name, problem, start: 1, b: problem.starts[0] as readonly number[] },
  { name: problem.name, problem, start: 2, b: problem.starts[1] as readonly number[] },
]);

describe.each(starts)('$name at start $start', ({ name, problem, start, b }) => {
  const t = (truth[name] as Record<Start, Truth>)[start === 1 ? 'at_start1' : 'at_start2'];

  test('residuals, their Jacobian, and gradient and Hessian of their squares are off by rounding at most', () => {
    const found = computed(b, problem) as number[];
    const bounds = computed(b.map(doubtful), withDoubt(problem)).map(boundOf);
    const expected = listed(t);
    expect(t.b.map(Number)).toEqual(b);
    expect(found.length).toBe(expected.length);
    for (const [i, got] of found.entries()) {
      const e = Number(expected[i]);
      expect(excess(got, e, bounds[i] as number)).toBeLessThan(0.5);
      expect(Math.abs(got - e)).toBeLessThanOrEqual(1e-13 * Math.abs(e));
    }
  });

  test('the fit with exact Jacobians reaches the certificate to 10 digits and more', () => {
    const fit = fitWithExactJacobians(problem, b);
    expect(fit.converged).toBe(true);
    expect(fit.digits).toBeGreaterThan(10);
    // Residuals of 1e-13 have 3 digits in double precision, and standard errors are proportional to them.
    expect(fit.standardErrorDigits).toBeGreaterThan(name === 'Lanczos1' ? 2.5 : 10);
  });
});

test.each(['Hahn1', 'Lanczos3', 'MGH09', 'Nelson', 'Thurber'])('%s loses digits to forward differences', (name) => {
  const problem = named(name);
  for (const b of problem.starts) {
    const fit = fitWithForwardDifferences(problem, b);
    expect(fit.converged).toBe(true);
    expect(fit.digits).toBeGreaterThan(4);
    expect(fit.digits).toBeLessThan(8);
  }
});

test('a fit that is stopped early, or cannot even start, says that it has not converged', () => {
  const problem = named('Rat42');
  const start = problem.starts[0] as readonly number[];
  const rat42: LeastSquares = {
    residuals: (b) => residuals(b, problem).map(value),
    linearise: (b) => valueAndJacobian(residuals)(b, problem),
    magnitude: 1,
  };
  expect(levenbergMarquardt(rat42, start, 5)).toMatchObject({ converged: false, iterations: 5 });
  expect(levenbergMarquardt(rat42, [100, Number.NaN, 0.1])).toMatchObject({ converged: false });
});

test('the standard error of a parameter is that of the quantity which is the parameter', () => {
  const { standardErrors, standardErrorOf } = fitWithExactJacobians(named('Rat42'), [75, 2.5, 0.07]);
  expect(standardErrors.map((_, j) => standardErrorOf(standardErrors.map((_, k) => (j === k ? 1 : 0))))).toEqual(
    standardErrors.map((error) => expect.closeTo(error, 12)),
  );
});

test('agreement counts the digits of the worst entry, between 0 and the 11 of a certificate', () => {
  expect(agreement([1.001, 20], [1, 20])).toBeCloseTo(3, 9);
  expect(agreement([1, 20], [1, 20])).toBe(11);
  expect(agreement([-1, 20], [1, 20])).toBe(0);
  expect(agreement([Number.NaN, 20], [1, 20])).toBe(0);
});

test.each(['DanWood', 'Misra1a', 'MGH09', 'BoxBOD'])(
  'the digits certified of %s are those that NIST has, or more',
  (name) => {
    const problem = problems.find((one) => one.name === name)!;
    const { parameters } = fitWithExactJacobians(problem, problem.starts[1]!);
    const certified = certifiedDigits(parameters, problem);
    const error = (j: number): number =>
      Math.abs(parameters[j]! - problem.certified.parameters[j]!) / Math.abs(parameters[j]!);
    certified.forEach((digits, j) => {
      expect(digits).toBeGreaterThan(11);
      // Certificates have 11 digits.
      expect(error(j)).toBeLessThan(10 ** -digits + 5e-11);
    });
  },
);
