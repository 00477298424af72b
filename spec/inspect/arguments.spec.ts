import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  countFlops,
  derivative,
  type EvaluationStep,
  evaluationTrace,
  grad,
  isActive,
  mul,
  type Scalar,
  sin,
  sum,
  sweepWork,
  type Trace,
  toDot,
  trace,
} from '../../lib/entries/index.ts';
import { withoutNativeArithmetic } from '../native/advice.ts';

withoutNativeArithmetic();

class Spring {
  readonly name = 'spring';
  readonly stiffness: Scalar;
  readonly ends: readonly (readonly Scalar[])[];
  constructor(stiffness: Scalar, ends: readonly (readonly Scalar[])[]) {
    this.stiffness = stiffness;
    this.ends = ends;
  }
  energy(): Scalar {
    return mul(this.stiffness, sum(this.ends.map(([x]) => mul(x as Scalar, x as Scalar))));
  }
}

/** The same function of the same seven numbers, in every kind of argument. */
const arguments7: readonly [string, (...args: never[]) => Scalar, readonly unknown[]][] = [
  ['numbers', (...x: Scalar[]) => mul(sin(sum(x)), x[6] as Scalar), [1, 2, 3, 4, 5, 6, 7]],
  ['an array', (x: readonly Scalar[]) => mul(sin(sum(x)), x[6] as Scalar), [[1, 2, 3, 4, 5, 6, 7]]],
  [
    'nested arrays',
    (x: readonly (readonly Scalar[])[], y: Scalar) => mul(sin(sum([...x.flat(), y])), y),
    [[[1, 2, 3], [], [4, 5], [6]], 7],
  ],
  [
    'a Float64Array and a Float32Array',
    (x: readonly Scalar[], y: readonly Scalar[]) => mul(sin(sum([...x, ...y])), y[2] as Scalar),
    [Float64Array.of(1, 2, 3, 4), Float32Array.of(5, 6, 7)],
  ],
  [
    'records',
    ({ a, deep: { b } }: { a: Scalar; deep: { b: readonly Scalar[] } }) => mul(sin(sum([a, ...b])), b[5] as Scalar),
    [{ a: 1, deep: { b: Float32Array.of(2, 3, 4, 5, 6, 7) } }],
  ],
  [
    'records in arrays',
    (list: readonly { x: Scalar }[]) => mul(sin(sum(list.map(({ x }) => x))), (list[6] as { x: Scalar }).x),
    [[1, 2, 3, 4, 5, 6, 7].map((x) => ({ x }))],
  ],
];

/** A text with the names of inputs, which differ by where they are in the arguments, replaced by their places. */
function anonymous(text: string, { names, inputs }: Trace): string {
  const paths = inputs.map((node) => names[node] as string);
  const alone = (path: string): RegExp => new RegExp(`(?<!\\w)${path.replaceAll(/\W/g, '\\$&')}(?!\\w)`, 'g');
  return paths.reduce((t, path, i) => t.replaceAll(alone(path), `#${i}`), text).replaceAll(/ +/g, ' ');
}

describe.each(arguments7)('%s are inputs', (_, f, args) => {
  const [, first, given] = arguments7[0] as (typeof arguments7)[number];

  test('of a trace, in order', () => {
    const program = trace(f, ...args);
    expect(program.inputs.map((id) => program.node(id).value)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const listed = trace(first, ...given);
    expect(anonymous(String(program), program)).toBe(anonymous(String(listed), listed));
    expect(program.evaluate(...args)).toBe((f as (...args: readonly unknown[]) => Scalar)(...args));
    expect(program.share().evaluate(...args)).toBe(first(...(given as never[])));
    expect(anonymous(toDot(program), program)).toBe(anonymous(toDot(listed), listed));
  });

  test('of what is counted', () => {
    expect(countFlops(f, ...args)).toEqual(countFlops(first, ...given));
    expect(sweepWork(f, ...args)).toEqual(sweepWork(first, ...given));
  });

  test('as they are of what is compiled', () => {
    expect((compile(f) as (...args: never[]) => unknown)(...(args as never[]))).toBe(
      trace(f, ...args).evaluate(...args),
    );
  });
});

/** A step without names: those of inputs differ by where they are in the arguments. */
function withoutPaths({ value, tangent, adjoint, formula }: EvaluationStep): unknown {
  return { value, tangent, adjoint, op: formula.split('(')[0] };
}

test('the tables are those of the list of all numbers, along a direction of any kind', () => {
  const list = evaluationTrace(([x, y, z]) => mul(add(x, y), z), [2, 3, 4], [1, 0, 2]);
  const record = evaluationTrace(
    ({ p, z }: { p: readonly Scalar[]; z: Scalar }) => mul(add(p[0] as Scalar, p[1] as Scalar), z),
    { p: [2, 3], z: 4 },
    { p: [1, 0], z: 2 },
  );
  const nested = evaluationTrace(
    ([p, [z]]: readonly [readonly [Scalar, Scalar], readonly [Scalar]]) => mul(add(p[0], p[1]), z),
    [[2, 3], [4]],
    [[1, 0], [2]],
  );
  const typed = evaluationTrace(([x, y, z]) => mul(add(x, y), z), Float32Array.of(2, 3, 4), Float32Array.of(1, 0, 2));
  for (const table of [record, nested, typed]) {
    expect(table.steps.map(withoutPaths)).toEqual(list.steps.map(withoutPaths));
  }
  expect(() => evaluationTrace(({ x }: { x: Scalar }) => x, { x: 1 }, { x: 1, y: 2 } as { x: number })).toThrow(
    new RangeError('evaluationTrace: expected v to have the length of x, 1, got 2'),
  );
});

test('an object with fields comes with its methods; its other fields are as they were', () => {
  const spring = new Spring(3, [[1], [2]]);
  const program = trace((s: Spring) => (s.name === 'spring' ? s.energy() : 0), spring);
  expect(program.inputs).toHaveLength(3);
  expect(program.evaluate(new Spring(2, [[5], [1]]))).toBe(52);
  expect(grad((x) => new Spring(x[0], [x]).energy())([2])).toEqual([12]);
});

test('what may hide more than it shows is passed on as it is, and so is the number of an outer derivative', () => {
  const table = new Map([['k', 4]]);
  const places = Int32Array.of(1, 0);
  const seen: unknown[] = [];
  const f = (x: readonly Scalar[], ...rest: unknown[]): Scalar => {
    seen.push(...rest);
    return mul(x[places[0] as number] as Scalar, table.get('k') as number);
  };
  expect(trace(f, [2, 3], table, [places]).evaluate([5, 6])).toBe(24);
  // On traced numbers, and on plain ones.
  expect(seen).toEqual([table, [places], table, [places]]);
  expect(seen[0]).toBe(table);
  const outer = (x: Scalar): Scalar => {
    trace((y: Scalar, z: Scalar) => (isActive(z) ? y : 0), 1, x);
    return x;
  };
  expect(derivative(outer)(2)).toBe(1);
});

test('a count among the numbers, or an object with private fields, is to be captured', () => {
  const power = (x: Scalar, { n }: { n: number }): Scalar => {
    let y: Scalar = 1;
    for (let i = 0; i < n; i++) y = mul(y, x);
    return y;
  };
  expect(() => trace(power, 2, { n: 3 })).toThrow(
    new TypeError(
      'trace: expected a plain number, got Traced(3); write mul(x, y) for x * y, neg(x) for -x, lt(x, y) for x < y, sin(x) for Math.sin(x), and keep Scalars in a plain array, not in a Float64Array; within trace all numbers of the arguments are Scalars, data too: declare them so; have f capture a count, a place or a flag, as in trace((x) => f(x, n), x)',
    ),
  );
  expect(trace((x: Scalar) => power(x, { n: 3 }), 2).evaluate(3)).toBe(27);
  class Hidden {
    #a = 3;
    get a(): number {
      return this.#a;
    }
  }
  expect(() => trace((x: Scalar, p: Hidden) => mul(x, p.a), 2, new Hidden())).toThrow(
    /^trace: expected objects whose fields are all they hold, got .*private.*; have f capture it, as in trace\(\(x\) => f\(x, it\), x\)$/,
  );
});
