import { describe, expect, test } from 'vitest';
import { FileTransform } from '../../lib/tools/file-transform.ts';
import { matcher } from '../../lib/tools/glob.ts';
import type { PluginOptions } from '../../lib/tools/options.ts';
import { packageOf } from '../../lib/tools/packages.ts';
import { tree } from './tree.ts';

const files = (options: PluginOptions, root: string): FileTransform => new FileTransform(options, root, 'p');
const SQUARE = 'export const f = (x) => x * x;';
const MARKED = `'use grad'; ${SQUARE}`;

describe('globs', () => {
  test.each<readonly [string, string, boolean]>([
    ['src/**', '/project/src/a/b.ts', true],
    ['./src/*.ts', '/project/src/a.ts', true],
    ['src/*.ts', '/project/src/a/b.ts', false],
    ['**/*.{ts,tsx}', '/elsewhere/a.tsx', true],
    ['**/*.{ts,tsx}', '/elsewhere/a.js', false],
    ['src/**/x.ts', '/project/src/x.ts', true],
    ['src/a?.ts', '/project/src/ab.ts', true],
    ['src/a.ts', '/project/src/aXts', false],
    ['/abs/*.js', '/abs/a.js', true],
    ['src/a,b.ts', '/project/src/a,b.ts', true],
  ])('%s and %s: %s', (glob, file, matches) => {
    expect(matcher(glob, '/project')(file)).toBe(matches);
    expect(matcher([/never/, glob], '/project')(file.replaceAll('/', '\\'))).toBe(matches);
  });

  test('an expression that remembers where it was is asked from the beginning', () => {
    const matches = matcher(/a/g, '/');
    expect([matches('/a'), matches('/a')]).toEqual([true, true]);
  });
});

describe('the package of a file', () => {
  test.each([
    ['/app/node_modules/gamma/index.js', 'gamma'],
    ['/app/node_modules/@stdlib/math/lib/main.js', '@stdlib/math'],
    ['/app/node_modules/.pnpm/gamma@1.0.0/node_modules/gamma/index.js', 'gamma'],
    ['/app/node_modules/a/node_modules/b/index.js', 'b'],
    ['C:\\app\\node_modules\\gamma\\index.js', 'gamma'],
    ['/app/node_modules/.vite/deps/gamma.js', undefined],
    ['/app/src/gamma/index.js', undefined],
  ])('%s: %s', (file, name) => {
    expect(packageOf(file)).toBe(name);
  });
});

describe('packages', () => {
  test('are taken whole, in the layouts of npm, pnpm and workspaces; their dependencies are not', async () => {
    const root = await tree({
      'package.json': '{ "dependencies": { "outer": "1" } }',
      'node_modules/flat/package.json': '{}',
      'node_modules/.pnpm/outer@1/node_modules/outer/package.json': '{ "dependencies": { "inner": "1" } }',
      'node_modules/.pnpm/outer@1/node_modules/inner': '->node_modules/.pnpm/inner@1/node_modules/inner',
      'node_modules/.pnpm/inner@1/node_modules/inner/package.json': '{}',
      'node_modules/outer': '->node_modules/.pnpm/outer@1/node_modules/outer',
      'workspace/packages/linked/package.json': '{}',
      'node_modules/linked': '->workspace/packages/linked',
    });
    const chosen = files({ packages: ['flat', 'inner', 'linked'] }, root);
    const whole = [
      'node_modules/flat/a.js',
      'node_modules/.pnpm/inner@1/node_modules/inner/lib/a.js',
      'workspace/packages/linked/src/a.ts',
    ];
    const others = [
      'node_modules/flat-two/a.js',
      'node_modules/flat/node_modules/other/a.js',
      'node_modules/.pnpm/outer@1/node_modules/outer/a.js',
      'workspace/packages/linked/node_modules/other/a.js',
      'src/a.ts',
    ];
    for (const file of whole) expect(chosen.apply(SQUARE, `${root}/${file}`)?.code).toContain('$mul(x, x)');
    for (const file of others) expect(chosen.apply(SQUARE, `${root}/${file}`)).toBeUndefined();
    for (const file of others) expect(chosen.apply(MARKED, `${root}/${file}`)?.code).toContain('$mul(x, x)');
  });

  test('that are not installed are an error', async () => {
    const root = await tree({ 'package.json': '{ "dependencies": { "absent": "1" } }' });
    expect(() => files({ packages: ['absent'] }, root)).toThrow(
      new Error(`p: the package "absent" is not installed: not found from ${root} upwards`),
    );
  });

  test('a file that is excluded is left alone; include is of marked files only', async () => {
    const root = await tree({ 'node_modules/a/package.json': '{}' });
    const chosen = files({ packages: ['a'], include: 'src/**', exclude: '**/*.min.js' }, root);
    const changed = (code: string, file: string): boolean => chosen.apply(code, `${root}/${file}`) !== undefined;
    expect(changed(SQUARE, 'node_modules/a/a.js')).toBe(true);
    expect(changed(SQUARE, 'node_modules/a/a.min.js')).toBe(false);
    expect(changed(MARKED, 'src/a.js')).toBe(true);
    expect(changed(MARKED, 'src/a.min.js')).toBe(false);
    expect(changed(MARKED, 'test/a.js')).toBe(false);
  });
});

describe('a module replaced by an op', () => {
  const PACKAGE = {
    'node_modules/e/package.json':
      '{ "main": "./lib", "module": "es/e.mjs", "exports": { ".": { "import": "./es/e.mjs", "require": "./lib/index.js" }, "./sub/*": "./lib/*.js" } }',
    'node_modules/e/lib/index.js': 'module.exports = 1;',
    'node_modules/e/lib/deep.js': 'module.exports = 2;',
    'node_modules/e/es/e.mjs': 'export default 1;',
    'node_modules/@s/plain/package.json': '{}',
    'node_modules/@s/plain/index.js': 'exports.x = 1;',
  };

  test('is so in each format that it has, and only it', async () => {
    const root = await tree(PACKAGE);
    const chosen = files({ ops: { e: 'exp', 'e/sub/deep': 'sin', '@s/plain': 'log' } }, root);
    const text = (path: string, code: string, target = {}): string | undefined =>
      chosen.apply(code, `${root}/node_modules/${path}`, target)?.code;
    expect(text('e/lib/index.js', 'module.exports = 1;')).toBe('module.exports = require("dualgrad").exp;\n');
    expect(text('e/es/e.mjs', 'export default 1;')).toBe('export { exp as default } from "dualgrad";\n');
    expect(text('e/lib/deep.js', 'module.exports = 2;')).toBe('module.exports = require("dualgrad").sin;\n');
    expect(text('@s/plain/index.js', 'exports.x = 1;', { format: 'global' })).toBe(
      "module.exports = globalThis[Symbol.for('dualgrad.native.runtime')].log;\n",
    );
    expect(text('e/es/e.mjs', '0', { format: 'module', library: 'file:///d.js' })).toBe(
      'export { exp as default } from "file:///d.js";\n',
    );
    expect(text('e/lib/other.js', 'module.exports = 1;')).toBeUndefined();
  });

  test('what is no op, no module or no package is an error', async () => {
    const root = await tree(PACKAGE);
    expect(() => files({ ops: { e: 'expp' } }, root)).toThrow(TypeError);
    expect(() => files({ ops: { e: 'expp' } }, root)).toThrow(
      'p: ops: expected an op of dualgrad for e, got "expp"; the ops are abs, acos, acosh, add, asin',
    );
    expect(() => files({ ops: { e: 'toString' } }, root)).toThrow('got "toString"');
    expect(() => files({ ops: { absent: 'exp' } }, root)).toThrow('the package "absent" is not installed');
    expect(() => files({ ops: { 'e/none': 'exp' } }, root)).toThrow('p: ops: e is installed, but has no module e/none');
    expect(() => files({ ops: { './e.js': 'exp' } }, root)).toThrow(
      'p: ops: expected the name of a package or of a module in one, got "./e.js"',
    );
  });
});

describe('files that can not be transformed', () => {
  const root = '/nowhere';

  test.each<readonly [string, string, string]>([
    ['a.ts', "const s = '😀 é'; let x = ; // use grad", '/nowhere/a.ts:1:27: Unexpected token'],
    ['a.js', "\nexport async function f(x) { 'use grad'; return x * x; }", '/nowhere/a.js:2:'],
  ])('%s is an error with its place', (file, code, message) => {
    expect(() => files({}, root).apply(code, `${root}/${file}`)).toThrow(message);
  });

  test('a return at the top of CommonJS and JSX in a .js are parsed', () => {
    const cjs = "'use grad'; if (module.x) return; exports.f = (x) => x * x;";
    expect(files({}, root).apply(cjs, `${root}/a.js`)?.code).toContain('$mul(x, x)');
    const jsx = "'use grad'; export const f = (x) => x * x; export const e = <b>{f(2)}</b>;";
    expect(files({}, root).apply(jsx, `${root}/a.js`)?.code).toContain('<b>{f(2)}</b>');
  });

  test('files without a mark are not parsed', () => {
    expect(files({}, root).apply('this is ) no script', `${root}/a.ts`)).toBeUndefined();
  });
});
