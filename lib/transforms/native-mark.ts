import type { Scalar } from '../scalar.ts';

/** What a verb found f(x) to be. */
export type Found = Scalar | readonly Scalar[];

/** Compares f(xs) as a derivative found it with f on plain numbers. `verb` is the verb to name in errors. */
export type PlainCheck = (verb: string, f: (xs: Scalar[]) => unknown, xs: readonly Scalar[], found: Found) => void;

/** The functions written on plain numbers, and derivatives of such, with the check that verbs make at each call of theirs. */
export const natives: WeakMap<object, PlainCheck> = /* @__PURE__ */ new WeakMap();
