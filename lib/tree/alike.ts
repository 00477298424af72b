import { describe } from '../describe.ts';
import { checkScalar, isActive, type Scalar } from '../scalar.ts';
import { typedKind } from '../typed-array.ts';
import { checkLength, emptyNumbers, inputs } from './container.ts';
import { partPath } from './paths.ts';
import { treeClassOf } from './registered-class.ts';
import { isRecord, type Tree } from './tree.ts';

/**
 * The numbers of v, which is to be like `of`, a value of this tree, as a direction is like x. Typed arrays and plain ones are
 * alike, and fields that are no numbers may be left out. What is written is not read: its lists may hold anything.
 * @throws {@link TypeError} for a part of another kind, {@link RangeError} for another length.
 */
export function numbersAlike(
  verb: string,
  argument: string,
  v: unknown,
  tree: Tree,
  of: string,
  isWritten = false,
): Scalar[] {
  // The most common ones.
  if (!isWritten && tree.kind === 'numbers') {
    const list = inputs(verb, argument, v);
    checkLength(verb, argument, list.length, of, tree.length);
    return list;
  }
  const numbers = emptyNumbers();
  const visit = (at: Tree, x: unknown, path: string, other: string): void => {
    const check = (isRight: boolean, expected: string): void => {
      if (!isRight) throw new TypeError(`${verb}: expected ${path} to be ${expected}, got ${describe(x)}`);
    };
    const { entries, keys } = at as { entries?: readonly Tree[]; keys?: readonly string[] };
    switch (at.kind) {
      case 'number':
        check(isWritten ? x !== undefined : at === tree || typeof x === 'number' || isActive(x), 'a number');
        if (isWritten) break;
        checkScalar(x, verb);
        numbers.push(x);
        break;
      case 'numbers': {
        const isList = Array.isArray(x) || !isWritten || typedKind(x) === 'Float64Array';
        check(isList, 'an array or a Float64Array');
        const list = isWritten ? (x as unknown[]) : inputs(verb, path, x);
        checkLength(verb, path, list.length, other, at.length);
        if (!isWritten) for (const xi of list) numbers.push(xi as Scalar);
        break;
      }
      case 'instance':
        check(!isWritten && treeClassOf(x) === at.type, isWritten ? 'a record' : 'an instance of the same class');
        visit(entries![0]!, at.type.fields(x), path, other);
        break;
      case 'list':
      case 'record':
        check(keys ? isRecord(x) : Array.isArray(x), keys ? 'a record' : 'an array');
        if (!keys) checkLength(verb, path, (x as unknown[]).length, other, entries!.length);
        entries!.forEach((entry, i) => {
          const key = keys ? keys[i]! : i;
          // Its own fields: __proto__ is a key like others.
          const part = Object.hasOwn(x as object, key) ? (x as Record<string, unknown>)[key] : undefined;
          visit(entry, part, partPath(path, key), partPath(other, key));
        });
    }
  };
  visit(tree, v, argument, of);
  return numbers;
}
