import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import * as dualgrad from '../../lib/entries/index.ts';
import { arrays, lists, rules } from '../../lib/rules/table.ts';

/** What a call gives, with the whole library in scope. */
function evaluated(call: string): unknown {
  const scope: Readonly<Record<string, unknown>> = { ...dualgrad };
  return new Function(...Object.keys(scope), `return (${call});`)(...Object.values(scope));
}

/** As console.log shows it, on one line and without the spaces inside brackets. */
function shown(x: unknown): string {
  return inspect(x, { breakLength: Infinity, compact: true, depth: null }).replaceAll('[ ', '[').replaceAll(' ]', ']');
}

test.each([...rules, ...arrays, ...lists].map((row) => row.example))('%s // %s', (call, result) => {
  expect(shown(evaluated(call))).toBe(result);
});
