import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bundled } from '../../examples/hosts/bundle.ts';
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
    const { found } = (await import(await bundled('fmin', []))) as typeof import('../../examples/hosts/fmin.ts');
    expect(found).toEqual({ x: [1, 1], fx: 0, fxprime: [0, 0] });
  });

  test('numeric puts twelve electrons on an icosahedron; its own differences fail', async () => {
    const { found, differences } = await import('../../examples/hosts/numeric.ts');
    expect(found.f.toFixed(9)).toBe('49.165253058');
    expect(found.iterations).toBeLessThan(100);
    expect(differences).toBe('Numerical gradient fails');
  });

  test('nlopt-js solves the problem of its tutorial', async () => {
    const { found } = await import('../../examples/hosts/nlopt-js.ts');
    expect(found.value).toBeCloseTo(Math.sqrt(8 / 27), 8);
    expect(found.x[0]).toBeCloseTo(1 / 3, 8);
    expect(found.x[1]).toBeCloseTo(8 / 27, 8);
  });

  test("optimization-js finds Fermat's point", async () => {
    const { found, expected } = await import('../../examples/hosts/optimization-js.ts');
    expect(found.fncvalue).toBeCloseTo(expected, 9);
  });

  test('kalman-filter tracks a falling body, whose speed has a closed form', async () => {
    const { track } = await import('../../examples/hosts/kalman-filter.ts');
    for (const { state } of track) {
      const [height, speed, drag] = state as [number, number, number];
      // dv/dh = drag v e^(−5·10⁻⁵ h)
      const exact = 2e4 * Math.exp(-(drag / 5e-5) * (Math.exp(-5e-5 * height) - Math.exp(-5e-5 * 3e5)));
      expect(Math.abs(speed / exact - 1)).toBeLessThan(1e-6);
    }
    const { state, estimate } = track.at(-1)!;
    // The drag was first believed to be 3 % of what it is.
    expect(Math.abs(estimate[2]! / state[2]! - 1)).toBeLessThan(0.015);
    expect(Math.abs(estimate[1]! / state[1]! - 1)).toBeLessThan(0.015);
    expect(Math.abs(estimate[0]! - state[0]!)).toBeLessThan(150);
  });

  test('quadprog solves problem 71 of Hock and Schittkowski', async () => {
    const { found, steps } = await import('../../examples/hosts/quadprog.ts');
    expect(found.cost.toFixed(7)).toBe('17.0140173');
    for (const [i, x] of [1, 4.74299963, 3.82114998, 1.37940829].entries()) expect(found.x[i]).toBeCloseTo(x, 7);
    expect(steps.length - 1).toBeLessThanOrEqual(10);
  });

  test('ml-matrix takes the steps that find a place by satellites', async () => {
    const { steps } = await import('../../examples/hosts/ml-matrix.ts');
    const [x, y, z, clock] = steps.at(-1)!;
    expect([x, y].map((k) => k!.toFixed(5))).toEqual(['-41.77271', '-16.78919']);
    expect(z!.toFixed(4)).toBe('6370.0596');
    expect(clock!.toExponential(6)).toBe('-3.201566e-3');
    expect(steps.length - 1).toBeLessThanOrEqual(5);
  });

  test('odex integrates the sensitivities of logistic growth', async () => {
    const { found, expected } = await import('../../examples/hosts/odex.ts');
    for (const [i, x] of expected.entries()) expect(Math.abs(found[i]! / x - 1)).toBeLessThan(1e-11);
  });

  test('mathjs evaluates what a user typed on numbers with derivatives', async () => {
    const { at, gradient, compiledGradient, symbolicGradient, piecewise } = await import(
      '../../examples/hosts/mathjs.ts'
    );
    const [a, b, t] = at as [number, number, number];
    const wave = Math.exp(-b * t) * Math.sin(2 * Math.PI * t);
    const byA = wave + (2 * a * t) / ((1 + a * a * t) * (1 + b * b));
    expect(gradient[0]).toBeCloseTo(byA, 14);
    for (const [i, g] of gradient.entries()) {
      expect(symbolicGradient[i]).toBeCloseTo(g, 13);
      expect(compiledGradient[i]).toBeCloseTo(g, 13);
    }
    expect(piecewise).toEqual([10, 2, 3]);
  });

  test('@quantlib/ql, in native arithmetic, has its own Greeks, and those of American options', async () => {
    const bundle: unknown = await import(await bundled('quantlib', ['@quantlib/ql']));
    const { price, greeks, closed, market } = bundle as typeof import('../../examples/hosts/quantlib.ts');
    for (const [i, greek] of greeks(market, false).entries()) expect(greek / closed[i]! - 1).toBeCloseTo(0, 12);
    // Haug's table, with the tolerance of QuantLib's own test.
    expect(Math.abs(price(market, true) - 1.8771)).toBeLessThan(3e-3);
    for (const [i, greek] of greeks(market, true).entries()) {
      const moved = (h: number): number =>
        price(
          market.map((x, j) => (j === i ? x + h : x)),
          true,
        );
      const h = 1e-4 * market[i]!;
      const difference = (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h);
      expect(Math.abs(greek / difference - 1)).toBeLessThan(1e-5);
    }
  }, 600_000);
});
