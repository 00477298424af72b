import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { installed } from '../support/installed-folder.ts';

// The examples type-check where their packages are installed: `npx tsc -p examples/hosts`.
const ready = await installed('examples/hosts');
const root: string = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}examples/hosts/`;

test('the packages of the hosts are installed, or this is not CI', () => {
  expect(ready || !process.env.CI).toBe(true);
});

test('the list of examples names every host, and every package of theirs has one', () => {
  const readme = readFileSync(`${root}examples/README.md`, 'utf8');
  const hosts = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  expect(hosts.filter((file) => !readme.includes(`[${file}](hosts/${file})`))).toEqual([]);
  const { dependencies } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as { dependencies: object };
  const unused = Object.keys(dependencies).filter((name) => {
    return hosts.every((file) => !readFileSync(folder + file, 'utf8').includes(`from '${name}`));
  });
  expect(unused).toEqual([]);
});

describe.runIf(ready)('hosts', () => {
  beforeEach(() => {
    vi.spyOn(console, 'log').mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('all of them type-check', async () => {
    const tsc = [`${root}node_modules/typescript/bin/tsc`, '-p', folder];
    const { stdout } = await promisify(execFile)(process.execPath, tsc).catch((failed: { stdout: string }) => failed);
    expect(stdout.trim()).toBe('');
  });

  test('newton-raphson-method finds the peak of the spectrum of a hot body', async () => {
    const { peak, wien } = await import('../../examples/hosts/newton-raphson-method.ts');
    // 5 + W(−5 e⁻⁵), to a few units in the last place; the constant is that of CODATA 2018.
    expect(Math.abs((peak as number) - 4.965114231744276)).toBeLessThan(1e-14);
    expect(wien.toPrecision(10)).toBe('0.002897771955');
  });

  test('modified-newton-raphson finds a zero of multiplicity four to the last bit, as its README does by hand', async () => {
    const { exact, differences } = await import('../../examples/hosts/modified-newton-raphson.ts');
    expect(exact).toBe(1);
    expect(Math.abs((differences as number) - 1)).toBeGreaterThan(1e-9);
  });

  test('ml-levenberg-marquardt fits a wave in at most 12 iterations where differences fail', async () => {
    const { exact, differences } = await import('../../examples/hosts/ml-levenberg-marquardt.ts');
    expect(exact.iterations).toBeLessThanOrEqual(12);
    // It stops where the squares add up to less than 1e-7.
    for (const p of exact.parameters) expect(Math.abs(p - 2)).toBeLessThan(1e-5);
    expect(differences.calls).toBeGreaterThan(400_000);
    expect(differences.error).toBeGreaterThan(1000);
  });

  test('fmin, bundled, finds the bottom of a valley to the last bit', async () => {
    const outfile = `${root}out/hosts/fmin.mjs`;
    await build({
      entryPoints: [`${folder}fmin.ts`],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      logLevel: 'error',
    });
    const { found } = (await import(outfile)) as typeof import('../../examples/hosts/fmin.ts');
    expect(found).toEqual({ x: [1, 1], fx: 0, fxprime: [0, 0] });
  });
});
