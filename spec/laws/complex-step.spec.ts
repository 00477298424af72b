import { describe, expect, test } from 'vitest';
import { div } from '../../lib/entries/forward.ts';
import { inside, moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, type Fields, firstOrder, type Mode, some } from '../support/modes.ts';
import { smoothOps, smoothPrograms } from '../support/programs.ts';
import { table } from '../support/table.ts';
import { expectAgreement, tracked } from './agree.ts';
import { analytic, type Complex, complexes } from './complex.ts';

/** So small that its cube underflows: the formula has no truncation error. */
const STEP = 2 ** -480;

/** ∂f/∂xⱼ = Im f(x + ih eⱼ)/h: first derivatives without any rule for derivatives. */
function stepping(f: (z: readonly Complex[]) => Complex): Fields {
  return (x) =>
    x.map((_, j) => {
      const z = x.map((re, i): Complex => ({ re, im: i === j ? STEP : 0 }));
      return div(f(z).im, STEP);
    });
}

function agreeAt(
  field: Field,
  f: (z: readonly Complex[]) => Complex,
  x: readonly number[],
  among: readonly Mode[],
): number {
  const steps = stepping(f)(x);
  const right: Fields = (xs) => (xs === x ? steps : stepping(f)(xs));
  return among
    .map((mode) => expectAgreement(mode.partials(tracked(field), 1), right, x, mode.name))
    .reduce((a, b) => a + b);
}

// The complex formulas are the textbook's, with its branch cuts and its overflow.
const own: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  cbrt: [[0, 8]],
  atan2: [
    [-8, 8],
    [0, 8],
  ],
};

describe('derivatives agree with complex steps where the function is analytic', () => {
  test.each(table.filter(({ name }) => analytic.includes(name)))('of $name', ({ name, field, domain }) => {
    const intervals = own[name] ?? domain.map(([low, high]) => [Math.max(low, -8), Math.min(high, 8)] as const);
    const points =
      intervals.length > 0
        ? fc.tuple(...intervals.map(inside))
        : fc.array(moderate, { minLength: 2, maxLength: 6 }).filter((x) => x.length % 2 === 0);
    let compared = 0;
    fc.assert(
      fc.property(points, some(firstOrder), (x, among) => {
        compared += agreeAt(field, (z) => complexes.apply(name, z), x, among);
      }),
    );
    expect(compared).toBeGreaterThan(50);
  });

  test('of random programs', () => {
    fc.assert(
      fc.property(
        smoothPrograms,
        fc.array(moderate, { minLength: 1, maxLength: 4 }),
        some(firstOrder),
        (p, x, among) => {
          agreeAt(p.run, (z) => p.over(complexes, z).at(-1) as Complex, x, among);
        },
      ),
    );
  });

  test('is checked for every smooth op', () => {
    expect(smoothOps.filter((op) => !analytic.includes(op))).toEqual([]);
  });
});
