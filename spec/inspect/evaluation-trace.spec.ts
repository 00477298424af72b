import { describe, expect, test } from 'vitest';
import {
  add,
  cbrt,
  cube,
  type EvaluationStep,
  evaluationTrace,
  exp,
  grad,
  jvp,
  log,
  max,
  mul,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  sum,
} from '../../lib/entries/index.ts';
import { expectSame, same } from '../laws/agree.ts';
import { anyNumber, moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Program, smoothPrograms, wildPrograms } from '../support/programs.ts';

type Xs = readonly [Scalar, Scalar];
type Xyz = readonly [Scalar, Scalar, Scalar];

/** A column of the table as a textbook prints it, with as many decimals. */
const column = (steps: readonly EvaluationStep[], of: 'value' | 'tangent' | 'adjoint', decimals: number): string[] =>
  steps.map((step) => step[of].toFixed(decimals));

describe('Baydin et al., tables 2 and 3: ln x₁ + x₁ x₂ − sin x₂ at (2, 5)', () => {
  const f = ([x1, x2]: Xs): Scalar => {
    const v1 = log(x1);
    const v2 = mul(x1, x2);
    const v3 = sin(x2);
    const v4 = add(v1, v2);
    return sub(v4, v3);
  };
  const along1 = evaluationTrace(f, [2, 5]);

  test('the forward primal trace', () => {
    expect(along1.steps.map(({ name, formula }) => [name, formula])).toEqual([
      ['x[0]', ''],
      ['x[1]', ''],
      ['v1', 'log(x[0])'],
      ['v2', 'mul(x[0], x[1])'],
      ['v3', 'sin(x[1])'],
      ['v4', 'add(v1, v2)'],
      ['y', 'sub(v4, v3)'],
    ]);
    expect(column(along1.steps, 'value', 3)).toEqual([
      '2.000',
      '5.000',
      '0.693',
      '10.000',
      '-0.959',
      '10.693',
      '11.652',
    ]);
  });

  test('the forward tangent trace, by x₁ unless another direction is given', () => {
    expect(along1.steps.map(({ tangent }) => tangent)).toEqual([1, 0, 0.5, 5, 0, 5.5, 5.5]);
    expect(evaluationTrace(f, [2, 5], [1, 0]).steps).toEqual(along1.steps);
    const along2 = evaluationTrace(f, [2, 5], Float64Array.of(0, 1)).steps;
    expect(column(along2, 'tangent', 3)).toEqual(['0.000', '1.000', '0.000', '2.000', '0.284', '2.000', '1.716']);
  });

  test('the reverse adjoint trace', () => {
    expect(along1.steps.map(({ adjoint }) => adjoint)).toEqual([5.5, 2 - Math.cos(5), 1, 1, -1, 1, 1]);
    expect(column(along1.steps, 'adjoint', 3).slice(0, 2)).toEqual(['5.500', '1.716']);
  });

  test('as text, in columns', () => {
    expect(along1.toString()).toBe(
      [
        '      formula                value  tangent    adjoint',
        'x[0]                             2        1        5.5',
        'x[1]                             5        0  1.7163378',
        'v1    log(x[0])         0.69314718      0.5          1',
        'v2    mul(x[0], x[1])           10        5          1',
        'v3    sin(x[1])        -0.95892427        0         -1',
        'v4    add(v1, v2)        10.693147      5.5          1',
        'y     sub(v4, v3)        11.652071      5.5          1',
      ].join('\n'),
    );
    expect(String(along1)).toBe(along1.toString());
  });
});

test('x₁² + 3(x₂x₃ − x₁²) at (1, 2, 3): two paths from x₁²', () => {
  const { steps } = evaluationTrace(
    ([x1, x2, x3]: Xyz) => {
      const z1 = square(x1);
      const z2 = mul(x2, x3);
      return add(z1, mul(3, sub(z2, z1)));
    },
    [1, 2, 3],
  );
  const named = Object.fromEntries(steps.map((step) => [step.name, step]));
  const rows = (of: 'value' | 'tangent' | 'adjoint') => Object.values(named).map((step) => step[of]);
  expect(Object.keys(named)).toEqual(['x[0]', 'x[1]', 'x[2]', 'v1', 'v2', 'v3', 'v4', 'y']);
  expect(rows('value')).toEqual([1, 2, 3, 1, 6, 5, 15, 16]);
  expect(rows('tangent')).toEqual([1, 0, 0, 2, 0, -2, -6, -4]);
  expect(rows('adjoint')).toEqual([-4, 9, 6, -2, 3, 3, 1, 1]);
  expect(named.v4?.formula).toBe('mul(3, v3)');
});

describe('what a table may look like', () => {
  test('of a function of one number, whose input is x', () => {
    const { steps } = evaluationTrace((x: Scalar) => exp(x), 0);
    expect(steps).toEqual([
      { name: 'x', formula: '', value: 0, tangent: 1, adjoint: 1 },
      { name: 'y', formula: 'exp(x)', value: 1, tangent: 1, adjoint: 1 },
    ]);
    expect(evaluationTrace((x: Scalar) => exp(x), 0, 3).steps.map(({ tangent }) => tangent)).toEqual([3, 3]);
  });

  test('of the identity, of a constant, and of a constant that is also used', () => {
    expect(evaluationTrace((x: Scalar) => x, 2).steps).toEqual([
      { name: 'x', formula: '', value: 2, tangent: 1, adjoint: 1 },
    ]);
    expect(evaluationTrace(() => 7, 2).steps).toEqual([{ name: 'x', formula: '', value: 2, tangent: 1, adjoint: 0 }]);
    const used = evaluationTrace((x: Scalar) => {
      sin(mul(x, 7));
      return 7;
    }, 2).steps;
    expect(used.map(({ adjoint }) => adjoint)).toEqual([0, 0, 0]);
  });

  test('what the result does not depend on has adjoint 0; what came after it as well', () => {
    const { steps } = evaluationTrace(
      ([x, y]: Xs) => {
        sin(y);
        const result = mul(x, 2);
        mul(result, y);
        return result;
      },
      [3, 4],
    );
    expect(steps.map(({ name, adjoint }) => [name, adjoint])).toEqual([
      ['x[0]', 2],
      ['x[1]', 0],
      ['v1', 0],
      ['y', 1],
      ['v3', 0],
    ]);
  });

  test('of an array operation, and of a gradient: forward of it, and back through it', () => {
    const { steps } = evaluationTrace((x: readonly Scalar[]) => sum(x), [1, 2, 3]);
    expect(steps.at(-1)).toEqual({ name: 'y', formula: 'sum(x[0], x[1], x[2])', value: 6, tangent: 1, adjoint: 1 });
    const slope = ([x, y]: Xs): Scalar => grad(([a, b]: Xs) => mul(square(a), b))([x, y])[0] as Scalar;
    const nested = evaluationTrace(slope, [3, 5]).steps;
    expect(nested.at(-1)?.tangent).toBe(10);
    expect(nested.slice(0, 2).map(({ adjoint }) => adjoint)).toEqual([10, 6]);
  });
});

describe('a zero is a number, no dependence is none', () => {
  const tangentAndAdjoints = (f: (x: readonly Scalar[]) => Scalar, x: readonly number[]): number[] => {
    const { steps } = evaluationTrace(f, x);
    return [steps.at(-1)?.tangent as number, ...steps.slice(0, x.length).map(({ adjoint }) => adjoint)];
  };

  test('0 · ∞ is NaN where both come from the input', () => {
    expect(tangentAndAdjoints(([x]) => cbrt(cube(x as Scalar)), [0])).toEqual([NaN, NaN]);
    expect(tangentAndAdjoints(([x]) => square(sqrt(x as Scalar)), [0])).toEqual([NaN, NaN]);
  });

  test('the operand that max does not choose has adjoint 0 under an infinite slope', () => {
    expect(tangentAndAdjoints(([x, y]) => sqrt(max(x as Scalar, y as Scalar)), [0, -1])).toEqual([
      Infinity,
      Infinity,
      0,
    ]);
  });
});

function expectClose(got: readonly unknown[], expected: readonly unknown[], what: string): void {
  const [a, b] = [got, expected] as [readonly number[], readonly number[]];
  const size = Math.max(1, ...b.filter(Number.isFinite).map(Math.abs));
  const isClose = a.every((x, i) => same(x, b[i]) || Math.abs(x - b[i]!) <= 1e-12 * size);
  // Beyond the range the two orders may differ in what overflows.
  if (isClose || ![...a, ...b].every(Number.isFinite)) return;
  expect.fail(`${what}: got [${a.join(', ')}], expected [${b.join(', ')}]`);
}

describe('laws', () => {
  const agree = (p: Program, x: readonly number[], v: readonly number[]): void => {
    const { steps } = evaluationTrace(p.run, x, v);
    const inputs = steps.slice(0, x.length);
    expect(inputs.map(({ value, tangent }) => [value, tangent])).toEqual(x.map((xi, i) => [xi, v[i]]));
    // In a trace they are written out; their own rules add in another order.
    const compare = /softmax/i.test(String(p)) ? expectClose : expectSame;
    compare(
      inputs.map(({ adjoint }) => adjoint),
      grad(p.run, { mode: 'reverse' })(x),
      'adjoints of the inputs, and the gradient',
    );
    const y = steps.find(({ name }) => name === 'y');
    if (y === undefined) return;
    const { value, tangent } = jvp(p.run, x, v);
    expect(y.value).toBe(value);
    expect(y.adjoint).toBe(1);
    compare([y.tangent], [tangent], 'the tangent of the result, and jvp');
  };
  const pairs = (entry: fc.Arbitrary<number>) => fc.array(fc.tuple(entry, moderate), { minLength: 1, maxLength: 4 });

  test('on smooth programs: the tangent of the result is jvp, the adjoints of the inputs the gradient', () => {
    fc.assert(
      fc.property(smoothPrograms, pairs(moderate), (p, xv) => {
        agree(
          p,
          xv.map(([x]) => x),
          xv.map(([, v]) => v),
        );
      }),
    );
  });

  test('and on any program, anywhere', () => {
    fc.assert(
      fc.property(wildPrograms, pairs(anyNumber), (p, xv) => {
        agree(
          p,
          xv.map(([x]) => x),
          xv.map(([, v]) => v),
        );
      }),
    );
  });

  test('⟨adjoint, tangent⟩ over the inputs is the tangent of the result', () => {
    fc.assert(
      fc.property(smoothPrograms, pairs(moderate), (p, xv) => {
        const { steps } = evaluationTrace(
          p.run,
          xv.map(([x]) => x),
          xv.map(([, v]) => v),
        );
        const terms = steps.slice(0, xv.length).map(({ adjoint, tangent }) => adjoint * tangent);
        const y = steps.find(({ name }) => name === 'y');
        const size = terms.reduce((s, term) => s + Math.abs(term), 1e-3);
        if (y !== undefined) expect(Math.abs(terms.reduce((a, b) => a + b) - y.tangent)).toBeLessThan(1e-7 * size);
      }),
    );
  });
});

describe('errors', () => {
  test.each<[string, unknown, string]>([
    ['an array', (x: Scalar) => [x, x], 'an array of length 2'],
    ['a record', (x: Scalar) => ({ x }), 'a record'],
  ])('f(x) is %s', (_, f, got) => {
    expect(() => evaluationTrace(f as never, 3)).toThrow(
      new TypeError(`evaluationTrace: expected f(x) to be a number, got ${got}`),
    );
  });

  test('v has another length than x', () => {
    expect(() => evaluationTrace(([x, y]: Xs) => mul(x, y), [1, 2], [1] as never)).toThrow(
      new RangeError('evaluationTrace: expected v to have the length of x, 2, got 1'),
    );
    expect(() => evaluationTrace(sin, 1, [1, 2] as never)).toThrow(
      new RangeError('evaluationTrace: expected v to have the length of x, 1, got 2'),
    );
  });
});
