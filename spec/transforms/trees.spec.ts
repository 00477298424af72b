import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import {
  add,
  checkpoint,
  derivative,
  grad,
  gradInto,
  hessian,
  hvp,
  isActive,
  jacobian,
  jvp,
  mul,
  ravel,
  registerTree,
  type Scalar,
  sin,
  square,
  sum,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';
import { fc } from '../support/fast-check.ts';
import { Ball, mixed, numbersIn, replaced, trees } from './trees.ts';

// biome-ignore lint/suspicious/noExplicitAny: trees of every shape
type Any = any;

const untyped = {
  grad: grad as Any,
  valueAndGrad: valueAndGrad as Any,
  gradInto: gradInto as Any,
  jacobian: jacobian as Any,
  valueAndJacobian: valueAndJacobian as Any,
  hessian: hessian as Any,
  hvp: hvp as Any,
  jvp: jvp as Any,
  vjp: vjp as Any,
  checkpoint: checkpoint as Any,
};
const modes = [{}, { mode: 'forward' }, { mode: 'reverse' }, { lanes: 1 }, { lanes: 4 }, { lanes: 16 }];

/** x with the numbers of a list in place of its own. */
function withNumbers(
  x: unknown,
  list: readonly unknown[],
  typed = (xs: unknown[]): unknown => Float64Array.from(xs as number[]),
): unknown {
  let place = 0;
  return replaced(x, () => list[place++], typed);
}

/** Compares balls by what they hold: their center is private. */
function opened(x: unknown): unknown {
  if (x instanceof Ball) return { ball: [opened(x.center), opened(x.radius)] };
  if (Array.isArray(x)) return x.map(opened);
  if (typeof x !== 'object' || x === null || ArrayBuffer.isView(x)) return x;
  return [Object.getPrototypeOf(x) === null, Object.entries(x).map(([key, value]) => [key, opened(value)])];
}

function expectSame(found: unknown, expected: unknown): void {
  expect(opened(found)).toStrictEqual(opened(expected));
}

const f = (x: unknown): Scalar => mixed(numbersIn(x));

describe('a tree of any shape', () => {
  test('f receives it with plain arrays for typed ones, and nothing else changed', () => {
    fc.assert(
      fc.property(trees, (x) => {
        let received: unknown;
        untyped.grad((at: unknown) => {
          if (!numbersIn(at).some(isActive)) received = at;
          return f(at);
        })(x);
        expectSame(
          received,
          withNumbers(x, numbersIn(x), (xs) => xs),
        );
      }),
    );
  });

  test.each(modes)('has the gradient of its numbers in a list, to the bit, in its own shape: %j', (options) => {
    fc.assert(
      fc.property(trees, (x) => {
        const gradient = untyped.grad(mixed, options)(numbersIn(x));
        expectSame(untyped.grad(f, options)(x), withNumbers(x, gradient));
        const found = untyped.valueAndGrad(f, options)(x);
        expectSame(found.gradient, withNumbers(x, gradient));
        expect(found.value).toBe(f(x));
      }),
    );
  });

  test('has a Hessian, a tree of such trees', () => {
    fc.assert(
      fc.property(trees, (x) => {
        const rows = untyped.hessian(mixed)(numbersIn(x)) as number[][];
        const expected = withNumbers(
          x,
          rows.map((row) => withNumbers(x, row)),
          (xs) => xs,
        );
        expectSame(untyped.hessian(f)(x), expected);
      }),
      { numRuns: 30 },
    );
  });

  test('is written into a tree like it', () => {
    fc.assert(
      fc.property(trees, (x) => {
        fc.pre(!JSON.stringify(opened(x)).includes('"ball"'));
        const out = withNumbers(x, numbersIn(x).fill(7));
        expect(untyped.gradInto(f)(x, out)).toBe(f(x));
        expectSame(out, untyped.grad(f)(x));
      }),
    );
  });

  test('has Hessian products, pushforwards and pullbacks', () => {
    fc.assert(
      fc.property(trees, (x) => {
        const xs = numbersIn(x);
        const along = xs.map((_, i) => i + 1);
        const v = withNumbers(x, along);
        expectSame(untyped.hvp(f, x, v), withNumbers(x, untyped.hvp(mixed, xs, along)));
        const list = (at: unknown): unknown => ({ y: f(at), at: [numbersIn(at), 'name'], all: at });
        const { value, tangent } = untyped.jvp(list, x, v);
        expect(tangent.y).toBe(untyped.jvp(mixed, xs, along).tangent);
        expect(numbersIn(tangent.at)).toEqual(along);
        expectSame(value, list(withNumbers(x, xs, (ys) => ys)));
        const pulled = untyped.vjp(list, x);
        expectSame(pulled.value, value);
        expectSame(
          pulled.pullback({
            y: 1,
            at: [xs.map(() => 0), 'name'],
            all: withNumbers(
              x,
              xs.map(() => 0),
            ),
          }),
          withNumbers(x, untyped.vjp(mixed, xs).pullback(1)),
        );
      }),
    );
  });

  test('for f(x) gives a tree of derivatives, in every mode', () => {
    fc.assert(
      fc.property(trees, fc.constantFrom(...modes), (x, options) => {
        const y = (at: unknown): unknown => [withActive(at), 'text', { f: f(at) }];
        const flat = (xs: readonly Scalar[]): Scalar[] => [...xs.map((xi) => sin(xi)), mixed(xs)];
        const rows = untyped.jacobian(flat, options)(numbersIn(x)) as number[][];
        const found = untyped.valueAndJacobian(y, options)(x);
        const at = withNumbers(x, numbersIn(x), (xs) => xs);
        const expected = withNumbers(
          [at, 'text', { f: 0 }],
          rows.map((row) => withNumbers(x, row)),
        );
        expectSame(found.jacobian, expected);
        expectSame(found.value, y(at));
        expectSame(untyped.jacobian(y, options)(x), expected);
      }),
      { numRuns: 50 },
    );
  });

  test('goes through a checkpoint', () => {
    fc.assert(
      fc.property(trees, (x) => {
        const kept = untyped.checkpoint((at: unknown) => ({ y: f(at), at }));
        const through = (at: unknown): Scalar => mul(kept(at).y, f(kept(at).at));
        for (const mode of ['forward', 'reverse']) {
          const direct = untyped.grad((at: unknown) => mul(f(at), f(at)), { mode })(x);
          const found = untyped.grad(through, { mode })(x);
          expect(numbersIn(found)).toHaveLength(numbersIn(direct).length);
          numbersIn(found).forEach((t, i) => void expect(t).toBeCloseTo(numbersIn(direct)[i] as number, 9));
        }
      }),
    );
  });

  test('is raveled and unraveled', () => {
    fc.assert(
      fc.property(trees, (x) => {
        const { flat, unravel } = ravel(x);
        expect(flat).toEqual(numbersIn(x));
        const back = unravel(flat);
        expectSame(back, withNumbers(x, flat));
        expect(ravel(back).flat).toEqual(flat);
        const through = (xs: readonly Scalar[]): Scalar => f(unravel(xs));
        expect(untyped.grad(through)(flat)).toEqual(numbersIn(untyped.grad(f)(x)));
      }),
    );
  });
});

/** A tree like x whose numbers are their sines. */
function withActive(x: unknown): unknown {
  if (typeof x === 'number' || isActive(x)) return sin(x);
  if (x instanceof Ball) return new Ball(withActive(x.center), withActive(x.radius));
  if (Array.isArray(x)) return x.map(withActive);
  if (typeof x !== 'object' || x === null) return x;
  return Object.setPrototypeOf(
    Object.fromEntries(Object.entries(x).map(([key, value]) => [key, withActive(value)])),
    Object.getPrototypeOf(x),
  );
}

describe('the option wrt', () => {
  const g = (a: unknown, name: unknown, b: unknown): Scalar =>
    name === 'sum' ? add(f(a), f(b)) : mul(f(a), add(f(b), f(a)));

  const inEachMode = (a: unknown, name: unknown, b: unknown): Any[] =>
    ['forward', 'reverse'].map((mode) => untyped.grad(([x, y]: unknown[]) => g(x, name, y), { mode })([a, b]));

  test.each(modes)('gives slices of the derivative by all: %j', (options) => {
    fc.assert(
      fc.property(trees, trees, fc.constantFrom('sum', 'product'), (a, b, name) => {
        const whole = untyped.grad(([x, y]: unknown[]) => g(x, name, y), options)([a, b]);
        expectSame(untyped.grad(g, { ...options, wrt: [0, 2] })(a, name, b), whole);
        expectSame(untyped.grad(g, { ...options, wrt: [2, 0] })(a, name, b)[1], whole[0]);
        for (const [place, part] of [
          [0, whole[0]],
          [2, whole[1]],
        ]) {
          const found = untyped.grad(g, { ...options, wrt: place })(a, name, b);
          // For fewer inputs auto may take the other mode, which adds in another order.
          const both =
            'mode' in options || 'lanes' in options ? [part] : inEachMode(a, name, b).map((all) => all[+(place > 0)]);
          numbersIn(found).forEach((t, i) => void expect(both.map((all) => numbersIn(all)[i])).toContain(t));
          expectSame(untyped.valueAndGrad(g, { ...options, wrt: place })(a, name, b), {
            value: g(a, name, b),
            gradient: found,
          });
        }
      }),
      { numRuns: 40, examples: [[[[[Float32Array.of(2.7755575615628914e-16)]], []], [0], 'product']] },
    );
  });

  test('takes numbers as arguments, and leaves the others alone', () => {
    const data = { k: 3 };
    const h = (x: Scalar, d: typeof data, y: Scalar): Scalar => {
      expect(d).toBe(data);
      return mul(d.k, mul(x, square(y)));
    };
    expect(untyped.grad(h, { wrt: 2 })(2, data, 5)).toBe(60);
    expect(untyped.grad(h, { wrt: [2, 0] })(2, data, 5)).toEqual([60, 75]);
    expect(untyped.hessian(h, { wrt: [0, 2] })(2, data, 5)).toEqual([
      [0, 30],
      [30, 12],
    ]);
    expect(untyped.jacobian((x: Scalar, y: Scalar) => ({ s: add(x, y) }), { wrt: 1 })(1, 2)).toEqual({ s: 1 });
    const out = { p: 0 };
    expect(untyped.gradInto((k: Scalar, x: Any) => mul(k, square(x.p)), { wrt: 1 })(3, out, { p: 2 })).toBe(12);
    expect(out).toEqual({ p: 12 });
  });
});

describe('the option aux', () => {
  const info = { steps: 3, log: new Map([['a', 1]]) };
  const g = (x: Any): Any => [f(x), { y: f(x), parts: [numbersIn(x)[0], 'name'], info, date: Date }];

  test.each(modes)('changes no derivative, and comes out in plain numbers: %j', (options) => {
    const x = { W: [[1, 2], Float64Array.of(0.5)], b: 3, name: 'net' };
    const aux = { y: f(x), parts: [1, 'name'], info, date: Date };
    const found = untyped.grad(g, { ...options, aux: true })(x);
    expectSame(found.gradient, untyped.grad(f, options)(x));
    expect(found.aux).toEqual(aux);
    expect(found.aux.info).toBe(info);
    expect(untyped.valueAndGrad(g, { ...options, aux: true })(x)).toEqual({ value: f(x), ...found });
    const rows = (at: Any): Any => [[f(at), numbersIn(at)[0]], g(at)[1]];
    expect(untyped.jacobian(rows, { ...options, aux: true })(x).aux).toEqual(aux);
    expect(untyped.valueAndJacobian(rows, { ...options, aux: true })(x).aux).toEqual(aux);
    expect(untyped.hessian(g, { ...options, aux: true })(x)).toEqual({ hessian: untyped.hessian(f, options)(x), aux });
  });

  test('comes out of jvp, vjp and hvp', () => {
    const aux = { y: f([2, 3]), parts: [2, 'name'], info, date: Date };
    expect(untyped.jvp(g, [2, 3], [1, 0], { aux: true })).toEqual({ ...untyped.jvp(f, [2, 3], [1, 0]), aux });
    expect(untyped.hvp(g, [2, 3], [1, 0], { aux: true })).toEqual({ hvp: untyped.hvp(f, [2, 3], [1, 0]), aux });
    const pulled = untyped.vjp(g, [2, 3], { aux: true });
    expect([pulled.value, pulled.aux, pulled.pullback(1)]).toEqual([f([2, 3]), aux, untyped.grad(f)([2, 3])]);
  });

  test('without numbers of the derivative is the same object', () => {
    expect(untyped.grad((x: Any) => [f(x), info], { aux: true })([1]).aux).toBe(info);
    const cyclic: Any = { name: 'cycle' };
    cyclic.self = cyclic;
    expect(untyped.grad((x: Any) => [f(x), cyclic], { aux: true })([1]).aux).toBe(cyclic);
    expect(untyped.grad((x: Any) => [f(x), undefined], { aux: true })([1]).aux).toBe(undefined);
  });

  test('of an inner derivative carries the outer one', () => {
    const inner = (a: Scalar): Scalar => {
      const { gradient, aux } = untyped.grad((x: Any) => [mul(a, square(x.p)), { seen: mul(a, x.p) }], { aux: true })({
        p: 2,
      });
      return add(gradient.p, square(aux.seen));
    };
    // 4a + 4a²
    expect(derivative(inner)(3)).toBe(28);
  });

  test('holds instances of registered classes', () => {
    const { aux } = untyped.grad((x: Any) => [f(x), new Ball(x[0], 'r')], { aux: true })([5]);
    expect([aux.center, aux.radius]).toEqual([5, 'r']);
  });
});

describe('trees inside derivatives', () => {
  test('of active numbers, next to plain ones', () => {
    const h = (a: Scalar): Scalar => sum(numbersIn(untyped.grad(f)({ W: [a, 2], c: { b: a } })));
    const slope = (h(0.7 + 1e-6) as number) - (h(0.7 - 1e-6) as number);
    expect(derivative(h)(0.7)).toBeCloseTo(slope / 2e-6, 5);
    for (const mode of ['forward', 'reverse']) {
      expect(untyped.grad((t: Any) => h(t.a), { mode })({ a: 0.7 }).a).toBeCloseTo(slope / 2e-6, 5);
    }
  });

  test('a Hessian is the Jacobian of the gradient', () => {
    fc.assert(
      fc.property(trees, (x) => {
        const plain = withNumbers(x, numbersIn(x), (xs) => xs);
        expectSame(untyped.jacobian(untyped.grad(f), { mode: 'forward' })(plain), untyped.hessian(f)(plain));
      }),
      { numRuns: 30 },
    );
  });
});

describe('particular trees', () => {
  test('empty ones, and ones without numbers', () => {
    for (const x of [{}, [], { a: [] }, [[], {}], { name: 'x', flag: true, none: null }]) {
      expect(untyped.grad(() => 3)(x)).toEqual(x);
      expect(untyped.valueAndGrad(() => 3, { mode: 'reverse' })(x)).toEqual({ value: 3, gradient: x });
      expect(untyped.jacobian(() => [1, { b: 2 }])(x)).toEqual([x, { b: x }]);
      expect(untyped.jacobian(() => [])(x)).toEqual([]);
      expect(untyped.hessian(() => 3)(x)).toEqual(x);
      expect(ravel(x).flat).toEqual([]);
    }
  });

  test('one that holds an object twice: each place is by itself', () => {
    const shared = { w: [2] };
    expect(untyped.grad((x: Any) => mul(x.a.w[0], square(x.b.w[0])))({ a: shared, b: shared })).toEqual({
      a: { w: [4] },
      b: { w: [8] },
    });
  });

  test('records with the fields level, then and __proto__', () => {
    const x = JSON.parse('{"level": 2, "then": 3, "__proto__": {"polluted": 5}}');
    const gradient = untyped.grad((t: Any) =>
      mul(t.level, mul(t.then, Object.getOwnPropertyDescriptor(t, '__proto__')!.value.polluted)),
    )(x);
    expect(JSON.stringify(gradient)).toBe('{"level":15,"then":10,"__proto__":{"polluted":6}}');
    expect(Object.getPrototypeOf(gradient)).toBe(Object.prototype);
    const own = JSON.parse('{"__proto__": {"polluted": 5}}');
    const into = untyped.gradInto((t: Any) => numbersIn(t)[0]);
    expect(() => into(own, {})).toThrow('gradInto: expected out.__proto__ to be a record, got undefined');
    expect(into(own, JSON.parse('{"__proto__": {"polluted": 7}}'))).toBe(5);
    expect(({} as Any).polluted).toBe(undefined);
  });

  test('of another realm', () => {
    const x = runInContext('({ W: [[1, 2]], v: new Float32Array([3]), b: 4 })', createContext({}));
    const gradient = untyped.grad(f)(x);
    expect(numbersIn(gradient)).toEqual(untyped.grad(mixed)([1, 2, 3, 4]));
    expect(gradient.v).toBeInstanceOf(Float64Array);
    expect(Object.keys(gradient)).toEqual(['W', 'v', 'b']);
  });

  test('frozen ones are left as they are', () => {
    const x = Object.freeze({ W: Object.freeze([1, 2]), b: 3 });
    expect(untyped.grad(f)(x)).toEqual(withNumbers(x, untyped.grad(mixed)([1, 2, 3])));
  });

  test('of a subclass are registered on their own', () => {
    class Sphere extends Ball {}
    expect(() => untyped.grad(f)({ s: new Sphere(1, 2) })).toThrow('expected x.s to be a number, got a Sphere');
    registerTree(Sphere, { fields: (s) => [s.radius], make: ([radius]) => new Sphere(0, radius) });
    expect(untyped.grad((x: Any) => square(x.s.radius))({ s: new Sphere(1, 2) }).s.radius).toBe(4);
  });

  test('native functions take and give them, what stands in for a Float64Array included', () => {
    const h = native((p: { W: number[]; k: number; name: string }) => {
      const list = new Float64Array(2);
      list[0] = p.W[0]! * p.k;
      list[1] = p.W[1]! ** 2;
      return { list, total: list[0]! + list[1]!, name: p.name };
    }) as Any;
    const x = { W: Float64Array.of(2, 3), k: 5, name: 'n' };
    expect(untyped.valueAndJacobian(h)(x)).toEqual({
      value: { list: [10, 9], total: 19, name: 'n' },
      jacobian: {
        list: [
          { W: Float64Array.of(5, 0), k: 2, name: 'n' },
          { W: Float64Array.of(0, 6), k: 0, name: 'n' },
        ],
        total: { W: Float64Array.of(5, 6), k: 2, name: 'n' },
        name: 'n',
      },
    });
    const loss = native((p: { W: number[]; k: number }) => p.W[0]! * Math.sin(p.k)) as Any;
    expect(untyped.grad(loss)({ W: [2], k: 0 })).toEqual({ W: [0], k: 2 });
    const slope = untyped.grad((p: Any) => mul(p.w[0], square(p.w[0])));
    const standing = native(
      (a: number) => {
        const w = new Float64Array(1);
        w[0] = a;
        return slope({ w }).w[0] as number;
      },
      { slope },
    );
    expect(derivative(standing)(2)).toBe(12);
  });

  test('f that branches on activity is told, as for arrays', () => {
    expect(() => untyped.grad((x: Any) => (x.a === 2 ? 7 : square(x.a)))({ a: 2 })).toThrow(
      'grad: expected the value of f on plain numbers, 7, got 4',
    );
    expect(() => untyped.grad((x: Any) => (x.a === 1 ? x.b : add(x.a, x.b)), { lanes: 1 })({ a: 1, b: 2 })).toThrow(
      'grad: expected the same value from every pass over one x, got 3 and then 2',
    );
    expect(() =>
      untyped.jacobian((x: Any) => ({ y: x.a === 1 ? x.b : add(x.a, x.b) }), { lanes: 1 })({ a: 1, b: 2 }),
    ).toThrow('jacobian: expected the same f(x)[0] from every pass over one x, got 3 and then 2');
  });
});
