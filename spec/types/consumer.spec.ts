import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import * as library from '../../lib/entries/index.ts';
import { examples } from '../package/examples.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const consumer = `${root}out/consumer`;
const installed = `${consumer}/node_modules/dualgrad`;
const tsc = `${root}node_modules/typescript/bin/tsc`;

/** What the compiler says about a project, '' if nothing. */
async function complaints(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [tsc, ...args]).catch((failed: { stdout: string }) => failed);
  return stdout.trim();
}

// A project of somebody else's, as `tsc --init` makes it, with the built package among its node_modules.
beforeAll(async () => {
  await rm(consumer, { recursive: true, force: true });
  await mkdir(installed, { recursive: true });
  expect(await complaints('-p', `${root}tsconfig.build.json`, '--outDir', `${installed}/dist`)).toBe('');
  await cp(`${root}package.json`, `${installed}/package.json`);
  await writeFile(`${consumer}/package.json`, '{ "type": "module" }');
  await run(process.execPath, [tsc, '--init'], { cwd: consumer });
});

test('the type specs hold for the built declarations in a strict project', async () => {
  for (const name of ['exact.ts', 'refused.ts']) {
    const text = await readFile(`${root}spec/types/${name}`, 'utf8');
    await writeFile(
      `${consumer}/${name}`,
      text.replaceAll(/'..\/..\/lib\/entries\/(\w+).ts'/g, (_, entry) =>
        entry === 'index' ? "'dualgrad'" : `'dualgrad/${entry}'`,
      ),
    );
  }
  expect(await complaints('-p', consumer, '--noEmit', '--skipLibCheck', 'false')).toBe('');
});

test('the examples of the manual compile as they stand', async () => {
  const calls = (await examples()).map(({ call }) => `use(${call});`);
  const imports = Object.keys(library).join(', ');
  const text = [
    `import { ${imports}, type Scalar } from 'dualgrad';`,
    'declare function use(x: unknown): void;',
    ...calls,
  ];
  await rm(`${consumer}/exact.ts`, { force: true });
  await rm(`${consumer}/refused.ts`, { force: true });
  await writeFile(`${consumer}/examples.ts`, `${text.join('\n')}\n`);
  expect(await complaints('-p', consumer, '--noEmit')).toBe('');
});

test('the built package runs, and its entries are one library', async () => {
  const entry = (name: string): string => JSON.stringify(pathToFileURL(`${installed}/dist/entries/${name}.js`).href);
  const program = `
    const entries = [import(${entry('index')}), import(${entry('forward')}), import(${entry('reverse')})];
    const [all, forward, reverse] = await Promise.all(entries);
    const f = ([x, y]) => all.mul(x, forward.sin(reverse.mul(x, y)));
    const slopes = [all, forward, reverse].map(({ grad }) => grad(f)([3, 0]).join());
    console.log(slopes.join(' '), Object.keys(all).sort().join());
  `;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program]);
  expect(stdout.trim()).toBe(`0,9 0,9 0,9 ${Object.keys(library).sort().join()}`);
});
