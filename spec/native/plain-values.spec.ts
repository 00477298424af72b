import { describe, expect, test } from 'vitest';
import { derivative } from '../../lib/entries/index.ts';
import { isActive, value } from '../../lib/scalar.ts';
import { fc } from '../support/fast-check.ts';
import { whileNoneOpen, whileOpen } from './levels.ts';
import { operations } from './operators.ts';
import { anyKind, type Kind, type Outcome, outcome } from './plain-values.ts';

/** f on the same operands, but numbers among them, and what objects convert to, active; of what it gives the plain number. */
function onActives(
  f: (...operands: never[]) => unknown,
  kinds: readonly Kind[],
): { readonly found: Outcome; readonly isConcerned: boolean } {
  let found = outcome(() => 'not run', []);
  let isConcerned = false;
  derivative((x) => {
    if (!isActive(x)) return x;
    found = outcome(
      (...operands) => plain(f(...(operands as never[]))),
      kinds,
      (v) => {
        if (typeof v !== 'number') return v;
        isConcerned = true;
        return x.scale(v, 1);
      },
    );
    return x;
  })(1);
  return { found, isConcerned };
}

const plain = (v: unknown): unknown => (isActive(v) ? value(v) : v);

describe.each(operations)('$name does on values of any kind what JavaScript does', ({ name, arity, native, plain }) => {
  const isRounding = /^Math\.f(?:16)?round/.test(name);
  const operands = fc.tuple(...Array.from({ length: arity }, () => anyKind));

  test('while no level is open', () => {
    fc.assert(
      fc.property(operands, (kinds) => {
        expect(whileNoneOpen(() => outcome(native as never, kinds))).toEqual(outcome(plain as never, kinds));
      }),
    );
  });

  test('while a derivative is computed', () => {
    fc.assert(
      fc.property(operands, (kinds) => {
        expect(whileOpen(() => outcome(native as never, kinds))).toEqual(outcome(plain as never, kinds));
      }),
    );
  });

  test('with active numbers in place of plain ones', () => {
    const law = fc.property(operands, (kinds) => {
      const { found, isConcerned } = onActives(native, kinds);
      const expected = outcome(plain as never, kinds);
      if (isConcerned && isRounding && expected.error === undefined) {
        // Rounding to few bits has no derivative.
        expect(found).toEqual({ error: 'TypeError', asked: expected.asked });
      } else if (isConcerned && typeof expected.result === 'string' && found.result !== expected.result) {
        // A text with an active number in it is to be no number.
        expect(found).toEqual({ result: expect.stringContaining('Dual('), asked: expected.asked });
      } else {
        expect(found).toEqual(expected);
      }
    });
    fc.assert(law);
  });
});
