import { afterEach, describe, expect, test } from 'vitest';
import {
  add,
  cos,
  defineOp,
  derivative,
  dual,
  evaluationTrace,
  exp,
  grad,
  isActive,
  lt,
  mul,
  type Scalar,
  sin,
  sub,
  sum,
  tape,
  trace,
  value,
} from '../../lib/entries/index.ts';
import { runningDepth } from '../../lib/level.ts';
import { Builder } from '../../lib/program/builder.ts';
import { thrown } from '../scalar/refuses.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Program, wildPrograms } from '../support/programs.ts';

type Xs = readonly [Scalar, Scalar];

afterEach(() => {
  expect(runningDepth()).toBe(0);
});

describe('a trace is what was executed', () => {
  const graph = trace(([x, y]: Xs) => add(mul(x, 2), mul(2, add(y, mul(x, 2)))), [3, 5]);

  test('as a listing, one operation a line', () => {
    expect(graph.toString()).toBe(
      [
        'x[0] = input        3',
        'x[1] = input        5',
        'v1 = mul(x[0], 2)   6',
        'v2 = mul(x[0], 2)   6',
        'v3 = add(x[1], v2)  11',
        'v4 = mul(2, v3)     22',
        'y = add(v1, v4)     28',
        'result y',
      ].join('\n'),
    );
  });

  test('as data: nodes and edges, each with its partial', () => {
    expect(graph.length).toBe(8);
    expect(graph.inputs).toEqual([0, 1]);
    expect(graph.nodes[2]).toEqual({ id: 2, op: 'constant', operands: [], value: 2 });
    expect(graph.nodes[6]).toEqual({ id: 6, op: 'mul', operands: [2, 5], value: 22 });
    expect(graph.node(6)).toEqual(graph.nodes[6]);
    expect(graph.partials(6)).toEqual([11, 2]);
    expect(graph.edges.filter(({ to }) => to === 6)).toEqual([
      { from: 2, to: 6, partial: 11 },
      { from: 5, to: 6, partial: 2 },
    ]);
    expect(graph.edges).toHaveLength(10);
  });

  test('constants are shared, each once by its bits; signs of zero apart', () => {
    const f = (x: Scalar): Scalar => sum([0, -0, NaN, 0, -0, NaN, 1, 1].map((c) => mul(x, c)));
    const constants = trace(f, 2).nodes.filter(({ op }) => op === 'constant');
    expect(constants.map((node) => node.value)).toEqual([0, -0, NaN, 1]);
  });

  test('a NaN is one constant, whatever its bits', () => {
    // Processors give a NaN of the other sign where an operation makes it.
    const f = (x: Scalar): Scalar[] => [NaN, Math.cos(Infinity), Math.log(-1), 0 / Math.sin(0)].map((c) => mul(x, c));
    expect(trace(f, 2).nodes.filter(({ op }) => op === 'constant')).toHaveLength(1);
  });

  test('unused operations and unused inputs are there', () => {
    const f = ([x]: Xs): Scalar => {
      sin(x);
      return cos(x);
    };
    expect(trace(f, [1, 2]).nodes.map(({ op }) => op)).toEqual(['input', 'input', 'sin', 'cos']);
  });

  test('an operation on plain numbers alone is a constant', () => {
    expect(trace((x: Scalar) => mul(exp(0), x), 3).nodes.map(({ op }) => op)).toEqual(['input', 'constant', 'mul']);
  });

  test('an array operation is one node', () => {
    const { nodes, edges } = trace(([x, y]: Xs) => sum([x, y, 7, x]), [1, 2]);
    expect(nodes.at(-1)).toEqual({ id: 3, op: 'sum', operands: [0, 1, 2, 0], value: 11 });
    expect(edges.map(({ from, partial }) => [from, partial])).toEqual([0, 1, 2, 0].map((from) => [from, 1]));
  });

  test('a defined op goes by the name of its row', () => {
    const twice = defineOp({ name: 'twice', arity: 1, value: (x) => 2 * x, partials: () => [2] });
    const area = defineOp({ name: 'area', arity: 2, value: (x, y) => x * y, partials: (_A, _v, x, y) => [y, x] });
    // The name of an op of the library, and another op.
    const first = defineOp({
      name: 'sum',
      arity: 'array',
      value: (xs) => xs[0] as number,
      partials: (_A, _v, xs) => xs.map((_, i) => (i === 0 ? 1 : 0)),
    });
    const f = ([x, y]: Xs): Scalar => first([twice(x), area(x, y), sum([x, y])]);
    const graph = trace(f, [3, 4]);
    expect(graph.nodes.map(({ op }) => op)).toEqual(['input', 'input', 'twice', 'area', 'sum', 'sum']);
    expect(graph.nodes.map((node) => node.value)).toEqual([3, 4, 6, 12, 7, 6]);
    expect(graph.share().evaluate([5, 1])).toBe(10);
    expect(trace(grad(f), [3, 4]).evaluate([5, 1])).toEqual([2, 0]);
  });
});

describe('share', () => {
  test('equal operations on equal operands are done once', () => {
    const graph = trace(([x, y]: Xs) => add(mul(x, y), add(mul(x, y), mul(y, x))), [3, 5]);
    expect(graph.share().nodes.map(({ op }) => op)).toEqual(['input', 'input', 'mul', 'mul', 'add', 'add']);
    expect(graph.length).toBe(7);
  });

  test('equal inputs stay apart', () => {
    expect(
      trace(([x, y]: Xs) => sub(sin(x), sin(y)), [3, 3])
        .share()
        .evaluate([3, 4]),
    ).toBe(Math.sin(3) - Math.sin(4));
  });

  test('a random program gets no longer, computes the same, and once is enough', () => {
    const points = fc.array(anyNumber, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(wildPrograms, points, (p: Program, x) => {
        const graph = trace((xs: readonly Scalar[]) => [...p.runAll(xs), ...p.runAll(xs)], x);
        const shared = graph.share();
        const once = trace(p.runAll, x).share();
        expect(shared.length).toBe(once.length);
        expect(shared.length).toBeLessThanOrEqual(graph.length);
        expect(shared.share().toString()).toBe(shared.toString());
        expect(shared.evaluate(x)).toEqual(graph.evaluate(x));
        const written = (v: number): string => (Object.is(v, -0) ? '-0' : String(v));
        const operations = shared.nodes
          .filter(({ op }) => op !== 'input')
          .map(({ op, operands, value: v }) => `${op} ${op === 'constant' ? written(v) : operands}`);
        expect(new Set(operations).size).toBe(operations.length);
      }),
    );
  });
});

test('an array op of the user’s is one operation for each length', () => {
  const cubes = defineOp({
    name: 'cubes',
    arity: 'array',
    value: (xs) => xs.reduce((s, x) => s + x ** 3, 0),
    partials: (A, _v, xs) => xs.map((x) => A.mul(3, A.square(x))),
  });
  const f = ([x, y]: Xs): Scalar => add(cubes([x]), cubes([x, y]));
  expect(trace(f, [1, 2]).evaluate([2, 3])).toBe(8 + 8 + 27);
  expect(
    evaluationTrace(f, [1, 2])
      .steps.slice(0, 2)
      .map(({ adjoint }) => adjoint),
  ).toEqual([6, 12]);
});

describe('arguments and results', () => {
  test.each<[string, unknown, unknown]>([
    ['a number', (x: Scalar) => mul(x, 2), 6],
    ['a constant', () => 7, 7],
    ['the input itself', (x: Scalar) => x, 3],
    ['an array', (x: Scalar) => [x, 1, mul(x, x)], [3, 1, 9]],
    ['an empty array', () => [], []],
    ['nested arrays', (x: Scalar) => [[x], [[1], []]], [[3], [[1], []]]],
    ['a record', (x: Scalar) => ({ value: x, gradient: [1, mul(x, x)] }), { value: 3, gradient: [1, 9] }],
  ])('the result may be %s', (_, f, expected) => {
    const graph = trace(f as never, 3);
    expect(graph.evaluate(3)).toEqual(expected);
    expect(graph.share().evaluate(3)).toEqual(expected);
  });

  test.each<[string, unknown, string]>([
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['text', 'a', 'the string "a"'],
    ['a symbol', [true, Symbol('a')], 'a symbol as f(x)[1]'],
    ['a Map', new Map(), 'a Map'],
    ['a function inside', { f: Math.sin }, 'a function as f(x).f'],
    ['a Dual', dual(1, 2), 'a Dual'],
  ])('the result may not be %s', (_, y, got) => {
    expect(thrown(() => trace(() => y, 3))).toBe(
      `TypeError: trace: expected f to return numbers, arrays or records of them, got ${got}`,
    );
  });

  test('several arguments, nested arrays and Float64Arrays are inputs in order; the rest is passed on', () => {
    const options = { name: 'a record', isLarge: true };
    const seen: unknown[] = [];
    const f = (a: Scalar, b: readonly (readonly Scalar[])[], c: readonly Scalar[], ...rest: unknown[]): Scalar => {
      seen.push(...rest);
      return sum([a, ...b.flat(), ...c]);
    };
    const graph = trace(f, 1, [[2, 3], [4]], Float64Array.of(5, 6), 'text', options, true, Math.sin);
    expect(graph.inputs.map((id) => graph.node(id).value)).toEqual([1, 2, 3, 4, 5, 6]);
    const passed = ['text', options, true, Math.sin];
    // On traced numbers, and on plain ones.
    expect(seen).toEqual([...passed, ...passed]);
    expect(graph.evaluate(1, [[0, 0], [0]], [1, 1])).toBe(3);
    const others = [options, true, Math.sin];
    expect(graph.evaluate(10, [[20, 30], [40]], Float64Array.of(50, 60), 'text', ...others)).toBe(210);
    expect(() => graph.evaluate(10, [[20, 30], [40]], Float64Array.of(50, 60), 'other', ...others)).toThrow(
      'as in the trace, the string "text", got the string "other"',
    );
  });

  test.each<[string, readonly unknown[], number]>([
    ['fewer', [[1]], 1],
    ['more', [[1, 2, 3]], 3],
    ['none', [], 0],
    ['in another place', [1, [2], 3], 3],
  ])('another number of numbers: %s', (_, args, got) => {
    const graph = trace(([x, y]: Xs) => mul(x, y), [3, 5]);
    expect(() => graph.evaluate(...args)).toThrow(new RangeError(`evaluate: expected 2 numbers, got ${got}`));
  });

  test('NaN and infinities are data', () => {
    const graph = trace(([x, y]: Xs) => [sub(x, y), mul(x, 0), exp(y)], [Infinity, NaN]);
    expect(graph.evaluate([Infinity, NaN])).toEqual([NaN, NaN, NaN]);
    expect(graph.evaluate([1, -Infinity])).toEqual([Infinity, 0, 0]);
    expect(graph.evaluate([-0, 0])).toEqual([-0, -0, 1]);
  });
});

describe('what does not belong', () => {
  test('a number that left its trace is refused, and the trace is as it was', () => {
    let leaked: Scalar = 0;
    const graph = trace((x: Scalar) => {
      if (isActive(x)) leaked = x;
      return mul(x, x);
    }, 3);
    const ended =
      'expected a number of a running derivative, got Traced(3) of a derivative call that has ended; return results from f instead of storing them, and keep f synchronous';
    expect(() => mul(leaked, 2)).toThrow(new TypeError(`mul: ${ended}`));
    expect(() => lt(leaked, 2)).toThrow(new TypeError(`lt: ${ended}`));
    expect(() => sum([leaked])).toThrow(new TypeError(`sum: ${ended}`));
    expect(leaked.toString()).toBe('Traced(3)');
    expect(value(leaked)).toBe(3);
    expect(graph.length).toBe(2);
    expect(graph.evaluate(4)).toBe(16);
  });

  test('JavaScript operators are refused', () => {
    expect(() => trace((x: Scalar) => (x as number) * 2, 3)).toThrow(
      'expected a plain number, got Traced(3); write mul',
    );
  });

  test('a number of an outer derivative cannot be part of a trace, only its value', () => {
    const through = (inner: (x: Scalar, y: Scalar) => Scalar): unknown =>
      derivative((x: Scalar) => trace((y: Scalar) => inner(x, y), 3).evaluate(5) as number)(2);
    expect(() => through((x, y) => mul(x, y))).toThrow(/expected f to return numbers.*got a Dual/);
    expect(() =>
      grad(([x]) => trace((y: Scalar) => mul(x, y), 3).evaluate(5) as number, { mode: 'reverse' })([2]),
    ).toThrow(/expected f to return numbers.*got a Var/);
    expect(derivative((x: Scalar) => mul(x, trace((y: Scalar) => mul(value(x), y), 3).evaluate(5) as number))(2)).toBe(
      10,
    );
  });

  test('nor a dual made by hand, nor a variable of a tape', () => {
    expect(() => trace((y: Scalar) => mul(dual(2, 1), y), 3)).toThrow(/expected f to return numbers.*got a Dual/);
    const x = tape().variable(2);
    expect(() => trace((y: Scalar) => mul(x, y), 3)).toThrow(/expected f to return numbers.*got a Var/);
  });

  test('a trace inside a trace is its own, and the two do not mix', () => {
    const f = (x: Scalar): Scalar => mul(x, trace((y: Scalar) => mul(y, y), 3).evaluate(4) as number);
    expect(trace(f, 2).evaluate(5)).toBe(80);
    expect(() => trace((x: Scalar) => trace((y: Scalar) => mul(x, y), 3).evaluate(1) as number, 2)).toThrow(TypeError);
    expect(() => trace((x: Scalar) => trace(() => mul(x, x), 3).evaluate(1) as number, 2)).toThrow(
      'expected a number of this trace, got Traced(4)',
    );
  });

  test('an exception in f ends the trace and comes out', () => {
    let leaked: Scalar = 0;
    const failure = new Error('mine');
    const f = (x: Scalar): Scalar => {
      leaked = derivative((y: Scalar) => {
        leaked = mul(x, y);
        return y;
      })(x);
      leaked = mul(x, x);
      throw failure;
    };
    expect(() => trace(f, 3)).toThrow(failure);
    expect(() => mul(leaked, 2)).toThrow('of a derivative call that has ended');
    expect(trace((x: Scalar) => mul(x, x), 3).evaluate(4)).toBe(16);
  });
});

describe('large graphs', () => {
  const chain =
    (n: number) =>
    (x: Scalar): Scalar => {
      let s = x;
      for (let i = 0; i < n; i++) s = i % 2 === 0 ? sin(s) : mul(s, 1.5);
      return s;
    };

  test('half a million operations: traced, evaluated, shared', () => {
    const f = chain(500_000);
    const graph = trace(f, 1);
    expect(graph.length).toBe(500_002);
    expect(graph.evaluate(0.3)).toBe(f(0.3));
    expect(graph.share().length).toBe(500_002);
  });

  test('two hundred thousand operations of which few are different', () => {
    const f = (x: Scalar): Scalar => {
      let s: Scalar = 0;
      for (let i = 0; i < 100_000; i++) s = add(s, sin(mul(x, i % 7)));
      return s;
    };
    const graph = trace(f, 1);
    const shared = graph.share();
    expect(graph.length).toBe(300_000 + 1 + 7);
    expect(shared.length).toBe(100_000 + 1 + 7 + 7 + 7);
    expect(shared.evaluate(0.7)).toBe(f(0.7));
  });

  test('under 200 bytes a node, shared or not', () => {
    const graph = trace(chain(100_000), 1);
    for (const { program: stored } of [graph, graph.share()]) {
      const arrays = Object.values(stored).filter((x) => ArrayBuffer.isView(x)) as Float64Array[];
      expect(stored).toBeInstanceOf(Builder);
      expect(arrays.length).toBeGreaterThan(3);
      const bytes = arrays.reduce((total, array) => total + array.byteLength, 0);
      expect(bytes / stored.length).toBeLessThan(100);
    }
  });
});
