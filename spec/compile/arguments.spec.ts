import { expect, test } from 'vitest';
import * as forward from '../../lib/entries/forward.ts';
import {
  add,
  compile,
  emitModule,
  grad,
  gradInto,
  mul,
  type Scalar,
  sum,
  type Vector,
} from '../../lib/entries/index.ts';
import { backends } from './eager.ts';

class Weight {
  a: Scalar;
  readonly name = 'weight';
  constructor(a: Scalar) {
    this.a = a;
  }
  twice(): Scalar {
    return add(this.a, this.a);
  }
}

const pairs: readonly (readonly [number, number])[] = [
  [3, 4],
  [5, 0.1],
];

test.each(backends)('%s: arguments that are written into between calls are read anew', (backend) => {
  const single = compile(
    grad((x: Vector, w: Float32Array) => mul(x[0] as Scalar, mul(w[0] as number, w[1] as number))),
    {
      backend,
    },
  );
  const w = new Float32Array(2);
  const object = compile((x: Scalar, p: Weight) => mul(x, p.twice()), { backend });
  const weight = new Weight(0);
  const inside = compile((x: Scalar, list: readonly Weight[]) => mul(x, (list[0] as Weight).a), { backend });
  const list = [new Weight(0)];
  const record = compile((x: Scalar, { p }: { readonly p: Weight }) => mul(x, p.a), { backend });
  for (const [a, b] of pairs) {
    w.set([a, b]);
    expect(single([1], w)).toEqual([Math.fround(a) * Math.fround(b)]);
    weight.a = a;
    expect(object(b, weight)).toBe(b * (a + a));
    (list[0] as Weight).a = a;
    expect(inside(b, list)).toBe(b * a);
    expect(record(b, { p: weight })).toBe(b * a);
  }
  for (const f of [single, object, inside, record]) expect(f.stats.shapes).toBe(1);
});

test('an object of another class is another shape', () => {
  class Other extends Weight {
    override twice(): Scalar {
      return 0;
    }
  }
  const f = compile((x: Scalar, p: Weight) => mul(x, p.twice()));
  expect([f(2, new Weight(3)), f(2, new Other(3)), f(2, new Weight(4))]).toEqual([12, 0, 16]);
  expect(f.stats.shapes).toBe(2);
});

test('a derivative within an object is seen', () => {
  const f = compile((x: Scalar, p: Weight) => mul(x, p.a));
  expect(grad(([a]) => f(2, new Weight(a) as never))([3])).toEqual([2]);
});

test.each<[string, object]>([
  ['a Map', new Map([[0, 3]])],
  ['a Set', new Set([3])],
  ['a Date', new Date(0)],
  ['an ArrayBuffer', new ArrayBuffer(8)],
  ['a RegExp', /x/g],
])('%s may change unseen: it is refused, but by identity where it is static', (name, object) => {
  const f = (x: Scalar, _: unknown): Scalar => mul(x, x);
  const message = (path: string): string =>
    `compile: expected numbers, arrays, records or objects with fields as ${path}, got ${name}; name it in compile(f, { static: [1] }) when it never changes`;
  expect(() => compile(f)(2, object)).toThrow(new TypeError(message('argument 1')));
  expect(() => compile(f)(2, { list: [0, object] })).toThrow(new TypeError(message('argument 1.list[1]')));
  const compiled = compile(f, { static: [1] });
  expect([compiled(2, object), compiled(3, object)]).toEqual([4, 9]);
  expect(compiled.stats.shapes).toBe(1);
  expect(() => emitModule(f, 2, object)).toThrow(
    new TypeError(
      `emitModule: expected numbers, arrays, records or objects with fields as argument 1, got ${name}; have f capture it, as in emitModule((x) => f(x, it), x)`,
    ),
  );
});

test('where a gradient is written, places are those of the call', () => {
  const f = compile(gradInto((x: Vector, _: unknown) => sum(x)));
  expect(() => f([1], [0], new Map())).toThrow('as argument 2, got a Map; name it in compile(f, { static: [2] })');
});

test('an object with private fields is refused, wherever it hides them', () => {
  class Hidden {
    #a = 3;
    get a(): number {
      return this.#a;
    }
  }
  expect(() => compile((x: Scalar, p: Hidden) => mul(x, p.a))(2, new Hidden())).toThrow(
    /^compile: expected objects whose fields are all they hold, got .*private.*; name an argument that never changes in compile\(f, \{ static: \[i\] \}\)$/,
  );
});

test('a static record is known by what is in it', () => {
  const f = compile((x: Scalar, { n, sides }: { n: number; sides: readonly number[] }) => mul(x, n * sides.length), {
    static: [1],
  });
  const options = { n: 2, sides: [1] };
  expect(f(3, options)).toBe(6);
  options.n = 4;
  expect(f(3, options)).toBe(12);
  options.sides.push(1);
  expect(f(3, options)).toBe(24);
  expect(f(3, { n: 2, sides: [0] })).toBe(6);
  expect(f.stats.shapes).toBe(4);
  expect(f(3, { n: 2, sides: [1] })).toBe(6);
  expect(f.stats.shapes).toBe(4);
});

test('arguments that contain themselves are refused', () => {
  const list: unknown[] = [];
  list.push(list);
  const record: { self?: unknown } = {};
  record.self = { record };
  const f = (x: Scalar, _: unknown): Scalar => x;
  const message = (got: string): string =>
    `expected arguments nested at most 1000 deep, got ${got}; have f capture what is no input`;
  for (const [x, path] of [
    [list, 'argument 1[0]'],
    [record, 'argument 1.self.record'],
  ] as const) {
    const circle = message(`${path}, which contains itself`);
    expect(() => compile(f)(1, x)).toThrow(new RangeError(`compile: ${circle}`));
    expect(() => compile(f, { static: [1] })(1, x)).toThrow(new RangeError(`compile: ${circle}`));
    expect(() => emitModule(f, 1, x)).toThrow(new RangeError(`emitModule: ${circle}`));
  }
});

test('a field added to an argument is a write', () => {
  const f = (x: Scalar, options: Record<string, Scalar>): Scalar => {
    options.seen = 1;
    return x;
  };
  expect(() => compile(f)(1, { n: 2 })).toThrow('compile: expected f to leave its arguments as they are');
});

test('data of a derivative may be in typed arrays, though no Scalar fits into one', () => {
  type Data = { readonly w: readonly Vector[]; readonly name: string };
  const loss = ([a, b]: Vector, xs: Vector, { w }: Data): Scalar =>
    sum(xs.map((x, i) => mul((w[0] as Vector)[i] as Scalar, mul(a as Scalar, mul(x, b as Scalar)))));
  const [xs, w] = [Float64Array.of(2, 3), Float32Array.of(0.5, 4)];
  const data = { w: [w], name: 'weights' };
  const plain = grad(loss)([5, 7], [...xs], { ...data, w: [[...w]] });
  const f = grad(loss);
  const compiled = compile(f) as unknown as (x: unknown, xs: Float64Array, data: object) => unknown;
  for (const _ of [1, 2]) expect(compiled([5, 7], xs, data)).toEqual(plain);
  expect(compiled(Float64Array.of(5, 7), xs, data)).toEqual(Float64Array.from(plain));
  for (const verb of [gradInto, forward.gradInto]) {
    const into = compile(verb(loss)) as unknown as (x: unknown, out: number[], xs: Float64Array, d: object) => number;
    const out = [0, 0];
    for (const _ of [1, 2]) expect(into([5, 7], out, xs, data)).toBe(loss([5, 7], [...xs], { ...data, w: [[...w]] }));
    expect(out).toEqual(plain);
    expect(emitModule(verb(loss), [5, 7], [0, 0], xs, data)).toContain('export function evaluate');
  }
  expect(emitModule(f, [5, 7], xs, data)).toContain('export function evaluate');
  const named = compile(f, { static: [1] }) as unknown as typeof compiled;
  expect(() => named([5, 7], xs, data)).toThrow('keep Scalars in a plain array, not in a Float64Array');
});
