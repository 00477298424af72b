import { describe, expect, test } from 'vitest';
import {
  add,
  type Blocks,
  blockJacobian,
  compile,
  compileAsync,
  type DerivedBlocks,
  defineOp,
  exp,
  lt,
  mul,
  neg,
  type Scalar,
  sin,
  sqrt,
  square,
  sum,
} from '../../lib/entries/index.ts';
import { anyNumber, moderate } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import { backends, same } from './eager.ts';

type Families = Parameters<typeof blockJacobian>[0];

const COUNT = 5;

/** Blocks that go one of two ways, each by its own numbers. */
const branching = (data: readonly number[] | Float64Array): Blocks => ({
  count: COUNT,
  columns: (i) => [i, i + 2],
  data,
  f: ([a, b], _, [s, t]) => {
    const r = add(mul(s, sin(a)), mul(t, square(b)));
    return [lt(a, b) ? mul(r, a) : neg(square(r)), sqrt(add(a, r))];
  },
});

const numbered: Blocks = { count: 3, columns: (i) => [2 * i], f: ([a], i) => [mul(a, add(i, exp(a)))] };

const given: DerivedBlocks = { count: 2, columns: (i) => [i], jacobian: ([a], i) => [[(a as number) * i]] };

/** Both give the same, to the bit, at each point in turn. */
function agree(families: Families, points: readonly (readonly number[] | Float64Array)[], options = {}): void {
  const plain = blockJacobian(families, { mode: 'reverse' });
  const compiled = compile(blockJacobian(families, { mode: 'reverse' }), options);
  for (const x of points) for (const _ of [1, 2]) same(compiled(x), plain(x));
}

describe('compile(blockJacobian(…))', () => {
  test('is the Jacobian of the blocks, whichever way each goes, and where there are no numbers', () => {
    const point = (numbers: fc.Arbitrary<number>) => fc.array(numbers, { minLength: COUNT + 2, maxLength: COUNT + 2 });
    const anywhere = fc.oneof(point(moderate), point(anyNumber));
    const data = fc.array(moderate, { minLength: 2 * COUNT, maxLength: 2 * COUNT });
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 1, maxLength: 4 }), data, (points, own) => {
        agree([branching(own), numbered, given, { ...numbered, count: 0 }], points);
      }),
      runs(0.5),
    );
  });

  test('in any order of the chain rule, by every back end', () => {
    const x = Float64Array.of(0.3, 2, 0.7, 1.1, 0.2, 0.9, 1.3);
    const families = [branching(Float64Array.from({ length: 2 * COUNT }, (_, j) => 1 + j / 7)), numbered];
    for (const backend of backends) agree(families, [x, [...x].reverse()], { backend });
    const plain = blockJacobian(families)(x).values;
    for (const order of ['auto', 'forward', 'reverse', 'elimination'] as const) {
      const compiled = compile(blockJacobian(families), { order });
      for (const _ of [1, 2]) {
        compiled(x).values.forEach((entry, e) => {
          expect(entry).toBeCloseTo(plain[e] as number, 12);
        });
      }
    }
  });

  test('sees what the data are at the call, and writes its values where it is told', () => {
    const [x, values] = [Float64Array.of(3, 4), new Float64Array(2)];
    for (const data of [[5, 7], Float64Array.of(5, 7)]) {
      const compiled = compile(
        blockJacobian([{ count: 2, columns: (i) => [i], data, f: ([a], _, [t]) => [mul(t, square(a))] }]),
      );
      expect(compiled(x, values).values).toBe(values);
      expect(values).toEqual(Float64Array.of(30, 56));
      data[1] = 0;
      expect(compiled(x).values).toEqual(Float64Array.of(30, 0));
      expect(() => compiled([3])).toThrow(
        new RangeError('blockJacobian: expected the columns of block 1 to be places in x, from 0 to 0, got 1'),
      );
      expect(compiled.stats).toMatchObject({ shapes: 1, paths: 1, guards: 0 });
    }
  });

  test('takes more data for each block from one call to the next', () => {
    const data = [5, 7];
    const family: Blocks = { count: 2, columns: () => [0], data, f: ([a], _, own) => [mul(square(a), sum(own))] };
    const compiled = compile(blockJacobian([family]));
    for (const more of [[], [1, 2], [0, 0]]) {
      data.push(...more);
      const each = data.length / 2;
      const slopes = [data.slice(0, each), data.slice(each)].map((own) => 2 * own.reduce((a, b) => a + b));
      for (const _ of [1, 2]) expect([...compiled([1]).values]).toEqual(slopes);
    }
  });

  test('has all blocks of a way in one loop, and one program for each way', () => {
    let traced = 0;
    const counted: Blocks = {
      count: 1000,
      columns: (i) => [i],
      f: ([a]) => {
        traced++;
        return [lt(a, 0) ? neg(a) : square(a)];
      },
    };
    const compiled = compile(blockJacobian([counted], { mode: 'reverse' }), { check: 'never' });
    const x = Float64Array.from({ length: 1000 }, (_, i) => i - 900);
    const slopes = x.map((a) => (a < 0 ? -1 : 2 * a));
    for (const _ of [1, 2, 3]) expect(compiled(x).values).toEqual(slopes);
    // For each of two paths evaluated, captured, and evaluated again with another i, which must not decide unseen; and once plain.
    expect(traced).toBe(8);
    expect(compiled.stats).toMatchObject({ paths: 2, guards: 2 });
  });

  test('calls operations of the user, which may call it', () => {
    const inner = compile(blockJacobian([numbered]));
    const nested = defineOp({
      name: 'nested',
      arity: 1,
      value: (a) => inner([a, a, a, a, a]).values[1] as number,
      partials: () => [3],
    });
    agree([{ count: 2, columns: (i) => [i], f: ([a]: readonly Scalar[]) => [mul(nested(a as Scalar), 2)] }], [[1, 2]]);
  });

  test('beside the thread', async () => {
    const made = blockJacobian([numbered], { mode: 'reverse' });
    const x = [1, 2, 3, 4, 5];
    const compiled = await compileAsync(made, [x]);
    expect(compiled.stats.paths).toBe(1);
    same(compiled(x), made(x));
  });

  describe('is checked', () => {
    const asking = (data: Float64Array): Families => [
      { count: data.length, columns: (i) => [i], data, f: ([a], _, [t]) => [mul(a as Scalar, t || 1)] },
    ];
    const message = /^compile: expected the value that f has on plain numbers, .* argument 2\[0\], here 0, is; /;

    test.each([1, 4, 8])('in the first call, block %i', (block) => {
      const data = Float64Array.from({ length: 9 }, (_, i) => (i === block ? 0 : i + 2));
      expect(() => compile(blockJacobian(asking(data)))(new Float64Array(9).fill(3))).toThrow(message);
    });

    test.each([0, 3, 8])('in the second call, or a later one that is due, block %i', (block) => {
      const data = Float64Array.from({ length: 9 }, (_, i) => i + 2);
      const compiled = compile(blockJacobian(asking(data)));
      const x = new Float64Array(9).fill(3);
      const { values } = compiled(x);
      const before = values.slice();
      data[block] = 0;
      expect(() => {
        for (let call = 2; call <= 4; call++) compiled(x);
      }).toThrow(message);
      // A call that is refused writes nothing.
      expect(values).toEqual(before);
    });

    test('in all blocks of each call, or in none', () => {
      const data = Float64Array.from({ length: 40 }, (_, i) => i + 2);
      const x = new Float64Array(40).fill(3);
      const each = compile(blockJacobian(asking(data)), { check: 'each' });
      const never = compile(blockJacobian(asking(data)), { check: 'never' });
      for (const compiled of [each, never]) for (const _ of [1, 2, 3]) compiled(x);
      data[29] = 0;
      expect(() => each(x)).toThrow(message);
      expect(never(x).values[29]).toBe(0);
    });
  });

  test('says what it can not do', () => {
    const data = [5, 7, 11];
    const places: Blocks = { ...numbered, f: ([a], i) => [mul(a, data[i] as number)] };
    expect(() => compile(blockJacobian([places]))([1, 2, 3, 4, 5])).toThrow(
      new TypeError(
        'compile: expected the blocks of blockJacobian to compute with their numbers only, got an f that does otherwise; what it looks up by i goes into data, as in { count, columns, data, f: (xs, i, own) => … }',
      ),
    );
    // Only where a check comes to block 2.
    const later: Blocks = { ...places, f: ([a], i) => [lt(i, 2) ? a : mul(a, data[i] as number)] };
    expect(() => compile(blockJacobian([later]))([1, 2, 3, 4, 5])).toThrow('what it looks up by i goes into data');
    expect(() => compile(blockJacobian([{ ...numbered, f: (() => 1) as never }]))([1, 2, 3, 4, 5])).toThrow(
      new TypeError('blockJacobian: expected f(x) to be an array, got the number 1; return [y] for one result'),
    );
    expect(() => compile(blockJacobian([numbered]), { static: [0] })).toThrow(
      new RangeError(
        'compile: expected no static arguments of what blockJacobian made, got 0; have f capture what never changes',
      ),
    );
    const differing: Blocks = { ...numbered, f: ([a]) => (lt(a, 2) ? [a] : []) };
    expect(() => compile(blockJacobian([differing]))([1, 2, 3, 4, 5])).toThrow(
      new RangeError(
        'blockJacobian: expected block 1 to have as many results as block 0, 1, got 0; put blocks of another shape into a family of their own',
      ),
    );
  });
});
