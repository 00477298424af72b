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
  return (Array.isArray(x) && readNumbers(verb, x, x, numbers)) || readParts(verb, x, numbers, part);
}

/** The tree of x, whose entries are those of `list`, if all are numbers. */
function readNumbers(verb: string, x: object, list: ArrayLike<unknown>, numbers: Scalar[]): Tree | undefined {
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
  return { kind: 'numbers', length: list.length, list: ArrayBuffer.isView(x) ? 'Float64Array' : 'Array' };
}

function readParts(verb: string, root: unknown, numbers: Scalar[], part: Part): Tree {
  const keys: (string | number)[] = [];
  // What the part at hand is in; as many as its keys.
  const within: unknown[] = [];
  const path = (): string => keys.reduce<string>(partPath, part.path);

  const refuse = (got: string): never => {
    throw new TypeError(
      `${verb}: expected ${path()} to be ${keys.length > 0 ? 'a number' : part.expected}, got ${got}`,
    );
  };

  /** The tree of x[key]; `got` says what is there where it has no value. */
  const partAt = (x: unknown, key: string | number, value: unknown, got: string | false): Tree => {
    keys.push(key);
    within.push(x);
    if (got) refuse(got);
    const tree = treeAt(value);
    keys.pop();
    within.pop();
    return tree;
  };

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
    const type = treeClassOf(x);
    if (type) return { kind: 'instance', type, entries: [treeAt(type.fields(x))] };
    const list = part.isResult && open.count > 0 && ArrayBuffer.isView(x) ? undefined : listOf(x);
    if (list) {
      const entryAt = (xi: unknown, i: number): Tree => partAt(x, i, xi, !(i in list) && 'a hole in a sparse array');
      return readNumbers(verb, x as object, list, numbers) ?? { kind: 'list', entries: Array.from(list, entryAt) };
    }
    if (!isRecord(x)) return refuse(describe(x) + part.hint(x, root));
    const fields: PropertyDescriptorMap = Object.getOwnPropertyDescriptors(x);
    const own = Reflect.ownKeys(fields).filter((key) => fields[key as string]!.enumerable);
    const entries = own.map((key) => {
      const field = fields[key as string]!;
      const got = typeof key === 'symbol' ? 'a field named by a symbol' : !('value' in field) && 'an accessor';
      return partAt(x, String(key), field.value, got);
    });
    return { kind: 'record', prototype: Object.getPrototypeOf(x), keys: own as string[], entries };
  };

  return treeAt(root);
}
