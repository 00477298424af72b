import { expect, test } from 'vitest';
import { type Repeat, repeatsOf } from '../../lib/backends/wasm/repeats.ts';
import { fc } from '../support/fast-check.ts';

const repeatsIn = (row: readonly number[], least = 20): Repeat[] => repeatsOf(Int32Array.from(row), row.length, least);

/** Block after block, each so many times. */
const rows = fc
  .array(
    fc.record({
      block: fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }),
      times: fc.integer({ min: 1, max: 12 }),
      outer: fc.integer({ min: 1, max: 6 }),
      rest: fc.array(fc.nat(9), { maxLength: 10 }),
    }),
    { maxLength: 5 },
  )
  .map((parts) =>
    parts.flatMap(({ block, times, outer, rest }) => {
      const inner = Array.from({ length: times }, () => block).flat();
      return Array.from({ length: outer }, () => [...inner, ...rest]).flat();
    }),
  );

test('repeats are what they say, in order, apart, and worth it', () => {
  let found = 0;
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 60 }), (row, least) => {
      let end = 0;
      for (const { from, period, count } of repeatsIn(row, least)) {
        expect(from).toBeGreaterThanOrEqual(end);
        end = from + period * count;
        expect(end).toBeLessThanOrEqual(row.length);
        expect(count).toBeGreaterThanOrEqual(4);
        expect(period * (count - 1)).toBeGreaterThanOrEqual(least);
        expect(row.slice(from + period, end)).toEqual(row.slice(from, end - period));
        found++;
      }
    }),
  );
  expect(found).toBeGreaterThan(50);
});

/** Numbers of which no stretch is as another. */
const once = (n: number, from = 1000): number[] => Array.from({ length: n }, (_, i) => from + i);

test('a block many times over is found between other things', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 4, max: 30 }),
      fc.nat(50),
      (period, count, before) => {
        fc.pre(period * (count - 1) >= 20);
        const block = once(period, 1);
        const row = [...once(before), ...Array.from({ length: count }, () => block).flat(), ...once(9, 5000)];
        expect(repeatsIn(row)).toEqual([{ from: before, period, count }]);
      },
    ),
  );
});

test('of repeats inside repeats the outer, where it saves more', () => {
  const block = [...Array.from({ length: 20 }, () => [1, 2, 3]).flat(), ...once(7)];
  const often = Array.from({ length: 10 }, () => block).flat();
  expect(repeatsIn(often)).toEqual([{ from: 0, period: 67, count: 10 }]);
});

test('of what lies on top of something better, what is left beside it', () => {
  const ones = (n: number): number[] => Array.from({ length: n }, () => 1);
  const block = [9, ...ones(30)];
  const row = [...ones(100), ...Array.from({ length: 10 }, () => block).flat(), ...ones(200)];
  expect(repeatsIn(row)).toEqual([
    { from: 0, period: 1, count: 70 },
    { from: 70, period: 31, count: 10 },
    { from: 380, period: 1, count: 230 },
  ]);
  expect(repeatsIn(row.slice(100))).toEqual([
    { from: 0, period: 31, count: 10 },
    { from: 310, period: 1, count: 200 },
  ]);
});

test('nothing where nothing repeats itself, or only twice or three times', () => {
  expect(repeatsIn([])).toEqual([]);
  expect(repeatsIn(once(1000))).toEqual([]);
  expect(repeatsIn([...once(100), ...once(100), ...once(100)])).toEqual([]);
});

test('rows of little variety, and of almost repeats, take no longer than others', () => {
  let state = 1;
  const bit = (): number => {
    state = Math.imul(state, 0x41c64e6d) + 12345;
    return (state >>> 16) & 1;
  };
  const random = Array.from({ length: 300_000 }, bit);
  expect(repeatsIn(random)).toEqual([]);
  // Each stretch is one longer than the one before.
  const growing = Array.from({ length: 700 }, (_, i) => [...Array.from({ length: i }, () => 1), 2]).flat();
  for (const { period } of repeatsIn(growing, 200)) expect(period).toBe(1);
});
