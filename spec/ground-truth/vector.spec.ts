import { afterAll, expect, test } from 'vitest';
import { jacobian, prod, type Scalar } from '../../lib/entries/forward.ts';
import { vector, vectors } from './data.ts';
import { closeForComposition, closeForOp, compare, examine } from './examine.ts';
import { maps, reductions } from './functions.ts';
import { modes, widths } from './modes.ts';
import { defined } from './skipped.ts';
import { place, sentence, Worst } from './worst.ts';

const worst = new Worst();
afterAll(() => worst.print('Functions of vectors: gradients, Hessians and Jacobians'));

test.each(Object.keys(reductions))('%s with its gradient and Hessian', (name) => {
  const f = reductions[name] as (xs: readonly Scalar[]) => Scalar;
  const cases = vector.get(name) ?? [];
  const comparisons = modes
    .flatMap((mode) => cases.flatMap((c) => examine(name, mode, f, c)))
    .filter((c) => !defined.has(place(c)));
  worst.note(comparisons);
  expect(cases.length).toBeGreaterThan(0);
  expect(comparisons.filter((c) => !closeForOp(c)).map(sentence)).toEqual([]);
});

test('prod multiplies from left to right, through an infinity if need be', () => {
  expect(prod([1e200, 1e200, 1e-300])).toBe(Number.POSITIVE_INFINITY);
  expect(defined.size).toBe(1);
});

test.each(Object.keys(maps))('%s with its Jacobian', (name) => {
  const f = maps[name] as (xs: readonly Scalar[]) => Scalar[];
  const cases = vectors.get(name) ?? [];
  const comparisons = cases.flatMap((c) => {
    const x = c.x.map(Number);
    const slopes = widths.flatMap((lanes) =>
      compare(name, `lanes ${lanes}`, 1, (y) => jacobian(f, { lanes })(y).flat(), x, c.jac.flat()),
    );
    return [...compare(name, 'value', 0, f, x, c.value), ...slopes];
  });
  worst.note(comparisons);
  expect(cases.length).toBeGreaterThan(0);
  expect(comparisons.filter((c) => !closeForComposition(c)).map(sentence)).toEqual([]);
});
