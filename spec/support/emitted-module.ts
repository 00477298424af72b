import * as kernels from '../../lib/entries/special-kernels.ts';

type Evaluate = (...args: readonly unknown[]) => unknown;

/** The `evaluate` of an emitted module, with the kernels that it imports. */
export function evaluateOf(text: string): Evaluate {
  const names = /^import \{ (?<names>.*) \} from "dualgrad\/special\/kernels";$/m
    .exec(text)
    ?.groups?.names?.split(', ');
  const own = (names ?? []).map((name) => (kernels as Record<string, unknown>)[name]);
  const body = text.replace(/^import .*$/m, '').replace(/^export /m, '');
  return new Function(...(names ?? []), `'use strict'; ${body}; return evaluate;`)(...own) as Evaluate;
}
