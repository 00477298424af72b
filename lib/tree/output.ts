import { describe } from '../describe.ts';
import { checkLive, type Scalar } from '../scalar.ts';
import { isScalar, isVector } from './container.ts';
import { type Part, readTree } from './reading.ts';
import { isRecord } from './tree.ts';

/** Checks that f(x) is a number of any kind. */
export function scalarOutput(name: string, y: unknown, vectorHint: string): Scalar {
  if (typeof y === 'number') return y;
  if (!isScalar(y)) {
    const instead = isVector(y) ? `; ${vectorHint}` : hint(y);
    throw new TypeError(`${name}: expected f(x) to be a number, got ${describe(y)}${instead}`);
  }
  checkLive(y, name);
  return y;
}

/** The list of the numbers of f(x), an array of numbers or a tree of them. */
export function vectorOutput(name: string, y: unknown, instead: string): readonly Scalar[] {
  const numbers: Scalar[] = [];
  readTree(name, y, numbers, { ...LIST_RESULT, instead: `; ${instead}` });
  return numbers;
}

/** Any result, in words for errors. */
export const ANY_RESULT: Part = {
  path: 'f(x)',
  expected: 'a number, an array or a record',
  hint: (y, root) => {
    silenceAll(root);
    return hint(y);
  },
  isResult: true,
};

/** A result that is no number. */
export const LIST_RESULT: Part = {
  ...ANY_RESULT,
  expected: 'an array or a record',
  instead: '; for scalar outputs use grad(f)',
};

/** What f may have done that returns nothing. */
export const NO_RESULT = '; does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)';

function hint(y: unknown): string {
  if (y === undefined) return NO_RESULT;
  if (typeof y === 'function') return '; call it inside f, so that f returns its result';
  if (ArrayBuffer.isView(y)) return "; a typed array can't hold derivatives, return a plain array";
  return silence(y) ? '; f must be synchronous: await first, then differentiate' : '';
}

/** Silences all Promises in y. */
function silenceAll(y: unknown, checked: Set<unknown> = new Set()): void {
  if (silence(y) || checked.has(y) || !(Array.isArray(y) || isRecord(y))) return;
  checked.add(y);
  for (const part of Object.values(y)) silenceAll(part, checked);
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

/** Checks that f returned `[y, aux]`. */
export function checkPair(name: string, pair: unknown): asserts pair is readonly [unknown, unknown] {
  if (Array.isArray(pair) && pair.length === 2) return;
  throw new TypeError(`${name}: expected f to return [y, aux], got ${describe(pair)}${hint(pair)}`);
}
