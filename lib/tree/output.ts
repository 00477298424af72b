import { describe } from '../describe.ts';
import { checkLive, type Scalar } from '../scalar.ts';
import { listOf } from '../typed-array.ts';
import { isScalar, isVector } from './container.ts';

/** Checks that f(x) is a number of any kind or an array of them; the list of its numbers. */
export function outputs(name: string, y: unknown): readonly Scalar[] {
  return isVector(y) ? vectorOutput(name, y, '') : [scalarOutput(name, y, '')];
}

/** Checks that f(x) is a number of any kind. */
export function scalarOutput(name: string, y: unknown, vectorHint: string): Scalar {
  if (typeof y === 'number') return y;
  if (isVector(y)) {
    throw new TypeError(`${name}: expected f(x) to be a number, got ${describe(y)}; ${vectorHint}`);
  }
  return entry(name, 'f(x)', 'a number', y);
}

/** Checks that f(x) is an array of numbers of any kind. */
export function vectorOutput(name: string, y: unknown, scalarHint: string): readonly Scalar[] {
  if (typeof y === 'number' || isScalar(y)) {
    throw new TypeError(
      `${name}: expected f(x) to be an array, got the number ${String(y?.toString())}; ${scalarHint}`,
    );
  }
  if (ArrayBuffer.isView(y)) {
    throw new TypeError(
      `${name}: expected f(x) to be an array, got ${describe(y)}; a typed array can't hold derivatives, return a plain array`,
    );
  }
  const entries = listOf(y);
  if (entries === undefined) throw refusal(name, 'f(x)', 'an array', y);
  for (let i = 0; i < entries.length; i++) {
    if (typeof entries[i] !== 'number') entry(name, `f(x)[${i}]`, 'a number', entries[i], entries);
  }
  return entries as readonly Scalar[];
}

/** Checks that y is an Active of a running derivative; `all` are all entries of the result. */
function entry(name: string, what: string, expected: string, y: unknown, all: Iterable<unknown> = [y]): Scalar {
  if (!isScalar(y)) {
    for (const other of all) silence(other);
    throw refusal(name, what, expected, y);
  }
  checkLive(y, name);
  return y;
}

/** What f may have done that returns nothing. */
export const NO_RESULT = '; does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)';

/** The error for a result that can't be differentiated. */
function refusal(name: string, what: string, expected: string, y: unknown): TypeError {
  let hint = '';
  if (y === undefined) hint = NO_RESULT;
  if (typeof y === 'function') hint = '; call it inside f, so that f returns its result';
  if (silence(y)) hint = '; f must be synchronous: await first, then differentiate';
  return new TypeError(`${name}: expected ${what} to be ${expected}, got ${describe(y)}${hint}`);
}

/** Whether y is a Promise. What f goes on to do with its numbers fails; our error stands for that unhandled rejection. */
export function silence(y: unknown): boolean {
  const promise = y as PromiseLike<unknown> | null | undefined;
  if (typeof promise?.then !== 'function') return false;
  const nothing = (): void => {};
  // Two functions, since a thenable of the user's may call what it gets.
  promise.then(nothing, nothing);
  return true;
}
