import { describe, expect, test } from 'vitest';
import {
  add,
  checkDerivatives,
  checkpoint,
  compile,
  cos,
  countFlops,
  defineFunction,
  derivative,
  diagnose,
  emitModule,
  exp,
  type FunctionRules,
  grad,
  gt,
  hessian,
  hvp,
  isActive,
  jacobian,
  jvp,
  mul,
  neg,
  type Scalar,
  sin,
  sum,
  taylor,
  trace,
  value,
  vjp,
} from '../../lib/entries/index.ts';

type List = readonly Scalar[];
type Numbers = readonly number[];

// An engine that knows nothing but plain numbers: (x, y) ↦ (x² y, sin x).
const memory = new Float64Array(4);
const engine = {
  value([x, y]: Numbers): number[] {
    memory.set([x!, y!]);
    return [memory[0]! * memory[0]! * memory[1]!, Math.sin(memory[0]!)];
  },
  jvp([x, y]: Numbers, [v, u]: Numbers): number[] {
    memory.set([x!, y!, v!, u!]);
    return [2 * memory[0]! * memory[1]! * memory[2]! + memory[0]! ** 2 * memory[3]!, Math.cos(memory[0]!) * memory[2]!];
  },
  vjp([x, y]: Numbers, [a, b]: Numbers): Float64Array {
    memory.set([x!, y!, a!, b!]);
    return Float64Array.of(2 * memory[0]! * memory[1]! * memory[2]! + Math.cos(memory[0]!) * memory[3]!, x! * x! * a!);
  },
};
const rules = {
  jvp: (x: Numbers, v: Numbers) => ({ value: engine.value(x), tangent: engine.jvp(x, v) }),
  vjp: (x: Numbers) => ({ value: engine.value(x), pullback: (w: Numbers) => engine.vjp(x, w) }),
};
const { jvp: pushed, vjp: pulled } = rules;
const opaque = {
  jvp: defineFunction(engine.value, { jvp: pushed }),
  vjp: defineFunction(engine.value, { vjp: pulled }),
  both: defineFunction(engine.value, rules),
};
const composed = ([x, y]: List): Scalar[] => [mul(mul(x!, x!), y!), sin(x!)];

describe.each(Object.entries(opaque))('an opaque function with the rule: %s', (_name, f) => {
  const around = (xs: List): Scalar => sum(f([mul(xs[0]!, xs[1]!), xs[1]!]).map((y) => mul(y, y)));
  const same = (xs: List): Scalar => sum(composed([mul(xs[0]!, xs[1]!), xs[1]!]).map((y) => mul(y, y)));
  const at = [0.75, 2] as const;
  const near = (xs: Numbers): unknown => xs.map((x) => expect.closeTo(x, 12));

  test('is f on plain numbers', () => {
    expect(f([0.75, 2])).toEqual(engine.value([0.75, 2]));
    expect(f(Float64Array.of(0.75, 2))).toEqual(engine.value([0.75, 2]));
    expect(f.name).toBe('value');
  });

  test('has first derivatives by every verb', () => {
    for (const mode of ['forward', 'reverse'] as const) {
      expect(grad(around, { mode })(at)).toEqual(near(grad(same)(at)));
      expect(jacobian(f, { mode })(at)).toEqual(jacobian(composed)(at).map((row) => near(row as Numbers)));
    }
    for (const lanes of [1, 2]) expect(grad(around, { lanes })(at)).toEqual(near(grad(same)(at)));
    expect(jvp(f, at, [1, 2]).tangent).toEqual(near(jvp(composed, at, [1, 2]).tangent));
    expect(vjp(f, at).pullback([1, 2])).toEqual(near(vjp(composed, at).pullback([1, 2])));
    expect(derivative((t) => around([t, 2]))(0.75)).toBeCloseTo(derivative((t: Scalar) => same([t, 2]))(0.75), 12);
    expect(grad(checkpoint(around as never) as typeof around)(at)).toEqual(near(grad(same)(at)));
    expect(checkDerivatives(around, at).toString()).toMatch(/^derivatives agree/);
  });

  test.each(['js', 'wasm', 'interpreter'] as const)(
    'is compiled by %s: f is a call, and its rule another',
    (backend) => {
      const g = compile(grad(around), { backend });
      for (const x of [at, [1, 3], [-0.5, 0.25]] as const) expect(g(x)).toEqual(near(grad(same)(x)));
      expect(g.stats).toMatchObject({ backend, paths: 1 });
      const ops = g.trace()!.nodes.map(({ op }) => op);
      expect(ops.filter((op) => op.startsWith('value'))).toEqual(
        expect.arrayContaining(['value', expect.stringMatching(/^value\.[jv]jp$/)]),
      );
    },
  );

  test('refuses second derivatives, and says what would do', () => {
    const message =
      /^value: expected (jvp|vjp|pullback of vjp) to compute with the operators of dualgrad where it is differentiated itself, as for second derivatives, got code that needs plain numbers; write it with operators, and what needs plain numbers as another function made by defineFunction$/;
    expect(() => hessian(around)(at)).toThrow(message);
    expect(() => hvp(around, at, [1, 0])).toThrow(message);
    expect(() => taylor((t) => around([t, 2]), 0.75, 2)).toThrow(message);
    // State is intact.
    expect(grad(around)(at)).toEqual(near(grad(same)(at)));
  });
});

test('a rule that takes value(x) is refused at second order, too', () => {
  const values = (x: List): number[] => x.map(value);
  const f = defineFunction(engine.value, {
    jvp: (x: List, v: List) => ({ value: engine.value(values(x)), tangent: engine.jvp(values(x), values(v)) }),
  });
  const around = (xs: List): Scalar => f(xs)[0]!;
  expect(grad(around)([3, 2])).toEqual([12, 9]);
  expect(() => hessian(around)([3, 2])).toThrow(
    /^value: expected jvp to compute with the operators .*, got plain numbers by value\(x\);/,
  );
});

test('a rule made of functions with rules has second derivatives', () => {
  const cosine = defineFunction((x: number) => Math.cos(x), {
    jvp: (x: number, v: number) => ({ value: Math.cos(x), tangent: -Math.sin(x) * v }),
  });
  const sine = defineFunction((x: number) => Math.sin(x), {
    jvp: (x, v) => ({ value: sine(x), tangent: mul(cosine(x), v) }),
  }) as (x: Scalar) => Scalar;
  for (const mode of ['forward', 'reverse'] as const) {
    expect(hessian(([x]) => sine(x), { mode })([0.5])).toEqual([[expect.closeTo(-Math.sin(0.5), 15)]]);
  }
  expect(derivative(derivative(sine))(0.5)).toBeCloseTo(-Math.sin(0.5), 15);
});

describe('trees', () => {
  const model = {
    W: [
      [1, 2],
      [3, 4],
    ],
    b: { c: 0.5 },
    kind: 'dense',
  };
  type Model = { W: Scalar[][]; b: { c: Scalar }; kind: string };
  const f = (m: Model, k: number) => {
    const [[p, q], [r, s]] = m.W as [[Scalar, Scalar], [Scalar, Scalar]];
    return { det: add(mul(p, s), mul(neg(q), r)), rest: [mul(m.b.c, k)], kind: m.kind };
  };
  const defined = defineFunction(f, {
    jvp: (m, v, k) => jvp((x: Model) => f(x, k), m as never, v as never) as never,
  });

  test('go in and come out as they are', () => {
    const got = jacobian((m: Model) => defined(m, 3))(model as never);
    expect(got).toEqual(jacobian((m: Model) => f(m, 3))(model as never));
    for (const mode of ['forward', 'reverse'] as const) {
      expect(grad((m: Model) => defined(m, 3).det, { mode })(model)).toEqual({
        W: [
          [4, -3],
          [-2, 1],
        ],
        b: { c: 0 },
        kind: 'dense',
      });
    }
    expect(defined(model, 3)).toEqual({ det: -2, rest: [1.5], kind: 'dense' });
  });

  test('f and rules get copies', () => {
    const g = defineFunction(
      (xs: number[]) => {
        xs.reverse();
        return xs[0]!;
      },
      {
        jvp: (xs: Scalar[], vs: Scalar[]) => {
          xs.reverse();
          vs.reverse();
          return { value: xs[0]!, tangent: vs[0]! };
        },
      },
    );
    const x = [1, 2, 3];
    expect(g(x)).toBe(3);
    expect(grad((xs: List) => g(xs))(x)).toEqual([0, 0, 1]);
    expect(x).toEqual([1, 2, 3]);
  });
});

test('vjp runs once for all sweeps, and a rule only where it is needed', () => {
  const runs = { f: 0, vjp: 0, pullback: 0 };
  const f = defineFunction(
    (x: Numbers) => {
      runs.f++;
      return engine.value(x);
    },
    {
      vjp: (x: Numbers) => {
        runs.vjp++;
        return {
          value: engine.value(x),
          pullback: (w: Numbers) => {
            runs.pullback++;
            return engine.vjp(x, w);
          },
        };
      },
    },
  );
  f([1, 2]);
  expect(runs).toEqual({ f: 1, vjp: 0, pullback: 0 });
  vjp(f, [1, 2], { check: false }).pullback([1, 1]);
  expect(runs).toEqual({ f: 2, vjp: 1, pullback: 1 });
  jacobian(f, { mode: 'reverse', check: false })([1, 2]);
  expect(runs).toEqual({ f: 3, vjp: 2, pullback: 3 });
});

describe('is one operation', () => {
  const around = ([x, y]: List): Scalar => opaque.both([x!, y!])[0]!;

  test('of a count, its rule another one', () => {
    expect(countFlops(around, [1, 2]).ops).toEqual({ value: 1 });
    expect(countFlops(grad(around, { mode: 'reverse' }), [1, 2]).ops).toMatchObject({ value: 1, 'value.vjp': 1 });
    expect(countFlops(grad(around, { mode: 'forward', lanes: 2 }), [1, 2]).ops).toMatchObject({
      value: 1,
      'value.jvp': 2,
    });
  });

  test('of a trace, which can be evaluated elsewhere', () => {
    const traced = trace(grad(around), [1, 2]);
    expect(traced.evaluate([3, 2])).toEqual([12, 9]);
  });

  test('of a diagnosis', () => {
    const blown = defineFunction((x: number) => 1 / x, {
      jvp: (x: number, v: number) => ({ value: 1 / x, tangent: -v / x / x }),
    });
    const { findings } = diagnose((x: Scalar) => blown(x), 0);
    expect(findings.map(({ kind, op }) => [kind, op])).toEqual([['infinity', 'f']]);
  });

  test('but not of a module', () => {
    expect(() => emitModule(around, [1, 2])).toThrow(
      "emitModule: expected operations whose text is known, got 'value', a call of dualgrad/linalg or of a function with its own derivative; write it with operations such as add and mul, or use compile",
    );
  });

  test('whose result keeps its shape in a program', () => {
    const f = defineFunction((x: number) => ({ y: x, state: x > 0 ? 'up' : 'down' }), {
      jvp: (x: number, v: number) => ({ value: { y: x, state: 'up' }, tangent: { y: v, state: 'up' } }),
    });
    const traced = trace((x: Scalar) => f(x).y, 1);
    expect(() => traced.evaluate(-1)).toThrow(
      'f: expected f(x).state to be the string "up", as when it was traced, got the string "down"; return a result of one shape where f is compiled',
    );
  });
});

describe('refuses', () => {
  const list = (xs: Numbers): number[] => [xs[0]! * xs[1]!];
  const value = [6];
  const at = [2, 3] as const;
  type Rules = FunctionRules<Numbers, number[]>;
  const inReverse = (given: object) => () => jacobian(defineFunction(list, given as Rules), { mode: 'reverse' })(at);
  const inForward = (given: object) => () => jacobian(defineFunction(list, given as Rules), { mode: 'forward' })(at);

  test.each<[object, string]>([
    [
      {},
      'expected a rule, { jvp: (x, v) => ({ value, tangent }) } or { vjp: (x) => ({ value, pullback }) }, got an object',
    ],
    [{ jvp: 3 }, 'expected jvp to be a function, got 3'],
    [{ jvp: () => 1, vjp: {} }, 'expected vjp to be a function, got an object'],
  ])('rules that are none: %j', (given, message) => {
    expect(() => defineFunction(list, given as Rules)).toThrow(`defineFunction: ${message}`);
    expect(() => defineFunction(list, given as Rules)).toThrow(TypeError);
  });

  test.each<[string, unknown, string]>([
    ['no record', 1, 'expected jvp to return { value, tangent }, as the verb jvp does, got 1'],
    ['no tangent', { value }, 'expected jvp to return { value, tangent }, as the verb jvp does, got an object'],
    [
      'a Promise',
      Promise.resolve({}),
      'expected jvp to return { value, tangent }, got a Promise; it must be synchronous',
    ],
    ['a number for a list', { value, tangent: 1 }, 'expected tangent of jvp to be an array or a Float64Array, got 1'],
    ['another length', { value, tangent: [1, 2] }, 'expected tangent of jvp to have the length of f(x), 1, got 2'],
    ['no number', { value, tangent: ['1'] }, 'expected tangent of jvp[0] to be a number, got the string "1"'],
    ['undefined', { value, tangent: [undefined] }, 'expected tangent of jvp[0] to be a number, got undefined'],
    [
      'another value',
      { value: [7], tangent: [1] },
      'expected value[0] of jvp to be that of f, 6, got 7; a rule gives the value of its function',
    ],
    [
      'a value of another length',
      { value: [], tangent: [1] },
      'expected value of jvp to have the length of f(x), 1, got 0',
    ],
  ])('a jvp that returns %s', (_what, result, message) => {
    expect(inForward({ jvp: () => result })).toThrow(`list: ${message}`);
  });

  test.each<[string, unknown, string]>([
    ['no record', undefined, 'expected vjp to return { value, pullback }, as the verb vjp does, got undefined'],
    ['no function', { value, pullback: [1] }, 'expected pullback of vjp to be a function, got an array'],
    [
      'a Promise',
      Promise.resolve({}),
      'expected vjp to return { value, pullback }, got a Promise; it must be synchronous',
    ],
    [
      'a Promise from pullback',
      { value, pullback: async () => [1, 2] },
      'expected pullback of vjp to return derivatives, got a Promise; it must be synchronous',
    ],
    [
      'another length',
      { value, pullback: () => [1] },
      'expected the result of pullback to have the length of x, 2, got 1',
    ],
    ['no number', { value, pullback: () => [1, null] }, 'expected the result of pullback[1] to be a number, got null'],
    [
      'another value',
      { value: [6.001], pullback: () => [3, 2] },
      'expected value[0] of vjp to be that of f, 6, got 6.001; a rule gives the value of its function',
    ],
  ])('a vjp that returns %s', (_what, result, message) => {
    expect(inReverse({ vjp: () => result })).toThrow(`list: ${message}`);
  });

  test('a rule whose value is off, by checkDerivatives too; not one that is off by rounding', () => {
    const scaled = (by: number) =>
      defineFunction(list, {
        jvp: ([x, y]: List, [v, u]: List) => ({
          value: [mul(by, mul(x!, y!))],
          tangent: [add(mul(y!, v!), mul(x!, u!))],
        }),
      });
    expect(() => checkDerivatives((xs: List) => scaled(1.001)(xs)[0]!, at)).toThrow(
      'list: expected value[0] of jvp to be that of f',
    );
    const { ok, entries } = checkDerivatives((xs: List) => scaled(1 + 1e-14)(xs)[0]!, at);
    expect(ok).toBe(true);
    expect(new Set(entries.map(({ mode }) => mode)).size).toBeGreaterThan(2);
  });

  test('nothing in a wrong rule, but checkDerivatives finds it in every mode', () => {
    const f = defineFunction(list, {
      vjp: ([x, y]: List) => ({ value: [mul(x!, y!)], pullback: ([w]: List) => [mul(x!, w!), mul(x!, w!)] }),
    });
    const { verdict, entries } = checkDerivatives((xs: List) => f(xs)[0]!, at);
    expect(verdict).toBe('wrong');
    for (const entry of entries.filter(({ input }) => input === 0)) expect(entry.verdict).toBe('wrong');
  });

  test.each<[string, (x: Scalar, t: Scalar) => Scalar, string]>([
    ['a product of tangents', (_x, t) => mul(t, t), 'got mul(t, t)'],
    ['a sine of a tangent', (_x, t) => sin(t), 'got sin(t)'],
    ['a constant part', (x, t) => add(t, x), 'got add(t, x) for an x that is no tangent'],
    ['a branch on a tangent', (_x, t) => (gt(t, 0) ? t : neg(t)), 'got gt, a comparison of tangents'],
    ['a square of plain numbers', (_x, t) => Number(t) ** 2, 'for a sum of tangents whose parts give'],
  ])('to transpose %s', (_what, tangent, got) => {
    const f = defineFunction((x: number) => x, {
      jvp: (x: Scalar, t: Scalar) => ({ value: x, tangent: tangent(x, t) }),
    });
    const run = (): unknown => grad(([x]) => f(x), { mode: 'reverse' })([2]);
    expect(run).toThrow(/^f: expected a rule that is linear in its tangents, got /);
    expect(run).toThrow(got);
    expect(run).toThrow('; give jvp and vjp both, each linear in the tangent');
  });

  test('numbers of a running derivative that are reached other than through x', () => {
    const closing = (t: Scalar): Scalar =>
      defineFunction((x: number) => mul(x, t), { jvp: (x, v) => ({ value: x, tangent: v }) })(2);
    expect(() => derivative(closing)(3)).toThrow(
      'f: expected f and its rules to reach the numbers of running derivatives through x alone, got a result that depends on others, Dual(6 + 2ε); make them arguments, as parts of x',
    );
    const computing = (t: Scalar): Scalar =>
      defineFunction((x: number) => x * (t as number), { jvp: (x, v) => ({ value: x, tangent: v }) })(2);
    expect(() => derivative(computing)(3)).toThrow(
      'got code that computes with others; make them arguments, as parts of x',
    );
    const rule = (t: Scalar): Scalar =>
      defineFunction((x: number) => 3 * x, {
        jvp: (x, v) => ({ value: mul(3, x), tangent: mul(isActive(t) ? t : 3, v) }),
      })(mul(t, t));
    expect(() => derivative(rule)(3)).toThrow('got a result of jvp that depends on others, ');
    // As a further argument, too: it is passed on untouched.
    const further = defineFunction((x: number, t: Scalar) => mul(x, t), {
      jvp: (x, v, t: Scalar) => ({ value: mul(x, t), tangent: mul(v, t) }),
    });
    expect(() => derivative((t) => further(2, t))(3)).toThrow('make them arguments, as parts of x');
  });

  test('an f that is asynchronous, and arguments that are no trees', () => {
    const later = defineFunction(async (x: number) => x, { jvp: () => ({}) as never });
    expect(() => later(1)).toThrow(
      'f: expected f(x) to be a number, an array or a record, got a Promise; f must be synchronous: await first, then differentiate',
    );
    expect(() => opaque.both([1, undefined] as never)).toThrow('value: expected x[1] to be a number, got undefined');
    const text = defineFunction((_x: number) => 'text', { jvp: () => ({}) as never });
    expect(() => text(1)).toThrow('f: expected f(x) to be a number, an array or a record, got the string "text"');
  });
});

test('further arguments reach f and its rules', () => {
  const power = defineFunction((x: number, n: number) => x ** n, {
    jvp: (x: Scalar, v: Scalar, n: number) => ({
      value: exp(mul(n, 0)) && value(x) ** n,
      tangent: mul(n * value(x) ** (n - 1), v),
    }),
  });
  expect(derivative((x) => power(x, 3))(2)).toBe(12);
  const g = compile(derivative((x: Scalar) => add(power(x, 3), power(x, 2))));
  expect([g(2), g(3)]).toEqual([16, 33]);
});

test('a NaN of f has derivatives that are NaN', () => {
  const root = defineFunction((x: number) => Math.sqrt(x), {
    jvp: (x: number, v: number) => ({ value: Math.sqrt(x), tangent: 0 * v }),
    vjp: (x: number) => ({ value: Math.sqrt(x), pullback: (w: number) => 0 * w }),
  });
  for (const mode of ['forward', 'reverse'] as const) expect(grad(([x]) => root(x), { mode })([-1])).toEqual([NaN]);
  expect(taylor((t) => root(t), -1, 1)).toEqual([NaN, NaN]);
  expect(taylor((t) => cos(root(t)), 4, 1)).toEqual([Math.cos(2), -0 + 0]);
});
