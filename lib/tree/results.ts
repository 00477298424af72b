import { describe } from '../describe.ts';
import { standsIn } from '../typed-array.ts';
import { checkDepth, RESULT, type Verb } from './arguments.ts';
import { isTyped } from './list-kind.ts';
import { NO_RESULT, silence } from './output.ts';
import { pathTo } from './paths.ts';
import { treeClassOf } from './registered-class.ts';
import { isHandedThrough, isRecord, NUMBER, type Tree, treeOf } from './tree.ts';

/**
 * The tree of f's result on numbers.
 * @throws {@link TypeError} where f returns anything but numbers, strings, booleans, null, arrays and records of them.
 */
export function resultTree(y: unknown, verb: Verb): Tree {
  return treeOf(y, (part, depth) => {
    checkDepth(verb, depth, RESULT);
    if (isTyped('Float64Array', part) || isContainer(part)) return undefined;
    if (isHandedThrough(part)) return { kind: 'constant', value: part };
    throw refusal(y, part, verb, hintFor(part));
  });
}

/**
 * The tree of f's result on traced numbers, which `isTraced` knows.
 * @throws {@link TypeError} where f returns anything but numbers, and arrays and records of numbers, strings, booleans and null.
 */
export function tracedTree(y: unknown, verb: Verb, isTraced: (part: unknown) => boolean): Tree {
  return treeOf(y, (part, depth) => {
    if (isTraced(part)) return NUMBER;
    checkDepth(verb, depth, RESULT);
    if (isContainer(part)) return undefined;
    if (depth > 0 && isHandedThrough(part)) return { kind: 'constant', value: part };
    throw refusal(y, part, verb, '');
  });
}

function isContainer(part: unknown): boolean {
  return Array.isArray(part) || standsIn(part) || isRecord(part) || treeClassOf(part) !== undefined;
}

function refusal(y: unknown, part: unknown, verb: Verb, hint: string): TypeError {
  const where = part === y ? '' : ` as ${pathTo(y, part, 'f(x)')}`;
  return new TypeError(
    `${verb}: expected f to return numbers, arrays or records of them, got ${describe(part)}${where}${hint}`,
  );
}

function hintFor(y: unknown): string {
  if (y === undefined) return NO_RESULT;
  if (typeof y === 'function') return '; call it inside f, so that f returns its result';
  if (typeof (y as Iterator<unknown> | null)?.next === 'function') return '; f must not be a generator';
  return silence(y) ? '; f must be synchronous: await first' : '';
}
