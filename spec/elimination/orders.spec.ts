import { describe, expect, test } from 'vitest';
import { bundleAdjustment } from '../../bench/programs/bundle-adjustment.ts';
import { Elimination } from '../../lib/elimination/elimination.ts';
import { accumulate, eliminationEngine } from '../../lib/elimination/engine.ts';
import type { LinearizedGraph } from '../../lib/elimination/linearized-graph.ts';
import { type EliminationOrder, plan } from '../../lib/elimination/plan.ts';
import * as dualgrad from '../../lib/entries/index.ts';
import {
  cos,
  countFlops,
  div,
  exp,
  jacobian,
  mul,
  type Scalar,
  sin,
  sub,
  trace,
  value,
} from '../../lib/entries/index.ts';
import { expectAgreement, same, tracked } from '../laws/agree.ts';
import { fc } from '../support/fast-check.ts';
import type { Fields } from '../support/modes.ts';
import { type Program, smoothPrograms, wildPrograms } from '../support/programs.ts';

const orders: readonly EliminationOrder[] = ['forward', 'reverse', 'markowitz', 'ratio'];

/** The graph with these edges, all partials of which are different primes but those said to be 1. */
function graph(
  inputs: number,
  outputs: number,
  edges: readonly (readonly [from: number, to: number, unit?: 1])[],
): LinearizedGraph {
  const vertices = Math.max(...edges.map(([, to]) => to)) + 1;
  const sorted = [...edges].sort((a, b) => a[1] - b[1]);
  const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];
  return {
    inputs,
    outputs,
    vertices,
    from: Int32Array.from(sorted, ([from]) => from),
    to: Int32Array.from(sorted, ([, to]) => to),
    partials: sorted.map(([, , unit], i) => unit ?? (primes[i % primes.length] as number)),
  };
}

/** What eliminating these vertices takes, and what is left. */
function eliminated(
  linear: LinearizedGraph,
  vertices: readonly number[],
): { flops: number; rows: (number | undefined)[][] } {
  let flops = 0;
  const elimination = new Elimination<number>(linear, linear.partials as number[], {
    mul: (p, q) => {
      if (p !== 1 && q !== 1) flops++;
      return p * q;
    },
    add: (p, q) => {
      flops++;
      return p + q;
    },
  });
  for (const v of vertices) elimination.eliminate(v);
  return { flops, rows: elimination.rows() };
}

/** The Jacobian as the sum over all paths of the products along them. */
function bauer({ inputs, outputs, vertices, from, to, partials }: LinearizedGraph): (number | undefined)[][] {
  const through = (v: number, input: number): number | undefined => {
    if (v === input) return 1;
    let sum: number | undefined;
    from.forEach((u, e) => {
      const before = to[e] === v ? through(u, input) : undefined;
      if (before !== undefined) sum = (sum ?? 0) + before * (partials[e] as number);
    });
    return sum;
  };
  return Array.from({ length: outputs }, (_, i) =>
    Array.from({ length: inputs }, (_, j) => through(vertices - outputs + i, j)),
  );
}

function costs(linear: LinearizedGraph): Record<EliminationOrder, number | undefined> {
  return Object.fromEntries(orders.map((order) => [order, plan(order, linear)?.flops])) as Record<
    EliminationOrder,
    number
  >;
}

function permutations(xs: readonly number[]): number[][] {
  if (xs.length === 0) return [[]];
  return xs.flatMap((x, i) => permutations([...xs.slice(0, i), ...xs.slice(i + 1)]).map((rest) => [x, ...rest]));
}

function least(linear: LinearizedGraph): number {
  const between = new Elimination<number>(linear, linear.partials as number[], { mul: () => 0, add: () => 0 }).between;
  return Math.min(...permutations(between).map((vertices) => eliminated(linear, vertices).flops));
}

describe('on paper', () => {
  test('a chain of k vertices between takes k multiplications, in any order', () => {
    expect(
      costs(
        graph(1, 1, [
          [0, 1],
          [1, 2],
          [2, 3],
          [3, 4],
        ]),
      ),
    ).toEqual({ forward: 3, reverse: 3, markowitz: 3, ratio: 3 });
  });

  test('a tree of sums of two, four leaves: reverse takes 4 and 2, forward 4 and 4', () => {
    //  0 1 2 3 → 4, 5 → 6 → 7
    const tree = graph(4, 1, [
      [0, 4],
      [1, 4],
      [2, 5],
      [3, 5],
      [4, 6],
      [5, 6],
      [6, 7],
    ]);
    expect(costs(tree)).toMatchObject({ forward: 8, reverse: 6 });
    expect(least(tree)).toBe(6);
  });

  test('through a waist both sweeps carry what crosses it along: n inputs, k vertices, m outputs', () => {
    // Forward n a vertex and n m at the last, reverse m a vertex and n m at the first; from the middle 1 a vertex, then n
    // or m at the last but one, and n m at the last.
    const [n, k, m] = [3, 5, 4];
    const waist = graph(n, m, [
      ...Array.from({ length: n }, (_, i) => [i, n] as const),
      ...Array.from({ length: k - 1 }, (_, i) => [n + i, n + i + 1] as const),
      ...Array.from({ length: m }, (_, i) => [n + k - 1, n + k + i] as const),
    ]);
    expect(costs(waist)).toEqual({ forward: 24, reverse: 28, markowitz: 18, ratio: 18 });
    expect(least(waist)).toBe(18);
  });

  test('two inputs, two vertices and four outputs of the second: where to begin decides', () => {
    // The second first: 4 products; then the first: 8. The first first: 4 products and then 8, with 2 sums.
    const linear = graph(2, 4, [
      [0, 2],
      [1, 2],
      [2, 3],
      [2, 4],
      [3, 4],
      [3, 5],
      [3, 6],
      [3, 7],
    ]);
    expect(eliminated(linear, [3, 2]).flops).toBe(4 + 1 + 8);
    expect(eliminated(linear, [2, 3]).flops).toBe(4 + 8 + 2);
    expect(least(linear)).toBe(13);
    expect(costs(linear)).toMatchObject({ forward: 14, reverse: 13 });
  });

  test('nothing is multiplied by 1', () => {
    expect(
      costs(
        graph(1, 1, [
          [0, 1, 1],
          [1, 2],
          [2, 3, 1],
        ]),
      ),
    ).toMatchObject({ forward: 0, reverse: 0 });
  });
});

describe('random graphs', () => {
  const linears = fc
    .record({
      inputs: fc.integer({ min: 1, max: 3 }),
      between: fc.integer({ min: 0, max: 5 }),
      outputs: fc.integer({ min: 1, max: 3 }),
      edges: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { minLength: 3, maxLength: 16 }),
    })
    .map(({ inputs, between, outputs, edges }) => {
      const last = inputs + between;
      const made = edges.map(([p, q, isUnit]) => {
        const to = inputs + (q % (between + outputs));
        return [p % Math.min(to, last), to, ...(isUnit ? [1] : [])] as unknown as [number, number];
      });
      const linear = graph(inputs, outputs, [[0, last], ...made]);
      return { ...linear, vertices: last + outputs };
    });

  test('every order leaves the sums over all paths, and takes what its plan says', () => {
    fc.assert(
      fc.property(linears, (linear) => {
        const expected = bauer(linear);
        for (const order of orders) {
          const { vertices, flops } = plan(order, linear) as NonNullable<ReturnType<typeof plan>>;
          const done = eliminated(linear, vertices);
          expect(done.rows).toEqual(expected);
          expect(done.flops).toBe(flops);
          expect(plan(order, linear, flops)).toEqual({ vertices, flops });
          expect(plan(order, linear, flops - 1)).toBeUndefined();
        }
      }),
    );
  });

  test('none takes less than the best of all orders there are', () => {
    fc.assert(
      fc.property(linears, (linear) => {
        const best = least(linear);
        for (const flops of Object.values(costs(linear))) expect(flops).toBeGreaterThanOrEqual(best);
      }),
      { numRuns: 50 },
    );
  });
});

describe('programs', () => {
  const points = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 });
  const eager =
    (f: Fields): Fields =>
    (x) =>
      jacobian(f, { mode: 'reverse' })(x).flat();
  const by =
    (f: Fields, order?: EliminationOrder): Fields =>
    (x) =>
      accumulate('test', f, x, order && [order]).rows.flatMap((row) => row.map((entry) => entry ?? 0));

  test('every order gives the Jacobian, as far as rounding allows', () => {
    let compared = 0;
    const check = (program: Program, x: number[]): void => {
      const f = program.runAll;
      for (const order of orders) compared += expectAgreement(by(f, order), eager(f), x, order);
    };
    fc.assert(fc.property(smoothPrograms, points, check));
    fc.assert(fc.property(wildPrograms, points, check));
    expect(compared).toBeGreaterThan(100);
  });

  test('and is itself differentiated, in any mode', () => {
    const check = (program: Program, x: number[], order: EliminationOrder): void => {
      const f = tracked(program.runAll);
      expectAgreement(eager(by(f, order)), eager(eager(f)), x, `${order} in reverse`);
      expectAgreement((y) => jacobian(by(f, order))(y).flat(), eager(eager(f)), x, `${order} in forward`);
      expectAgreement(by(by(f, order)), eager(eager(f)), x, `${order} in itself`);
    };
    fc.assert(fc.property(smoothPrograms, points, fc.constantFrom(...orders), check), { numRuns: 50 });
  });

  test('the value is the value', () => {
    const check = (program: Program, x: number[]): void => {
      const got = accumulate('test', program.runAll, x).value;
      const plain = program.runAll(x);
      expect(got.every((y, i) => Object.is(y, plain[i]))).toBe(true);
    };
    fc.assert(fc.property(wildPrograms, points, check));
  });

  test('what an output does not depend on has no entry, and every entry else is one', () => {
    const f: Fields = ([x, y, z]) => [mul(x as Scalar, y as Scalar), 3, z as Scalar, sub(z as Scalar, z as Scalar)];
    const { rows } = accumulate('test', f, [2, 5, 7]);
    expect(rows).toEqual([
      [5, 2, undefined],
      [undefined, undefined, undefined],
      [undefined, undefined, 1],
      [undefined, undefined, 0],
    ]);
  });

  test('an output may be an input, come twice, and be used further on', () => {
    const f: Fields = ([x]) => {
      const y = sin(x as Scalar);
      return [y, x as Scalar, y, exp(y)];
    };
    for (const order of orders) {
      expect(accumulate('test', f, [2], [order]).rows.flat()).toEqual(jacobian(f)([2]).flat());
    }
  });

  test('the best of all orders is taken, and what each takes is told', () => {
    const f: Fields = ([x, y]) => {
      let v = mul(x as Scalar, y as Scalar);
      for (let i = 0; i < 10; i++) v = sin(v);
      return [exp(v), cos(v)];
    };
    const { order, flops } = accumulate('test', f, [0.5, 0.25]);
    expect(order).toBe('markowitz');
    // A waist of 11 vertices, of 2 inputs and 2 outputs.
    expect(flops).toEqual({ reverse: 24, forward: 24, markowitz: 15, ratio: 15 });
  });

  test('traced once, it holds elsewhere', () => {
    const f: Fields = ([x, y]) => [div(sin(x as Scalar), y as Scalar), mul(exp(x as Scalar), y as Scalar)];
    const traced = trace(
      (x: readonly Scalar[]) => accumulate('test', f, x).rows.map((row) => row.map((v) => v ?? 0)),
      [0.5, 2],
    );
    for (const x of [
      [1, 3],
      [-2, 0.5],
    ]) {
      const got = (traced.evaluate(x) as number[][]).flat();
      expect(got.every((v, i) => same(v, by(f)(x)[i]))).toBe(true);
    }
  });

  test('as an engine: gradients and rows, with the errors of the others', () => {
    const f = ([x, y]: readonly Scalar[]) => mul(sin(x as Scalar), y as Scalar);
    const { value: v, gradient } = eliminationEngine.gradient('grad', f as never, [1, 2], undefined);
    expect([value(v), ...gradient]).toEqual([Math.sin(1) * 2, Math.cos(1) * 2, Math.sin(1)]);
    const rows = eliminationEngine.rows('jacobian', ((x: Scalar[]) => [f(x), 1]) as never, [1, 2], undefined);
    expect(rows).toEqual({ value: [Math.sin(1) * 2, 1], rows: [gradient, [0, 0]] });
    expect(() => eliminationEngine.gradient('grad', (() => [1]) as never, [1], undefined)).toThrow(
      'grad: expected f(x) to be a number, got an array of length 1; for vector outputs use jacobian(f)',
    );
    expect(() => accumulate('jacobian', () => 1, [1])).toThrow('for scalar outputs use grad(f)');
    expect(() => accumulate('jacobian', () => [1], [1], [])).toThrow(
      new RangeError('accumulate: expected an order of elimination, got none'),
    );
  });
});

describe('the residual of bundle adjustment', () => {
  const residual = bundleAdjustment();
  const x = residual.sample(() => 0.3);
  const f = residual.write({ ...dualgrad, constant: (c: number): Scalar => c });
  const flops = (order: EliminationOrder): number => {
    const both = (y: Scalar[]) => {
      const { value: v, rows } = accumulate('test', f as never, y, [order]);
      return { v, rows: rows.map((row) => row.map((entry) => entry ?? 0)) };
    };
    return countFlops(both, x).shared.textbook;
  };

  test('value and Jacobian take 278 operations by elimination in reverse, 275 by the ratio of paths', () => {
    expect([flops('reverse'), flops('ratio'), flops('markowitz'), flops('forward')]).toEqual([278, 275, 332, 496]);
  });

  test('are those of the hand-written derivative', () => {
    const got = accumulate('test', f as never, x).rows.flat();
    residual.partials(x).forEach((partial, i) => {
      expect(Math.abs(((got[i] ?? 0) as number) - partial)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(partial)));
    });
  });
});
