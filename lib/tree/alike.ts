import { describe } from '../describe.ts';
import { checkScalar, isActive, type Scalar } from '../scalar.ts';
import { checkContainer, checkLength, emptyNumbers, inputs } from './container.ts';
import { partPath } from './paths.ts';
import { treeClassOf } from './registered-class.ts';
import { isRecord, type Tree } from './tree.ts';

/**
 * The numbers of v, which is to be like `of`, a value of this tree, as a direction is like x. Typed arrays and plain ones are
 * alike, and fields that are no numbers may be left out. Where v is written, its numbers are not read.
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
  const numbers = emptyNumbers();
  const visit = (at: Tree, x: unknown, path: string, other: string): void => {
    const check = (isRight: boolean, expected: string): void => {
      if (!isRight) throw new TypeError(`${verb}: expected ${path} to be ${expected}, got ${describe(x)}`);
    };
    const partsOf = (keys: readonly (string | number)[], entries: readonly Tree[]): void => {
      keys.forEach((key, i) => {
        // Own ones: __proto__ is a key like others.
        const part = Object.hasOwn(x as object, key) ? (x as Record<string, unknown>)[key] : undefined;
        visit(entries[i]!, part, partPath(path, key), partPath(other, key));
      });
    };
    switch (at.kind) {
      case 'number':
        if (isWritten) {
          check(x !== undefined, 'a number');
          break;
        }
        if (typeof x !== 'number') {
          check(at === tree || isActive(x), 'a number');
          checkScalar(x, verb);
        }
        numbers.push(x);
        break;
      case 'numbers': {
        const before = numbers.length;
        if (isWritten) checkContainer(verb, path, x);
        else inputs(verb, path, x, numbers);
        checkLength(verb, path, isWritten ? (x as unknown[]).length : numbers.length - before, other, at.length);
        break;
      }
      case 'list':
        check(Array.isArray(x), 'an array');
        checkLength(verb, path, (x as unknown[]).length, other, at.entries.length);
        partsOf([...at.entries.keys()], at.entries);
        break;
      case 'record':
        check(isRecord(x), 'a record');
        partsOf(at.keys, at.entries);
        break;
      case 'instance':
        check(!isWritten && treeClassOf(x) === at.type, isWritten ? 'a record' : 'an instance of the same class');
        visit(at.entries[0]!, at.type.fields(x), path, other);
    }
  };
  visit(tree, v, argument, of);
  return numbers;
}
