import { Active, type Scalar } from '../scalar.ts';
import { listOf } from '../typed-array.ts';
import { isByContent, isSame } from './constant.ts';
import { isTyped } from './list-kind.ts';
import { treeClassOf } from './registered-class.ts';
import { areSameKeys, leafCount, type NumbersTree, type Tree } from './tree.ts';

/** The numbers of x, in order, where x has this tree. */
export function numbersOf(tree: Tree, x: unknown): Float64Array {
  const numbers = new Float64Array(leafCount(tree));
  flattenInto(tree, x, numbers, 0);
  return numbers;
}

/** Writes the numbers of x from `place` on. Returns the place after them, or −1 where x has another tree. */
export function flattenInto(tree: Tree, x: unknown, into: Float64Array, place: number): number {
  switch (tree.kind) {
    case 'number':
      if (typeof x !== 'number') return -1;
      into[place] = x;
      return place + 1;
    case 'numbers':
      return flattenNumbers(tree, x, into, place);
    case 'list': {
      const { entries } = tree;
      if (!Array.isArray(x) || x.length !== entries.length) return -1;
      let next = place;
      for (let i = 0; i < entries.length && next >= 0; i++) next = flattenInto(entries[i]!, x[i], into, next);
      return next;
    }
    case 'record': {
      if (typeof x !== 'object' || x === null || Object.getPrototypeOf(x) !== tree.prototype) return -1;
      const keys = Object.keys(x);
      if (!areSameKeys(keys, tree.keys)) return -1;
      let next = place;
      for (let i = 0; i < keys.length && next >= 0; i++) {
        next = flattenInto(tree.entries[i]!, (x as Record<string, unknown>)[keys[i]!], into, next);
      }
      return next;
    }
    case 'instance':
      return treeClassOf(x) === tree.type ? flattenInto(tree.entries[0]!, tree.type.fields(x), into, place) : -1;
    case 'constant':
      return isSame(tree.value, x) ? place : -1;
  }
}

// Up to this many numbers a loop copies faster than `set` does.
const FEW = 16;

/** One loop for each kind of list: a shared loop would look up the kind at each number. */
function flattenNumbers({ length, list }: NumbersTree, x: unknown, into: Float64Array, place: number): number {
  if (list === 'Array') return Array.isArray(x) && x.length === length ? flattenArray(x, into, place) : -1;
  if (!isTyped(list, x) || x.length !== length) return -1;
  if (list === 'Float64Array' && length <= FEW) {
    for (let i = 0; i < length; i++) into[place + i] = x[i]!;
  } else {
    into.set(x, place);
  }
  return place + length;
}

function flattenArray(x: readonly unknown[], into: Float64Array, place: number): number {
  for (let i = 0; i < x.length; i++) {
    const xi = x[i];
    if (typeof xi !== 'number') return -1;
    into[place + i] = xi;
  }
  return place + x.length;
}

/**
 * The numbers of x, plain or traced, in order; undefined where x has another tree. A plain array may stand for a typed
 * array, which cannot hold traced numbers.
 */
export function flatten(tree: Tree, x: unknown, into: Scalar[] = []): Scalar[] | undefined {
  switch (tree.kind) {
    case 'number':
      if (typeof x !== 'number' && !(x instanceof Active)) return undefined;
      into.push(x);
      return into;
    case 'numbers': {
      const list = listOf(x);
      if (list?.length !== tree.length) return undefined;
      for (const xi of list) {
        if (typeof xi !== 'number' && !(xi instanceof Active)) return undefined;
        into.push(xi);
      }
      return into;
    }
    case 'list':
      if (!Array.isArray(x) || x.length !== tree.entries.length) return undefined;
      return tree.entries.every((entry, i) => flatten(entry, x[i], into)) ? into : undefined;
    case 'record': {
      if (typeof x !== 'object' || x === null || Object.getPrototypeOf(x) !== tree.prototype) return undefined;
      if (!areSameKeys(Object.keys(x), tree.keys)) return undefined;
      const fields = x as Record<string, unknown>;
      return tree.entries.every((entry, i) => flatten(entry, fields[tree.keys[i]!], into)) ? into : undefined;
    }
    case 'instance':
      return treeClassOf(x) === tree.type ? flatten(tree.entries[0]!, tree.type.fields(x), into) : undefined;
    case 'constant':
      return isSame(tree.value, x) ? into : undefined;
  }
}

/** The keys and constants of a tree, in order. Constants compared by content are listed entry by entry. */
export function constantsOf(tree: Tree): unknown[] {
  if (tree.kind === 'list' || tree.kind === 'instance') return tree.entries.flatMap(constantsOf);
  if (tree.kind === 'record') return [...tree.keys, ...tree.entries.flatMap(constantsOf)];
  if (tree.kind !== 'constant') return [];
  return isByContent(tree.value) ? Array.from(tree.value as readonly unknown[]) : [tree.value];
}
