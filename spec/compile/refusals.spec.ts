import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  cos,
  derivative,
  emitModule,
  floor,
  grad,
  gradInto,
  lt,
  mul,
  neg,
  type Scalar,
  sin,
} from '../../lib/entries/index.ts';
import { withoutNativeArithmetic } from '../native/advice.ts';

withoutNativeArithmetic();

type Vector = readonly Scalar[];

const steps = [0, 10, 30, 60];

/** A pattern for this very text. */
const literal = (text: string): string => text.replaceAll(/[()[\]{}.?*+|^$]/g, '\\$&');

describe('what goes wrong', () => {
  test('an exception is passed on and leaves nothing behind', () => {
    const f = (x: Scalar): Scalar => {
      if (lt(x, 0)) throw new Error('negative');
      return derivative(sin)(x);
    };
    const compiled = compile(f);
    expect(() => compiled(-1)).toThrow(new Error('negative'));
    expect(compiled(1)).toBe(Math.cos(1));
    expect(() => compiled(-1)).toThrow(new Error('negative'));
    expect(compiled(2)).toBe(Math.cos(2));
    expect(compiled.stats).toMatchObject({ paths: 1, shapes: 1 });
    expect(derivative(cos)(0)).toBeCloseTo(0, 15);
  });

  test('a traced count names the option that makes it static', () => {
    const power = (x: Scalar, n: number): Scalar => {
      let y: Scalar = 1;
      for (let i = 0; i < n; i++) y = mul(y, x);
      return y;
    };
    expect(() => compile(power)(2, 3)).toThrow(
      new TypeError(
        'compile: expected a plain number, got Traced(3); write mul(x, y) for x * y, neg(x) for -x, lt(x, y) for x < y, sin(x) for Math.sin(x), and keep Scalars in a plain array, not in a Float64Array; within compile all numbers of the arguments are Scalars, data too: declare them so; it comes from argument 1: a count, a place or a flag is named in compile(f, { static: [1] })',
      ),
    );
    const pick = (x: Vector, i: number): Scalar => x[i] as Scalar;
    expect(() => compile(pick)([1, 2], 1)).toThrow('compile(f, { static: [1] })');
  });

  test.each<[string, () => unknown, string]>([
    [
      'of an index computed from x, which is differentiated or not',
      () => compile(derivative((x) => mul(x, steps[floor(x) as number] as number)))(2.5),
      'it comes from argument 0: a count, a place or a flag is named in compile(f, { static: [0] }); where argument 0 is differentiated, or another at each call, choose with where(lt, x, 1, a, b), or look the number up before the call and hand it over as a further argument',
    ],
    [
      'of one computed from the x of a gradient',
      () => compile(grad(([x], i) => mul(x, steps[floor(add(x, i)) as number] as number)))([1.5], 1),
      'it comes from arguments 0, 1, and f is differentiated by argument 0: choose with where(lt, x, 1, a, b), or look the number up before the call and hand it over as a further argument',
    ],
    [
      'of a field of an argument',
      () =>
        compile((x: Scalar, o: { k: Scalar; i: Scalar }) => mul(mul(x, o.k), steps[o.i as number] as number))(3, {
          k: 1,
          i: 2,
        }),
      'it comes from argument 1: a count, a place or a flag is named in compile(f, { static: [1] })',
    ],
    [
      'behind the array that a gradient is written into',
      () => compile(gradInto(([x], _k: Scalar, i: number) => mul(x, steps[i] as number)))([1], [0], 5, 1),
      'it comes from argument 3: a count, a place or a flag is named in compile(f, { static: [3] })',
    ],
  ])('the argument %s is named', (_, run, advice) => {
    expect(run).toThrow(TypeError);
    expect(run).toThrow(new RegExp(`^compile: expected a plain number, got Traced\\(\\d\\); .*; ${literal(advice)}$`));
  });

  test('a static index, or a number looked up before the call, gives what it gives uncompiled', () => {
    const look = (x: Scalar): Scalar => mul(x, steps[floor(x) as number] as number);
    const own = compile(derivative(look), { static: [0] });
    const handed = compile(derivative((x, y: Scalar) => mul(x, y)));
    for (const x of [2.5, 1.5]) {
      expect(own(x)).toBe(derivative(look)(x));
      expect(handed(x, steps[Math.floor(x)] as number)).toBe(derivative(look)(x));
    }
  });

  test('a function that does otherwise when traced is refused', () => {
    const seen = (x: Scalar): Scalar => ((x as unknown) === 2 ? 1 : mul(x, 3));
    expect(() => compile(seen)(2)).toThrow(
      new Error(
        'compile: expected f to give the same traced as not, got 1 and then 6; f must not ask what its numbers are by x === 0, truthiness, typeof, Number.isNaN or isActive (write eq(x, 0), where or value(x)), nor use Math.random, the time, or change what it captures; a number that is a flag or a count is named in compile(f, { static: [i] })',
      ),
    );
    const longer = (x: Scalar): Scalar[] => (typeof x === 'number' ? [x] : [x, x]);
    expect(() => compile(longer)(2)).toThrow('got a result of another shape');
  });

  test.each<[string, (x: Scalar, n: Scalar) => Scalar, number]>([
    ['a flag', (x, n) => (n ? neg(x) : x), 1],
    ['a flag that is 0', (x, n) => (n ? neg(x) : x), 0],
    ['a code', (x, n) => (n === 2 ? mul(x, x) : x), 2],
    ['a key', (x, n) => (new Map<Scalar, number>([[2, 3]]).has(n) ? mul(x, x) : x), 2],
  ])('%s that decides without an operation is refused', (_, f, n) => {
    for (const g of [f, derivative(f)])
      expect(() => compile(g)(3, n)).toThrow('expected f to give the same traced as not');
    expect(() => emitModule(derivative(f), 3, n)).toThrow('emitModule: expected f to give the same traced as not');
    const named = compile(derivative(f), { static: [1] });
    for (const m of [n, 5, 0]) expect(named(3, m)).toBe(derivative(f)(3, m));
  });

  test('and so is one without which f throws', () => {
    const f = (x: Scalar, n: Scalar): Scalar => {
      if (!n) throw new RangeError('no n');
      return mul(x, x);
    };
    expect(() => compile(f)(3, 1)).toThrow(
      'compile: expected f to give the same traced as not, got RangeError: no n with another number 2 of the arguments, which no operation uses; f must not ask',
    );
    expect(compile(f, { static: [1] })(3, 1)).toBe(9);
  });

  test('what no operation uses is no mistake by itself', () => {
    const f = compile(grad(([x, y]) => add(floor(x), y)));
    for (const x of [3, Number.NaN, 4]) expect(f([x, 2])).toEqual(grad(([x, y]) => add(floor(x), y))([x, 2]));
    expect(f.stats.paths).toBe(1);
  });

  test('a function that writes into its arguments is refused', () => {
    const into = (x: Vector, out: Scalar[]): Scalar => {
      out[0] = x[0] as Scalar;
      return 1;
    };
    expect(() => compile(into)([1], [0])).toThrow(
      new TypeError(
        'compile: expected f to leave its arguments as they are, got one that f has written into; return the result, or compile gradInto(f) to have a gradient written',
      ),
    );
  });

  test.each<[string, () => unknown, string]>([
    ['no function', () => compile(3 as never), 'compile: expected a function, got 3'],
    [
      'no result',
      () => compile((() => undefined) as unknown as () => number)(),
      'compile: expected f to return numbers, arrays or records of them, got undefined; does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)',
    ],
    [
      'a Promise',
      () => compile((async (x: Scalar) => x) as unknown as (x: Scalar) => Scalar)(1),
      'compile: expected f to return numbers, arrays or records of them, got a Promise; f must be synchronous: await first',
    ],
    [
      'a function for a result',
      () => compile((() => sin) as unknown as () => number)(),
      'compile: expected f to return numbers, arrays or records of them, got a function; call it inside f, so that f returns its result',
    ],
    [
      'static beyond the arguments',
      () => compile(sin, { static: [9] })(1),
      'compile: expected static to name arguments of the call, got 9 where there are 1; hand over undefined for one that is left out',
    ],
    [
      'no options',
      () => compile(sin, 3 as never),
      'compile: expected options to be an object like { static: [1] }, got 3',
    ],
    [
      'an unknown option',
      () => compile(sin, { mode: 'forward' } as never),
      "compile: expected the options static, backend, order and check, got an unknown option 'mode'",
    ],
    [
      'static that is no list of places',
      () => compile(sin, { static: [-1] }),
      'compile: expected static to list places of arguments, like [1], got -1',
    ],
    [
      'an unknown backend',
      () => compile(sin, { backend: 'java' as never }),
      `compile: expected backend to be 'auto' or 'js' or 'wasm' or 'interpreter', got the string "java"`,
    ],
    [
      'an order of what no verb made',
      () => compile((x: Scalar) => sin(x), { order: 'reverse' }),
      "compile: expected f to be made by a verb like grad or jacobian for order 'reverse', got a function",
    ],
  ])('%s is refused', (_, call, message) => {
    expect(call).toThrow(message);
  });
});
