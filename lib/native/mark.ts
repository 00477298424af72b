import { natives } from '../transforms/native-mark.ts';
import { checkFunction } from '../transforms/options.ts';
import { checkPlainNumbers } from './plain-check.ts';

/** What `native(f)` becomes at build time, when f is transformed: f, marked. */
export function $native<F extends object>(f: F): F {
  checkText(f);
  natives.set(f, checkPlainNumbers);
  return f;
}

/** Checks that f is a function with a text, which functions of JavaScript and bound ones have not, and returns the text. */
export function checkText(f: unknown): string {
  checkFunction('native', f, ' of numbers');
  const text = Function.prototype.toString.call(f);
  if (!/\{\s*\[native code\]\s*\}\s*$/.test(text)) return text;
  throw new TypeError(
    `native: expected a function with a text, got ${(f as { name: string }).name || 'one'}, which is built in or bound; write native((x) => Math.sin(x)) for Math.sin, native(f).bind(o) for f.bind(o)`,
  );
}
