import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  derivative,
  gt,
  hessian,
  log,
  mul,
  norm,
  type Scalar,
  sin,
  sparseHessian,
  square,
  valueAndGrad,
  valueAndSparseHessian,
} from '../../lib/entries/index.ts';
import { columnsOf, dense } from './dense.ts';
import { problems, type Step, scalars, sparseProgram } from './problems.ts';

type Vector = readonly Scalar[];

const hessians = problems
  .filter(({ kind }) => kind === 'hessian')
  .map((problem) => [`${problem.name} ${problem.n}`, problem] as const);

describe.each(hessians)('%s', (_, problem) => {
  const f = scalars[problem.name]!;
  const x = problem.x.map(Number);
  const of = sparseHessian(f);

  test('has the pattern, the values and the colors of the reference', () => {
    const found = of(x);
    expect(columnsOf(found)).toEqual(problem.pattern_rows);
    const expected = problem.hessian_values_rows!.flat().map(Number);
    const size = Math.max(...expected.map(Math.abs));
    found.values.forEach((entry, e) => {
      expect(Math.abs(entry - expected[e]!)).toBeLessThanOrEqual(1e-13 * Math.max(Math.abs(expected[e]!), 1e-3 * size));
    });
    expect(found.pattern.starColors.count).toBe(problem.star_chromatic_number);
    expect(`${found.pattern}`.split('\n')[0]).toBe(
      `${problem.n} × ${problem.n}, ${expected.length} nonzeros, ${problem.star_chromatic_number} colors`,
    );
  });

  test('is the dense Hessian: by partials, by lanes, and compiled', () => {
    const compiled = compile(of);
    for (let call = 1; call <= 8; call++) {
      const at = x.map((xi, i) => xi + 0.01 * call * Math.cos(i));
      agree(dense(of(at), problem.n), hessian(f)(at));
      agree(dense(compiled(at), problem.n), hessian(f)(at));
    }
  });
});

/** Whether entries are those of the dense Hessian, up to the order of sums. */
function agree(found: number[][], expected: number[][]): void {
  const scale = Math.max(1, ...expected.flat().map(Math.abs).filter(Number.isFinite));
  found.forEach((row, i) => {
    row.forEach((entry, j) => {
      const other = expected[i]![j]!;
      if (!Object.is(entry, other)) expect(Math.abs(entry - other)).toBeLessThanOrEqual(1e-12 * scale);
    });
  });
}

test('sparse is dense, entry by entry, at one point after another, whichever branches they take', () => {
  const step = fc.record({ op: fc.nat({ max: 9 }), i: fc.nat({ max: 2 }), j: fc.nat({ max: 2 }) });
  const drawn = fc.record({
    steps: fc.array<Step>(step, { minLength: 1, maxLength: 16 }),
    outputs: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 5 }),
    points: fc.array(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 6, maxLength: 6 }), {
      minLength: 1,
      maxLength: 4,
    }),
  });
  fc.assert(
    fc.property(drawn, ({ steps, outputs, points }) => {
      const terms = sparseProgram(steps, outputs);
      const f = (x: Vector): Scalar => terms(x).reduce((s, t) => add(s, t), 0);
      const of = sparseHessian(f);
      const compiled = compile(sparseHessian(f));
      for (const x of points) {
        const expected = hessian(f)(x);
        agree(dense(of(x), 6), expected);
        agree(dense(compiled(x), 6), expected);
      }
    }),
  );
});

test('a linear function has no second derivatives, and no nonzeros', () => {
  const { values, pattern } = sparseHessian((x: Vector) => add(x[0]!, mul(3, x[1]!)))([1, 2]);
  expect([values.length, `${pattern}`]).toEqual([0, '2 × 2, 0 nonzeros, 1 colors\n⠀']);
});

test('the pattern has the mirror image of each place, and grows with a branch', () => {
  const f = (x: Vector): Scalar => (gt(x[0]!, 0) ? mul(square(x[0]!), x[1]!) : mul(x[0]!, mul(x[1]!, x[2]!)));
  const of = sparseHessian(f);
  expect(columnsOf(of([1, 2, 3]))).toEqual([[0, 1], [0], []]);
  of([1, 2, 3]);
  const third = of([-1, 2, 3]);
  expect(columnsOf(third)).toEqual([
    [0, 1, 2],
    [0, 2],
    [0, 1],
  ]);
  expect(dense(third, 3)).toEqual(hessian(f)([-1, 2, 3]));
});

test('value, gradient and Hessian come in one call, the gradient in the tree of x', () => {
  const f = ({ a, b }: { a: Scalar; b: readonly Scalar[] }): Scalar => mul(square(a), add(b[0]!, log(b[1]!)));
  const x = { a: 2, b: [3, 5] };
  const { value, gradient } = valueAndGrad(f)(x);
  const of = valueAndSparseHessian(f);
  for (const evaluate of [of, compile(of)]) {
    for (let call = 0; call < 4; call++) {
      const found = evaluate(x);
      expect(found.value).toBe(value);
      expect(found.gradient).toEqual(gradient);
      expect(columnsOf(found.hessian)).toEqual([[0, 1, 2], [0], [0, 2]]);
    }
  }
  const typed = valueAndSparseHessian((v: Vector) => sin(v[0]!))(Float64Array.of(1));
  expect(typed.gradient).toEqual(Float64Array.of(Math.cos(1)));
});

test('at a kink derivatives are NaN where the rows say so', () => {
  const f = (x: Vector): Scalar => norm([x[0]!, x[1]!]);
  for (let call = 0; call < 3; call++) {
    expect([...sparseHessian(f)([0, 0]).values]).toEqual([NaN, NaN, NaN, NaN]);
  }
});

test('refuses a list for f(x), and another derivative around it', () => {
  expect(() => sparseHessian((([x]: Vector) => [x]) as never)([1])).toThrow(
    'sparseHessian: expected f(x) to be a number, got an array of length 1; for vector outputs use jacobian(f)',
  );
  const of = sparseHessian((x: Vector) => square(square(x[0]!)));
  expect(() => derivative((t) => of([t] as never).values[0] as Scalar)(1)).toThrow(
    'sparseHessian: expected plain numbers, got Dual(12 + 24ε) of an outer derivative; inside another derivative use jacobian or hessian',
  );
});
