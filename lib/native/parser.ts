import type { Options } from 'acorn';
import type { Program } from '../source/nodes.ts';
import type { ParseScript } from './function-text.ts';

/** What is used of acorn. */
export interface Acorn {
  readonly parse: (code: string, options: Options) => unknown;
}

const OPTIONS: Options = {
  ecmaVersion: 'latest',
  sourceType: 'script',
  preserveParens: true,
  allowReturnOutsideFunction: true,
  // They are refused with a reason.
  allowSuperOutsideMethod: true,
  checkPrivateFields: false,
};

/** A parser by acorn, which `load` gives when it is first needed. */
export function scriptParser(load: () => Acorn): ParseScript {
  return (code) => load().parse(code, OPTIONS) as Program;
}
