import { describe, expect, test } from 'vitest';
import * as forward from '../../lib/entries/forward.ts';
import {
  add,
  type CompileStats,
  compile,
  derivative,
  exp,
  grad,
  gradInto,
  gt,
  hessian,
  hvp,
  jacobian,
  jvp,
  lt,
  mul,
  type Scalar,
  sin,
  softmax,
  square,
  sub,
  sum,
  trace,
  valueAndGrad,
  vjp,
} from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';
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
    const NEVER = { check: 'never' } as const;
    const compiled = compile((x: Vector) => {
      if (typeof x[0] === 'number') seen.runs++;
      else seen.traces++;
      return sum(x);
    }, NEVER);
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

test('the first call gives what later ones give, to the bit', () => {
  const f = jacobian(softmax);
  const compiled = compile(f);
  const x = [1, 2, 0.3, -0.7];
  const [first, second] = [compiled(x), compiled(x)];
  expect(first).toEqual(second);
  expect(compile(f)(x)).toEqual(second);
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
