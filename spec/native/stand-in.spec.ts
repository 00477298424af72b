import { describe, expect, test } from 'vitest';
import * as d from '../../lib/entries/index.ts';
import { derivative, type Scalar } from '../../lib/entries/index.ts';
import { $add, $Float64Array, $lt, $mul, $order, $stored, $sub } from '../../lib/entries/native-runtime.ts';
import { refuses } from '../scalar/refuses.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { whileNoneOpen, whileOpen } from './levels.ts';

/** With the methods of ES2023. */
interface List extends Float64Array {
  toSorted(): List;
  toReversed(): List;
  with(k: number, v: number): List;
  findLast(test: (x: number) => boolean): number | undefined;
  findLastIndex(test: (x: number) => boolean): number;
}

type Constructor = Float64ArrayConstructor;
type Step = (lists: List[], Float64: Constructor) => unknown;

const key: fc.Arbitrary<unknown> = fc.oneof(
  fc.integer({ min: -6, max: 7 }),
  fc.constantFrom<unknown>(undefined, null, NaN, Infinity, -Infinity, 1.5, '2', '-0', 'x', true),
);
const stored: fc.Arbitrary<unknown> = fc.oneof(
  anyNumber,
  fc.constantFrom<unknown>('3', ' ', 'abc', '', undefined, null, true, false, [], [4], {}, { valueOf: () => 7 }, 2n),
);
const some = fc.array(stored, { maxLength: 5 });
const which = fc.nat({ max: 3 });

/** A step that does something with one of the lists; what it gives that is a list joins them. */
function step<T>(text: string, arbitrary: fc.Arbitrary<T>, run: (a: List, x: T, Float64: Constructor) => unknown) {
  return fc.tuple(which, arbitrary).map(([k, x]) => ({
    toString: () => `${text} ${k} ${fc.stringify(x)}`,
    run: ((lists, Float64) => run(lists[k % lists.length]!, x, Float64)) as Step,
  }));
}

const none = fc.constant(undefined);
const keys = fc.array(key, { maxLength: 3 });
type Any = never;

const steps = fc.oneof(
  step('a[k] = v', fc.tuple(key, stored), (a, [k, v]) => {
    // A name is no element: what it is given is not converted.
    const isName = typeof k !== 'number' && !/^-?\d/.test(String(k));
    a[k as number] = (isName ? v : $stored(a, v)) as number;
  }),
  step('a[k] = v', fc.tuple(fc.nat({ max: 5 }), anyNumber), (a, [k, v]) => {
    a[k] = v;
  }),
  step('a[k]', key, (a, k) => a[k as number]),
  step('k in a', key, (a, k) => (k as string) in a),
  step('fill', fc.tuple(stored, keys), (a, [v, ks]) => a.fill(v as Any, ...(ks as Any[]))),
  step('set', fc.tuple(some, key), (a, [vs, k]) => a.set(vs as Any, k as Any)),
  step('set itself', key, (a, k) => a.set(a.subarray(0, 2), k as Any)),
  step('set of a text', key, (a, k) => a.set('12' as Any, k as Any)),
  step('slice', keys, (a, ks) => a.slice(...(ks as Any[]))),
  step('subarray', keys, (a, ks) => a.subarray(...(ks as Any[]))),
  step('copyWithin', keys, (a, ks) => a.copyWithin(...(ks as [Any, Any]))),
  step('map', stored, (a, v) => a.map((x, i) => (i === 1 ? (v as number) : 2 * x))),
  step('filter', none, (a) => a.filter((x) => x > 0)),
  step('sort', none, (a) => a.sort()),
  step('sort by', none, (a) => a.sort((x, y) => Math.trunc(y) - Math.trunc(x))),
  step('sort by what is no function', stored, (a, v) => a.sort(v as Any)),
  step('toSorted', none, (a) => a.toSorted()),
  step('toReversed', none, (a) => a.toReversed()),
  step('reverse', none, (a) => a.reverse()),
  step('with', fc.tuple(key, stored), (a, [k, v]) => a.with(k as Any, v as Any)),
  step('at', key, (a, k) => a.at(k as Any)),
  step('includes', fc.tuple(anyNumber, keys), (a, [v, ks]) => a.includes(v, ...(ks as [Any]))),
  step('indexOf', fc.tuple(anyNumber, keys), (a, [v, ks]) => a.indexOf(v, ...(ks as [Any]))),
  step('lastIndexOf', fc.tuple(anyNumber, keys), (a, [v, ks]) => a.lastIndexOf(v, ...(ks as [Any]))),
  step('an element of its own', fc.nat({ max: 5 }), (a, k) => [
    a.indexOf(a[k]!),
    a.lastIndexOf(a[k]!),
    a.includes(a[k]!),
  ]),
  step('join', fc.option(fc.string({ maxLength: 2 }), { nil: undefined }), (a, text) => a.join(text)),
  step('text', none, (a) => [String(a), `${a}`, a.toLocaleString()]),
  step('keys', none, (a) => [Object.keys(a), [...a.keys()], Object.entries(a), { ...a }]),
  step('for … in', none, (a) => {
    const found: string[] = [];
    for (const k in a) found.push(k);
    return found;
  }),
  step('JSON', none, (a) => JSON.stringify({ a })),
  step('iteration', none, (a) => [[...a], [...a.values()], [...a.entries()], Array.from(a), Math.max(...a)]),
  step('destructuring', none, (a) => {
    const [first, , third = 'none', ...others] = a;
    return [first, third, others];
  }),
  step('length', none, (a) => [a.length, a.byteLength, a.BYTES_PER_ELEMENT]),
  step('length =', key, (a, k) => {
    (a as { length: unknown }).length = k;
  }),
  step('what it is', none, (a, _, Float64) => [
    ...[Array.isArray(a), Object.prototype.toString.call(a), typeof a, a instanceof $Float64Array],
    ...[(a as object) instanceof Object, ([] as unknown[]).concat(a).length, Object(a) === a, Float64.name],
  ]),
  step('folds', none, (a) => [a.reduce((s, x) => s + x, 0), a.reduceRight((s, x) => s - x, 0)]),
  step('reduce of nothing', none, (a) => a.reduce((s, x) => s + x)),
  step('searches', none, (a) => [
    ...[a.find((x) => x > 1), a.findIndex((x) => x > 1), a.findLast((x) => x > 1), a.findLastIndex((x) => x > 1)],
    ...[a.every((x) => x < 3), a.some((x) => x < 0)],
  ]),
  step('forEach', none, (a) => {
    const found: unknown[] = [];
    a.forEach((x, i, list) => {
      found.push(x, i, list === a);
    });
    return found;
  }),
  step('methods of arrays', none, (a) => [
    Array.prototype.slice.call(a, 1),
    Array.prototype.map.call(a, (x) => x * 2),
    Math.max.apply(null, a as Any),
  ]),
  step('new of a length', fc.nat({ max: 4 }), (_, n, Float64) => new Float64(n)),
  step('new of a value', stored, (_, v, Float64) => new Float64(v as number)),
  step('new of a list', some, (_, vs, Float64) => new Float64(vs as Any)),
  step('new of itself', none, (a, _, Float64) => new Float64(a)),
  step('new of a typed array', none, (_, __, Float64) => new Float64(Int8Array.of(1, 2) as Any)),
  step('new of BigInts', none, (_, __, Float64) => new Float64(BigInt64Array.of(1n) as Any)),
  step('new of an iterator', none, (a, _, Float64) => new Float64(new Set(a) as Any)),
  step('new of what has a length', none, (_, __, Float64) => new Float64({ length: 2, 0: '5' } as Any)),
  step('new of nothing', none, (_, __, Float64) => new Float64()),
  step('a call', none, (_, __, Float64) => (Float64 as unknown as () => unknown)()),
  step('new by its constructor', none, (a) => new (a.constructor as Constructor)(2)),
  step('from', some, (_, vs, Float64) => Float64.from(vs as Any)),
  step('from by', some, (_, vs, Float64) =>
    Float64.from(vs as Any, (v: unknown, i) => (typeof v === 'bigint' ? i : (v as number))),
  ),
  step('from by what is no function', stored, (_, v, Float64) => Float64.from([1], v as Any)),
  step('of', some, (_, vs, Float64) => Float64.of(...(vs as Any[]))),
  step('a name', none, (a) => {
    const named = a as Float64Array & { unit?: string };
    named.unit = 'm';
    return [named.unit, Object.keys(named).includes('unit'), 'unit' in named, 'size' in named];
  }),
);

/** What steps come to, one after the other, and what the lists are in the end. */
function outcomes(program: readonly { run: Step }[], Float64: Constructor): unknown[] {
  const lists = [Float64.of(3, -1, 2) as List];
  const isList = (x: unknown): x is List => x instanceof $Float64Array;
  const found = program.map(({ run }) => {
    try {
      const result = run(lists, Float64);
      if (!isList(result)) return { result };
      const place = lists.indexOf(result);
      if (place < 0) lists.push(result);
      return { list: place };
    } catch (error) {
      return { error: (error as Error).constructor.name };
    }
  });
  return [...found, lists.map((list) => Array.from(list))];
}

describe('what stands in for a Float64Array while a level is open', () => {
  test('does what a Float64Array does, in any sequence of steps', () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 12 }), (program) => {
        const expected = outcomes(program, Float64Array);
        expect(whileOpen(() => outcomes(program, $Float64Array as unknown as Constructor))).toEqual(expected);
        expect(whileNoneOpen(() => outcomes(program, $Float64Array as unknown as Constructor))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  // Found by the law above.
  test.each<readonly [string, Step[]]>([
    ['V8 takes no end of fill without a start', [([a]) => a!.fill(3, undefined, 1)]],
    [
      'a comparator that contradicts itself is asked as a typed array asks it',
      [(_, Float64) => Float64.of(0, NaN, 0, 3), ([, a]) => a!.sort((x, y) => x - y)],
    ],
    ['it is an object', [([a]) => (a as object) instanceof Object]],
    ['a copy of its fields has its elements and nothing else', [([a]) => ({ ...a })]],
    ['set stores what comes before an element that is refused', [([a]) => a!.set([0, 2n] as never)]],
    ['a name is no element', [([a]) => Object.assign(a!, { unit: 2n })]],
  ])('%s', (_, steps) => {
    const program = steps.map((run) => ({ run }));
    const expected = outcomes(program, Float64Array);
    expect(whileOpen(() => outcomes(program, $Float64Array as unknown as Constructor))).toEqual(expected);
  });
});

describe('active numbers in what stands in for a Float64Array', () => {
  const Float64 = $Float64Array as unknown as Constructor;
  type Numbers = Scalar[] & Pick<Float64Array, 'subarray' | 'set'>;
  const listOf = (...xs: Scalar[]): Numbers => Float64.of(...(xs as number[])) as unknown as Numbers;

  /** (x y, x + 1) */
  const pair = ([x, y]: readonly Scalar[]): Scalar[] => {
    const a = new Float64(2) as unknown as Numbers;
    a[0] = $mul(x!, y!);
    a[1] = $add(x!, 1);
    return a;
  };
  const rows = [
    [3, 2],
    [1, 0],
  ];

  test('are results of every verb', () => {
    expect(whileNoneOpen(() => pair([2, 3]))).toEqual(Float64Array.of(6, 3));
    expect(d.jacobian(pair, { mode: 'forward' })([2, 3])).toEqual(rows);
    expect(d.jacobian(pair, { mode: 'reverse' })([2, 3])).toEqual(rows);
    expect(d.jvp(pair, [2, 3], [1, 0])).toEqual({ value: [6, 3], tangent: [3, 1] });
    expect(d.vjp(pair, [2, 3]).pullback([1, 1])).toEqual([4, 2]);
    expect(d.valueAndJacobian(pair)([2, 3])).toEqual({ value: [6, 3], jacobian: rows });
    expect(d.checkDerivatives(pair, [2, 3]).ok).toBe(true);
  });

  test('are compiled: the result is a Float64Array, as that of f is', () => {
    const compiled = d.compile(pair);
    const results = whileNoneOpen(() => [compiled([2, 3]), compiled([4, 5])]);
    expect(results).toEqual([Float64Array.of(6, 3), Float64Array.of(20, 5)]);
    const jacobian = d.compile(d.jacobian(pair));
    expect([jacobian([2, 3]), jacobian([2, 3])]).toEqual([rows, rows]);
    expect(d.trace(pair, [2, 3]).toString()).toMatch(/result \[v1, v2\]$/);
  });

  test('are arguments of array ops, of verbs and of compiled functions', () => {
    const product = ([x, y]: readonly Scalar[]): Scalar => d.mul(x!, y!);
    const compiled = d.compile(product);
    compiled([1, 2]);
    expect(d.grad((x) => d.dot(pair(x), pair(x)))([2, 3])).toEqual([42, 24]);
    expect(d.grad((x) => d.sum(d.grad(product)(pair(x))))([2, 3])).toEqual([4, 2]);
    expect(d.grad((x) => compiled(pair(x)))([2, 3])).toEqual([15, 6]);
    expect(d.hessian((x) => d.sum(pair(x)))([2, 3])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test('are shared by a part', () => {
    const f = (x: Scalar): Scalar => {
      const a = listOf(1, x, 3);
      const b = a.subarray(1) as unknown as Numbers;
      b[0] = $mul(b[0]!, b[1]!);
      a[2] = $mul(x, x);
      b.set([5], 1);
      return $add($mul(a[1]!, 10), a[2]!);
    };
    expect([f(2), derivative(f)(2)]).toEqual([65, 30]);
  });

  test('are sorted by their numbers, −0 before 0 and NaN last, also where the order is compiled', () => {
    const median = (xs: Scalar[]): Scalar => listOf(...xs).sort()[1]!;
    const largest = (xs: Scalar[]): Scalar =>
      listOf(...xs).sort($order((x: Scalar, y: Scalar) => $sub(y, x)) as never)[0]!;
    for (const [f, g] of [
      [median, d.compile(d.grad(median))],
      [largest, d.compile(d.grad(largest))],
    ] as const) {
      const points = [
        [3, 1, 2],
        [1, 2, 3],
        [-0, 0, NaN],
        [NaN, 2, 1],
      ];
      for (const x of points) expect(g(x)).toEqual(d.grad(f)(x));
    }
    expect(d.grad(median)([3, 1, 2])).toEqual([0, 0, 1]);
    expect(d.grad(largest)([3, 1, 2])).toEqual([1, 0, 0]);
    expect(Array.from(whileOpen(() => listOf(NaN, 0, -0, 3, -1).sort()))).toEqual([-1, -0, 0, 3, NaN]);
  });

  test('are found by their numbers, and have a text that is no number', () => {
    whileOpen((x) => {
      const a = listOf(5, x) as unknown as List;
      expect([a.indexOf(1), a.includes(x as number), a.lastIndexOf(5), a.join('; ')]).toEqual([
        1,
        true,
        0,
        '5; Dual(1 + 1ε)',
      ]);
      expect([String(a), JSON.stringify(a)]).toEqual(['5,Dual(1 + 1ε)', '{"0":5,"1":"Dual(1 + 1ε)"}']);
    });
  });

  test('are counts and places by their numbers', () => {
    const three = (x: Scalar): Scalar => $add(x, 2);
    const f = (x: Scalar): Scalar => {
      const a = new Float64(three(x) as number) as unknown as Numbers;
      (a as unknown as List).fill(2, x as number);
      return $lt(a.length, 3) ? 0 : $mul(x, d.sum(a));
    };
    expect(derivative(f)(1)).toBe(4);
  });

  test.each(['buffer', 'byteOffset'] as const)('have no bytes: %s is refused', (name) => {
    refuses(
      () => derivative((x) => [listOf(x) as unknown as List].map((a) => a[name]) as never)(1),
      TypeError,
      `Float64Array: expected code that reads numbers, got .${name} of an array that was made while a derivative is computed; it may hold active numbers, which have no bytes`,
    );
  });

  test('a Float64Array on an ArrayBuffer, or of a class of its own, is one', () => {
    class Own extends ($Float64Array as unknown as Constructor) {}
    const kinds = whileOpen(() => [new Float64(new ArrayBuffer(16)), new Own(2)].map((a) => ArrayBuffer.isView(a)));
    expect(kinds).toEqual([true, true]);
    expect(whileOpen(() => new Own(2))).toBeInstanceOf(Own);
  });
});
