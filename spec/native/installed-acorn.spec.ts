import { expect, test } from 'vitest';
import { derivative } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native-installed.ts';

const square = (x: number): number => x * x;

test('acorn is loaded when a function is first read; where it is missing the error names it and the plugin', () => {
  const { process } = globalThis;
  const without = (getBuiltinModule: unknown) => Object.assign(Object.create(process), { getBuiltinModule });
  const broken = { createRequire: () => () => expect.unreachable() };
  for (const there of [undefined, without(undefined), without(() => broken)]) {
    globalThis.process = there;
    let message = '';
    try {
      native(square);
    } catch (error) {
      message = String(error);
    } finally {
      globalThis.process = process;
    }
    expect(message).toBe(
      'Error: native: reading the text of a function takes the package acorn, which is not there; npm install acorn, or add dualgrad/plugin to the build (in Node, node --import dualgrad/register), which transforms before the program runs',
    );
  }
  expect(derivative(native(square))(3)).toBe(6);
});
