import { describe } from '../describe.ts';
import { open } from '../level.ts';
import { checkLive, checkScalar, isActive, type Scalar } from '../scalar.ts';
import { listOf } from '../typed-array.ts';
import { partPath } from './paths.ts';
import { treeClassOf } from './registered-class.ts';
import { isHandedThrough, isRecord, NUMBER, type Tree } from './tree.ts';

/** What is read, an argument or a result, in words for errors. */
export interface Part {
  /** Its name. */
  readonly path: string;
  /** What it is expected to be. */
  readonly expected: string;
  /** What to write instead of a part that is no tree. */
  readonly hint: (x: unknown, root: unknown) => string;
  /** What to use for a number alone, where that is refused. */
  readonly instead?: string;
  /** Whether it is a result. A typed array is none while a level is open: it can't hold active numbers. */
  readonly isResult?: true;
}

/**
 * The tree of x, whose numbers are appended to `numbers`. A flat array is the simplest tree, and the fastest.
 * @throws {@link TypeError} for what is no number, string, boolean, null, list or record, for holes, accessors and symbols;
 * {@link RangeError} for what contains itself.
 */
export function readTree(verb: string, x: unknown, numbers: Scalar[], part: Part): Tree {
  if (part.instead === undefined && (typeof x === 'number' || isActive(x))) {
    checkScalar(x, verb);
    numbers.push(x);
    return NUMBER;
  }
  return (Array.isArray(x) && readNumbers(verb, x, numbers)) || readParts(verb, x, numbers, part);
}

/** The tree of a list, if all of it are numbers. */
function readNumbers(verb: string, list: ArrayLike<unknown>, numbers: Scalar[]): Tree | undefined {
  const { length } = numbers;
  for (let i = 0; i < list.length; i++) {
    const entry = list[i];
    if (typeof entry !== 'number') {
      if (!isActive(entry)) {
        numbers.length = length;
        return undefined;
      }
      checkLive(entry, verb);
    }
    numbers.push(entry);
  }
  return { kind: 'numbers', length: list.length, list: Array.isArray(list) ? 'Array' : 'Float64Array' };
}

function readParts(verb: string, root: unknown, numbers: Scalar[], part: Part): Tree {
  const keys: (string | number)[] = [];
  // What the part at hand is in.
  const within: unknown[] = [];
  const path = (): string => keys.reduce<string>(partPath, part.path);

  const refuse = (got: string): never => {
    throw new TypeError(
      `${verb}: expected ${path()} to be ${keys.length > 0 ? 'a number' : part.expected}, got ${got}`,
    );
  };

  /** The trees of the fields of x with these keys. */
  const partsOf = (x: object, own: readonly PropertyKey[]): Tree[] =>
    own.map((key) => {
      keys.push(typeof key === 'number' ? key : String(key));
      const field = Object.getOwnPropertyDescriptor(x, key) ?? refuse('a hole in a sparse array');
      if (typeof key === 'symbol') refuse('a field named by a symbol');
      if (!('value' in field)) refuse('an accessor');
      const tree = treeAt(field.value);
      keys.pop();
      return tree;
    });

  const treeAt = (x: unknown): Tree => {
    if (typeof x === 'number' || isActive(x)) {
      if (typeof x !== 'number') checkLive(x, verb);
      if (keys.length === 0 && part.instead) refuse((part.isResult ? 'the number ' : '') + x.toString() + part.instead);
      numbers.push(x);
      return NUMBER;
    }
    if (keys.length > 0 && isHandedThrough(x)) return { kind: 'constant', value: x };
    if (within.includes(x)) {
      throw new RangeError(`${verb}: expected ${part.path} to be a tree, got one in which ${path()} contains itself`);
    }
    within.push(x);
    const tree = compoundAt(x);
    within.pop();
    return tree;
  };

  const compoundAt = (x: unknown): Tree => {
    const type = treeClassOf(x);
    if (type) return { kind: 'instance', type, entries: [treeAt(type.fields(x))] };
    const list = part.isResult && open.count > 0 && ArrayBuffer.isView(x) ? undefined : listOf(x);
    if (list) return readNumbers(verb, list, numbers) ?? { kind: 'list', entries: partsOf(list, [...list.keys()]) };
    if (!isRecord(x)) return refuse(describe(x) + part.hint(x, root));
    const own = Reflect.ownKeys(x).filter((key) => Object.getOwnPropertyDescriptor(x, key)!.enumerable);
    return { kind: 'record', prototype: Object.getPrototypeOf(x), keys: own as string[], entries: partsOf(x, own) };
  };

  return treeAt(root);
}
