import { describe, expect, test } from 'vitest';
import {
  add,
  type CompileOptions,
  compile,
  exp,
  grad,
  gradInto,
  hessian,
  jacobian,
  lt,
  mul,
  type Scalar,
  sin,
  sum,
  valueAndGrad,
  valueAndJacobian,
} from '../../lib/entries/index.ts';
import { same } from './eager.ts';

type Vector = readonly Scalar[];

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

test('a Jacobian whose mode is left open takes the predicted mode; the others are there on request', () => {
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
  expect(flops('auto')).toBe(flops('reverse'));
  expect(flops('auto')).toBeLessThan(flops('forward'));
  expect(flops('elimination')).toBeGreaterThan(0);
});

describe('the ledger', () => {
  const f = (x: Vector): Scalar[] => {
    const [a, b] = [sum(x.map(sin)), sum(x.map(exp))];
    return [mul(a, b), add(a, b), mul(a, sin(b))];
  };
  const orders = ['forward', 'reverse', 'elimination'] as const;
  /** What each order takes where it is the only one. */
  const alone = (verb: typeof jacobian, x: readonly number[]): Record<string, number> =>
    Object.fromEntries(
      orders.map((order) => {
        const compiled = compile(verb(f), { order });
        compiled(x);
        expect(compiled.stats.orders).toEqual({ [order]: compiled.stats.flops });
        return [order, compiled.stats.flops];
      }),
    );

  // Up to 16 inputs one forward pass is all there is, beyond it three sweeps cost less.
  test.each([1, 6, 16, 17, 40])('of a Jacobian by %i inputs has the predicted mode alone', (n) => {
    const x = Array.from({ length: n }, (_, i) => (i + 1) / n);
    for (const verb of [jacobian, valueAndJacobian]) {
      const compiled = compile(verb(f));
      compiled(x);
      const mode = n < 6 ? 'forward' : 'reverse';
      expect(compiled.stats.orders).toEqual({ [mode]: alone(verb, x)[mode] });
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

  test('is that of the path called last; each path is traced once', () => {
    const compiled = compile(jacobian((x: Vector) => (lt(x[0] as Scalar, 0) ? f(x) : [...f(x), ...f(x)])));
    compiled([1, 2, 3]);
    const first = compiled.stats.orders;
    expect(Object.keys(first)).toEqual(['forward']);
    compiled([-1, 2, 3]);
    expect(Object.values(compiled.stats.orders)).toEqual([compiled.stats.flops]);
    compiled([1, 2, 3]);
    expect(compiled.stats.orders).toEqual(first);
    compiled([1, 2]);
    expect(Object.keys(compiled.stats.orders)).toEqual(['forward']);
    expect(compiled.stats.orders).not.toEqual(first);
  });

  test('of a large program has one order as well', () => {
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
