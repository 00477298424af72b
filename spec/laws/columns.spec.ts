import { describe, test } from 'vitest';
import { value } from '../../lib/index.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, firstOrder, type Mode, modes, pure, some } from '../support/modes.ts';
import { wildPrograms } from '../support/programs.ts';
import { table } from '../support/table.ts';
import { expectSame } from './agree.ts';

const reference = pure[0] as Mode;

function agreeAt(f: Field, x: readonly number[], order: number, among: readonly Mode[]): void {
  const expected = reference.partials(f, order)(x);
  for (const mode of among)
    expectSame(mode.partials(f, order)(x).map(value), expected, `order ${order} by ${mode.name}`);
}

const inputs = fc.array(anyNumber, { minLength: 1, maxLength: 5 });

// Kinks, poles and points outside the domain included: every lane is what a pass of its own gives.
describe('lanes are columns: every mode gives the same partials, by ===, NaN equal to NaN', () => {
  test.each(table)('of $name, at every order', ({ field, anywhere }) => {
    fc.assert(
      fc.property(anywhere, (x) => {
        agreeAt(field, x, 1, firstOrder);
      }),
    );
  });

  test.each(table)('of $name, at second order', ({ field, anywhere }) => {
    fc.assert(
      fc.property(anywhere, some(modes), (x, among) => {
        agreeAt(field, x, 2, among);
      }),
    );
  });

  test('of random programs', () => {
    fc.assert(
      fc.property(wildPrograms, inputs, (p, x) => {
        agreeAt(p.run, x, 1, firstOrder);
      }),
    );
  });

  test('of random programs, at second order', () => {
    fc.assert(
      fc.property(wildPrograms, inputs, some(modes), (p, x, among) => {
        agreeAt(p.run, x, 2, among);
      }),
    );
  });
});
