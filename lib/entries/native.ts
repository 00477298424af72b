// dualgrad/native for bundlers, which put acorn into the bundle, or nothing of this where dualgrad/plugin rewrites the calls.

import * as acorn from 'acorn';
import { makeNative, type NativeFunction } from '../native/native.ts';
import { scriptParser } from '../native/parser.ts';
import * as runtime from './native-runtime.ts';

export type { NativeFunction, OuterNames } from '../native/native.ts';
export type { Lifted, Native } from '../native/types.ts';

/**
 * f, written on plain numbers, as a function that every verb and `compile` take as well: `*`, `Math.sin`, `<`, `===` and the
 * rest of JavaScript's arithmetic are differentiated. On numbers it gives the same numbers, to the bit.
 *
 * f is read from its text, so what it needs of the code around it is handed over in `names`; functions among them are
 * transformed as well, if they can be. With dualgrad/plugin in the build, or dualgrad/register in Node, the call is
 * rewritten before: nothing is read at run time, and all names are reached.
 *
 * Cost: about a millisecond for the first function of a text, then microseconds. On numbers the result takes at most a few
 * per cent longer than f; differentiated, as long as f written with operations, and the run on plain numbers that each
 * derivative is compared with.
 * @throws {@link TypeError} when f is not a function, or one that has no text or can't be differentiated: a class, built in,
 * bound, async, a generator, a getter.
 * @throws {@link ReferenceError} when f uses a name that is not in `names`.
 * @example derivative(native((x: number) => x * Math.sin(x)))(0) // 0
 */
export const native: NativeFunction = /* @__PURE__ */ makeNative(
  /* @__PURE__ */ scriptParser(() => acorn),
  runtime,
);
