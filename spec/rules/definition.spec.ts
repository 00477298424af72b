import { expect, test } from 'vitest';
import { rowValue } from '../../emit/numbers.ts';
import { rowText } from '../../lib/backends/js/row-text.ts';
import type { Rule } from '../../lib/rules/rule.ts';
import { rules } from '../../lib/rules/table.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { opNamed } from '../support/table.ts';
import { wasmFunction } from './wasm-function.ts';

type Plain = (...args: readonly number[]) => number;

const argumentsOf = (rule: Rule): fc.Arbitrary<number[]> => fc.tuple(...rule.args.map(() => anyNumber));

// Object.is: every bit but the payload of a NaN, which JavaScript cannot see.
function expectSameBits(got: Plain, rule: Rule): void {
  const defined: Plain = (...args) => rowValue(rule, args);
  fc.assert(
    fc.property(argumentsOf(rule), (args) => {
      expect(got(...args)).toBe(defined(...args));
    }),
  );
}

test.each(rules)('the JavaScript text of $name is its value', (rule) => {
  expectSameBits(new Function(...rule.args, `return ${rowText(rule, rule.args)};`) as Plain, rule);
});

test.each(rules)('$name on plain numbers is its value', (rule) => {
  expectSameBits(opNamed(rule.name) as unknown as Plain, rule);
});

test.each(rules.filter((rule) => rule.text?.wasm !== undefined))(
  'the WebAssembly instruction of $name is its value',
  (rule) => {
    expectSameBits(wasmFunction(rule.text?.wasm as string, rule.arity), rule);
  },
);

test('a row that is a single instruction in WebAssembly names it', () => {
  const named = rules.flatMap((rule) => rule.text?.wasm ?? []);
  expect(new Set(named).size).toBe(named.length);
  expect(named).toEqual(expect.arrayContaining(['f64.add', 'f64.sub', 'f64.mul', 'f64.div', 'f64.sqrt', 'f64.neg']));
});
