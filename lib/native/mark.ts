import { natives } from '../transforms/native-mark.ts';
import { checkFunction } from '../transforms/options.ts';
import { checkPlainNumbers } from './plain-check.ts';

/** What `native(f)` becomes at build time, when f is transformed: f, marked. */
export function $native<F extends object>(f: F): F {
  checkFunction('native', f, ' of numbers');
  natives.set(f, checkPlainNumbers);
  return f;
}
