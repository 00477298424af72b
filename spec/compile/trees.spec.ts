import { describe, expect, test } from 'vitest';
import {
  compile,
  grad,
  hessian,
  hvp,
  jacobian,
  jvp,
  sum,
  trace,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { fc, runs } from '../support/fast-check.ts';
import { everyOp, type Program, tamePrograms } from '../support/programs.ts';
import { backends } from './eager.ts';
import { Interval, numbersOf, parameters, shown, three } from './parameters.ts';

// biome-ignore lint/suspicious/noExplicitAny: verbs of functions of any tree
type AnyFn = (...args: any[]) => any;

const programs = tamePrograms(everyOp);
/** The same tree with other numbers. */
const moved = (x: unknown, by: number): unknown => {
  if (typeof x === 'number') return x + by;
  if (typeof x !== 'object' || x === null) return x;
  if (x instanceof Interval) return new Interval((x.ends[0] as number) + by, (x.ends[1] as number) - by);
  if (ArrayBuffer.isView(x)) return (x as Float64Array).map((xi) => xi + Math.round(by));
  if (Array.isArray(x)) return x.map((xi) => moved(xi, by));
  return Object.defineProperties(
    Object.create(Object.getPrototypeOf(x)),
    Object.fromEntries(
      Object.entries(x).map(([key, part]) => [
        key,
        { value: moved(part, by), enumerable: true, writable: true, configurable: true },
      ]),
    ),
  );
};

const verbs: readonly (readonly [string, (program: Program) => AnyFn])[] = [
  ['grad', ({ run }) => (grad as AnyFn)((x: unknown) => run(three(x)))],
  ['grad forward', ({ run }) => (grad as AnyFn)((x: unknown) => run(three(x)), { mode: 'forward' })],
  ['grad reverse', ({ run }) => (grad as AnyFn)((x: unknown) => run(three(x)), { mode: 'reverse' })],
  ['valueAndGrad', ({ run }) => (valueAndGrad as AnyFn)((x: unknown) => run(three(x)))],
  ['hessian', ({ run }) => (hessian as AnyFn)((x: unknown) => run(three(x)))],
  [
    'jacobian',
    ({ runAll }) =>
      (jacobian as AnyFn)((x: unknown) => ({ all: runAll(three(x)), kind: 'word', sum: sum(three(x)) }), {
        mode: 'forward',
      }),
  ],
  [
    'valueAndJacobian',
    ({ runAll }) => (valueAndJacobian as AnyFn)((x: unknown) => [runAll(three(x)), { x }], { mode: 'reverse' }),
  ],
  [
    'jvp',
    ({ run }) =>
      (x: unknown) =>
        (jvp as AnyFn)((y: unknown) => ({ y: run(three(y)) }), x, x),
  ],
  [
    'vjp',
    ({ run }) =>
      (x: unknown) =>
        (vjp as AnyFn)((y: unknown) => ({ y: run(three(y)) }), x).pullback({ y: 2 }),
  ],
  [
    'hvp',
    ({ run }) =>
      (x: unknown) =>
        (hvp as AnyFn)((y: unknown) => run(three(y)), x, x),
  ],
  [
    'aux',
    ({ run, runAll }) => (grad as AnyFn)((x: unknown) => [run(three(x)), { x, all: runAll(three(x)) }], { aux: true }),
  ],
  [
    'f',
    ({ runAll }) =>
      (x: unknown) => ({ x: numbersOf(x), all: runAll(three(x)) }),
  ],
];

describe.each(verbs)('%s of parameters', (_, made) => {
  test.each(backends)('is compiled for %s as it is, to the bit and to the kind of each container', (backend) => {
    fc.assert(
      fc.property(programs, parameters, (program, x) => {
        const f = made(program);
        const compiled = compile(f as AnyFn, { backend }) as AnyFn;
        for (const at of [x, x, moved(x, 0.5), moved(x, 1.25)]) expect(shown(compiled(at))).toEqual(shown(f(at)));
      }),
      runs(0.2),
    );
  });

  test('is traced as it is, with plain arrays for typed ones', () => {
    const plain = (x: unknown): unknown => JSON.parse(JSON.stringify(shown(x)).replace(/"\w+Array"/g, '"a list"'));
    fc.assert(
      fc.property(programs, parameters, (program, x) => {
        const f = made(program);
        expect(plain(trace(f as AnyFn, x).evaluate(x))).toEqual(plain(f(x)));
      }),
      runs(0.2),
    );
  });
});
