import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../package/installed.ts';
import { installed } from '../support/installed-folder.ts';
import { application, expectDerivatives, place, type Results } from './project.ts';

const ready = await installed('spec/builds');
const BUNDLERS = ['vite', 'rollup', 'rolldown', 'esbuild', 'webpack', 'rspack'] as const;

const PARSER = /acorn|parseExpressionAt/;

let folder: string;

/** Builds the application, and gives the warnings. */
async function build(bundler: string, into: string, file: string, ...options: string[]): Promise<string[]> {
  const { stdout } = await run(process.execPath, ['build.mjs', bundler, into, file, ...options], { cwd: folder });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as string[];
}

describe.runIf(ready)('an application built by', () => {
  beforeAll(async () => {
    folder = await application('builds');
  });

  test('esbuild without the plugin has the parser in it', async () => {
    await build('esbuild', 'out/without', 'src/main.ts', 'without');
    expect(await readFile(`${folder}/out/without/main.mjs`, 'utf8')).toMatch(PARSER);
  });

  describe.each(BUNDLERS)('%s', (bundler) => {
    test.each(['plain', 'minified'])('%s', async (option) => {
      const out = `out/${bundler}-${option}`;
      expect(await build(bundler, out, 'src/main.ts', option)).toEqual([]);
      const { stdout } = await run(process.execPath, ['--enable-source-maps', `${out}/main.mjs`], { cwd: folder });
      const { pairs, stack } = JSON.parse(stdout) as Results;
      expectDerivatives(pairs);
      const [first, second] = stack.split('\n');
      expect(first).toBe('Error: fails at 3');
      expect(second).toContain(await place('src/loss.ts', 'new Failure'));
      // No parser is shipped.
      expect(await readFile(`${folder}/${out}/main.mjs`, 'utf8')).not.toMatch(PARSER);
    });

    test('fails where a construct is refused, with its place', async () => {
      const message = await build(bundler, `out/${bundler}-refused`, 'src/refused.ts').then(
        () => 'built',
        (error: { stderr: string }) => error.stderr,
      );
      expect(message).toContain(`${folder}/src/refused.ts:4:3: "use grad": an async function`);
    });
  });
});
