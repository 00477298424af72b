import { compileFunction } from 'node:vm';
import { parse as acorn, type Options } from 'acorn';
import type { Program } from 'estree';
import * as runtime from '../../lib/entries/native-runtime.ts';
import { transform } from '../../lib/source/transform.ts';

const options: Options = {
  ecmaVersion: 'latest',
  preserveParens: true,
  allowReturnOutsideFunction: true,
  allowHashBang: true,
};

/** The syntax tree of a module, or of a script where the text is none. */
export function parse(code: string, file: string): Program {
  if (!file.endsWith('.cjs')) {
    try {
      return acorn(code, { ...options, sourceType: 'module' }) as unknown as Program;
    } catch {
      // A script may use words that a module may not.
    }
  }
  return acorn(code, { ...options, sourceType: 'script' }) as unknown as Program;
}

/** The text of a CommonJS module, all of its functions transformed; itself where there is nothing to do. */
export function transformed(code: string, split: boolean): ReturnType<typeof transform> {
  return transform(code, { parse, file: 'construct.cjs', whole: true, format: 'commonjs', split });
}

/** What the text of a CommonJS module exports. It meets the run-time operators of this copy of the library. */
export function exported(
  code: string,
  require: (name: string) => unknown = () => {
    throw new Error('expected a module that requires the run-time operators only');
  },
): unknown {
  const module = { exports: {} };
  const run = compileFunction(code, ['require', 'module', 'exports']);
  const load = (name: string): unknown => (name === 'dualgrad/native/runtime' ? runtime : require(name));
  run.call(module.exports, load, module, module.exports);
  return module.exports;
}
