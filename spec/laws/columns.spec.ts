import { describe, test } from 'vitest';
import { pow, type Scalar, value } from '../../lib/entries/forward.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import {
  backwards,
  type Field,
  firstBackward,
  firstForward,
  firstOrder,
  forward,
  type Mode,
  pure,
  some,
} from '../support/modes.ts';
import { wildPrograms } from '../support/programs.ts';
import { table } from '../support/table.ts';
import { expectAgreement, expectSame, tracked } from './agree.ts';

const reference = pure[0] as Mode;

function agreeAt(f: Field, x: readonly number[], order: number, among: readonly Mode[]): void {
  const expected = reference.partials(f, order)(x);
  for (const mode of among)
    expectSame(mode.partials(f, order)(x).map(value), expected, `order ${order} by ${mode.name}`);
}

/** As far as rounding allows; a term that overflows or underflows in one order of additions need not in another. */
function closeAt(f: Field, x: readonly number[], order: number, among: readonly Mode[]): void {
  const expected = reference.partials(tracked(f), order);
  for (const mode of among) {
    expectAgreement(mode.partials(tracked(f), order), expected, x, `order ${order} by ${mode.name}`);
  }
}

const inputs = fc.array(anyNumber, { minLength: 1, maxLength: 5 });

// Kinks, poles and points outside the domain included: every lane is what a pass of its own gives, and so is every
// adjoint of a single op.
describe('lanes are columns, adjoints rows: every mode gives the same partials, by ===, NaN equal to NaN', () => {
  test.each(table)('of $name, at every order', ({ field, anywhere, addsUp }) => {
    fc.assert(
      fc.property(anywhere, (x) => {
        (addsUp ? closeAt : agreeAt)(field, x, 1, firstOrder);
      }),
    );
  });

  test.each(table)('of $name, at second order', ({ field, anywhere }) => {
    fc.assert(
      fc.property(anywhere, some(forward), (x, among) => {
        agreeAt(field, x, 2, among);
      }),
    );
  });

  test('of pow where its exponent is 0 and 1/x overflows', () => {
    agreeAt(([x, y]) => pow(x as Scalar, y as Scalar), [-5e-324, 0], 2, forward);
  });

  test('of random programs', () => {
    fc.assert(
      fc.property(wildPrograms, inputs, (p, x) => {
        agreeAt(p.run, x, 1, firstForward);
      }),
    );
  });

  test('of random programs, at second order', () => {
    fc.assert(
      fc.property(wildPrograms, inputs, some(forward), (p, x, among) => {
        agreeAt(p.run, x, 2, among);
      }),
    );
  });
});

describe('adjoints add up backwards: they are the same partials as far as rounding allows', () => {
  test.each(table)('of $name, at second order', ({ field, anywhere }) => {
    fc.assert(
      fc.property(anywhere, some(backwards, 2), (x, among) => {
        closeAt(field, x, 2, among);
      }),
    );
  });

  test('of random programs', () => {
    fc.assert(
      fc.property(wildPrograms, inputs, (p, x) => {
        closeAt(p.run, x, 1, firstBackward);
      }),
    );
  });

  test.each([2, 3])('of random programs, at order %i, in every nesting', (order) => {
    const few = fc.array(anyNumber, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(wildPrograms, few, some(backwards, 2), (p, x, among) => {
        closeAt(p.run, x, order, among);
      }),
    );
  });
});
