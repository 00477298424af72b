import { readdirSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import * as dualgrad from '../../lib/index.ts';
import { arrays, rules } from '../../lib/rules/table.ts';

/** What a call gives, with the whole library in scope. */
function evaluated(call: string): unknown {
  const scope: Readonly<Record<string, unknown>> = { ...dualgrad };
  return new Function(...Object.keys(scope), `return (${call});`)(...Object.values(scope));
}

/** As console.log shows it, on one line and without the spaces inside brackets. */
function shown(x: unknown): string {
  return inspect(x, { breakLength: Infinity, compact: true, depth: null }).replaceAll('[ ', '[').replaceAll(' ]', ']');
}

test.each([...rules, ...arrays].map((row) => row.example))('%s // %s', (call, result) => {
  expect(shown(evaluated(call))).toBe(result);
});

/** The examples in doc comments, those of the table among them: `@example call // result`. */
const documented = readdirSync(new URL('../../lib/', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) => {
    const text = readFileSync(new URL(`../../lib/${path.replaceAll('\\', '/')}`, import.meta.url), 'utf8');
    return [...text.matchAll(/^ *(?:\/\*)?\* @example (.*) \/\/ (.*?)(?: \*\/)?$/gm)].map(
      (m): [string, string, string] => [path, m[1] as string, m[2] as string],
    );
  });

test.each(documented)('%s: %s // %s', (_path, call, result) => {
  expect(shown(evaluated(call))).toBe(result);
});

test('every verb and op has an example', () => {
  const calls = documented.map(([, call]) => call).join('\n');
  const functions = Object.keys(dualgrad).filter((name) => /^[a-z]/.test(name));
  expect(functions.filter((name) => !new RegExp(`\\b${name}\\b`).test(calls))).toEqual([]);
});
