import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import * as dualgrad from '../../lib/entries/index.ts';
import {
  add,
  blockJacobian,
  checkDerivatives,
  checkpoint,
  compile,
  defineOp,
  emitModule,
  evaluationTrace,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  mul,
  type Numeric,
  type Scalar,
  square,
  sum,
  trace,
  type Vector,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { arrays } from '../../lib/rules/table.ts';
import type { TypedArray } from '../../lib/typed-array.ts';
import { backends, same } from '../compile/eager.ts';
import { refuses } from '../scalar/refuses.ts';

type Op = (...lists: Numeric[]) => Scalar;
// biome-ignore lint/suspicious/noExplicitAny: arguments of every kind
type Any = any;

interface Kind {
  readonly title: string;
  readonly of: (numbers: readonly number[]) => TypedArray;
  readonly holdsIntegers: boolean;
}

const constructors = [
  Float64Array,
  Float32Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
];

/** Every typed array of numbers, those of another realm, and what is made of them. */
const kinds: readonly Kind[] = [
  ...constructors.map((list) => ({
    title: list.name,
    of: (numbers: readonly number[]) => list.from(numbers),
    holdsIntegers: !list.name.startsWith('Float'),
  })),
  ...['Float64Array', 'Float32Array', 'Int32Array'].map((name) => ({
    title: `${name} of another realm`,
    of: (numbers: readonly number[]) => runInNewContext(`${name}.from([${numbers}])`) as TypedArray,
    holdsIntegers: name === 'Int32Array',
  })),
  { title: 'Buffer', of: (numbers) => Buffer.from(numbers), holdsIntegers: true },
  { title: 'a subclass', of: (numbers) => class Own extends Int16Array {}.from(numbers), holdsIntegers: true },
  { title: 'a part of a buffer', of: (numbers) => Float64Array.of(9, ...numbers).subarray(1), holdsIntegers: false },
];

/** Every op that takes an array and returns a number. */
const ops: readonly { readonly name: string; readonly arity: number; readonly op: Op }[] = [
  ...arrays.map(({ name, args }) => ({ name, arity: args.length, op: (dualgrad as Any)[name] as Op })),
  { name: 'softmax', arity: 1, op: (xs) => dualgrad.softmax(xs!)[1]! },
  {
    name: 'an op of your own',
    arity: 1,
    op: defineOp({
      name: 'squares',
      arity: 'array',
      value: (xs) => xs.reduce((s, x) => s + x * x, 0),
      partials: (A, _v, xs) => xs.map((x) => A.mul(2, x)),
    }) as Op,
  },
];

// Held by every kind without rounding.
const [numbers, others] = [
  [3, 1, 2],
  [2, 5, 4],
];

/** The text of a module, as its function. */
function evaluate(text: string): (...args: unknown[]) => unknown {
  return new Function(`${text.replace('export ', '')}return evaluate;`)() as (...args: unknown[]) => unknown;
}

describe.each(ops)('$name', ({ name, arity, op }) => {
  const companions: readonly Vector[] = arity === 2 ? [others] : [];

  describe.each(kinds)('of $title', ({ of, holdsIntegers }) => {
    test('is what it is of a plain array, in every place', () => {
      expect(op(of(numbers), ...companions)).toBe(op(numbers, ...companions));
      if (arity === 2) expect(op(others, of(numbers))).toBe(op(others, numbers));
      if (arity === 2) expect(op(of(others), of(numbers))).toBe(op(others, numbers));
    });

    test('has the gradient that it has by a plain array, as a Float64Array', () => {
      const f = (xs: Vector): Scalar => op(xs, ...companions);
      const expected = Float64Array.from(grad(f)(numbers));
      for (const mode of ['auto', 'forward', 'reverse'] as const) {
        expect(grad(f, { mode })(of(numbers))).toStrictEqual(grad(f, { mode })(Float64Array.from(numbers)));
      }
      for (const backend of backends) {
        const compiled = compile(grad(f), { backend });
        for (const _ of [1, 2]) same(compiled(of(numbers)), expected);
        expect(compiled.stats.shapes).toBe(1);
      }
    });

    test('is data beside what is differentiated, captured or an argument', () => {
      const withData = ([a]: Vector, xs: Numeric): Scalar => mul(a!, op(xs, ...companions));
      for (const mode of ['forward', 'reverse'] as const) {
        const expected = [op(numbers, ...companions)];
        expect(grad(withData, { mode })([2], of(numbers))).toEqual(expected);
        expect(grad((x) => withData(x, of(numbers)), { mode })([2])).toEqual(expected);
        expect(trace(grad(withData, { mode }), [2], of(numbers)).evaluate([7], of(numbers))).toEqual(expected);
        for (const backend of backends) {
          const compiled = compile(grad(withData, { mode }), { backend });
          for (const list of [numbers, others, numbers]) {
            expect(compiled([2], of(list))).toEqual([op(list, ...companions)]);
          }
          // One signature: nothing was compiled for the entries.
          expect(compiled.stats.shapes).toBe(1);
        }
        // A module can't hold an op of your own.
        if (name === 'an op of your own') continue;
        const emitted = evaluate(emitModule(grad(withData, { mode }), [2], of(numbers)));
        for (const list of [numbers, others]) expect(emitted([2], of(list))).toEqual([op(list, ...companions)]);
      }
    });

    if (arity === 2) {
      test('is data in either place beside an active array', () => {
        const calls = [(v: Vector, w: Numeric) => op(v, w), (v: Vector, w: Numeric) => op(w, v)];
        for (const f of calls) {
          for (const mode of ['forward', 'reverse'] as const) {
            const expected = grad(f, { mode })([0.5, 1.5, -2], numbers);
            expect(grad(f, { mode })([0.5, 1.5, -2], of(numbers))).toEqual(expected);
            expect(trace(grad(f, { mode }), [0.5, 1.5, -2], of(numbers)).evaluate([1, 2, 3], of(numbers))).toEqual(
              expected,
            );
            for (const backend of backends) {
              const compiled = compile(grad(f, { mode }), { backend });
              for (const list of [numbers, others, numbers]) {
                expect(compiled([0.5, 1.5, -2], of(list))).toEqual(grad(f, { mode })([0.5, 1.5, -2], list));
              }
              expect(compiled.stats.shapes).toBe(1);
            }
          }
        }
      });
    }

    test('is part of the signature where f reads its entries, and only then', () => {
      const f = ([a]: Vector, xs: TypedArray): Scalar => mul(a!, add(op(xs, ...companions), xs[0]!));
      for (const backend of backends) {
        const compiled = compile(grad(f), { backend });
        for (const list of [numbers, others, numbers, others]) {
          expect(compiled([2], of(list))).toEqual(grad(f)([2], of(list)));
        }
        expect(compiled.stats.shapes).toBe(holdsIntegers ? 2 : 1);
      }
    });
  });

  test.each([
    [BigInt64Array.of(1n, 2n), 'a BigInt64Array of length 2'],
    [BigUint64Array.of(1n), 'a BigUint64Array of length 1'],
    [new DataView(new ArrayBuffer(8)), 'a DataView of length 8'],
  ])('%o is refused', (list, text) => {
    const own = name === 'an op of your own' ? 'squares' : name;
    const message = `${own}: expected an array of Scalars, got ${text}`;
    refuses(() => op(list as Any, ...companions), TypeError, message);
    refuses(() => grad(([a]) => mul(a, op(list as Any, ...companions)))([1]), TypeError, message);
    if (arity === 2) refuses(() => grad((v) => op(v, list as Any))([1, 2]), TypeError, message);
  });
});

describe.each(kinds)('x as $title', ({ of }) => {
  const f = ([x, y, z]: Vector): Scalar => mul(mul(x!, square(y!)), z!);
  const g = ([x, y, z]: Vector): Scalar[] => [mul(x!, y!), square(z!)];
  const plain = Float64Array.from(numbers);
  const v = Float64Array.from(others);

  /** Every verb, as a function of x. */
  const verbs: Readonly<Record<string, (x: Any, v: Any) => unknown>> = {
    grad: (x) => grad(f)(x),
    valueAndGrad: (x) => valueAndGrad(f)(x),
    gradInto: (x) => {
      const out = [0, 0, 0];
      return [gradInto(f)(x, out), out];
    },
    jacobian: (x) => jacobian(g)(x),
    'jacobian in reverse': (x) => jacobian(g, { mode: 'reverse' })(x),
    valueAndJacobian: (x) => valueAndJacobian(g)(x),
    hessian: (x) => hessian(f)(x),
    hvp: (x, along) => hvp(f, x, along),
    jvp: (x, along) => jvp(g, x, along),
    vjp: (x) => vjp(f, x).pullback(2),
    'vjp with weights': (x, along) => vjp((xs: Vector) => xs, x).pullback(along),
    checkpoint: (x) => checkpoint(f)(x),
    blockJacobian: (x) => blockJacobian([{ count: 2, columns: (i) => [i, i + 1], f: ([a, b]) => [mul(a, b)] }])(x),
    'blockJacobian with data': (x, data) =>
      blockJacobian([{ count: 3, columns: () => [0], data, f: ([a], _, [t]) => [mul(t, square(a))] }])(x),
    checkDerivatives: (x) => checkDerivatives(f, x).worst,
    evaluationTrace: (x, along) => evaluationTrace(f, x, along).steps,
  };

  test.each(Object.keys(verbs))('%s gives what it gives for a Float64Array', (verb) => {
    const call = verbs[verb]!;
    expect(call(of(numbers), of(others))).toStrictEqual(call(plain, v));
  });

  test('a derivative is the same traced, compiled and emitted, and each signature serves all numbers', () => {
    for (const derivative of [grad(f), valueAndGrad(f), hessian(f), jacobian(g), valueAndJacobian(g)]) {
      const at = derivative as (x: Any) => unknown;
      expect(trace(at, of(numbers)).evaluate(of(others))).toEqual(JSON.parse(JSON.stringify(at(others))));
      for (const backend of backends) {
        const compiled = compile(at as Any, { backend }) as typeof at & { readonly stats: { readonly shapes: number } };
        for (const list of [numbers, others, numbers]) same(compiled(of(list)), at(Float64Array.from(list)));
        expect(compiled.stats.shapes).toBe(1);
      }
      same(evaluate(emitModule(at, of(numbers)))(of(others)), at(v));
    }
    for (const backend of backends) {
      const compiled = compile(gradInto(f), { backend }) as (x: Any, out: number[]) => number;
      const [out, expected] = [
        [0, 0, 0],
        [0, 0, 0],
      ];
      for (const list of [numbers, others]) {
        expect(compiled(of(list), out)).toBe(gradInto(f)(list, expected));
        expect(out).toEqual(expected);
      }
    }
    expect(emitModule(gradInto(f), of(numbers), [0, 0, 0])).toContain('export function evaluate');
  });

  test('a plain function is traced and compiled as a function of its entries', () => {
    for (const backend of backends) {
      const compiled = compile(f as Any, { backend }) as (x: Any) => number;
      for (const list of [numbers, others]) expect(compiled(of(list))).toBe(f(list));
      expect((compiled as Any).stats.shapes).toBe(1);
    }
    expect(trace(f, of(numbers)).evaluate(of(others))).toBe(f(others));
  });
});

test.each(kinds.filter(({ holdsIntegers }) => holdsIntegers))(
  '$title as places and counts: each is compiled by itself, however f reads it',
  ({ of }) => {
    type Places = TypedArray & { readonly [key: string]: Any };
    const reads: Readonly<Record<string, (at: Places) => number>> = {
      'an entry': (at) => at[0]!,
      destructured: ([first]: Any) => first,
      'for … of': (at) => {
        let last = 0;
        for (const i of at) last = i;
        return last;
      },
      spread: (at) => Math.max(...at),
      'Array.from': (at) => Array.from(at as Any as number[]).length + at.at(-1)!,
      map: (at) => Number(at.map((i: number) => i)[1]),
      reduce: (at) => (at as Any).reduce((s: number, i: number) => s + i, 0),
      includes: (at) => Number(at.includes(3)),
      'in another typed array': (at) => new Float64Array(at)[1]!,
      'a copy': (at) => structuredClone(Array.prototype.slice.call(at))[2],
      keys: (at) => Object.keys(at).length + at[2]!,
      'JSON.stringify': (at) => JSON.stringify(at).length,
      'a view of its buffer': (at) => new Uint8Array(at.buffer).length + at[0]!,
      'ArrayBuffer.isView': (at) => (ArrayBuffer.isView(at) ? 1 : 0),
      'a catch that hides it': (at) => {
        try {
          return at[1]!;
        } catch {
          return 99;
        }
      },
    };
    for (const [name, read] of Object.entries(reads)) {
      const f = ([x]: Vector, at: Places): Scalar => mul(x!, add(1, read(at)));
      const compiled = compile(grad(f)) as Any;
      const nested = compile(grad((x: Vector, { at }: { at: Places }) => f(x, at))) as Any;
      for (const list of [numbers, others, numbers]) {
        const expected = grad(f)([1], of(list) as Places);
        expect([name, compiled([1], of(list))]).toEqual([name, expected]);
        expect(nested([1], { at: of(list) })).toEqual(expected);
        expect(evaluate(emitModule(grad(f), [1], of(list) as Places))([1], of(list))).toEqual(expected);
      }
    }
    const first = compile((at: Any, [x, y]: Vector) => [x, y][at[0] % 2] as Scalar) as Any;
    for (const list of [numbers, others]) expect(first(of(list), [5, 7])).toBe([5, 7][list[0]! % 2]);
  },
);

test('a path that reads an entry later makes the array part of the signature from then on', () => {
  const f = ([x]: Vector, at: Int32Array): Scalar => (dualgrad.lt(x!, 0) ? mul(x!, at[0]!) : mul(x!, sum(at)));
  const compiled = compile(grad(f));
  for (const [x, list] of [
    [1, [3, 1]],
    [2, [5, 1]],
    [-1, [5, 1]],
    [-1, [3, 1]],
    [1, [3, 1]],
    [1, [4, 1]],
    [-2, [4, 1]],
  ] as const) {
    expect(compiled([x], Int32Array.from(list))).toEqual(grad(f)([x], Int32Array.from(list)));
  }
  expect(compiled.stats.shapes).toBe(3);
});

test('the length of an integer array is known without reading it', () => {
  const f = ([x]: Vector, at: Int32Array): Scalar => mul(x!, add(at.length, sum(at)));
  const compiled = compile(grad(f));
  for (const list of [Int32Array.of(1, 2), Int32Array.of(3, 4), Int32Array.of(5)]) {
    expect(compiled([1], list)).toEqual([list.length + (sum(list) as number)]);
  }
  expect(compiled.stats.shapes).toBe(2);
});

test('a static integer array is part of the signature, even where it is consumed whole', () => {
  const compiled = compile(
    grad(([x]: Vector, at: Int32Array) => mul(x!, sum(at))),
    { static: [1] },
  );
  for (const list of [Int32Array.of(1, 2), Int32Array.of(3, 4)]) expect(compiled([1], list)).toEqual([sum(list)]);
  expect(compiled.stats.shapes).toBe(2);
  const into = compile(
    gradInto(([x]: Vector, at: Int32Array) => mul(x!, sum(at))),
    { static: [2] },
  );
  for (const list of [Int32Array.of(1, 2), Int32Array.of(3, 4)])
    expect(into([2], [0], list)).toBe(2 * (sum(list) as number));
  expect(into.stats.shapes).toBe(2);
});

test('an integer array that f writes into is left as f leaves it', () => {
  const f = ([x]: Vector, at: Int32Array): Scalar => {
    at[1] = 7;
    return mul(x!, at[0]!);
  };
  const at = Int32Array.of(3, 1);
  expect(compile(grad(f))([2], at)).toEqual([3]);
  expect(at).toEqual(Int32Array.of(3, 7));
});
