import { afterEach, expect, test } from 'vitest';
import { mul, type Scalar, trace } from '../../lib/index.ts';
import { runningDepth } from '../../lib/level.ts';

afterEach(() => {
  expect(runningDepth()).toBe(0);
});

test.each<[string, unknown, unknown, string]>([
  ['another flag', true, false, 'true, got false'],
  ['another number in a record', { n: 2 }, { n: 3 }, '2, got 3'],
  ['another key', { n: 2 }, { m: 2 }, 'the string "n", got the string "m"'],
  ['one entry less', [{ n: [2, 3] }], [{ n: [2] }], '2, got 1'],
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
  const options = { n: 2 };
  const program = trace((x: Scalar, { n }: { n: number }) => mul(x, n), 3, options);
  expect(program.evaluate(4, { n: 2 })).toBe(8);
  options.n = 5;
  expect(() => program.evaluate(4, options)).toThrow('as in the trace, 2, got 5');
});

test('an array that contains itself is refused, a record that does is only passed on', () => {
  const list: unknown[] = [];
  list.push(list);
  const record: { self?: unknown } = {};
  record.self = record;
  const f = (x: Scalar, _: unknown): Scalar => mul(x, x);
  expect(() => trace(f, 3, list)).toThrow(
    new RangeError(
      'trace: expected arrays nested at most 100 deep, got one that is deeper, or contains itself; have f capture what is no input',
    ),
  );
  expect(trace(f, 3, record).evaluate(4)).toBe(16);
});
