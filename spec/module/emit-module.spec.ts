import { expect, test, vi } from 'vitest';
import * as forward from '../../lib/entries/forward.ts';
import {
  abs,
  add,
  blockJacobian,
  compile,
  defineOp,
  emitModule,
  grad,
  gradInto,
  jacobian,
  lt,
  max,
  maximum,
  min,
  mul,
  norm,
  type Scalar,
  sigmoid,
  sin,
  sqrt,
  sub,
  sum,
  type Vector,
  valueAndGrad,
  where,
} from '../../lib/entries/index.ts';
import { same } from '../compile/eager.ts';
import { moderate } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import { everyOp, smoothPrograms, tamePrograms } from '../support/programs.ts';

/** The function of a module's text. */
async function evaluate(text: string): Promise<(...args: unknown[]) => unknown> {
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)).evaluate;
}

test('the module of a random program, and of its gradient, computes what it computes, and imports nothing', async () => {
  const points = fc.array(moderate, { minLength: 3, maxLength: 3 });
  const agrees = async (f: (x: readonly number[]) => unknown, x: readonly number[]): Promise<void> => {
    const text = emitModule(f as never, x);
    expect(text).not.toMatch(/import|require|eval\(|Function\(/);
    same((await evaluate(text))(x), f(x));
  };
  await fc.assert(
    fc.asyncProperty(tamePrograms(everyOp), smoothPrograms, points, async (any, smooth, x) => {
      await agrees(any.runAll, x);
      await agrees(valueAndGrad(smooth.run), x);
    }),
    runs(0.3),
  );
});

test.each([
  ['dualgrad', gradInto],
  ['dualgrad/forward', forward.gradInto],
])('the module of a gradient that is written into an array writes it: %s', async (_, verb) => {
  const text = emitModule(
    (verb as typeof gradInto)(([x, y]) => mul(x, y)),
    [2, 3],
    [0, 0],
  );
  const out = [0, 0];
  expect((await evaluate(text))([5, 7], out)).toBe(35);
  expect(out).toEqual([7, 5]);
});

test.each([[[3e200, 4e200]], [[3e-200, 4e-200]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY, 1]], [[0, 0]]])(
  'a norm whose squares overflow, drown or are no numbers has a module too: %s',
  async (x) => {
    same((await evaluate(emitModule((xs: readonly Scalar[]) => norm(xs), x)))(x), norm(x));
  },
);

test('a Jacobian whose sums cancel in the other mode has the module of its own mode', async () => {
  // Forward adds 1e16 − 1e16 + 1, reverse 1 − 1e16 + 1e16.
  const f = (x: readonly Scalar[]): Scalar[] => [
    add(add(mul(1e16, x[0] as Scalar), mul(-1e16, x[0] as Scalar)), x[0] as Scalar),
  ];
  const x = [1, 2, 3, 4, 5, 6];
  expect(jacobian(f)(x)[0]?.[0]).toBe(1);
  expect(jacobian(f, { mode: 'reverse' })(x)[0]?.[0]).toBe(0);
  same((await evaluate(emitModule(jacobian(f), x)))(x), jacobian(f)(x));
  const compiled = compile(jacobian(f));
  for (let call = 0; call < 2; call++) expect(compiled(x)).toEqual(jacobian(f)(x));
});

test('the normal of a box, made outside of it, is right inside', async () => {
  const distance = (p: Vector): Scalar => {
    const q = p.map((x) => sub(abs(x), 1));
    return add(norm(q.map((x) => max(x, 0))), min(maximum(q), 0));
  };
  const normal = await evaluate(emitModule(grad(distance), [2, 3, 0.5]));
  for (const p of [
    [2, 3, 0.5],
    [0.1, -0.7, 0.5],
    [0.3, 0.2, -1.5],
    [-2, -2, -2],
  ])
    same(normal(p), grad(distance)(p));
  expect(() => normal([1e200, 3e200, 0])).toThrow('expected comparisons to come out as where this was made');
});

test('is readable: one statement a line, types and functions for what is long', () => {
  const f = (x: Scalar, options: { readonly scale: Scalar }): Scalar => mul(options.scale, sigmoid(x));
  expect(emitModule(f, 1, { scale: 2 })).toBe(`/** @param {any} x @param {boolean} isPlain */
function isRecord(x, isPlain) {
  if (typeof x !== 'object' || x === null || Array.isArray(x) || ArrayBuffer.isView(x)) return false;
  const prototype = Object.getPrototypeOf(x);
  return !isPlain || prototype === Object.prototype || prototype === null;
}

/** @param {object} x @param {string[]} keys */
function hasKeys(x, keys) {
  const own = Object.keys(x);
  return own.length === keys.length && own.every((key, i) => key === keys[i]);
}

/** @param {any} x */
function described(x) {
  if (Array.isArray(x) || ArrayBuffer.isView(x)) return \`an array of length \${x.length}\`;
  if (typeof x === 'object' && x !== null) return \`an object with the keys \${JSON.stringify(Object.keys(x))}\`;
  return typeof x === 'function' ? 'a function' : String(x);
}

/** @param {number} x */
function sigmoid(x) {
  return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
}

/**
 * Straight-line code of 1 statement, made by dualgrad: edit what it was made from instead.
 *
 * @param {number} x1
 * @param {{ scale: number }} x2 a record
 * @returns {number}
 */
export function evaluate(x1, x2) {
  if (arguments.length !== 2) throw new RangeError("evaluate: expected 2 arguments, as where this was made, got " + arguments.length);
  if (typeof x1 !== 'number') throw new TypeError("evaluate: expected x1 to be a number, got " + typeof x1);
  if (!isRecord(x2, true)) throw new TypeError("evaluate: expected x2 to be a record, got " + described(x2));
  if (!hasKeys(x2, ["scale"])) throw new RangeError("evaluate: expected x2 to have the keys [\\"scale\\"], as where this was made, got " + JSON.stringify(Object.keys(x2)));
  const x2_0 = x2["scale"];
  if (typeof x2_0 !== 'number') throw new TypeError("evaluate: expected x2[\\"scale\\"] to be a number, got " + typeof x2_0);
  const v3 = x2_0 * (sigmoid(x1));
  return v3;
}
`);
});

test('where a comparison comes out otherwise, or a number is not finite, it says so', async () => {
  const bent = (x: Scalar): Scalar => (lt(x, 0) ? mul(x, x) : x);
  const f = await evaluate(emitModule(bent, 2));
  expect(f(3)).toBe(3);
  expect(() => f(-1)).toThrow(
    new RangeError('evaluate: expected comparisons to come out as where this was made; trace it there as well'),
  );
  const slope = await evaluate(
    emitModule(
      grad(([x]) => sqrt(x)),
      [4],
    ),
  );
  expect(slope([4])).toEqual([0.25]);
  expect(() => slope([0])).toThrow(
    new RangeError('evaluate: expected finite numbers, got one that is not, on which a derivative depends'),
  );
});

test('refuses what it can not write', () => {
  const double = defineOp({ name: 'double', arity: 1, value: (x) => 2 * x, partials: () => [2] });
  expect(() => emitModule(double as never, 1)).toThrow(
    new TypeError(
      `emitModule: expected operations of the library, got 'double' made by defineOp, whose text is not known; write it as a function of the library's operations`,
    ),
  );
  expect(() => emitModule(3 as never, 1)).toThrow('emitModule: expected a function, got 3');
  expect(() =>
    grad(([x]) => {
      emitModule(sin, x);
      return x;
    })([1]),
  ).toThrow('emitModule: expected plain numbers as the example, got numbers of a running derivative');
});

test('keys that are no words are quoted, in code, and left out of comments', async () => {
  const key = `*/ throw 'in"jected'; /*`;
  const f = (x: Readonly<Record<string, Scalar>>): Record<string, Scalar> => ({ [key]: add(x[key] as Scalar, 1) });
  const text = emitModule(f, { [key]: 1 });
  expect((await evaluate(text))({ [key]: 2 })).toEqual({ [key]: 3 });
  expect(text.slice(0, text.indexOf('export')).includes('jected')).toBe(false);
});

test.each([
  ['distance-normal', [[0.3, -1.2, 2]], async () => grad((await import('../../examples/distance-normal.ts')).distance)],
  ['robot-arm', [[0.1, 0.2, -0.3]], undefined],
] as const)('examples/%s prints a module that computes what the library computes', async (name, args, derivative) => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const module = await import(`../../examples/${name}.ts`);
  log.mockRestore();
  const { valueAndJacobian } = await import('../../lib/entries/index.ts');
  const f = derivative ? await derivative() : valueAndJacobian(module.hand);
  const text: string = module.normal ?? module.jacobianModule;
  same((await evaluate(text))(...args), (f as (...args: readonly unknown[]) => unknown)(...args));
});

test('the module refuses what it was not made for', async () => {
  const f = (
    x: Vector,
    kind: string,
    at: Int32Array,
    { deep }: { readonly deep: readonly (Scalar | boolean)[] },
  ): Scalar => (kind === 'sum' ? sum(x) : mul(x[at[0] as number] as Scalar, deep[0] as Scalar));
  const example = [[1, 2], 'pick', Int32Array.of(1, 0), { deep: [3, true] }] as const;
  const g = await evaluate(emitModule(f, ...example));
  expect(g([4, 5], 'pick', Int32Array.of(1, 0), { deep: [2, true] })).toBe(10);
  const otherwise =
    (place: number, x: unknown): (() => unknown) =>
    () =>
      g(...example.map((y, i) => (i === place ? x : y)));
  const made = ', as where this was made, got';
  for (const [place, x, message] of [
    [0, [1, 2, 3], `expected x1 to have length 2${made} 3`],
    [0, [1], `expected x1 to have length 2${made} 1`],
    [1, 'sum', `expected x2 to be "pick"${made} sum`],
    [2, Int32Array.of(0, 1), `expected x3 to hold [1, 0]${made} 0,1`],
    [2, Int32Array.of(1), `expected x3 to have length 2${made} 1`],
    [3, { deep: [3, false] }, `expected x4["deep"][1] to be true${made} false`],
    [3, { deep: [3] }, `expected x4["deep"] to have length 2${made} 1`],
  ] as const) {
    expect(otherwise(place, x)).toThrow(new RangeError(`evaluate: ${message}`));
  }
  // Kinds: of lists, of records, of the array that a gradient goes into.
  for (const [place, x, message] of [
    [0, null, 'expected x1 to be an array, got null'],
    [0, 3, 'expected x1 to be an array, got 3'],
    [0, { 0: 1, 1: 2, length: 2 }, 'expected x1 to be an array, got an object with the keys ["0","1","length"]'],
    [2, '10', 'expected x3 to be an array, got 10'],
    [3, [[3, true]], 'expected x4 to be a record, got an array of length 1'],
    [3, undefined, 'expected x4 to be a record, got undefined'],
    [3, sin, 'expected x4 to be a record, got a function'],
    [3, new Date(0), 'expected x4 to be a record, got an object with the keys []'],
  ] as const) {
    expect(otherwise(place, x)).toThrow(new TypeError(`evaluate: ${message}`));
  }
  expect(() => g(...example, 1)).toThrow(new RangeError(`evaluate: expected 4 arguments${made} 5`));
  expect(otherwise(3, {})).toThrow(new RangeError(`evaluate: expected x4 to have the keys ["deep"]${made} []`));
  expect(otherwise(3, { deep: [3, true], d: 1 })).toThrow(
    new RangeError(`evaluate: expected x4 to have the keys ["deep"]${made} ["deep","d"]`),
  );
  const into = await evaluate(
    emitModule(
      gradInto(([x, y]) => mul(x, y)),
      [2, 3],
      [0, 0],
    ),
  );
  expect(() => into([2, 3], [0])).toThrow(new RangeError(`evaluate: expected out to have length 2${made} 1`));
  for (const [out, got] of [
    [null, 'null'],
    [new Float32Array(2), 'an array of length 2'],
  ] as const) {
    expect(() => into([2, 3], out)).toThrow(
      new TypeError(`evaluate: expected out to be an array or a Float64Array, got ${got}`),
    );
  }
});

test('the module refuses what is no number where it needs one', async () => {
  const f = (x: Scalar, list: Vector, { k, deep: [pair] }: { k: Scalar; deep: [readonly [Scalar, Scalar]] }): Scalar =>
    add(mul(x, k), mul(sum(list.slice(1)), pair[1]));
  const g = await evaluate(emitModule(f, 1, [1, 2, 3], { k: 1, deep: [[1, 2]] }));
  const call =
    (x?: unknown, list: unknown = [0, 5, 6], k: unknown = 3, last: unknown = 4): (() => unknown) =>
    () =>
      g(x, list, { k, deep: [[undefined, last]] });
  // What is not used is not asked for: the first of the list and of the pair.
  expect(call(2)()).toBe(2 * 3 + 11 * 4);
  expect(call(2, Float64Array.of(0, 5, 6))()).toBe(2 * 3 + 11 * 4);
  expect(call(NaN)()).toBe(NaN);
  expect(call(2, [null, 5, 6])()).toBe(50);
  for (const [wrong, message] of [
    [call(), 'x1 to be a number, got undefined'],
    [call('2'), 'x1 to be a number, got string'],
    [call(2n), 'x1 to be a number, got bigint'],
    [call(null), 'x1 to be a number, got object'],
    [call(2, [1, 2, '3']), 'x2[2] to be a number, got string'],
    [call(2, new Array(3)), 'x2[0] to be a number, got undefined'],
    [call(2, '012'), 'x2 to be an array, got 012'],
    [call(2, new BigInt64Array(3)), 'x2[0] to be a number, got bigint'],
    [call(2, [1, 2, 3], true), 'x3["k"] to be a number, got boolean'],
    [call(2, [1, 2, 3], 3, {}), 'x3["deep"][0][0] to be a number, got undefined'],
  ] as const) {
    expect(wrong).toThrow(new TypeError(`evaluate: expected ${message}`));
  }
});

test('a condition on many numbers is broken into lines', async () => {
  const text = emitModule(
    grad((x: Vector) => mul(sum(x), sum(x))),
    Array.from({ length: 40 }, (_, i) => i),
  );
  const lines = text.slice(text.indexOf('export')).split('\n');
  expect(lines.filter((line) => line.includes("!== 'number'")).every((line) => line.length <= 120)).toBe(true);
  const g = await evaluate(text);
  const x = Array.from({ length: 40 }, () => 0.5);
  expect(g(x)).toEqual(x.map(() => 40));
  for (const i of [0, 7, 39]) {
    expect(() => g(x.map((xi, j) => (i === j ? '0.5' : xi)))).toThrow(
      `evaluate: expected x[${i}] to be a number, got string`,
    );
  }
});

test('the module takes numbers one by one where their sum overflows', async () => {
  const g = await evaluate(
    emitModule(
      grad(([x, y]) => mul(x, y)),
      [2, 3],
    ),
  );
  expect(g([1.5e308, 1.2e308])).toEqual([1.2e308, 1.5e308]);
  for (const x of [Infinity, -Infinity, NaN]) expect(() => g([x, 1])).toThrow('evaluate: expected finite numbers');
  // One that is summed alone, inside a side of a select, and many.
  const waves = grad((x: Vector) => sum(x.map((xi) => where(lt, xi, 0, sin(xi), mul(sin(xi), sqrt(xi))))));
  const many = await evaluate(emitModule(waves, [1, 2, 3, 4, 5, 6, 7, 8, 9, -1]));
  const at = Array.from({ length: 10 }, (_, i) => (i < 9 ? 1.7e308 : -1.7e308));
  same(many(at), waves(at));
});

test('what f does wrong is told as compile tells it', () => {
  const n = (x: Scalar, k: number): Scalar => mul(x, (k as number) + 1);
  expect(() => emitModule(n, 1, 2)).toThrow(
    /^emitModule: expected a plain number, got Traced\(2\); .*; within emitModule all numbers of the arguments are Scalars, data too: declare them so; have f capture a count, a place or a flag, as in emitModule\(\(x\) => f\(x, n\), x\)$/,
  );
  const random = (x: Scalar): Scalar => mul(x, Math.random());
  expect(() => emitModule(random, 1)).toThrow(
    /^emitModule: expected f to give the same traced as not, got 0\.\d+ and then/,
  );
  expect(() => emitModule((x: Scalar, _: unknown) => x, 1, sin)).toThrow(
    new TypeError(
      'emitModule: expected numbers, arrays, records, words and flags as arguments, got a function; have f capture it, as in emitModule((x) => f(x, it), x)',
    ),
  );
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
  const text = emitModule(jacobian(f), [1, 2], data[0] as number);
  const { evaluate } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const shared = blockJacobian([{ ...blocks, jacobian: (x: number[], i) => evaluate(x, data[i] as number) }]);
  for (const x of [[1, 2, 3], Float64Array.of(4, -1, 0.5)]) expect(shared(x)).toEqual(whole(x));
});
