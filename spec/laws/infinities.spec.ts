import { expect, test } from 'vitest';
import { cbrt, grad, type Scalar, xlogy } from '../../lib/entries/index.ts';
import { fc } from '../support/fast-check.ts';
import { table } from '../support/table.ts';

const of = (arity: number): typeof table => table.filter(({ domain }) => domain.length === arity);
const special = fc.constantFrom(0, -0, 1, -1, 0.5, 2, Infinity, -Infinity);

test('where an infinite partial meets a zero, forward and reverse may differ, but only by a NaN', () => {
  const at = (mode: 'forward' | 'reverse'): number[] => grad(([x]) => cbrt(xlogy(x, x)), { mode })([1]);
  expect([at('forward'), at('reverse')]).toEqual([[Infinity], [NaN]]);
});

test('forward and reverse are never two different numbers', () => {
  fc.assert(
    fc.property(fc.constantFrom(...of(1)), fc.constantFrom(...of(2)), special, special, (outer, inner, a, b) => {
      const f = ([x, y]: readonly Scalar[]): Scalar => outer.field([inner.field([inner.field([x!, y!]), x!])]);
      const [forward, reverse] = [grad(f, { mode: 'forward' })([a, b]), grad(f, { mode: 'reverse' })([a, b])];
      forward.forEach((p, i) => {
        const q = reverse[i]!;
        const isNear = Math.abs(p - q) <= 1e-9 * Math.max(Math.abs(p), Math.abs(q));
        const what = `${outer.name}(${inner.name}(${inner.name}(x, y), x)) at (${a}, ${b}): ${p} and ${q}`;
        expect(p === q || Number.isNaN(p) || Number.isNaN(q) || isNear ? '' : what).toBe('');
      });
    }),
    { numRuns: 3000 },
  );
});
