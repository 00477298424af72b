import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const PROGRAM = `
import { getHeapStatistics } from 'node:v8';
import { add, compile, gradInto, mul, square, sub } from ${JSON.stringify(fileURLToPath(new URL('../../lib/entries/index.ts', import.meta.url)))};

const rosenbrock = (x) => {
  let s = 0;
  for (let i = 0; i + 1 < x.length; i++) s = add(s, add(square(sub(1, x[i])), mul(100, square(sub(x[i + 1], square(x[i]))))));
  return s;
};
const found = [10, 1000].map((n) => {
  const compiled = compile(gradInto(rosenbrock));
  const [x, out] = [new Float64Array(n).fill(0.5), new Float64Array(n)];
  const calls = (count) => { for (let i = 0; i < count; i++) { x[0] = i / count; compiled(x, out); } };
  // Until V8 has optimised it for good: the compiler in between, which Node has from 22 on, makes objects of numbers.
  for (let i = 0; i < (n < 100 ? 60 : 3); i++) calls(10000);
  // The least of several: on a busy machine V8 may still be optimising during the first.
  return Math.min(...Array.from({ length: 5 }, () => {
    gc();
    const before = getHeapStatistics().used_heap_size;
    calls(5000);
    return (getHeapStatistics().used_heap_size - before) / 5000;
  }));
});
console.log(JSON.stringify(found));
`;

test('a compiled gradInto makes nothing but the number it returns, however long the gradient', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dualgrad-'));
  try {
    const [entry, bundle] = [join(folder, 'program.js'), join(folder, 'bundle.mjs')];
    await writeFile(entry, PROGRAM);
    await build({
      entryPoints: [entry],
      outfile: bundle,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    });
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', bundle]);
    const bytes: readonly number[] = JSON.parse(stdout);
    expect(bytes).toHaveLength(2);
    // A number is 16 bytes on the heap of V8, and a few are made on its way out; a gradient of 1000 would be 8000.
    for (const each of bytes) expect(each).toBeLessThan(100);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
