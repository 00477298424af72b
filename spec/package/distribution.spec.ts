import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as library from '../../lib/entries/index.ts';
import { hasChromium, page } from '../support/chromium.ts';
import { printed, project, root, run } from './installed.ts';

let folder: string;
let installed: string;

beforeAll(async () => {
  ({ folder, installed } = await project('distribution'));
});

describe('the entries, as Node reads them', () => {
  // A hook on loading prints each file that Node opens: files are counted, not milliseconds.
  const hook = `
    import { writeSync } from 'node:fs';
    export async function load(url, context, next) {
      if (url.startsWith('file:')) writeSync(1, url + '\\n');
      return next(url, context);
    }`;
  const counting = `
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}));`;

  test.each([
    ['dualgrad', 4],
    ['dualgrad/forward', 3],
    ['dualgrad/reverse', 4],
  ])('a cold import of %s loads at most %i files', async (entry, most) => {
    const files = await printed(folder, `${counting} await import('${entry}');`);
    const loaded = new Set(files.split('\n').map((url) => url.slice(url.indexOf('/node_modules/'))));
    expect([...loaded].filter((path) => !path.startsWith('/node_modules/dualgrad/dist/'))).toEqual([]);
    expect(loaded.size).toBeLessThanOrEqual(most);
    expect(loaded.size).toBeGreaterThan(0);
  });

  const imports = `
    import * as all from 'dualgrad';
    import * as forward from 'dualgrad/forward';
    import * as reverse from 'dualgrad/reverse';
    const entries = [all, forward, reverse];
    const pairs = entries.flatMap((a) => entries.map((b) => [a, b]));`;

  test('have one Dual: a number of one entry goes through the operations of every other', async () => {
    const program = `${imports}
      console.log(pairs.map(([a, b]) => b.mul(a.dual(3, 1), b.dual(2, 0)).toString()).join());
      console.log(new Set(entries.map(({ Dual }) => Dual)).size);`;
    expect(await printed(folder, program)).toBe(`${Array(9).fill('Dual(6 + 2ε)').join()}\n1`);
  });

  // d/dx [x · d/dy (x + y)] = 1 and not 2, the perturbations being two; d/dx [x · d/dy (x y²)] at y = x is 4x² + 2x².
  test('have one counter of levels: derivatives nest across them without confusion', async () => {
    const program = `${imports}
      const slopes = pairs.flatMap(([a, b]) => [
        a.grad(([x]) => a.mul(x, b.grad(([y]) => b.add(x, y))([1])[0]))([1])[0],
        a.derivative((x) => b.mul(x, b.derivative((y) => a.mul(x, a.square(y)))(x)))(3),
        a.grad(([x]) => b.jacobian(([y]) => [a.mul(x, b.exp(y))])([0])[0][0])([5])[0],
      ]);
      console.log(slopes.join());`;
    expect(await printed(folder, program)).toBe(Array(9).fill('1,54,1').join());
  });

  test('export what lib does, functions and classes under the names they have there', async () => {
    const names = (exported: object): string[] =>
      Object.entries(exported).map(([name, value]) => `${name}: ${(value as { name?: string }).name}`);
    const program = `
      const names = ${names};
      console.log(names(await import('dualgrad')).join('\\n'));`;
    const found = await printed(folder, program);
    const own = (line: string): boolean => /^(\w+): \1$/.test(line);
    expect(found.split('\n').filter(own).sort()).toEqual(names(library).filter(own).sort());
    expect(found.split('\n').length).toBe(Object.keys(library).length);
  });
});

describe('what a bundler ships', () => {
  /** The bytes, gzipped, of a program that uses the names only. */
  const size = async (names: string): Promise<number> => {
    const { outputFiles } = await build({
      stdin: { contents: `import { ${names} } from 'dualgrad'; console.log(${names});`, resolveDir: folder },
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
      logLevel: 'error',
    });
    return gzipSync(outputFiles[0]?.contents as Uint8Array, { level: 9 }).length;
  };

  // Of 55 KB for everything.
  test.each([
    ['derivative, mul', 4352],
    ['jvp, sin', 6912],
    ['grad, mul', 10_496],
  ])('of a program that imports { %s } only is at most %i bytes', async (names, most) => {
    expect(await size(names)).toBeLessThanOrEqual(most);
  });
});

describe('dualgrad.min.js', () => {
  let alone: string;

  beforeAll(async () => {
    alone = await mkdtemp(join(tmpdir(), 'dualgrad-'));
    await copyFile(`${installed}/dist/dualgrad.min.js`, join(alone, 'dualgrad.min.js'));
  });

  afterAll(() => rm(alone, { recursive: true, force: true }));

  const use = `
    const { compile, derivative, dual, grad, mul, sin, vjp } = library;
    const f = ([x, y]) => mul(x, sin(mul(x, y)));
    let message;
    try { sin({}); } catch (error) { message = error.message; }
    let inReverse;
    // The plain run comes after.
    vjp((x) => { inReverse ??= x; return x; }, 1);
    const found = {
      gradient: grad(f)([3, 0]), compiled: compile(grad(f))([3, 0]), nested: derivative(derivative(sin))(0),
      text: dual(3, 1).toString(), names: [dual(3, 1), inReverse].map((x) => x.constructor.name), message,
    };`;
  const expected = {
    gradient: [0, 9],
    compiled: [0, 9],
    nested: 0,
    text: 'Dual(3 + 1ε)',
    names: ['Dual', 'Var'],
    message: 'sin: expected a number or a Scalar of dualgrad, got an object',
  };

  test('runs by itself, from a folder with nothing else in it, and has all of dualgrad', async () => {
    const program = `
      import * as library from './dualgrad.min.js';
      ${use}
      console.log(JSON.stringify({ ...found, exported: Object.keys(library) }));`;
    expect(JSON.parse(await printed(alone, program))).toEqual({ ...expected, exported: Object.keys(library).sort() });
  });

  test('is exported by the package under its name', async () => {
    expect(await printed(folder, `console.log((await import('dualgrad/dualgrad.min.js')).add(1, 2));`)).toBe('3');
  });

  test.skipIf(!hasChromium)('is one request of a page in Chromium', async () => {
    const requests: string[] = [];
    const server = createServer(async ({ url = '' }, response) => {
      requests.push(url);
      if (url === '/dualgrad.min.js') {
        response.setHeader('content-type', 'text/javascript').end(await readFile(join(alone, 'dualgrad.min.js')));
        return;
      }
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><body><script type="module">
        import * as library from './dualgrad.min.js';
        ${use}
        document.body.textContent = JSON.stringify(found);
      </script>`);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    try {
      const { port } = server.address() as AddressInfo;
      const html = await page(`http://127.0.0.1:${port}/`, join(alone, 'profile'));
      expect(JSON.parse(/\{"gradient.*?\}/.exec(html)?.[0] ?? 'null')).toEqual(expected);
      expect(requests.filter((url) => url.endsWith('.js'))).toEqual(['/dualgrad.min.js']);
    } finally {
      server.close();
    }
  });
});

describe('the tarball', () => {
  let packed: string[];

  beforeAll(async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    packed = files.map(({ path }) => path);
  });

  test('has what each relative link of the README leads to', async () => {
    const readme = await readFile(`${root}README.md`, 'utf8');
    const links = [...readme.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, path]) => path as string);
    expect(links.length).toBeGreaterThan(0);
    const missing = links.filter(
      (link) => !packed.some((path) => path === link || path.startsWith(`${link.replace(/\/$/, '')}/`)),
    );
    expect(missing).toEqual([]);
  });
});
