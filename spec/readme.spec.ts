import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import * as dualgrad from '../lib/entries/index.ts';
import * as linalg from '../lib/entries/linalg.ts';
import { native } from '../lib/entries/native.ts';
import { withoutNativeArithmetic } from './native/advice.ts';

withoutNativeArithmetic();

const root = fileURLToPath(new URL('../', import.meta.url));
const pages = [
  'README.md',
  ...readdirSync(`${root}docs`).flatMap((name) => (name.endsWith('.md') ? `docs/${name}` : [])),
];

/** The TypeScript blocks of every page: their titles and sources. */
const blocks = pages.flatMap((page) =>
  [...readFileSync(root + page, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(
    (match, i) => [`${page}, block ${i + 1}`, match[1]!] as const,
  ),
);

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
    .replace(/^import \{([^}]*)\} from 'dualgrad\/linalg';/gm, 'const {$1} = linalg;')
    .replace(/^import \{ native \} from 'dualgrad\/native';/gm, '')
    .replace(/^(.*); \/\/ => (.*)$/gm, (line, got: string, expected: string) => {
      return `compare(${got}, ${expected}, ${JSON.stringify(line)});`;
    });
  const { code } = transformSync(source, { loader: 'ts' });
  new Function('dualgrad', 'linalg', 'native', 'compare', code)(dualgrad, linalg, native, compare);
  return compared;
}

test.each(blocks)('%s gives what it says', (_, block) => {
  expect(run(block)).toBeGreaterThan(0);
});

test('the README shows the result of more than fifteen calls', () => {
  const shown = blocks.filter(([title]) => title.startsWith('README')).map(([, block]) => block);
  expect(shown.join('').match(/\/\/ =>/g)?.length).toBeGreaterThan(15);
});

test('all blocks type-check', async () => {
  const folder = `${root}out/pages`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [title, block] of blocks) {
    const source = block
      .replaceAll("from 'dualgrad'", "from '../../lib/entries/index.ts'")
      .replaceAll("from 'dualgrad/linalg'", "from '../../lib/entries/linalg.ts'")
      .replaceAll("from 'dualgrad/native'", "from '../../lib/entries/native.ts'");
    writeFileSync(`${folder}/${title.replaceAll(/\W+/g, '-')}.ts`, `${source}export {};\n`);
  }
  const compilerOptions = { noUnusedLocals: false, isolatedDeclarations: false, declaration: false };
  writeFileSync(
    `${folder}/tsconfig.json`,
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'], exclude: [] }),
  );
  const tsc = [`${root}node_modules/typescript/bin/tsc`, '-p', folder];
  const { stdout } = await promisify(execFile)(process.execPath, tsc).catch((failed: { stdout: string }) => failed);
  expect(stdout.trim()).toBe('');
});

test('every relative link of a page leads to a file that is there', () => {
  const broken = pages.flatMap((page) =>
    [...readFileSync(root + page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g)].flatMap((match) => {
      const target = new URL(match[1]!, new URL(page, `file://${root}`));
      try {
        readFileSync(target);
        return [];
      } catch {
        return [`${page}: ${match[1]}`];
      }
    }),
  );
  expect(broken).toEqual([]);
});
