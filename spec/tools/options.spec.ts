import { describe, expect, test } from 'vitest';
import { checkPluginOptions } from '../../lib/tools/options.ts';
import { readSettings } from '../../lib/tools/settings.ts';
import { tree } from './tree.ts';

describe('options of the plugin', () => {
  test.each<readonly [unknown, string]>([
    [{ package: ['a'] }, 'p: there is no option "package"; the options are packages, ops, include, exclude'],
    [[], 'p: expected an object with packages, ops, include, exclude, got a list'],
    [null, 'p: expected an object with packages, ops, include, exclude, got null'],
    [{ packages: 'a' }, 'p: packages: expected a list of names, like ["bezier-easing"], got "a"'],
    [{ packages: [1] }, 'p: packages: expected a list of names, like ["bezier-easing"], got a list'],
    [{ ops: ['exp'] }, 'p: ops: expected an object, like { "some-exp": "exp" }, got a list'],
    [{ include: 3 }, 'p: include: expected globs or regular expressions, got 3'],
    [{ exclude: ['a', null] }, 'p: exclude: expected globs or regular expressions, got null'],
  ])('%j are refused', (options, message) => {
    expect(() => checkPluginOptions(options, 'p')).toThrow(new TypeError(message));
  });

  test('may all be left out', () => {
    expect(() => checkPluginOptions({}, 'p')).not.toThrow();
    const all = { packages: ['a'], ops: { b: 'exp' }, include: 'src/**', exclude: [/x/, 'y'] };
    expect(() => checkPluginOptions(all, 'p')).not.toThrow();
  });
});

describe('settings of dualgrad/register', () => {
  test('come from the nearest package.json and from the environment', async () => {
    const root = await tree({
      'package.json': '{ "dualgrad": { "packages": ["outer"] } }',
      'app/package.json': '{ "dualgrad": { "packages": ["a"], "ops": { "e": "exp" } } }',
      'app/src/main.mjs': '',
      'bare/package.json': '{}',
    });
    expect(readSettings(`${root}/app/src`, { DUALGRAD_PACKAGES: 'b, c,' })).toEqual({
      packages: ['a', 'b', 'c'],
      ops: { e: 'exp' },
    });
    expect(readSettings(`${root}/bare`, {})).toEqual({ packages: [] });
  });

  test.each([
    ['{ "dualgrad": { "packages": "a" } }', 'packages: expected a list of names, like ["bezier-easing"], got "a"'],
    ['{ "dualgrad": { "include": "a" } }', 'there is no option "include"; the options are packages, ops'],
    ['{ "dualgrad": [] }', 'expected an object with packages, ops, got a list'],
    ['{ "dualgrad": true }', 'expected an object with packages, ops, got true'],
  ])('%s is refused', async (text, message) => {
    const root = await tree({ 'package.json': text });
    expect(() => readSettings(root, {})).toThrow(new TypeError(`"dualgrad" in ${root}/package.json: ${message}`));
  });

  test('a package.json that is not JSON is named', async () => {
    const root = await tree({ 'package.json': '{ "dualgrad": ' });
    expect(() => readSettings(root, {})).toThrow(SyntaxError);
    expect(() => readSettings(root, {})).toThrow(`${root}/package.json: `);
  });
});
