import { expect, test } from 'vitest';
import { Watch } from '../../lib/compile/watch.ts';
import type { Tree } from '../../lib/tree/tree.ts';
import { fc } from '../support/fast-check.ts';

const NUMBER: Tree = { kind: 'number' };
const record = (keys: readonly string[], entries: readonly Tree[]): Tree => ({
  kind: 'record',
  prototype: Object.prototype,
  keys,
  entries,
});

// More fields than one function looks at, the last a record.
const keys = Array.from({ length: 40 }, (_, i) => `k ${i}`);
const tree = record([...keys, 'inner'], [...keys.map(() => NUMBER), record(['a', 'b'], [NUMBER, NUMBER])]);
const value = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.5),
  fc.integer({ min: -400, max: 400 }),
  fc.double(),
);
const fields = fc.array(value, { minLength: keys.length + 2, maxLength: keys.length + 2 });
// Many calls, of which each changes a few fields: most values are those of the call before.
const calls = fc.tuple(
  fields,
  fc.array(fc.array(fc.tuple(fc.nat(keys.length + 1), value), { maxLength: 20 }), { minLength: 50, maxLength: 400 }),
);

test('a record has a new value where one of its fields has, each watched by itself', () => {
  fc.assert(
    fc.property(calls, ([first, changes]) => {
      const whole = new Watch();
      whole.extend(tree);
      const own = first.map(() => new Watch());
      const now = first.slice();
      const verdicts = new Set<boolean>();
      for (const change of [[], ...changes, []]) {
        for (const [place, x] of change) now[place] = x;
        const numbers = Object.fromEntries(keys.map((key, i) => [key, now[i]]));
        const isNew = own.map((watch, i) => watch.isNew(now[i])).includes(true);
        verdicts.add(isNew);
        expect(whole.isNew({ ...numbers, inner: { a: now[keys.length], b: now[keys.length + 1] } })).toBe(isNew);
      }
      expect([...verdicts].sort()).toEqual([false, true]);
    }),
    { numRuns: 20 },
  );
});
