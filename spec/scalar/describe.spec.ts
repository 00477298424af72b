import { expect, test } from 'vitest';
import { describe } from '../../lib/describe.ts';
import { notNumbers } from './refuses.ts';

test.each(notNumbers)('$text', ({ x, text }) => {
  expect(describe(x)).toBe(text);
});

test.each<[string, unknown]>([
  ['false', false],
  ['3', 3],
  ['-0', -0],
  ['NaN', Number.NaN],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['the string ""', ''],
  ['the string "say \\"when\\""', 'say "when"'],
  [`the string "${'x'.repeat(40)}…"`, 'x'.repeat(1000)],
  ['an array of length 0', []],
  ['an Int8Array of length 2', new Int8Array(2)],
  ['a Uint8Array of length 1', new Uint8Array(1)],
  ['a DataView of length 8', new DataView(new ArrayBuffer(8))],
  ['an ArrayBuffer', new ArrayBuffer(8)],
  ['an Error', new Error('no')],
  ['a function', class {}],
  // biome-ignore lint/suspicious/noThenProperty: a promise of another library
  ['a Promise', { then: () => {} }],
  ['an object', new (class {})()],
  ['a Generator', (function* () {})()],
  ['an object', { constructor: undefined }],
])('%s', (text, x) => {
  expect(describe(x)).toBe(text);
});
