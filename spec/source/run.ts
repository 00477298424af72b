import * as runtime from '../../lib/entries/native-runtime.ts';
import { type SourceOptions, transform } from '../../lib/source/transform.ts';
import { parseOxc } from './parsers.ts';

/** What an expression of JavaScript is, transformed; `strict` code unless it is to be sloppy. */
export function transformed<T>(expression: string, sloppy = false, more: Partial<SourceOptions> = {}): T {
  const code = `${sloppy ? '' : "'use strict'; "}exports.value = ${expression};`;
  const options = { parse: parseOxc, file: 'file.cjs', whole: true, format: 'global', ...more } as const;
  const output = transform(code, options)?.code ?? code;
  const exports: { value?: T } = {};
  // A global object of its own: nothing of the test's is touched.
  new Function('globalThis', 'exports', output)({ [Symbol.for('dualgrad.native.runtime')]: runtime }, exports);
  return exports.value as T;
}

/** The same expression, as JavaScript runs it. */
export function plain<T>(expression: string, sloppy = false): T {
  return new Function(`${sloppy ? '' : "'use strict'; "}return ${expression};`)() as T;
}
