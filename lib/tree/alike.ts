import { describe } from '../describe.ts';
import { checkScalar, isActive, type Scalar } from '../scalar.ts';
import { checkContainer, checkLength, emptyNumbers, inputs } from './container.ts';
import { partPath } from './paths.ts';
import { treeClassOf } from './registered-class.ts';
import { isRecord, type NumbersTree, type Tree } from './tree.ts';

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
  if (tree.kind === 'numbers') return listAlike(verb, argument, v, tree, of, isWritten);
  if (!isWritten && tree.kind === 'number') {
    checkScalar(v, verb);
    return [v];
  }
  const numbers = emptyNumbers();
  const visit = (at: Tree, x: unknown, path: string, other: string): void => {
    const check = (isRight: boolean, expected: string): void => {
      if (!isRight) throw new TypeError(`${verb}: expected ${path} to be ${expected}, got ${describe(x)}`);
    };
    const { entries, keys } = at as { entries?: readonly Tree[]; keys?: readonly string[] };
    switch (at.kind) {
      case 'number':
        check(isWritten ? x !== undefined : typeof x === 'number' || isActive(x), 'a number');
        if (!isWritten) checkScalar(x, verb);
        numbers.push(x as Scalar);
        break;
      case 'numbers':
        listAlike(verb, path, x, at, other, isWritten, numbers);
        break;
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

function listAlike(
  verb: string,
  argument: string,
  v: unknown,
  { length }: NumbersTree,
  of: string,
  isWritten: boolean,
  numbers = emptyNumbers(),
): Scalar[] {
  if (isWritten) checkContainer(verb, argument, v);
  else inputs(verb, argument, v, numbers);
  checkLength(verb, argument, (v as Scalar[]).length, of, length);
  return numbers;
}
