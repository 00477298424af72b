import { expect, test } from 'vitest';
import { propertiesOf } from '../../lib/program/nan-behaviour.ts';
import { OPERATIONS } from '../../lib/program/opcodes.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';

const rows = OPERATIONS.filter(({ row, arity }) => row !== undefined && arity <= 2);

test.each(rows)('what is known of $name holds at any arguments', (operation) => {
  const { passesNaN, passesInfinite, finiteSafe, safe, positive } = propertiesOf(operation);
  const n = operation.arity;
  fc.assert(
    fc.property(fc.array(anyNumber, { minLength: n, maxLength: n }), (x) => {
      const v = operation.value(...x);
      x.forEach((xi, i) => {
        if (passesNaN[i] && Number.isNaN(xi)) expect(v).toBeNaN();
        if (passesInfinite[i] && !Number.isFinite(xi)) expect(Number.isFinite(v)).toBe(false);
      });
      if (finiteSafe && x.every(Number.isFinite)) expect(v).not.toBeNaN();
      if (safe && !x.some(Number.isNaN)) expect(v).not.toBeNaN();
      if (positive && !x.some(Number.isNaN)) expect(v < 0).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('and is worth something', () => {
  const of = (name: string) => propertiesOf(rows.find((row) => row.name === name) as (typeof rows)[number]);
  expect(of('add')).toEqual({
    passesNaN: [true, true],
    passesInfinite: [true, true],
    finiteSafe: true,
    safe: false,
    positive: false,
  });
  expect(of('exp')).toEqual({
    passesNaN: [true],
    passesInfinite: [false],
    finiteSafe: true,
    safe: true,
    positive: true,
  });
  expect(of('log')).toMatchObject({ finiteSafe: false, safe: false });
  expect(of('pow').passesNaN).toEqual([false, true]);
});
