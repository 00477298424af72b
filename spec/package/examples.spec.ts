import { inspect } from 'node:util';
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import * as entry from '../../lib/entries/index.ts';
import * as linalg from '../../lib/entries/linalg.ts';
import { native } from '../../lib/entries/native.ts';
import * as special from '../../lib/entries/special.ts';
import { examples, manual } from './examples.ts';
import { sources } from './sources.ts';

const all = await examples();
const documented = new Set((await manual()).map(({ of }) => of));
const texts = await sources();
const library: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...Object.entries(entry),
  ...Object.entries(special),
  ['native', native],
  // The main entry has the reciprocal of that name.
  ...Object.entries({ ...linalg, inv: undefined, inverse: linalg.inv }).filter(([, f]) => f),
]);
const names = [...library.keys()];

/** A result as the manual writes it: on one line, arrays without inner spaces. */
function written(x: unknown): string {
  const text = inspect(x, { depth: Number.POSITIVE_INFINITY, breakLength: Number.POSITIVE_INFINITY, compact: true });
  return text.replaceAll(/\[ (?=\S)/g, '[').replaceAll(/(?<=\S) \]/g, ']');
}

describe('the example of', () => {
  test.each(all)('$of: $call is $result', ({ call, result }) => {
    const { code } = transformSync(`return (${call});`, { loader: 'ts' });
    const run = new Function(...names, `'use strict'; ${code}`);
    expect(written(run(...library.values()))).toBe(result);
  });
});

describe('every function of the library', () => {
  const functions = names.filter((name) => typeof library.get(name) === 'function');

  test.each(functions)('%s has a doc comment', (name) => {
    expect(documented).toContain(name);
  });

  test.each(functions.filter((name) => !/^class\b/.test(String(library.get(name)))))('%s has an example', (name) => {
    expect(all.filter(({ of }) => of === name)).not.toEqual([]);
  });
});

test('every @example of the library is one that is run: a call // its result', () => {
  const written = [...texts.values()].join('\n').match(/@example\b/g) ?? [];
  expect(all).toHaveLength(written.length);
});

test('every exported type has a doc comment', () => {
  const bare = [...texts].flatMap(([path, text]) =>
    // The types of rules are not exported from the entry.
    path.startsWith('rules/')
      ? []
      : [...text.matchAll(/(?<before>.*)\n^export (?:type|interface) (?<name>\w+)\b/gm)]
          .filter(({ groups }) => !groups?.before?.endsWith('*/'))
          .map(({ groups }) => `${path}: ${groups?.name}`),
  );
  expect(bare).toEqual([]);
});
