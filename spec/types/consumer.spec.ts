import { readFile, rm, writeFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import * as library from '../../lib/entries/index.ts';
import { examples } from '../package/examples.ts';
import { printed, project, root, run } from '../package/installed.ts';

let consumer: string;
const tsc = `${root}node_modules/typescript/bin/tsc`;
const others = ['5.0', '5.9'].map((version) => [version, `${root}node_modules/typescript-${version}/bin/tsc`]);

const specs = ['exact.ts', 'refused.ts', 'native.ts', 'trees.ts', 'selection.ts', 'compiled-trees.ts'];

interface Outcome {
  readonly stdout: string;
  readonly stderr?: string;
}

/** What the compiler says about a project, '' if nothing. */
async function complaints(...args: string[]): Promise<string> {
  return said(tsc, ...args);
}

async function said(compiler: string, ...args: string[]): Promise<string> {
  const { stdout, stderr = '' }: Outcome = await run(process.execPath, [compiler, ...args]).catch(
    (failed: Outcome) => failed,
  );
  return (stdout + stderr).trim();
}

// A project of somebody else's, as `tsc --init` makes it, with the built package among its node_modules.
beforeAll(async () => {
  ({ folder: consumer } = await project('consumer'));
  await run(process.execPath, [tsc, '--init'], { cwd: consumer });
});

test('the type specs hold for the built declarations in a strict project', async () => {
  for (const name of specs) {
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

// 5.0 is the oldest supported, 5.9 the last of JavaScript.
test.each(others)('the type specs hold for TypeScript %s', async (_, compiler) => {
  const settings = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2022', '--noEmit'];
  const strict = ['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes'];
  const files = specs.map((name) => `${consumer}/${name}`);
  expect(await said(compiler as string, ...settings, ...strict, '--types', 'node', '--skipLibCheck', ...files)).toBe(
    '',
  );
});

test('the examples of the manual compile as they stand', async () => {
  const calls = (await examples()).map(({ call }) => `use(${call});`);
  const imports = Object.keys(library).join(', ');
  const text = [
    `import { ${imports}, type Scalar } from 'dualgrad';`,
    "import { native } from 'dualgrad/native';",
    'declare function use(x: unknown): void;',
    ...calls,
  ];
  for (const name of specs) await rm(`${consumer}/${name}`, { force: true });
  await writeFile(`${consumer}/examples.ts`, `${text.join('\n')}\n`);
  expect(await complaints('-p', consumer, '--noEmit')).toBe('');
});

test('the built package runs, and its entries are one library', async () => {
  const program = `
    const entries = [import('dualgrad'), import('dualgrad/forward'), import('dualgrad/reverse')];
    const [all, forward, reverse] = await Promise.all(entries);
    const f = ([x, y]) => all.mul(x, forward.sin(reverse.mul(x, y)));
    const slopes = [all, forward, reverse].map(({ grad }) => grad(f)([3, 0]).join());
    console.log(slopes.join(' '), Object.keys(all).sort().join());
  `;
  expect(await printed(consumer, program)).toBe(`0,9 0,9 0,9 ${Object.keys(library).sort().join()}`);
});
