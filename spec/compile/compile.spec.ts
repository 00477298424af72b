import { describe, expect, test } from 'vitest';
import * as forward from '../../lib/forward.ts';
import {
  add,
  blockJacobian,
  type CompileOptions,
  type CompileStats,
  compile,
  cos,
  derivative,
  emitModule,
  exp,
  floor,
  grad,
  gradInto,
  gt,
  hessian,
  hvp,
  jacobian,
  jvp,
  lt,
  mul,
  neg,
  type Scalar,
  sin,
  softmax,
  square,
  sub,
  sum,
  trace,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/index.ts';
import * as reverse from '../../lib/reverse.ts';
import { agrees, backends, same } from './eager.ts';

type Vector = readonly Scalar[];

const rosenbrock = (x: Vector): Scalar => {
  let s: Scalar = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const [a, b] = [x[i] as Scalar, x[i + 1] as Scalar];
    s = add(s, add(square(sub(1, a)), mul(100, square(sub(b, square(a))))));
  }
  return s;
};

describe.each(backends)('compiled for %s', (backend) => {
  test('every verb gives what it gives, in the same containers', () => {
    const points = [[[1.2, 3, -0.5]], [[2, 1, 0.25]], [[0, 0, 0]]] as const;
    const typed = points.map(([x]) => [Float64Array.from(x)]);
    for (const at of [points, typed]) {
      agrees(rosenbrock, at, { backend }, 'signed');
      agrees(grad(rosenbrock), at, { backend });
      agrees(valueAndGrad(rosenbrock), at, { backend });
      agrees(hessian(rosenbrock), at, { backend });
      agrees(jacobian(grad(rosenbrock), { mode: 'forward' }), at, { backend });
    }
    agrees(
      (x: Vector, v: Vector) => hvp(rosenbrock, x, v),
      points.map(([x]) => [x, [1, 0, 2]]),
      { backend },
    );
    agrees(
      (x: Vector, v: Vector) => jvp(rosenbrock, x, v),
      points.map(([x]) => [x, [0, 1, 0]]),
      { backend },
    );
    agrees(
      (x: Vector, w: Scalar) => vjp(rosenbrock, x).pullback(w),
      points.map(([x]) => [x, 3]),
      { backend },
    );
    agrees(derivative(derivative(derivative(sin))), [[1], [2]], { backend });
  });

  test.each([
    ['dualgrad', gradInto],
    ['dualgrad/forward', forward.gradInto],
    ['dualgrad/reverse', reverse.gradInto],
  ])('gradInto of %s writes into the array it is given, and not where the gradient is not known', (_, verb) => {
    const compiled = compile((verb as typeof gradInto)(rosenbrock), { backend });
    for (const x of [
      [1.2, 3],
      [2, 1],
      [0, 0.5],
    ]) {
      for (const out of [[0, 0], new Float64Array(2)]) {
        expect(compiled(x, out)).toBe(rosenbrock(x));
        same([...out], grad(rosenbrock)(x));
      }
    }
    expect(compiled.stats.paths).toBe(1);
    const x = [3, 4];
    expect(compiled(x, x)).toBe(rosenbrock([3, 4]));
    same(x, grad(rosenbrock)([3, 4]));
    const short = [7];
    expect(() => compiled([1, 2], short)).toThrow(
      new RangeError('gradInto: expected out to have the length of x, 2, got 1'),
    );
    expect(short).toEqual([7]);
    expect(() => compiled([1, 2], 3 as never)).toThrow(
      'gradInto: expected out to be an array or a Float64Array, got 3',
    );
  });

  test('arguments may be numbers, nested arrays, records and more', () => {
    const f = (
      a: Scalar,
      b: readonly Vector[],
      { w, deep }: { w: Vector; deep: { k: Scalar } },
      flag: boolean,
    ): unknown => ({
      sum: add(a, sum(b.flat())),
      list: [mul(deep.k, sum(w)), [flag ? a : deep.k]],
      flag,
      none: null,
      empty: [],
    });
    const b = [[1, 2], [3], []];
    agrees(
      f,
      [
        [1, b, { w: [1, 2], deep: { k: 3 } }, true],
        [2, b, { w: [1, -2], deep: { k: 5 } }, true],
        [2, b, { w: [1, -2], deep: { k: 5 } }, false],
        [2, [[]], { w: Float64Array.of(1, -2), deep: { k: 5 } }, false],
      ],
      { backend },
      'signed',
    );
  });
});

describe('shapes', () => {
  test('each is compiled once; what is named static, and what is no number, belongs to it', () => {
    const power = (x: Scalar, n: number, name?: string): Scalar => {
      let y: Scalar = 1;
      for (let i = 0; i < n; i++) y = mul(y, x);
      return name === 'negative' ? mul(-1, y) : y;
    };
    const compiled = compile(power, { static: [1] });
    for (const [x, n] of [
      [2, 3],
      [3, 3],
      [2, 4],
      [5, 3],
    ] as const) {
      expect(compiled(x, n)).toBe(x ** n);
    }
    expect(compiled.stats.shapes).toBe(2);
    expect(compiled(2, 3, 'negative')).toBe(-8);
    expect(compiled(2, 3, 'other')).toBe(8);
    expect(compiled.stats.shapes).toBe(4);
  });

  test('a static array is known by what is in it', () => {
    const pick = (x: Vector, places: readonly number[]): Scalar => sum(places.map((i) => x[i] as Scalar));
    const compiled = compile(pick, { static: [1] });
    const places = [0, 2];
    expect(compiled([1, 2, 3], places)).toBe(4);
    places[0] = 1;
    expect(compiled([1, 2, 3], places)).toBe(5);
    expect(compiled([1, 2, 3], [0, 2])).toBe(4);
    expect(compiled.stats.shapes).toBe(2);
    const typed = compile((x: Vector, at: Int32Array) => x[at[0] as number] as Scalar);
    const at = Int32Array.of(1);
    expect(typed([5, 6, 7], at)).toBe(6);
    at[0] = 2;
    expect(typed([5, 6, 7], at)).toBe(7);
  });

  /** A function compiled, and how often it is run on plain numbers and traced. */
  const watched = (): {
    compiled: (x: number[]) => number;
    stats: () => CompileStats;
    runs: number;
    traces: number;
  } => {
    const compiled = compile((x: Vector) => {
      if (typeof x[0] === 'number') seen.runs++;
      else seen.traces++;
      return sum(x);
    });
    const seen = { compiled, stats: () => compiled.stats, runs: 0, traces: 0 };
    return seen;
  };
  const ones = (n: number): number[] => Array.from({ length: n }, () => 1);

  test('there are 32 of them; then f is evaluated, and one in a hundred pushes out the one not called for longest', () => {
    const seen = watched();
    for (let n = 1; n <= 32; n++) expect(seen.compiled(ones(n))).toBe(n);
    expect(seen).toMatchObject({ runs: 32, traces: 32 });
    seen.runs = 0;
    for (let k = 0; k < 99; k++) expect(seen.compiled(ones(40))).toBe(40);
    expect(seen).toMatchObject({ runs: 99, traces: 32 });
    expect(seen.compiled(ones(1))).toBe(1);
    expect(seen.compiled(ones(40))).toBe(40);
    expect(seen).toMatchObject({ runs: 100, traces: 33 });
    for (let k = 0; k < 9; k++) for (const n of [40, 1, 3, 32]) expect(seen.compiled(ones(n))).toBe(n);
    expect(seen).toMatchObject({ runs: 100, traces: 33 });
    expect(seen.compiled(ones(2))).toBe(2);
    expect(seen).toMatchObject({ runs: 101, traces: 33 });
    expect(seen.stats()).toMatchObject({ shapes: 32, paths: 32 });
  });

  test('where more take turns, most calls of those that are kept run code, and few are compiled', () => {
    const seen = watched();
    for (let k = 0; k < 100; k++) for (let n = 1; n <= 40; n++) expect(seen.compiled(ones(n))).toBe(n);
    expect(seen.stats().shapes).toBe(32);
    expect(seen.traces).toBe(32 + 8);
    expect(seen.runs).toBeLessThan(0.25 * 100 * 40);
  });

  test('what an argument may not be is said whether there is room or not', () => {
    const compiled = compile((x: Vector, _?: unknown) => sum(x));
    for (let n = 1; n <= 40; n++) compiled(ones(n));
    expect(() => compiled([1], new Map())).toThrow('compile: expected numbers, arrays, records or objects with fields');
  });
});

describe('compiled functions compose', () => {
  const f = ([x, y]: Vector): Scalar => mul(sin(x as Scalar), exp(y as Scalar));

  test('inside derivatives, traces and compiled functions, and are differentiated there', () => {
    const slope = compile(grad(f));
    slope([1, 2]);
    same(jacobian(slope)([1, 2]), hessian(f)([1, 2]));
    same(jacobian(slope, { mode: 'reverse' })([1, 2]), hessian(f, { mode: 'reverse' })([1, 2]));
    expect(trace(slope, [1, 2]).inputs).toHaveLength(2);
    same(trace(slope, [1, 2]).evaluate([3, 4]), grad(f)([3, 4]));
    const twice = compile((x: Vector) => jacobian(slope)(x));
    for (const x of [
      [1, 2],
      [3, 4],
    ]) {
      same(twice(x), hessian(f)(x));
    }
    same(compile(slope)([1, 2]), grad(f)([1, 2]));
  });

  test('a function may be compiled anew inside another, over numbers of the outer derivative', () => {
    const outer = ([x]: Vector): Scalar => {
      const inner = compile((y: Scalar) => mul(y, x as Scalar));
      return add(inner(3), inner(x as Scalar));
    };
    same(grad(outer)([5]), [13]);
    same(compile(grad(outer))([5]), [13]);
    same(grad(outer, { mode: 'reverse' })([7]), [17]);
  });

  test('and call themselves', () => {
    const factorial = (n: Scalar): Scalar => (gt(n, 1) ? mul(n, compiled(sub(n, 1))) : 1);
    const compiled = compile(factorial);
    expect([5, 3, 1, 5, 4].map((n) => compiled(n))).toEqual([120, 6, 1, 120, 24]);
  });
});

describe('what goes wrong', () => {
  test('an exception is passed on and leaves nothing behind', () => {
    const f = (x: Scalar): Scalar => {
      if (lt(x, 0)) throw new Error('negative');
      return derivative(sin)(x);
    };
    const compiled = compile(f);
    expect(() => compiled(-1)).toThrow(new Error('negative'));
    expect(compiled(1)).toBe(Math.cos(1));
    expect(() => compiled(-1)).toThrow(new Error('negative'));
    expect(compiled(2)).toBe(Math.cos(2));
    expect(compiled.stats).toMatchObject({ paths: 1, shapes: 1 });
    expect(derivative(cos)(0)).toBeCloseTo(0, 15);
  });

  test('a traced count names the option that makes it static', () => {
    const power = (x: Scalar, n: number): Scalar => {
      let y: Scalar = 1;
      for (let i = 0; i < n; i++) y = mul(y, x);
      return y;
    };
    expect(() => compile(power)(2, 3)).toThrow(
      new TypeError(
        'compile: expected a plain number, got Traced(3); write mul(x, y) for x * y, lt(x, y) for x < y, sin(x) for Math.sin(x), and keep Scalars in a plain array, not in a Float64Array; within compile all numbers of the arguments are Scalars, data too: declare them so; an argument that is a count, a place or a flag is named in compile(f, { static: [i] })',
      ),
    );
    const pick = (x: Vector, i: number): Scalar => x[i] as Scalar;
    expect(() => compile(pick)([1, 2], 1)).toThrow('compile(f, { static: [i] })');
  });

  test('a function that does otherwise when traced is refused', () => {
    const seen = (x: Scalar): Scalar => ((x as unknown) === 2 ? 1 : mul(x, 3));
    expect(() => compile(seen)(2)).toThrow(
      new Error(
        'compile: expected f to give the same traced as not, got 1 and then 6; f must not ask what its numbers are by x === 0, truthiness, typeof, Number.isNaN or isActive (write eq(x, 0), where or value(x)), nor use Math.random, the time, or change what it captures; a number that is a flag or a count is named in compile(f, { static: [i] })',
      ),
    );
    const longer = (x: Scalar): Scalar[] => (typeof x === 'number' ? [x] : [x, x]);
    expect(() => compile(longer)(2)).toThrow('got a result of another shape');
  });

  test.each<[string, (x: Scalar, n: Scalar) => Scalar, number]>([
    ['a flag', (x, n) => (n ? neg(x) : x), 1],
    ['a flag that is 0', (x, n) => (n ? neg(x) : x), 0],
    ['a code', (x, n) => (n === 2 ? mul(x, x) : x), 2],
    ['a key', (x, n) => (new Map<Scalar, number>([[2, 3]]).has(n) ? mul(x, x) : x), 2],
  ])('%s that decides without an operation is refused', (_, f, n) => {
    for (const g of [f, derivative(f)])
      expect(() => compile(g)(3, n)).toThrow('expected f to give the same traced as not');
    expect(() => emitModule(derivative(f), 3, n)).toThrow('emitModule: expected f to give the same traced as not');
    const named = compile(derivative(f), { static: [1] });
    for (const m of [n, 5, 0]) expect(named(3, m)).toBe(derivative(f)(3, m));
  });

  test('what no operation uses is no mistake by itself', () => {
    const f = compile(grad(([x, y]) => add(floor(x), y)));
    for (const x of [3, Number.NaN, 4]) expect(f([x, 2])).toEqual(grad(([x, y]) => add(floor(x), y))([x, 2]));
    expect(f.stats.paths).toBe(1);
  });

  test('a function that writes into its arguments is refused', () => {
    const into = (x: Vector, out: Scalar[]): Scalar => {
      out[0] = x[0] as Scalar;
      return 1;
    };
    expect(() => compile(into)([1], [0])).toThrow(
      new TypeError(
        'compile: expected f to leave its arguments as they are, got one that f has written into; return the result, or compile gradInto(f) to have a gradient written',
      ),
    );
  });

  test.each<[string, () => unknown, string]>([
    ['no function', () => compile(3 as never), 'compile: expected a function, got 3'],
    [
      'no result',
      () => compile((() => undefined) as unknown as () => number)(),
      'compile: expected f to return numbers, arrays or records of them, got undefined; does f return its result?',
    ],
    [
      'a Promise',
      () => compile((async (x: Scalar) => x) as unknown as (x: Scalar) => Scalar)(1),
      'compile: expected f to return numbers, arrays or records of them, got a Promise; f must be synchronous: await first',
    ],
    [
      'a function for a result',
      () => compile((() => sin) as unknown as () => number)(),
      'compile: expected f to return numbers, arrays or records of them, got a function; call it inside f, so that f returns its result',
    ],
    [
      'static beyond the arguments',
      () => compile(sin, { static: [9] })(1),
      'compile: expected static to name arguments of the call, got 9 where there are 1; hand over undefined for one that is left out',
    ],
    [
      'no options',
      () => compile(sin, 3 as never),
      'compile: expected options to be an object like { static: [1] }, got 3',
    ],
    [
      'an unknown option',
      () => compile(sin, { mode: 'forward' } as never),
      "compile: expected the options static, backend and order, got an unknown option 'mode'",
    ],
    [
      'static that is no list of places',
      () => compile(sin, { static: [-1] }),
      'compile: expected static to list places of arguments, like [1], got -1',
    ],
    [
      'an unknown backend',
      () => compile(sin, { backend: 'java' as never }),
      `compile: expected backend to be 'auto' or 'js' or 'wasm' or 'interpreter', got the string "java"`,
    ],
    [
      'an order of what no verb made',
      () => compile((x: Scalar) => sin(x), { order: 'reverse' }),
      "compile: expected f to be made by a verb like grad or jacobian for order 'reverse', got a function",
    ],
  ])('%s is refused', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

test('what blockJacobian made is emitted block by block', async () => {
  const data = [2, 3];
  const f = ([a, b]: Vector, c: Scalar): Scalar[] => [mul(c, mul(a as Scalar, b as Scalar))];
  const blocks = { count: 2, columns: (i: number) => [i, i + 1] };
  const whole = blockJacobian([{ ...blocks, f: (x, i) => f(x, data[i] as number) }]);
  expect(() => emitModule(whole, [1, 2, 3])).toThrow(
    new TypeError(
      'emitModule: expected a function, got the many of a blockJacobian; emit the Jacobian of a block, for all blocks to share: emitModule(jacobian(f), xs, data[0]), whose evaluate goes into blockJacobian([{ count, columns, jacobian: (xs, i) => evaluate(xs, data[i]) }])',
    ),
  );
  const text = emitModule(jacobian(f), [1, 2], data[0]);
  const { evaluate } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const shared = blockJacobian([{ ...blocks, jacobian: (x: number[], i) => evaluate(x, data[i] as number) }]);
  for (const x of [[1, 2, 3], Float64Array.of(4, -1, 0.5)]) expect(shared(x)).toEqual(whole(x));
});

test('order has the derivative taken in that mode', () => {
  const f = (x: Vector): Scalar => sum(x.map((xi, i) => mul(i + 0.1, sin(xi))));
  const x = Array.from({ length: 20 }, (_, i) => i / 7);
  const flops = (['forward', 'reverse'] as const).map((order) => {
    const compiled = compile(grad(f), { order });
    same(compiled(x), grad(f, { mode: order })(x));
    return compiled.stats.flops;
  });
  expect(flops[0]).toBeGreaterThanOrEqual(flops[1] as number);
});

test('the first call gives what later ones give, to the bit', () => {
  const f = jacobian(softmax);
  const compiled = compile(f);
  const x = [1, 2, 0.3, -0.7];
  const [first, second] = [compiled(x), compiled(x)];
  expect(first).toEqual(second);
  expect(compile(f)(x)).toEqual(second);
});

test('a Jacobian whose mode is left open takes the order with the fewest operations', () => {
  const f = (x: Vector): Scalar[] => {
    const [a, b] = [sum(x.map(sin)), sum(x.map(exp))];
    return [mul(a, b), add(a, b), mul(a, sin(b))];
  };
  const x = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
  const flops = (order: 'auto' | 'forward' | 'reverse' | 'elimination'): number => {
    const compiled = compile(jacobian(f), { order });
    const found = [compiled(x), compiled(x)];
    for (const rows of found) {
      for (const [i, row] of rows.entries()) {
        for (const [j, entry] of row.entries()) expect(entry).toBeCloseTo(jacobian(f)(x)[i]?.[j] as number, 12);
      }
    }
    return compiled.stats.flops;
  };
  expect(flops('auto')).toBe(Math.min(flops('forward'), flops('reverse'), flops('elimination')));
  expect(flops('auto')).toBeLessThan(flops('forward'));
});

describe('the ledger', () => {
  const f = (x: Vector): Scalar[] => {
    const [a, b] = [sum(x.map(sin)), sum(x.map(exp))];
    return [mul(a, b), add(a, b), mul(a, sin(b))];
  };
  const orders = ['forward', 'reverse', 'elimination'] as const;
  /** What each order takes where it is the only one. */
  const alone = (verb: typeof jacobian | typeof valueAndJacobian, x: readonly number[]): Record<string, number> =>
    Object.fromEntries(
      orders.map((order) => {
        const compiled = compile(verb(f), { order });
        compiled(x);
        expect(compiled.stats.orders).toEqual({ [order]: compiled.stats.flops });
        return [order, compiled.stats.flops];
      }),
    );

  // Up to 16 inputs one forward pass is first, beyond it reverse is.
  test.each([1, 6, 16, 17, 40])('of a Jacobian by %i inputs has every order, and the least was taken', (n) => {
    const x = Array.from({ length: n }, (_, i) => (i + 1) / n);
    for (const verb of [jacobian, valueAndJacobian]) {
      const compiled = compile(verb(f));
      compiled(x);
      expect(compiled.stats.orders).toEqual(alone(verb, x));
      expect(compiled.stats.flops).toBe(Math.min(...Object.values(compiled.stats.orders)));
    }
  });

  test('of a derivative in one order has that one, as it was made or as it was asked for', () => {
    const of = (g: (x: Vector) => unknown, n: number, options?: CompileOptions): object => {
      const compiled = compile(g, options);
      compiled(Array.from({ length: n }, () => 0.5));
      expect(Object.values(compiled.stats.orders)).toEqual([compiled.stats.flops]);
      return Object.keys(compiled.stats.orders);
    };
    const height = (x: Vector): Scalar => f(x)[2] as Scalar;
    expect(of(grad(height), 1)).toEqual(['forward']);
    expect(of(grad(height), 2)).toEqual(['reverse']);
    expect(of(grad(height, { lanes: 2 }), 2)).toEqual(['forward']);
    expect(of(valueAndGrad(height, { mode: 'forward' }), 9)).toEqual(['forward']);
    expect(of(hessian(height), 5)).toEqual(['reverse']);
    expect(of(hessian(height), 5, { order: 'forward' })).toEqual(['forward']);
    expect(of(jacobian(f, { mode: 'reverse' }), 5)).toEqual(['reverse']);
    expect(of(jacobian(f, { lanes: 1 }), 20)).toEqual(['forward']);
    expect(of(jacobian(f, { lanes: 1 }), 20, { order: 'reverse' })).toEqual(['reverse']);
    const into = compile(gradInto(height), { order: 'elimination' });
    into([1, 2], [0, 0]);
    expect(into.stats.orders).toEqual({ elimination: into.stats.flops });
  });

  test('is empty before the first call, and of what no verb has made', () => {
    const compiled = compile((x: Vector) => jacobian(f)(x));
    expect(compiled.stats.orders).toEqual({});
    compiled([1, 2]);
    expect(compiled.stats.orders).toEqual({});
  });

  test('is that of the path called last; later ways for a shape are traced in the order of the first', () => {
    const compiled = compile(jacobian((x: Vector) => (lt(x[0] as Scalar, 0) ? f(x) : [...f(x), ...f(x)])));
    compiled([1, 2, 3]);
    const first = compiled.stats.orders;
    expect(Object.keys(first)).toHaveLength(3);
    compiled([-1, 2, 3]);
    expect(Object.values(compiled.stats.orders)).toEqual([compiled.stats.flops]);
    compiled([1, 2, 3]);
    expect(compiled.stats.orders).toEqual(first);
    compiled([1, 2]);
    expect(Object.keys(compiled.stats.orders)).toHaveLength(3);
    expect(compiled.stats.orders).not.toEqual(first);
  });

  test('has not what was not tried: beyond 20,000 nodes no other order', () => {
    const long = (x: Vector): Scalar[] => {
      let [a, b] = [x[0] as Scalar, x[1] as Scalar];
      for (let k = 0; k < 4000; k++) [a, b] = [sin(mul(a, b)), a];
      return [a, b];
    };
    const compiled = compile(jacobian(long));
    compiled([0.5, 1.5]);
    expect(compiled.stats.orders).toEqual({ forward: compiled.stats.flops });
  });
});

test('stats tell what is compiled', () => {
  const compiled = compile((x: Scalar) => (lt(x, 0) ? mul(x, x) : add(sin(x), sin(x))));
  expect(compiled.stats).toMatchObject({
    shapes: 0,
    paths: 0,
    guards: 0,
    nodes: 0,
    flops: 0,
    bytes: 0,
    milliseconds: 0,
  });
  compiled(1);
  expect(compiled.stats).toMatchObject({ shapes: 1, paths: 1, guards: 1, nodes: 4, flops: 2, backend: 'js' });
  compiled(-1);
  expect(compiled.stats).toMatchObject({ shapes: 1, paths: 2, guards: 2, flops: 1 });
  expect(compiled.stats.bytes).toBeGreaterThan(100);
  expect(compiled.stats.milliseconds).toBeGreaterThan(0);
});
