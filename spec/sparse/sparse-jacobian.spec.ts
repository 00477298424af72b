import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  derivative,
  emitModule,
  gt,
  jacobian,
  max,
  mul,
  type Scalar,
  sin,
  sparseJacobian,
  square,
  sub,
  valueAndSparseJacobian,
  where,
} from '../../lib/entries/index.ts';
import { columnsOf, dense } from './dense.ts';
import { functions, problems, type Step, sparseProgram } from './problems.ts';

type Vector = readonly Scalar[];

const jacobians = problems
  .filter(({ kind }) => kind === 'jacobian')
  .map((problem) => [`${problem.name} ${problem.n}`, problem] as const);

describe.each(jacobians)('%s', (_, problem) => {
  const f = functions[problem.name]!;
  const x = problem.x.map(Number);
  const of = sparseJacobian(f);

  test('has the pattern of its dependencies, the values to a few digits less than all, and the colors', () => {
    const found = of(x);
    expect(columnsOf(found)).toEqual(problem.pattern_rows);
    const expected = problem.values_rows!.flat().map(Number);
    const size = Math.max(...expected.map(Math.abs));
    found.values.forEach((entry, e) => {
      expect(Math.abs(entry - expected[e]!)).toBeLessThanOrEqual(1e-13 * Math.max(Math.abs(expected[e]!), 1e-3 * size));
    });
    expect(found.pattern.columnColors.count).toBe(problem.column_chromatic_number);
  });

  test('is the dense Jacobian to the bit: by partials, by lanes, and compiled', () => {
    const width = problem.n;
    const compiled = compile(of);
    // Calls 1, 2, 4 and 8 are by local partials, the others by lanes where so many colors fit into a pass.
    for (let call = 1; call <= 8; call++) {
      const at = x.map((xi, i) => xi + 0.01 * call * Math.cos(i));
      const expected = jacobian(f, { mode: 'forward' })(at);
      const found = of(at);
      found.values.forEach((entry) => {
        expect(Object.is(entry, -0)).toBe(false);
      });
      const close = (rows: number[][]): void => {
        rows.forEach((row, i) => {
          const scale = Math.max(...expected[i]!.map(Math.abs));
          row.forEach((entry, j) => {
            expect(Math.abs(entry - expected[i]![j]!)).toBeLessThanOrEqual(1e-14 * scale);
          });
        });
      };
      close(dense(found, width));
      close(dense(compiled(at), width));
    }
  });
});

const step = fc.record({ op: fc.nat({ max: 9 }), i: fc.nat({ max: 2 }), j: fc.nat({ max: 2 }) });
const drawn = fc.record({
  steps: fc.array<Step>(step, { minLength: 1, maxLength: 24 }),
  outputs: fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 8 }),
  points: fc.array(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 8, maxLength: 8 }), {
    minLength: 1,
    maxLength: 6,
  }),
});

/** Whether entries are those of the dense Jacobian, up to the order of sums. */
function agree(found: number[][], expected: number[][]): void {
  found.forEach((row, i) => {
    const scale = Math.max(1, ...expected[i]!.map(Math.abs).filter(Number.isFinite));
    row.forEach((entry, j) => {
      const other = expected[i]![j]!;
      if (!Object.is(entry, other)) expect(Math.abs(entry - other)).toBeLessThanOrEqual(1e-12 * scale);
    });
  });
}

test('sparse is dense, entry by entry, at one point after another, whichever branches they take', () => {
  fc.assert(
    fc.property(drawn, ({ steps, outputs, points }) => {
      const f = sparseProgram(steps, outputs);
      const of = sparseJacobian(f);
      const compiled = compile(sparseJacobian(f));
      for (const x of points) {
        const expected = jacobian(f, { mode: 'forward' })(x);
        agree(dense(of(x), 8), expected);
        agree(dense(compiled(x), 8), expected);
      }
    }),
  );
});

describe('the pattern', () => {
  test('has both sides of a select, though only one is taken', () => {
    const f = ([x, y, z]: Vector): Scalar[] => [where(gt, x!, 0, y!, z!), max(x!, z!)];
    const { pattern, values } = sparseJacobian(f)([1, 2, 3]);
    expect(columnsOf({ ...pattern, values })).toEqual([
      [1, 2],
      [0, 2],
    ]);
    expect([...values]).toEqual([1, 0, 0, 1]);
  });

  test('and its arrays are shared by all calls until it grows', () => {
    const f = (x: Vector): Scalar[] => [gt(x[0]!, 0) ? square(x[0]!) : mul(x[0]!, x[1]!), x[2]!];
    const of = sparseJacobian(f);
    expect(of.pattern).toBeUndefined();
    const first = of([1, 2, 3]);
    expect(of.pattern).toBe(first.pattern);
    expect(columnsOf(first)).toEqual([[0], [2]]);
    const second = of([2, 2, 3]);
    expect(second.columns).toBe(first.columns);
    expect(second.starts).toBe(first.starts);
    expect(second.pattern).toBe(first.pattern);
    // The third call is a pass of lanes: the new entry has a color that its row did not have.
    const third = of([-1, 2, 3]);
    expect(columnsOf(third)).toEqual([[0, 1], [2]]);
    expect(dense(third, 3)).toEqual([
      [2, -1, 0],
      [0, 0, 1],
    ]);
    expect(dense(first, 3)).toEqual([
      [2, 0, 0],
      [0, 0, 1],
    ]);
    expect(dense(of([3, 2, 3]), 3)).toEqual([
      [6, 0, 0],
      [0, 0, 1],
    ]);
  });

  test.each([1, 2, 3, 4, 5, 7, 9])(
    'grows where a new entry has the color of another in its row, at call %i',
    (call) => {
      // Columns 0 and 1 share no row where x[2] > 0: one color.
      const f = (x: Vector): Scalar[] => [gt(x[2]!, 0) ? sin(x[0]!) : add(sin(x[0]!), mul(1e-5, x[1]!)), x[1]!];
      const of = sparseJacobian(f);
      for (let k = 1; k < call; k++) expect(columnsOf(of([k, 2, 3]))).toEqual([[0], [1]]);
      const found = of([1, 2, -3]);
      expect(dense(found, 3)).toEqual([
        [Math.cos(1), 1e-5, 0],
        [0, 1, 0],
      ]);
    },
  );

  test('of compiled code grows as well, and the code with it', () => {
    const f = (x: Vector): Scalar[] => [gt(x[2]!, 0) ? sin(x[0]!) : mul(x[0]!, x[1]!), x[1]!];
    const of = compile(sparseJacobian(f));
    expect(columnsOf(of([1, 2, 3]))).toEqual([[0], [1]]);
    expect(dense(of([1, 2, -3]), 3)).toEqual([
      [2, 1, 0],
      [0, 1, 0],
    ]);
    expect(dense(of([1, 2, 3]), 3)).toEqual([
      [Math.cos(1), 0, 0],
      [0, 1, 0],
    ]);
    // Of the pattern before, nothing is left.
    expect(of.stats.paths).toBe(2);
  });

  test('is another where x or f(x) has another length', () => {
    const of = sparseJacobian((x: Vector) => x.slice(1).map((next, i) => mul(x[i]!, next)));
    for (const n of [4, 3, 4, 4, 4, 6, 6, 6]) {
      const x = Array.from({ length: n }, (_, i) => i + 1);
      expect(columnsOf(of(x))).toEqual(Array.from({ length: n - 1 }, (_, i) => [i, i + 1]));
    }
  });

  test('has both sides of a select at each length of x', () => {
    const of = sparseJacobian((x: Vector) => [where(gt, x[0]!, 0, x[0]!, x.at(-1)!)]);
    for (const n of [2, 3]) expect(columnsOf(of(new Array<number>(n).fill(1)))).toEqual([[0, n - 1]]);
  });

  test('may be given: places without a derivative hold 0', () => {
    const f = ([x, y]: Vector): Scalar[] => [square(x!), y!];
    const of = sparseJacobian(f, { pattern: [[0, 1], [1]] });
    expect(of([3, 4])).toMatchObject({ columns: Int32Array.of(0, 1, 1), values: Float64Array.of(6, 0, 1) });
    const { pattern } = of([3, 4]);
    expect([...sparseJacobian(f, { pattern })([3, 4]).values]).toEqual([6, 0, 1]);
    expect([...compile(of)([3, 4]).values]).toEqual([6, 0, 1]);
    // Also where x has another length later.
    const each = sparseJacobian((x: Vector) => x.map((xi) => square(xi)), { pattern: [[0, 1], [1]] });
    each([3, 4]);
    expect(() => each([3, 4, 5])).toThrow('expected pattern to have a row for each of 3 results, got 2');
    expect([...each([3, 4]).values]).toEqual([6, 0, 8]);
  });

  test('prints as a sentence and a picture', () => {
    const band = (x: Vector): Scalar[] => x.map((xi, i) => mul(xi, x[i + 1] ?? 1));
    const { pattern } = sparseJacobian(band)(Array.from({ length: 8 }, (_, i) => i));
    expect(`${pattern}`).toBe('8 × 8, 15 nonzeros, 2 colors by columns, 2 by rows\n⠙⢦⡀⠀\n⠀⠀⠙⢦');
    const wide = sparseJacobian((x: Vector) => x.map((xi) => square(xi)))(new Array<number>(512).fill(1)).pattern;
    const lines = `${wide}`.split('\n').slice(1);
    expect(lines).toHaveLength(32);
    expect(lines.every((line, k) => line.length === 64 && line[2 * k] !== '⠀')).toBe(true);
  });
});

test('values are written into the array that is given', () => {
  const of = sparseJacobian((x: Vector) => x.map((xi) => square(xi)));
  const { values } = of([1, 2, 3]);
  expect(of([4, 5, 6], values).values).toBe(values);
  expect([...values]).toEqual([8, 10, 12]);
  const compiled = compile(of);
  expect(compiled([7, 8, 9], values).values).toBe(values);
  expect([...values]).toEqual([14, 16, 18]);
});

test('x may be a typed array or a tree, f(x) a tree, and f take further arguments', () => {
  const typed = sparseJacobian((x: Vector) => [mul(x[0]!, x[1]!)]);
  expect([...typed(Float64Array.of(2, 3)).values]).toEqual([3, 2]);
  const tree = ({ a, b }: { a: Scalar; b: readonly Scalar[] }, k: number) => ({
    p: mul(k, mul(a, b[1]!)),
    q: [b[0]!, sin(a)],
  });
  const of = valueAndSparseJacobian(tree);
  for (const evaluate of [of, compile(of)]) {
    const { value, jacobian: found } = evaluate({ a: 2, b: [3, 5] }, undefined, 10);
    expect(value).toEqual({ p: 100, q: [3, Math.sin(2)] });
    expect(dense(found, 3)).toEqual([
      [50, 0, 20],
      [0, 1, 0],
      [Math.cos(2), 0, 0],
    ]);
  }
});

test('rows of few results are accumulated in reverse, to the same numbers', () => {
  const f = (x: Vector): Scalar[] => [x.reduce((s: Scalar, xi) => add(mul(s, 0.5), sin(xi)), 0)];
  const x = Array.from({ length: 200 }, (_, i) => i / 7);
  agree(dense(sparseJacobian(f)(x), 200), jacobian(f)(x));
});

test('a derivative that is not finite has its NaN where the dense one has it', () => {
  const f = (x: Vector): Scalar[] => [mul(x[0]!, x[1]!), sin(x[2]!), sub(x[0]!, x[2]!)];
  const of = sparseJacobian(f);
  for (let call = 0; call < 5; call++) {
    expect(dense(of([Infinity, NaN, 1]), 3)).toEqual(jacobian(f, { mode: 'forward' })([Infinity, NaN, 1]));
  }
});

describe('refuses', () => {
  const of = sparseJacobian(([x, y]: Vector) => [mul(x!, y!)]);

  test.each<[string, () => unknown, string]>([
    [
      'a number',
      () => of(3 as never),
      'sparseJacobian: expected x to be an array or a record of numbers, got 3; for a function of one number use derivative(f)',
    ],
    [
      'a function that returns a number',
      () => sparseJacobian((([x]: Vector) => x) as never)([1]),
      'sparseJacobian: expected f(x) to be an array or a record, got the number Var(1); for scalar outputs use grad(f)',
    ],
    [
      'values of another length',
      () => of([1, 2], new Float64Array(3)),
      'sparseJacobian: expected values to be of length 2, one for each place of the pattern, got 3; where the pattern has grown, call without',
    ],
    [
      'values of another kind',
      () => of([1, 2], [0, 0] as never),
      'sparseJacobian: expected values to be a Float64Array to write into, got an array of length 2',
    ],
    [
      'a derivative in another place than pattern says',
      () => sparseJacobian(([x, y]: Vector) => [mul(x!, y!)], { pattern: [[0]] })([1, 2]),
      'sparseJacobian: expected the derivatives in the places of pattern, got one in row 0, column 1; add it, or leave pattern out',
    ],
    [
      'a pattern of another height',
      () => sparseJacobian(([x]: Vector) => [x!, x!], { pattern: [[0]] })([1]),
      'sparseJacobian: expected pattern to have a row for each of 2 results, got 1',
    ],
    [
      'columns that are not there',
      () => sparseJacobian(([x]: Vector) => [x!], { pattern: [[0, 1]] })([1]),
      'sparseJacobian: expected pattern[0] to hold columns from 0 to 0, got 1',
    ],
    [
      'what is no pattern',
      () => sparseJacobian(([x]: Vector) => [x!], { pattern: 'band' as never })([1]),
      'sparseJacobian: expected pattern to be the columns of each row, like [[0, 1], [1]], or { starts, columns }, got the string "band"',
    ],
    [
      'an unknown option',
      () => sparseJacobian(([x]: Vector) => [x!], { mode: 'forward' } as never),
      "sparseJacobian: expected no option but pattern, check, got 'mode'",
    ],
    [
      'another derivative around it',
      () => derivative((t) => of([t, 2] as never).values[0] as Scalar)(1),
      'sparseJacobian: expected plain numbers, got Dual(1 + 1ε) of an outer derivative; inside another derivative use jacobian or hessian',
    ],
    [
      'an order, compiled',
      () => compile(of, { order: 'elimination' }),
      "compile: expected no order of a sparse derivative, which has one of its own, got 'elimination'",
    ],
    [
      'to be emitted',
      () => emitModule(of as never, [1, 2]),
      'emitModule: expected a function of one list of numbers, got a sparse derivative; emit jacobian(f) or hessian(f), whose code leaves out what is structurally zero, or compile the sparse one',
    ],
  ])('%s', (_, run, message) => {
    expect(run).toThrow(message);
  });

  test('a branch on equality, as every verb does', () => {
    const f = ([x, y]: Vector): Scalar[] => [(x as unknown) === 1 ? y! : mul(x!, mul(2, y!))];
    expect(() => sparseJacobian(f)([1, 7])).toThrow('sparseJacobian: expected the value of f on plain numbers, 7');
  });

  test('values stay where a call throws', () => {
    const values = Float64Array.of(1, 2);
    const failing = sparseJacobian(([x, y]: Vector) => {
      if (gt(x!, 5)) throw new Error('no');
      return [mul(x!, y!)];
    });
    failing([1, 2], values);
    expect([...values]).toEqual([2, 1]);
    expect(() => failing([6, 2], values)).toThrow('no');
    expect([...values]).toEqual([2, 1]);
    expect([...failing([3, 4]).values]).toEqual([4, 3]);
  });
});
