import { standsIn } from '../typed-array.ts';
import { type ListKind, typedNumbersKind } from './list-kind.ts';
import { type TreeClass, treeClassOf } from './registered-class.ts';

/** A list of trees. The arguments of a call are one. */
export interface ListTree {
  readonly kind: 'list';
  readonly entries: readonly Tree[];
}

/** An object and its own fields. */
export interface RecordTree {
  readonly kind: 'record';
  readonly prototype: object | null;
  readonly keys: readonly string[];
  readonly entries: readonly Tree[];
}

/** An instance of a registered class, and the tree of what it holds. */
export interface InstanceTree {
  readonly kind: 'instance';
  readonly type: TreeClass;
  /** One. */
  readonly entries: readonly Tree[];
}

/** A list that holds only numbers, described by its length. */
export interface NumbersTree {
  readonly kind: 'numbers';
  readonly length: number;
  readonly list: ListKind;
}

/** Where the numbers of a value are: of arguments, of a result, of a traced result. Its leaves are its numbers, in order. */
export type Tree =
  | { readonly kind: 'number' }
  | NumbersTree
  | ListTree
  | RecordTree
  | InstanceTree
  | { readonly kind: 'constant'; readonly value: unknown };

export const NUMBER: Tree = { kind: 'number' };

/**
 * The tree of x. `special` comes first, for all but numbers: it names a constant, throws, or leaves x to be a list or a
 * record.
 */
export function treeOf(x: unknown, special: (x: unknown, depth: number) => Tree | undefined, depth = 0): Tree {
  if (typeof x === 'number') return NUMBER;
  const known = special(x, depth);
  if (known !== undefined) return known;
  const type = treeClassOf(x as object);
  if (type) {
    const entries = [treeOf(type.fields(x), special, depth + 1)];
    return { kind: 'instance', type, entries };
  }
  const list = listKind(x as object);
  if (list !== undefined) return { kind: 'numbers', length: (x as ArrayLike<number>).length, list };
  const inner = (xi: unknown): Tree => treeOf(xi, special, depth + 1);
  if (Array.isArray(x)) return { kind: 'list', entries: Array.from(x, inner) };
  const keys = Object.keys(x as object);
  const entries = keys.map((key) => inner((x as Record<string, unknown>)[key]));
  return { kind: 'record', prototype: Object.getPrototypeOf(x), keys, entries };
}

function listKind(x: object): ListKind | undefined {
  if (standsIn(x)) return 'Float64Array';
  if (!Array.isArray(x)) return typedNumbersKind(x);
  return x.every((xi) => typeof xi === 'number') && !hasHole(x) ? 'Array' : undefined;
}

function hasHole(x: readonly unknown[]): boolean {
  for (let i = 0; i < x.length; i++) if (!(i in x)) return true;
  return false;
}

/** Whether x is a leaf that is no number: it is handed through. */
export function isHandedThrough(x: unknown): x is string | boolean | null {
  return x === null || typeof x === 'string' || typeof x === 'boolean';
}

/** Whether x is a plain record, of any realm. */
export function isRecord(x: unknown): x is Record<string, unknown> {
  if (typeof x !== 'object' || x === null) return false;
  const prototype = Object.getPrototypeOf(x);
  if (prototype === Object.prototype || prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}

/** Whether all of x is in its fields. A Map, a Date, a Promise and the like keep their content elsewhere. */
export function hasFields(x: object): x is Record<string, unknown> {
  return isRecord(x) || Object.prototype.toString.call(x) === '[object Object]';
}

/** Whether the keys of two records are the same, in the same order. */
export function areSameKeys(keys: readonly string[], others: readonly string[]): boolean {
  return keys.length === others.length && keys.every((key, i) => key === others[i]);
}

/** How many numbers a tree has. */
export function leafCount(tree: Tree): number {
  if (tree.kind === 'number') return 1;
  if (tree.kind === 'numbers') return tree.length;
  return tree.kind === 'constant' ? 0 : tree.entries.reduce((n, entry) => n + leafCount(entry), 0);
}
