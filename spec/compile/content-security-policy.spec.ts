import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

const PROGRAM = `
import { add, compile, grad, hessian, log, lt, mul, sin } from ${JSON.stringify(fileURLToPath(new URL('../../lib/entries/index.ts', import.meta.url)))};

let forbidden = false;
try { new Function('return 1')(); } catch { forbidden = true; }
const f = ([x, y]) => lt(x, y) ? mul(sin(x), log(y)) : add(x, mul(y, y));
const points = [[1, 2], [2, 1], [0.5, 0.25], [1, -2], [-3, -1]];
const results = [grad(f), hessian(f)].flatMap((g) => {
  return ['auto', 'js', 'wasm', 'interpreter'].map((backend) => {
    const compiled = compile(g, { backend });
    for (const x of points) compiled(x);
    return JSON.stringify(points.map((x) => compiled(x))) === JSON.stringify(points.map((x) => g(x))) && compiled.stats.paths === 2 && compiled.stats.backend;
  });
});
console.log(JSON.stringify({ forbidden, results }));
`;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dualgrad-'));
  await writeFile(join(folder, 'program.js'), PROGRAM);
  await build({
    entryPoints: [join(folder, 'program.js')],
    outfile: join(folder, 'bundle.mjs'),
    bundle: true,
    format: 'esm',
    logLevel: 'error',
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...flags: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, join(folder, 'bundle.mjs')]);
  return JSON.parse(stdout);
}

/** The back ends that ran, in both functions. */
function twice(...backends: string[]): string[] {
  return [...backends, ...backends];
}

test('where no code may be made of text, compiled functions give what they give elsewhere', async () => {
  expect(await run()).toEqual({ forbidden: false, results: twice('js', 'js', 'wasm', 'interpreter') });
  expect(await run('--disallow-code-generation-from-strings')).toEqual({
    forbidden: true,
    results: twice('wasm', 'wasm', 'wasm', 'interpreter'),
  });
});

test('nor WebAssembly', async () => {
  const hide = 'data:text/javascript,delete globalThis.WebAssembly';
  expect(await run('--disallow-code-generation-from-strings', '--import', hide)).toEqual({
    forbidden: true,
    results: twice('interpreter', 'interpreter', 'interpreter', 'interpreter'),
  });
});
