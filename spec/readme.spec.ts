import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import * as dualgrad from '../lib/entries/index.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match) => match[1] as string);

/** Runs a block; every line `expression; // => result` is compared, and how many were is returned. */
function run(block: string): number {
  let compared = 0;
  const compare = (got: unknown, expected: unknown, line: string): void => {
    expect(got, line).toEqual(expected);
    compared++;
  };
  const source = block
    .replace(/^import \{([^}]*)\} from 'dualgrad';/gm, (_, names: string) => {
      const values = names.split(',').filter((name) => !name.trim().startsWith('type '));
      return `const {${values}} = dualgrad;`;
    })
    .replace(/^(.*); \/\/ => (.*)$/gm, (line, got: string, expected: string) => {
      return `compare(${got}, ${expected}, ${JSON.stringify(line)});`;
    });
  const { code } = transformSync(source, { loader: 'ts' });
  new Function('dualgrad', 'compare', code)(dualgrad, compare);
  return compared;
}

test.each(blocks.map((block, i) => [i + 1, block] as const))('README block %i gives what it says', (_, block) => {
  expect(run(block)).toBeGreaterThan(0);
});

test('the README shows the result of more than fifteen calls', () => {
  expect(blocks.join('').match(/\/\/ =>/g)?.length).toBeGreaterThan(15);
});
