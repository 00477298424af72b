import { describe, expect, test } from 'vitest';
import { transform } from '../../lib/source/transform.ts';
import { parseOxc } from './parsers.ts';

const options = { parse: parseOxc, file: 'file.ts' };

/** The output without the import. */
function printed(code: string, split = false): string | undefined {
  const result = transform(code, { ...options, split, whole: true })?.code;
  return result?.replace(/^import [^;]*; /, '');
}

describe('two copies', () => {
  test('a body is printed for open levels and for numbers alone', () => {
    expect(printed('function f(x) { return x * x; }', true)).toBe(
      'function f(x) { if ($open.count) { return $mul(x, x); } return x * x; }',
    );
    expect(printed('const f = (x) => x * x;', true)).toBe('const f = (x) => $open.count ? ($mul(x, x)) : (x * x);');
    expect(printed('function f(o) { o.v = -o.v }', true)).toBe(
      'function f(o) { if ($open.count) { o.v = $neg(o.v) ; return; } o.v = -o.v }',
    );
  });
});

test('what was transformed is not transformed again', () => {
  const once = transform("'use grad'; export const f = (x) => x * x;", options)!.code;
  expect(transform(once, options)).toBeUndefined();
});

test('an array of 200,000 elements is a file like any other', () => {
  // JavaScript takes some 120,000 arguments in a call.
  const data = `[${'1,'.repeat(200_000)}]`;
  const end = '; const f = (x) => $mul(x, x);';
  expect(printed(`const data = ${data}; const f = (x) => x * x;`)?.endsWith(end)).toBe(true);
});
