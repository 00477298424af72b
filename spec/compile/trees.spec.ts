import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  compileAsync,
  emitModule,
  eq,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  mul,
  type Scalar,
  sin,
  square,
  sum,
  trace,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { moderate } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import { everyOp, type Program, smoothPrograms, tamePrograms } from '../support/programs.ts';
import { backends } from './eager.ts';
import { Interval, numbersOf, parameters, shown, three } from './parameters.ts';

// biome-ignore lint/suspicious/noExplicitAny: verbs of functions of any tree
type AnyFn = ((...args: any[]) => any) & { readonly stats?: any };

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

/** Where f has derivatives inside, sums may come in another order, as those of flat arrays do. */
const areInside: ReadonlySet<string> = new Set(['jvp', 'vjp', 'hvp']);

const rounded = (x: unknown): unknown => {
  if (Array.isArray(x)) return x.map(rounded);
  if (typeof x !== 'number' || !Number.isFinite(x)) return x;
  return Math.abs(x) < 1000 ? Number(x.toFixed(6)) + 0 : Number(x.toPrecision(9));
};

describe.each(verbs)('%s of parameters', (verb, made) => {
  test.each(backends)('is compiled for %s as it is, to the bit and to the kind of each container', (backend) => {
    fc.assert(
      fc.property(programs, parameters, (program, x) => {
        const f = made(program);
        const compiled = compile(f as AnyFn, { backend }) as AnyFn;
        for (const at of [x, x, moved(x, 0.5), moved(x, 1.25)]) {
          const [got, expected] = [shown(compiled(at)), shown(f(at))];
          if (areInside.has(verb)) expect(rounded(got)).toEqual(rounded(expected));
          else expect(got).toEqual(expected);
        }
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

interface Model {
  readonly W: readonly Scalar[];
  readonly b: Scalar;
  readonly name: string;
}

const loss = ({ W, b, name }: Model, xs: readonly Scalar[] = [1]): Scalar =>
  add(mul(b, sum(W.map((w, i) => mul(w, xs[i] ?? 1)))), name === 'ridge' ? sum(W.map(square)) : 0);
const model = { W: [1, 2], b: 3, name: 'ridge' };

describe('a module of a derivative of parameters', () => {
  const evaluateOf = async (text: string): Promise<AnyFn> =>
    ((await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { evaluate: AnyFn }).evaluate;

  test('returns what the compiled derivative does', async () => {
    const found: [AnyFn, AnyFn, unknown][] = [];
    const samples = fc.sample(fc.tuple(smoothPrograms, parameters), 20);
    for (const [program, x] of samples) {
      // A module knows no classes.
      if (JSON.stringify(shown(x)).includes('an interval')) continue;
      for (const [, made] of verbs.slice(0, 7)) {
        const f = made(program);
        found.push([compile(f) as AnyFn, await evaluateOf(emitModule(f as never, x as never)), x]);
      }
    }
    expect(found.length).toBeGreaterThan(20);
    for (const [compiled, evaluate, x] of found) expect(shown(evaluate(x))).toEqual(shown(compiled(x)));
  });

  test('names the path of what does not fit', async () => {
    const evaluate = await evaluateOf(emitModule(grad(loss), model));
    expect(evaluate(model)).toEqual(grad(loss)(model));
    expect(() => evaluate({ ...model, W: [1, '2'] })).toThrow(
      'evaluate: expected x["W"][1] to be a number, got string',
    );
    expect(() => evaluate({ ...model, name: 'lasso' })).toThrow(
      'evaluate: expected x["name"] to be "ridge", as where this was made, got lasso',
    );
  });

  test('writes into a record like the parameters', async () => {
    const out = { W: new Float64Array(2), b: 0 };
    const text = (emitModule as AnyFn)(gradInto(loss), model, out, [1, 1]);
    const evaluate = await evaluateOf(text);
    expect([evaluate(model, out, [2, 5]), out]).toEqual([41, { W: Float64Array.of(8, 19), b: 12 }]);
    expect(text).toContain('@param {{ W: number[] | Float64Array, b: number }} out where the gradient goes');
    expect(() => evaluate(model, { W: [0, 0] }, [2, 5])).toThrow('evaluate: expected out["b"] to be a number');
    expect(() => evaluate(model, { W: [0], b: 0 }, [2, 5])).toThrow('evaluate: expected out["W"] to have length 2');
    expect(() => evaluate(model, null, [2, 5])).toThrow('evaluate: expected out to be a record, got null');
  });
});

describe.each(backends)('compiled for %s', (backend) => {
  test('a string of the parameters is part of the signature, and so are keys and lengths', () => {
    const f = compile(grad(loss), { backend });
    for (const x of [
      model,
      { ...model, name: 'none' },
      { ...model, W: [1] },
      { b: 3, W: [1, 2], name: 'ridge' },
      model,
    ]) {
      for (const _ of [1, 2]) expect(f(x)).toEqual(grad(loss)(x));
    }
    expect(f.stats.shapes).toBe(4);
  });

  test('what does not fit is refused by its path at any call, and leaves what was compiled', () => {
    const f = compile(grad(loss), { backend }) as AnyFn;
    const other = compile(grad(loss), { backend }) as AnyFn;
    other(model);
    for (const g of [f, other]) {
      expect(() => g({ ...model, W: [1, undefined] })).toThrow('grad: expected x.W[1] to be a number, got undefined');
      expect(() => g({ ...model, W: new Array(2) })).toThrow('grad: expected x.W[0] to be a number, got a hole');
      expect(() => g({ ...model, b: new Map() })).toThrow('as argument 0.b, got a Map');
      expect(() => g({ ...model, b: 3n })).toThrow('grad: expected x.b to be a number, got');
      const circle: { a: number; self?: unknown } = { a: 1 };
      circle.self = [circle];
      expect(() => g(circle)).toThrow('got argument 0.self[0], which contains itself');
      expect(g(model)).toEqual(grad(loss)(model));
    }
    expect(() =>
      (compile(grad(loss), { backend }) as AnyFn)({
        W: [1],
        name: 'a',
        get b() {
          return 1;
        },
      }),
    ).toThrow(
      'compile: expected argument 0.b to be a field, got an accessor, which may change unseen; hand over its value',
    );
    expect(other.stats.shapes).toBe(1);
  });

  test('gradInto writes into records and lists like the parameters, or with more fields', () => {
    const f = compile(gradInto(loss), { backend, check: 'each' }) as AnyFn;
    const outs = [
      { W: [0, 0], b: 0 },
      { b: 0, more: 1, W: new Float64Array(2) },
      Object.assign(Object.create(null), { W: [0, 0], b: 0 }),
    ];
    for (const [i, out] of [...outs, ...outs].entries()) {
      const x = { ...model, b: i };
      expect(f(x, out, [1, 2])).toBe(loss(x, [1, 2]));
      const { W, b } = grad(loss)(x, [1, 2]);
      expect([[...out.W], out.b]).toEqual([W, b]);
    }
    expect(outs[1]).toHaveProperty('more', 1);
    expect(outs[1]).not.toHaveProperty('name');
    const before = { W: [7, 7], b: 7 };
    expect(() => f(model, { W: before.W }, [1, 2])).toThrow('gradInto: expected out.b to be a number, got undefined');
    expect(() => f(model, { W: [0], b: 0 }, [1, 2])).toThrow(
      'gradInto: expected out.W to have the length of x.W, 2, got 1',
    );
    expect(before).toEqual({ W: [7, 7], b: 7 });
    const x = { ...model, W: [1, 2] };
    expect([f(x, x, [1, 2]), x]).toEqual([20, { W: [5, 10], b: 5, name: 'ridge' }]);
  });

  test('a polluted Object.prototype does not pass for a place to write to', () => {
    const f = compile(gradInto(loss), { backend }) as AnyFn;
    const out = { W: [0, 0], b: 0 };
    for (const _ of [1, 2, 3]) f(model, out);
    const prototype = Object.prototype as { b?: number };
    prototype.b = 5;
    try {
      expect(() => f(model, { W: [0, 0] })).toThrow('gradInto: expected out.b to be a number, got undefined');
      expect(prototype.b).toBe(5);
    } finally {
      delete prototype.b;
    }
  });

  test.each<[number | readonly number[]]>([[0], [1], [2], [[0, 2]], [[2, 1]], [[0, 1, 2]]])(
    'by the arguments %j, with aux',
    (wrt) => {
      const f = (a: Scalar, p: { readonly b: Scalar; readonly places: readonly Scalar[] }, c: readonly Scalar[]) => [
        mul(a, add(mul(p.b, p.places[1] as Scalar), mul(sin(c[0] as Scalar), a))),
        { a, kind: 'aux', list: [c[0], null] },
      ];
      for (const mode of ['forward', 'reverse', 'auto']) {
        const eager = (grad as AnyFn)(f, { wrt, aux: true, mode });
        const compiled = compile(eager, { backend, check: 'each' }) as AnyFn;
        for (const a of [1, 2, -0.5]) {
          const args = [a, { b: 3 + a, places: Int32Array.of(7, 2) }, Float64Array.of(a)];
          expect(shown(compiled(...args))).toEqual(shown(eager(...args)));
          expect(shown(trace(eager, ...args).evaluate(...args))).toBeDefined();
        }
        expect(compiled.stats.shapes).toBe(1);
      }
    },
  );

  test.each(['forward', 'reverse', 'elimination'] as const)('in the order %s', (order) => {
    const f = ({ W, b }: Model) => ({ y: [mul(W[0]!, b), sin(W[1]!)], name: 'rows', z: mul(b, b) });
    const rows = compile(jacobian(f), { backend, order });
    for (const b of [3, 4, 5]) expect(shown(rows({ ...model, b }))).toEqual(shown(jacobian(f)({ ...model, b })));
    const slopes = compile(grad(loss), { backend, order });
    for (const b of [3, 4, 5]) expect(slopes({ ...model, b })).toEqual(grad(loss)({ ...model, b }));
    expect(Object.keys(slopes.stats.orders)).toEqual([order]);
  });

  test('a key may be level: it is no number that carries derivatives', () => {
    const f = ({ level, trend }: { readonly level: Scalar; readonly trend: Scalar }) => ({ level: mul(level, trend) });
    const compiled = compile(jacobian(f), { backend, check: 'each' });
    for (const level of [2, 3, 4]) {
      expect(compiled({ level, trend: 5 })).toEqual({ level: { level: 5, trend: level } });
    }
  });

  test('branches are paths, and what f asks unseen is found', () => {
    const f = compile(
      grad((p: { readonly b: Scalar }) => (eq(p.b, 1) ? square(p.b) : mul(3, p.b))),
      { backend },
    );
    expect([1, 2, 1, 5].map((b) => f({ b }))).toEqual([{ b: 2 }, { b: 3 }, { b: 2 }, { b: 3 }]);
    expect(f.stats.paths).toBe(2);
    const hidden = compile(
      grad((p: { readonly b: Scalar }) => (p.b === 4 ? 7 : mul(3, p.b))),
      { backend },
    );
    for (const b of [1, 2, 3]) hidden({ b });
    expect(() => hidden({ b: 4 })).toThrow('f asks unseen what argument 0.b, here 4, is');
  });

  test('an instance of a registered class is read by its fields, and made again', () => {
    const f = compile(
      grad((x: { readonly i: Interval }) => mul(x.i.ends[0], square(x.i.ends[1]))),
      { backend },
    ) as AnyFn;
    for (const [low, high] of [
      [2, 3],
      [4, 5],
      [0.5, -1],
    ] as const) {
      const { i } = f({ i: new Interval(low, high) });
      expect(i).toBeInstanceOf(Interval);
      expect(i.ends).toEqual([high * high, 2 * low * high]);
    }
    expect(f.stats).toMatchObject({ shapes: 1, backend });
    expect(f({ i: { ends: [2, 3] } })).toEqual({ i: { ends: [9, 12] } });
    expect(f.stats.shapes).toBe(2);
    expect(() => f({ i: null })).toThrow('null');
  });
});

test('compileAsync takes parameters as its example', async () => {
  const f = await compileAsync(grad(loss), [model, [2, 3]]);
  expect(f.stats.shapes).toBe(1);
  expect(f(model, [2, 3])).toEqual(grad(loss)(model, [2, 3]));
  expect(f.stats.shapes).toBe(1);
});

test('a compiled derivative of parameters is differentiated as it is', () => {
  const f = compile(loss) as AnyFn;
  f(model, [1, 2]);
  fc.assert(
    fc.property(moderate, moderate, (b, w) => {
      const x = { W: [w, 2], b, name: 'ridge' };
      expect(shown((hessian as AnyFn)(f)(x, [1, 2]))).toEqual(shown((hessian as AnyFn)(loss)(x, [1, 2])));
    }),
    runs(0.2),
  );
});
