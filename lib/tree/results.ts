import { describe } from '../describe.ts';
import type { Verb } from './arguments.ts';
import { isTyped } from './list-kind.ts';
import { isRecord, NUMBER, type Tree, treeOf } from './tree.ts';

/**
 * The tree of f's result on numbers.
 * @throws {@link TypeError} where f returns anything but numbers, strings, booleans, null, arrays and records of them.
 */
export function resultTree(y: unknown, verb: Verb): Tree {
  return treeOf(y, (part) => {
    if (Array.isArray(part) || isTyped('Float64Array', part) || isRecord(part)) return undefined;
    if (part === null || typeof part === 'boolean' || typeof part === 'string')
      return { kind: 'constant', value: part };
    throw refusal(part, verb, hintFor(part));
  });
}

/**
 * The tree of f's result on traced numbers, which `isTraced` knows.
 * @throws {@link TypeError} where f returns anything but numbers, arrays and records of them.
 */
export function tracedTree(y: unknown, verb: Verb, isTraced: (part: unknown) => boolean): Tree {
  return treeOf(y, (part) => {
    if (isTraced(part)) return NUMBER;
    if (Array.isArray(part) || isRecord(part)) return undefined;
    throw refusal(part, verb, '');
  });
}

function refusal(y: unknown, verb: Verb, hint: string): TypeError {
  return new TypeError(`${verb}: expected f to return numbers, arrays or records of them, got ${describe(y)}${hint}`);
}

function hintFor(y: unknown): string {
  if (y === undefined) return '; does f return its result?';
  if (typeof y === 'function') return '; call it inside f, so that f returns its result';
  const promise = y as PromiseLike<unknown> | null;
  if (typeof promise?.then !== 'function') return '';
  // What f goes on to do with its numbers may fail; our error stands for that unhandled rejection.
  promise.then(undefined, () => {});
  return '; f must be synchronous: await first';
}
