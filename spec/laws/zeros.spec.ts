import { describe, expect, test } from 'vitest';
import {
  acosh,
  compile,
  derivative,
  div,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  type Scalar,
  trace,
  value,
  valueAndGrad,
  vjp,
} from '../../lib/entries/index.ts';
import { anyNumber } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import type { Field } from '../support/modes.ts';
import { program, wildPrograms } from '../support/programs.ts';
import { table } from '../support/table.ts';

const seed = fc.oneof(fc.constantFrom(0, -0, 1, -2), anyNumber);

/** The verbs that take a direction, as functions of it. */
const along: readonly (readonly [string, (f: Field, x: readonly number[]) => (v: readonly Scalar[]) => Scalar[]])[] = [
  ['jvp', (f, x) => (v) => [jvp(f, x as Scalar[], v as Scalar[]).tangent]],
  ['hvp', (f, x) => (v) => hvp(f, x as Scalar[], v as Scalar[])],
  [
    'vjp',
    (f, x) => (v) =>
      vjp((xs: readonly Scalar[]) => xs.map((xi) => f([xi, ...x.slice(1)])), x as Scalar[]).pullback(v as Scalar[]),
  ],
];

/** Fails unless g has the value at v, to the bit, whatever its numbers carry. */
function expectOneValue(g: (v: readonly Scalar[]) => Scalar[], v: readonly number[]): void {
  const plain = g(v).map(value);
  for (const mode of ['forward', 'reverse'] as const) {
    for (const i of plain.keys()) {
      const { value: nested } = valueAndGrad((w: readonly Scalar[]) => g(w)[i] as Scalar, { mode })(v);
      expect(nested, `entry ${i}, ${mode}`).toBe(plain[i]);
    }
  }
  const traced = trace(g, v);
  // The zeros of a trace's own results may have either sign.
  expect((traced.evaluate(v) as number[]).map((y) => y + 0)).toEqual(plain);
}

describe('a seed that happens to be 0 gives the same value, plain, nested and traced', () => {
  describe.each(along)('in %s', (_, g) => {
    test.each(table)('of $name', ({ field, anywhere }) => {
      const points = anywhere.chain((x) => fc.tuple(fc.constant(x), fc.tuple(...x.map(() => seed))));
      fc.assert(
        fc.property(points, ([x, v]) => {
          if (x.length > 0) expectOneValue(g(field, x), v);
        }),
        runs(0.2),
      );
    });
  });

  test('and its derivative is the slope there', () => {
    expect(valueAndGrad(([v]) => jvp(acosh, 1, v).tangent)([0])).toEqual({ value: 0, gradient: [Infinity] });
    expect(derivative((w) => vjp(acosh, 1).pullback(w))(0)).toBe(Infinity);
    const mixed = (x: Scalar) => derivative((v) => jvp((t) => acosh(t), x, v).tangent)(0);
    expect(derivative(mixed)(2)).toBe(derivative(derivative(acosh))(2));
  });

  test('compiled as well', () => {
    const compiled = compile((v: readonly [Scalar]) => valueAndGrad(([w]) => jvp(acosh, 1, w).tangent)(v));
    for (const v of [0, 2, 0]) expect(compiled([v])).toEqual({ value: v === 0 ? 0 : Infinity, gradient: [Infinity] });
  });
});

/** What every verb gives of f at x, as one list. */
function derivatives(f: Field, x: readonly number[]): number[] {
  const vector = (xs: readonly Scalar[]): Scalar[] => [f(xs)];
  const out = [...x];
  gradInto(f)(x, out);
  const ones = x.map(() => 1);
  return [
    ...out,
    ...(['forward', 'reverse'] as const).flatMap((mode) => [
      ...grad(f, { mode })(x),
      ...jacobian(vector, { mode })(x).flat(),
      ...hessian(f, { mode })(x).flat(),
    ]),
    ...grad(f, { lanes: 1 })(x),
    jvp(f, x, ones).tangent,
    ...hvp(f, x, ones),
    ...vjp(f, x).pullback(-1),
  ] as number[];
}

describe('a derivative that is 0 has the sign +', () => {
  test.each(table)('of $name, from every verb', ({ field, anywhere }) => {
    fc.assert(
      fc.property(anywhere, (x) => {
        for (const t of derivatives(field, x)) expect(t).not.toBe(-0);
      }),
    );
  });

  test('so a program that divides by derivatives has one value, in every mode', () => {
    fc.assert(
      fc.property(wildPrograms, fc.array(anyNumber, { minLength: 1, maxLength: 3 }), (p, x) => {
        const g = (xs: readonly Scalar[]): Scalar[] => grad(p.run, { mode: 'reverse' })(xs).map((t) => div(1, t));
        const plain = g(x);
        const modes = [
          valueJacobian(g, x, { mode: 'forward' }),
          valueJacobian(g, x, { lanes: 1 }),
          valueJacobian(g, x, { mode: 'reverse' }),
          trace(g, x).evaluate(x),
        ];
        for (const values of modes) expect(values).toEqual(plain);
      }),
      {
        examples: [
          // One pass has active numbers on the tape of the inner gradient, of which the result is independent.
          [
            program(
              [],
              [
                ['tanh', 1],
                ['silu', 1],
                ['add', 0, 0],
                ['square', 2],
              ],
              false,
            ),
            [-0, 0],
          ],
        ],
      },
    );
  });
});

function valueJacobian(g: (xs: readonly Scalar[]) => Scalar[], x: readonly number[], options: object): Scalar[] {
  let values: Scalar[] = [];
  jacobian((xs: readonly Scalar[]) => {
    values = g(xs);
    return values;
  }, options)(x);
  return values.map(value);
}
