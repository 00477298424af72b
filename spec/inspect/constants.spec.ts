import { afterEach, expect, test } from 'vitest';
import { mul, type Scalar, sum, trace, type Vector } from '../../lib/entries/index.ts';
import { runningDepth } from '../../lib/level.ts';

afterEach(() => {
  expect(runningDepth()).toBe(0);
});

test.each<[string, unknown, unknown, string]>([
  ['another flag', true, false, 'true, got false'],
  ['another flag in a record', { is: true }, { is: false }, 'true, got false'],
  ['another key', { is: true }, { was: true }, 'the string "is", got the string "was"'],
  ['one entry less', [{ is: [true, true] }], [{ is: [true] }], 'true, got undefined'],
  ['another place', Int32Array.of(1), Int32Array.of(0), '1, got 0'],
  ['a Map, which may have changed unseen', new Map(), new Map(), 'a Map, got a Map'],
])('%s than in the trace is refused', (_, before, after, message) => {
  const program = trace((x: Scalar, _options: unknown) => mul(x, x), 3, before);
  expect(() => program.evaluate(4, after)).toThrow(
    new RangeError(
      `evaluate: expected what is no input to be as in the trace, ${message}; leave it out to have it as it was, or trace f again`,
    ),
  );
  expect(program.evaluate(4)).toBe(16);
  expect(program.share().evaluate(4)).toBe(16);
});

test('what is no input is compared as it was when traced', () => {
  const options = { twice: true, at: Int32Array.of(1) };
  const program = trace((x: Scalar, { twice }: { twice: boolean }) => mul(x, twice ? 2 : 1), 3, options);
  expect(program.evaluate(4, { twice: true, at: Int32Array.of(1) })).toBe(8);
  options.twice = false;
  expect(() => program.evaluate(4, options)).toThrow('as in the trace, true, got false');
  options.twice = true;
  options.at[0] = 0;
  expect(() => program.evaluate(4, options)).toThrow('as in the trace, 1, got 0');
});

test('where arguments have numbers, they are all to be given, with their flags', () => {
  const f = (x: Scalar, name: string, { k, is }: { k: Scalar; is: boolean }): Scalar =>
    mul(x, is && name === 'a' ? k : 1);
  const program = trace(f, 3, 'a', { k: 2, is: true });
  expect(program.evaluate(4, { k: 5, is: true })).toBe(20);
  expect(program.evaluate(4, 'a', { k: 5, is: true })).toBe(20);
  expect(() => program.evaluate(4)).toThrow(new RangeError('evaluate: expected 2 numbers, got 1'));
  expect(() => program.evaluate(4, { k: 5, is: false })).toThrow('as in the trace, true, got false');
  expect(() => program.evaluate(4, 'b', { k: 5, is: true })).toThrow('the string "a", got the string "b"');
  // In another order its numbers would be others.
  const pair = trace(({ a, b }: Record<'a' | 'b', Scalar>) => mul(a, mul(b, b)), { a: 2, b: 3 });
  expect(pair.evaluate({ a: 3, b: 2 })).toBe(12);
  expect(() => pair.evaluate({ b: 3, a: 2 })).toThrow('the string "a", got the string "b"');
});

test('arguments of another shape are refused, though they hold as many numbers', () => {
  const two = trace((a: Vector, b: Vector) => mul(sum(a), sum(b)), [1, 2], [3]);
  const one = trace(({ a, b }: { a: Vector; b: Scalar }) => mul(sum(a), b), { a: [1, 2], b: 3 });
  expect(two.evaluate(Float64Array.of(1, 2), [3])).toBe(9);
  expect(one.evaluate({ a: Float32Array.of(1, 2), b: 3 })).toBe(9);
  class Pair {
    a: unknown = [1, 2];
    b = 3;
  }
  for (const [traced, args, message] of [
    [two, [[1], [2, 3]], 'x1 to be an array of length 2, as in the trace, got an array of length 1'],
    [two, [1, 2, 3], '2 arguments, as in the trace, got 3'],
    [two, [[1, 2], 3], 'x2 to be an array of length 1, as in the trace, got a number'],
    [two, [[1, 2], [3], {}], '2 arguments, as in the trace, got 3'],
    [one, [{ a: [1, [2]], b: 3 }], 'x.a[1] to be a number, as in the trace, got an array of length 1'],
    [one, [[[1, 2], 3]], 'the string "a", got undefined; leave it out to have it as it was, or trace f again'],
    [
      one,
      [new Pair()],
      'x to be a record with the keys ["a","b"], as in the trace, got a Pair with the keys ["a","b"]',
    ],
  ] as const) {
    expect(() => traced.evaluate(...args)).toThrow(RangeError);
    expect(() => traced.evaluate(...args)).toThrow(message);
  }
  const empty = trace((x: Scalar, o: { k?: Scalar }) => mul(x, o.k ?? 2), 3, {});
  expect(empty.evaluate(4)).toBe(8);
  expect(empty.evaluate(4, {})).toBe(8);
  expect(() => empty.evaluate(4, null)).toThrow('got null');
  expect(() => empty.evaluate(4, [])).toThrow(
    new RangeError('evaluate: expected x2 to be a record with the keys [], as in the trace, got an array of length 0'),
  );
});

test('an argument that contains itself is refused', () => {
  const list: unknown[] = [];
  list.push(list);
  const record: { self?: unknown } = {};
  record.self = record;
  const f = (x: Scalar, _: unknown): Scalar => mul(x, x);
  for (const [x, place] of [
    [list, '[0]'],
    [record, '.self'],
  ] as const) {
    expect(() => trace(f, 3, x)).toThrow(
      new RangeError(
        `trace: expected arguments nested at most 1000 deep, got argument 1${place}, which contains itself; have f capture what is no input`,
      ),
    );
  }
});
