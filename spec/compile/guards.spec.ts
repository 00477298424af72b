import { describe, expect, test } from 'vitest';
import {
  abs,
  add,
  compile,
  defineOp,
  div,
  exp,
  ge,
  grad,
  gt,
  jacobian,
  log,
  lt,
  max,
  mul,
  norm,
  relu,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  value,
  valueAndGrad,
  where,
} from '../../lib/entries/index.ts';
import { anyNumber, moderate } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import { agrees, backends, same } from './eager.ts';

type Vector = readonly Scalar[];

/** A step of a program that branches on its own numbers. */
interface Step {
  readonly kind: 'if' | 'while' | 'table' | 'where' | 'op';
  readonly at: number;
  readonly threshold: number;
}

const step = fc.record<Step>({
  kind: fc.constantFrom('if', 'while', 'table', 'where', 'op'),
  at: fc.nat(3),
  threshold: fc.constantFrom(-1, 0, 0.5, 1, 2),
});

const TABLE = [0.5, -1.5, 2, 0.25] as const;

function branching(steps: readonly Step[]): (x: Vector) => Scalar {
  return (x) => {
    const v = [...x];
    for (const { kind, at, threshold } of steps) {
      const y = v[at % v.length] as Scalar;
      const last = v.at(-1) as Scalar;
      if (kind === 'op') v.push(sin(add(y, last)));
      if (kind === 'if') v.push(lt(y, threshold) ? mul(y, last) : sub(last, exp(sin(y))));
      if (kind === 'where') v.push(where(gt, y, threshold, sqrt(sub(y, threshold)), mul(last, y)));
      if (kind === 'table') v.push(mul(TABLE[Math.floor(value(y)) & 3] as number, last));
      if (kind === 'while') {
        let z = y;
        for (let k = 0; k < 8 && lt(abs(z), threshold); k++) z = add(mul(1.5, z), 0.125);
        v.push(z);
      }
    }
    return v.at(-1) as Scalar;
  };
}

const points = (number: fc.Arbitrary<number>): fc.Arbitrary<[number[]][]> =>
  fc.array(fc.tuple(fc.array(number, { minLength: 2, maxLength: 2 })), { minLength: 1, maxLength: 12 });

describe.each(backends)('a branching program compiled for %s', (backend) => {
  test('has, at any points in any order, the value and the gradients it has eagerly', () => {
    const numbers = fc.oneof(moderate, moderate, anyNumber);
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), points(numbers), (steps, at) => {
        const f = branching(steps);
        agrees(f, at, { backend }, 'signed');
        agrees(valueAndGrad(f, { mode: 'forward' }), at, { backend });
        agrees(grad(f, { mode: 'reverse' }), at, { backend });
        agrees(jacobian(grad(f), { mode: 'reverse' }), at, { backend });
      }),
      runs(0.25),
    );
  });
});

test('each way through is traced once, and the tree of ways has a bound', () => {
  const steps = (x: Scalar): Scalar => {
    let y = x;
    while (lt(y, 1000)) y = add(y, 1);
    return y;
  };
  const compiled = compile(steps);
  for (const x of [998.5, 995, 998.5, 999.25, 995.5]) expect(compiled(x)).toBe(steps(x));
  expect(compiled.stats).toMatchObject({ shapes: 1, paths: 3, guards: 3 + 6 + 2 });
  for (let x = 900; x < 1000; x += 0.5) expect(compiled(x)).toBe(steps(x));
  expect(compiled.stats.paths).toBe(64);
});

test('a look-up in a table by a value is a way for each entry', () => {
  const f = (x: Scalar): Scalar => mul(TABLE[Math.floor(value(x))] as number, x);
  // Each number that value() gave is a way of its own: what f does with it nobody knows.
  const compiled = compile(f);
  for (const x of [0.5, 1.5, 0.5, 1.5, 2.25]) expect(compiled(x)).toBe(f(x));
  expect(compiled.stats.paths).toBe(3);
});

test('beyond the bound f is called without trying every way first, and what is compiled is come back to', () => {
  let runs = 0;
  const count = (x: number): number => {
    runs++;
    return x;
  };
  const seen = defineOp({ name: 'seen', arity: 1, value: count, partials: () => [1] });
  const compiled = compile((x: Scalar) => mul(x, value(seen(x))));
  for (let x = 0; x < 100; x++) expect(compiled(x)).toBe(x * x);
  expect(compiled.stats.paths).toBe(64);
  runs = 0;
  for (let x = 100; x < 3100; x++) expect(compiled(x)).toBe(x * x);
  expect(runs).toBeLessThan(2 * 3000);
  for (let k = 0; k < 1024; k++) expect(compiled(5)).toBe(25);
  const paths: boolean[] = [];
  const watched = compile((x: Scalar) => {
    paths.push(typeof x === 'number');
    return add(x, value(x) - value(x));
  });
  for (let x = 0; x < 2000; x++) watched(x);
  for (let k = 0; k < 1024; k++) watched(5);
  paths.length = 0;
  expect([watched(5), watched(5), paths.length]).toEqual([5, 5, 0]);
});

test('±0 are two numbers to value()', () => {
  const f = (x: Scalar): Scalar => (Object.is(value(x), -0) ? 1 : 2);
  agrees(f, [[0], [-0], [0], [-0], [3], [-0]]);
});

test('max, abs, relu and where are operations: a network of a thousand relus is one way', () => {
  const network = (x: Vector, w: Vector): Scalar => {
    let layer: Scalar[] = [...x];
    for (let k = 0; k < 25; k++) {
      layer = layer.map((_, i) =>
        relu(add(mul(w[i] as Scalar, layer[i] as Scalar), mul(0.1, layer[(i + 7) % 40] as Scalar))),
      );
    }
    return layer.reduce((s, y) => add(s, max(y, abs(where(lt, y, 1, y, 0.5)))), 0);
  };
  const random = (seed: number): number[] => Array.from({ length: 40 }, (_, i) => Math.sin(seed + 12.9898 * i));
  const f = valueAndGrad(network as (x: Vector, w: number[]) => Scalar);
  const compiled = compile(f);
  for (const seed of [1, 2, 3]) same(compiled(random(seed), random(-seed)), f(random(seed), random(-seed)));
  expect(compiled.stats).toMatchObject({ paths: 1, guards: 0 });
});

test.each(['forward', 'reverse'] as const)('what a branch not taken does with NaN costs no other way, %s', (mode) => {
  let runs = 0;
  const f = ([x]: Vector): Scalar => {
    runs++;
    return where(gt, x as Scalar, 0, mul(sqrt(x as Scalar), log(x as Scalar)), mul(3, x as Scalar));
  };
  const compiled = compile(grad(f, { mode }), { check: 'never' });
  compiled([4]);
  runs = 0;
  same(
    [4, -1, 9, 0, -7].map((x) => compiled([x])),
    [[0.5 + Math.log(4) / 4], [3], [1 / 3 + Math.log(9) / 6], [3], [3]],
  );
  expect(runs).toBe(0);
});

test('where a number is NaN or infinite that a derivative depends on, f is evaluated as it is', () => {
  let runs = 0;
  const f = ([x, y]: Vector): Scalar => {
    runs++;
    return add(log(x as Scalar), square(y as Scalar));
  };
  const compiled = compile(grad(f), { check: 'never' });
  compiled([1, 1]);
  runs = 0;
  expect(compiled([2, 3])).toEqual([0.5, 6]);
  expect(runs).toBe(0);
  expect(compiled([-2, 3])).toEqual([NaN, NaN]);
  expect(compiled([2, NaN])).toEqual(grad(f)([2, NaN]));
  expect(compiled([0, 3])).toEqual([Infinity, 6]);
  expect(compiled.stats.paths).toBe(1);
});

test('a trace at a point that is not finite is as good as any', () => {
  const f = ([x]: Vector): Scalar => log(x as Scalar);
  const compiled = compile(grad(f), { check: 'never' });
  expect(compiled([-1])).toEqual([NaN]);
  expect(compiled([NaN])).toEqual([NaN]);
  for (let k = 1; k < 20; k++) expect(compiled([k])).toEqual([1 / k]);
  expect(compiled.stats.paths).toBe(1);
});

test('norm where squares drown or overflow is another way', () => {
  agrees(norm, [[[3, 4]], [[3e-200, 4e-200]], [[3e200, 4e200]], [[0, 0]], [[Infinity, 1]], [[3, 4]]]);
  agrees(grad(norm), [[[3, 4]], [[3e-200, 4e-200]], [[3e200, 4e200]], [[0, 0]], [[1, NaN]], [[3, 4]]]);
});

test('operations of the user are called, with their derivatives, and may call the compiled function', () => {
  const cube = defineOp({
    name: 'cube',
    arity: 1,
    value: (x) => (x > 1 ? (compiled(x - 1) as number) * 0 + x ** 3 : x ** 3),
    partials: (A, _v, x) => [A.mul(3, A.square(x))],
  });
  const f = (x: Scalar): Scalar => div(cube(x), 2);
  const compiled = compile(f);
  for (const x of [1, 2, 3.5, 0.5]) expect(compiled(x)).toBe(x ** 3 / 2);
  agrees(
    grad(([x]: Vector) => f(x as Scalar)),
    [[[1]], [[2]], [[-3]]],
  );
  const list = defineOp({
    name: 'list',
    arity: 'array',
    value: (xs) => xs.reduce((s, x) => s + x * x, 0),
    partials: (A, _v, xs) => xs.map((x) => A.mul(2, x)),
  });
  agrees(grad(list as (x: Vector) => Scalar), [[[1, 2]], [[3, 4]], [[1, 2, 3]]]);
  agrees((x: Scalar) => (ge(cube(x), 8) ? x : mul(2, x)), [[1], [3], [2], [0]]);
});
