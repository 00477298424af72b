import { describe, expect, test } from 'vitest';
import {
  abs,
  add,
  compile,
  copysign,
  cos,
  emitModule,
  hessian,
  hypot,
  max,
  maximum,
  min,
  minimum,
  mul,
  neg,
  norm,
  pow,
  type Scalar,
  sin,
  square,
  sub,
  taylor,
  trace,
  value,
} from '../../lib/entries/index.ts';
import { evaluateOf } from '../support/emitted-module.ts';
import { fc, runs } from '../support/fast-check.ts';
import { type Field, modes, some } from '../support/modes.ts';
import { table } from '../support/table.ts';
import { expectSame } from './agree.ts';

const N = NaN;
const I = Infinity;

/** NaN for two of the operands in `within`, else 0. */
function lostIn(n: number, within: readonly number[] = Array.from({ length: n }, (_, i) => i)): number[] {
  return Array.from({ length: n * n }, (_, k) =>
    within.includes(Math.floor(k / n)) && within.includes(k % n) ? NaN : 0,
  );
}

const flat = (h: unknown): number[] => (h as number[][]).flat();

/** The second derivatives of every row at each of its kinks, in their order: NaN unless the row can know them. */
const SECOND: Readonly<Record<string, readonly (readonly number[])[]>> = {
  sqrt: [[-I]],
  rsqrt: [[I]],
  cbrt: [[N]],
  pow: [
    [0, N, N, N],
    [-I, N, N, 0],
    [0, N, N, 0],
    [2, 0, 0, 0],
    [I, N, N, N],
    [-12, N, N, N],
  ],
  hypot: [lostIn(2)],
  direction: [lostIn(2)],
  log: [[-I]],
  log2: [[-I]],
  log10: [[-I]],
  log1p: [[-I]],
  xlogy: [
    [0, I, N, 0],
    [0, N, N, 0],
    [0, I, I, -I],
  ],
  asin: [[I], [-I]],
  acos: [[-I], [I]],
  atan2: [lostIn(2)],
  acosh: [[-I]],
  atanh: [[I], [-I]],
  sign: [[0]],
  floor: [[0], [0]],
  ceil: [[0], [0]],
  round: [[0], [0]],
  trunc: [[0], [0]],
  abs: [[N]],
  copysign: [lostIn(2, [0]), lostIn(2, []), lostIn(2, [])],
  max: [lostIn(2), lostIn(2)],
  min: [lostIn(2), lostIn(2)],
  clamp: [lostIn(3, [0, 1]), lostIn(3, [0, 2]), lostIn(3)],
  logaddexp: [lostIn(2, []), lostIn(2, []), lostIn(2)],
  relu: [[0]],
  leakyRelu: [lostIn(2, []), lostIn(2, []), lostIn(2, [])],
  elu: [
    [N, N, N, 0],
    [N, N, N, 0],
    [N, N, N, 0],
  ],
  portion: [lostIn(2, [])],
  erfinv: [[I], [-I]],
  normquantile: [[-I], [I]],
  bessely0: [[-I]],
  bessely1: [[N]],
  'bessely(2, x)': [[N]],
  besselk0: [[I]],
  besselk1: [[I]],
  'besselk(2, x)': [[I]],
  lambertw: [[-I]],
  lambertwm1: [[I], [-I]],
  expint: [[I]],
  expintei: [[N]],
  ellipk: [[I]],
  ellipe: [[-I]],
  zeta: [[I]],
  norm: [lostIn(3)],
  logsumexp: [lostIn(2, []), lostIn(2, []), lostIn(2)],
  maximum: [lostIn(4)],
  minimum: [lostIn(4)],
  softmax: [lostIn(2, []), lostIn(2)],
  logSoftmax: [lostIn(2, []), lostIn(2)],
  'hypot(…)': [lostIn(3)],
  'max(…)': [lostIn(3)],
  'min(…)': [lostIn(3)],
};

const kinks = table.flatMap(({ name, field, kinks }) =>
  kinks.map(({ at }, k) => ({ name, field, at, second: SECOND[name]?.[k] })),
);

describe('compiled second derivatives hold away from the kink: the NaN of a side not chosen is not met', () => {
  const points = [
    [0.2, 0.7, -0.4, 0.1],
    [-0.3, 0.9, 0.25, 2],
    [1.6, 0.1, 0.8, -1],
  ] as const;

  test.each(table.filter((row) => row.kinks.length > 0))('of $name, and of its square', ({ field, kinks: [kink] }) => {
    let compared = 0;
    for (const f of [field, ((x) => square(field(x))) as Field]) {
      const h = hessian(f as never, { mode: 'forward' }) as (x: readonly Scalar[]) => number[][];
      for (const point of points) {
        const x = point.slice(0, kink!.at.length);
        const eager = h(x).flat();
        // Where a derivative is NaN, f runs uncompiled.
        if (!eager.every(Number.isFinite)) continue;
        const compiled = compile(h);
        compiled(x);
        // Throws where a guard fails.
        expectSame(flat(compiled.trace()?.evaluate(x)), eager, `[${x}]`);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(0);
  });
});

/** The rows whose partials at a kink are conventions: of these nothing finite is promised above the first order. */
const CONVENTIONS: readonly string[] = 'hypot direction abs copysign max min clamp elu norm maximum minimum'.split(' ');

test('every kink of every row has its second derivatives here, and no other', () => {
  expect(kinks.filter(({ second }) => second === undefined)).toEqual([]);
  expect(Object.entries(SECOND).map(([name, each]) => [name, each.length])).toEqual(
    table.filter((row) => row.kinks.length > 0).map((row) => [row.name, row.kinks.length]),
  );
});

describe.each(kinks)('second derivatives of $name at ($at)', ({ field, at, second }) => {
  const n = at.length;
  const expected = second as readonly number[];
  const full: (x: readonly Scalar[]) => Scalar[][] = hessian(field as never, { mode: 'forward' }) as never;

  test('in every mode and nesting', () => {
    for (const mode of modes) expectSame(mode.partials(field, 2)(at).map(value), expected, mode.name);
  });

  test('traced, and compiled by every back end, first called there or elsewhere', () => {
    expectSame(flat(trace(full, at).evaluate(at)), expected, 'traced');
    for (const backend of ['js', 'wasm', 'interpreter'] as const) {
      for (const mode of ['forward', 'reverse'] as const) {
        for (const first of [at, at.map((x) => 0.75 * x + 0.125)]) {
          const compiled = compile(hessian(field as never, { mode }), { backend }) as (x: readonly number[]) => unknown;
          compiled(first);
          expectSame(flat(compiled(at)), expected, `${mode}, ${backend}, first called at [${first}]`);
        }
      }
    }
  });

  test('of a module: the same, or an error', () => {
    for (const from of [at, at.map((x) => 0.75 * x + 0.125)]) {
      const run = evaluateOf(emitModule(full as never, from));
      let h: unknown;
      try {
        h = run(at);
      } catch (error) {
        expect(String(error)).toMatch(/Error: evaluate: expected/);
        continue;
      }
      expectSame(flat(h), expected, `module of [${from}]`);
    }
  });

  test('as Taylor coefficients', () => {
    at.forEach((x, j) => {
      const along = (t: Scalar): Scalar => field(at.map((c, i) => (i === j ? t : c)));
      expectSame([mul(2, (taylor(along, x, 2) as number[])[2] ?? 0)], [expected[j * n + j]], `argument ${j}`);
    });
  });
});

describe.each(kinks.filter(({ name }) => CONVENTIONS.includes(name)))(
  'third derivatives of $name at ($at)',
  ({ field, at, second }) => {
    test('are NaN wherever all of the second are', () => {
      const n = at.length;
      const isLost = (i: number, j: number): boolean => Number.isNaN((second as number[])[i * n + j]);
      for (const mode of modes) {
        mode
          .partials(
            field,
            3,
          )(at)
          .forEach((d, k) => {
            const [i, j, l] = [Math.floor(k / n / n), Math.floor(k / n) % n, k % n];
            if (isLost(i, j) && isLost(j, l) && isLost(i, l)) expect(value(d), mode.name).toBeNaN();
          });
      }
    });
  },
);

test('max, min and hypot of three: NaN for two that tie, 0 for the third, smooth where they are', () => {
  type Three = (x: readonly Scalar[]) => Scalar;
  const cases: readonly (readonly [Three, readonly number[], readonly number[]])[] = [
    [([x, y, z]) => max(x!, y!, z!), [2, 2, 1], lostIn(3, [0, 1])],
    [([x, y, z]) => max(x!, y!, z!), [2, 2, 2], lostIn(3)],
    [([x, y, z]) => min(x!, y!, z!), [2, 1, 1], lostIn(3, [1, 2])],
    [([x, y, z]) => hypot(x!, y!, z!), [0, 0, 0], lostIn(3)],
    [([x, y, z]) => hypot(x!, y!, z!), [2, 0, 0], [0, 0, 0, 0, 0.5, 0, 0, 0, 0.5]],
  ];
  for (const [f, at, expected] of cases) {
    for (const mode of modes) expectSame(mode.partials(f, 2)(at).map(value), expected, `[${at}] by ${mode.name}`);
  }
});

type Binary = (x: Scalar, y: Scalar) => Scalar;

/** Functions made of rows with kinks that are smooth all the same, in terms of what they are. */
const SMOOTH: readonly (readonly [string, Binary, Binary])[] = [
  ['|u|²', (u) => square(abs(u)), (u) => square(u)],
  ['|u| |u|', (u) => mul(abs(u), abs(u)), (u) => square(u)],
  ['|u| to the power 2', (u) => pow(abs(u), 2), (u) => square(u)],
  ['|u|² of the norm', (u, w) => square(norm([u, w])), (u, w) => add(square(u), square(w))],
  ['hypot²', (u, w) => square(hypot(u, w)), (u, w) => add(square(u), square(w))],
  ['copysign²', (u) => square(copysign(u, 1)), (u) => square(u)],
  ['copysign · abs', (u) => mul(copysign(u, -1), abs(u)), (u) => neg(square(u))],
  ['max · min', (u, w) => mul(max(u, w), min(u, w)), (u, w) => mul(u, w)],
  ['max + min', (u, w) => add(max(u, w), min(u, w)), (u, w) => add(u, w)],
  ['(max − min)²', (u, w) => square(sub(max(u, w), min(u, w))), (u, w) => square(sub(u, w))],
  ['maximum · minimum', (u, w) => mul(maximum([u, w]), minimum([u, w])), (u, w) => mul(u, w)],
  ['maximum + minimum', (u, w) => add(maximum([u, w]), minimum([u, w])), (u, w) => add(u, w)],
  ['max(u, 0) + min(u, 0)', (u) => add(max(u, 0), min(u, 0)), (u) => u],
  ['max(u, 0)² + max(−u, 0)²', (u) => add(square(max(u, 0)), square(max(neg(u), 0))), (u) => square(u)],
];

describe('a smooth function made of kinked ones', () => {
  const slopes = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: -2, max: 2 })));
  const point = fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 }));
  const outer = fc.constantFrom<readonly [string, Binary]>(
    ['itself', (s) => s],
    ['its sine', (s) => sin(s)],
    ['its product with cos x', (s, x) => mul(s, cos(x))],
  );

  test.each(SMOOTH)('%s: right to first order, right or NaN above', (_, kinked, smooth) => {
    fc.assert(
      fc.property(slopes, point, outer, some(modes, 3), ([a, b, c, d], x, [, g], chosen) => {
        // Lines and curves that all meet at x, where each of the rows has its kink.
        const u = ([s, t]: readonly Scalar[]): Scalar => add(mul(a!, sub(s!, x[0])), mul(b!, square(sub(t!, x[1]))));
        const w = ([s, t]: readonly Scalar[]): Scalar => add(mul(c!, sub(s!, x[0])), mul(d!, sub(t!, x[1])));
        const f: Field = (z) => g(kinked(u(z), w(z)), z[0]!);
        const h: Field = (z) => g(smooth(u(z), w(z)), z[0]!);
        for (const mode of chosen) {
          for (const order of [1, 2, 3]) {
            const right = mode.partials(h, order)(x);
            mode
              .partials(
                f,
                order,
              )(x)
              .forEach((got, i) => {
                if (order > 1 && Number.isNaN(value(got))) return;
                expect(value(got), `order ${order} by ${mode.name}`).toBeCloseTo(value(right[i]!), 10);
              });
          }
        }
      }),
      runs(0.5),
    );
  });

  test('away from the kinks it is right at every order', () => {
    for (const [name, kinked, smooth] of SMOOTH) {
      for (const x of [
        [0.75, -0.5],
        [-0.25, 2],
      ] as const) {
        for (const mode of modes) {
          for (const order of [2, 3]) {
            const by = (f: Binary): number[] =>
              mode
                .partials(
                  (z) => f(z[0]!, z[1]!),
                  order,
                )(x)
                .map(value);
            const right = by(smooth);
            by(kinked).forEach((d, i) => {
              expect(d, `${name}, order ${order} by ${mode.name}`).toBeCloseTo(right[i]!, 10);
            });
          }
        }
      }
    }
  });
});
