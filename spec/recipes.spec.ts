import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as dualgrad from '../lib/entries/index.ts';

const page = readFileSync(new URL('../docs/recipes.md', import.meta.url), 'utf8');
const tables = page.slice(page.indexOf('## Coming from')).split(/^### /m).slice(1);

/** The calls in the last column of a table, by name. */
function calls(text: string): string[] {
  const cells = text.split('\n').flatMap((line) => /^\|.*\| (.*) \|$/.exec(line)?.[1] ?? []);
  const code = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!));
  return code.flatMap((span) => [...span.matchAll(/(?<![.\w])([a-zA-Z]\w*)\(/g)].map((match) => match[1]!));
}

test.each(tables.map((text) => [text.split('\n')[0]!, text] as const))(
  'coming from %s: what is called exists',
  (_, text) => {
    const named = calls(text);
    expect(named.length).toBeGreaterThan(4);
    // Of the user, and of dualgrad/native.
    const others = ['f', 'g', 'h', 'native'];
    expect(named.filter((name) => !Object.hasOwn(dualgrad, name) && !others.includes(name))).toEqual([]);
  },
);
