import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  defineOp,
  emitModule,
  grad,
  gradInto,
  jacobian,
  mul,
  type Scalar,
  square,
  valueAndGrad,
} from '../../lib/entries/index.ts';

type Vector = readonly Scalar[];
type Fn = (...args: never[]) => unknown;

/** How often the first call, and the next two together, run f. The second call is checked. */
function runs(verb: (f: (x: Vector) => never) => Fn, f: (x: Vector) => unknown, ...more: unknown[]): number[] {
  let count = 0;
  const counted = (x: Vector): never => {
    count++;
    return f(x) as never;
  };
  const compiled = compile(verb(counted)) as Fn;
  const counts: number[] = [];
  for (const calls of [1, 2]) {
    count = 0;
    for (let k = 0; k < calls; k++) compiled(...([[1, 2, 3], ...more] as never[]));
    counts.push(count);
  }
  return counts;
}

const used = ([x, y, z]: Vector): Scalar => mul(x as Scalar, add(y as Scalar, z as Scalar));
const unused = ([x, y]: Vector): Scalar => square(mul(x as Scalar, y as Scalar));

describe('the first compiled call runs f', () => {
  test.each<[string, number, (f: (x: Vector) => never) => Fn, unknown[]]>([
    ['f itself', 2, (f) => f, []],
    // The derivative uncompiled, the derivative traced, and f on plain numbers.
    ['grad', 3, (f) => grad(f), []],
    ['valueAndGrad', 3, (f) => valueAndGrad(f), []],
    ['gradInto', 3, (f) => gradInto(f), [[0, 0, 0]]],
  ])('twice, a derivative three times, and once more where a number is unused: %s', (_, times, verb, more) => {
    expect(runs(verb, used, ...more)).toEqual([times, 1]);
    expect(runs(verb, unused, ...more)).toEqual([times + 1, 1]);
  });

  test('as often for a Jacobian, whatever its mode', () => {
    for (const mode of ['auto', 'forward', 'reverse'] as const) {
      const verb = (f: (x: Vector) => never): Fn => jacobian(f, { mode });
      expect(runs(verb, (x) => [used(x), unused(x)])).toEqual([3, 1]);
      expect(runs(verb, (x) => [unused(x), unused(x)])).toEqual([4, 1]);
    }
  });

  test('and emitModule as often', () => {
    let count = 0;
    for (const [f, expected] of [
      [used, 3],
      [unused, 4],
    ] as const) {
      count = 0;
      emitModule(
        grad((x: Vector) => {
          count++;
          return f(x);
        }),
        [1, 2, 3],
      );
      expect(count).toBe(expected);
    }
  });
});

test('an operation may call the function that it is part of, with other numbers, by every back end', () => {
  for (const backend of ['js', 'wasm', 'interpreter'] as const) {
    const call = (x: number): number => compiled({ x }) as number;
    const nested = defineOp({
      name: 'nested',
      arity: 1,
      value: (x) => (x > 1 ? call(x - 1) : x),
      partials: () => [1],
    });
    // A record is read into flat numbers, which the inner call must leave alone.
    const f = ({ x }: { x: Scalar }): Scalar => add(nested(x), mul(x, 10));
    const compiled = compile(f, { backend });
    const eager = (x: number): number => (x > 1 ? eager(x - 1) : x) + 10 * x;
    for (const x of [1, 2, 3, 2.5]) expect(compiled({ x })).toBe(eager(x));
  }
});
