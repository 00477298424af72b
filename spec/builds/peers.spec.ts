import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printed, project, run } from '../package/installed.ts';

// Outside of the project, whose packages would be found.
let folder: string;

beforeAll(async () => {
  const { installed } = await project('peers');
  folder = await mkdtemp(join(tmpdir(), 'dualgrad-'));
  await cp(installed, join(folder, 'node_modules/dualgrad'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'marked.mjs'), "'use grad'; export const f = (x) => x * x;");
  await writeFile(join(folder, 'marked.cjs'), "'use grad'; exports.f = (x) => x * x;");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('without what it builds with', () => {
  test('dualgrad/plugin is imported, required, and says what to install when it is used', async () => {
    const message = `
      try { vite({}); } catch (error) { console.log(error.message); }`;
    const expected = 'dualgrad/plugin needs unplugin, which is not installed; run: npm install --save-dev unplugin';
    expect(await printed(folder, `import { vite } from 'dualgrad/plugin'; ${message}`)).toBe(expected);
    expect(await printed(folder, `import all from 'dualgrad/plugin'; const { vite } = all; ${message}`)).toBe(expected);
    const program = `const { vite } = require('dualgrad/plugin'); ${message}`;
    const { stdout } = await run(process.execPath, ['--input-type=commonjs', '--eval', program], { cwd: folder });
    expect(stdout.trim()).toBe(expected);
  });

  test.each(['marked.mjs', 'marked.cjs'])(
    'dualgrad/register says so for %s, and runs what has no mark',
    async (file) => {
      const register = ['--import', 'dualgrad/register'];
      await expect(run(process.execPath, [...register, file], { cwd: folder })).rejects.toThrow(
        'dualgrad/register needs oxc-parser, which is not installed; run: npm install --save-dev oxc-parser',
      );
      const unmarked = `import { derivative, sin } from 'dualgrad'; console.log(derivative(sin)(0));`;
      expect(await printed(folder, unmarked, ...register)).toBe('1');
    },
  );
});
