import { describe } from '../describe.ts';
import { standsIn } from '../typed-array.ts';
import { checkDepth, RESULT, type Verb } from './arguments.ts';
import { isTyped } from './list-kind.ts';
import { NO_RESULT, silence } from './output.ts';
import { isRecord, NUMBER, type Tree, treeOf } from './tree.ts';

/**
 * The tree of f's result on numbers.
 * @throws {@link TypeError} where f returns anything but numbers, strings, booleans, null, arrays and records of them.
 */
export function resultTree(y: unknown, verb: Verb): Tree {
  return treeOf(y, (part, depth) => {
    checkDepth(verb, depth, RESULT);
    if (Array.isArray(part) || isTyped('Float64Array', part) || standsIn(part) || isRecord(part)) return undefined;
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
  return treeOf(y, (part, depth) => {
    if (isTraced(part)) return NUMBER;
    checkDepth(verb, depth, RESULT);
    if (Array.isArray(part) || standsIn(part) || isRecord(part)) return undefined;
    throw refusal(part, verb, '');
  });
}

function refusal(y: unknown, verb: Verb, hint: string): TypeError {
  return new TypeError(`${verb}: expected f to return numbers, arrays or records of them, got ${describe(y)}${hint}`);
}

function hintFor(y: unknown): string {
  if (y === undefined) return NO_RESULT;
  if (typeof y === 'function') return '; call it inside f, so that f returns its result';
  if (typeof (y as Iterator<unknown> | null)?.next === 'function') return '; f must not be a generator';
  return silence(y) ? '; f must be synchronous: await first' : '';
}
