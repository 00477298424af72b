import { describe } from '../describe.ts';
import { isSame } from './constant.ts';
import { partPath } from './paths.ts';
import { areSameKeys, NUMBER, type RecordTree, type Tree } from './tree.ts';

/** Where two values have other containers, keys or constants, and what is there. */
export interface ShapeDifference {
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/** The first difference of two trees, at `path` or within; undefined where there is none. Arrays of numbers of any kind are the same. */
export function shapeDifference(tree: Tree, other: Tree, path: string): ShapeDifference | undefined {
  const [entries, others] = [entriesOf(tree), entriesOf(other)];
  if (!isAlike(tree, other) || entries.length !== others.length) {
    return { path, expected: described(tree), got: described(other) };
  }
  for (let i = 0; i < entries.length; i++) {
    const part = tree.kind === 'instance' ? path : partPath(path, tree.kind === 'record' ? tree.keys[i]! : i);
    const difference = shapeDifference(entries[i]!, others[i]!, part);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** Whether two trees are alike but for their entries. */
function isAlike(tree: Tree, other: Tree): boolean {
  switch (tree.kind) {
    case 'number':
      return other.kind === 'number';
    case 'numbers':
    case 'list':
      return other.kind === 'numbers' || other.kind === 'list';
    case 'record':
      return other.kind === 'record' && tree.prototype === other.prototype && areSameKeys(tree.keys, other.keys);
    case 'instance':
      return other.kind === 'instance' && tree.type === other.type;
    case 'constant':
      return other.kind === 'constant' && isSame(tree.value, other.value);
  }
}

function entriesOf(tree: Tree): readonly Tree[] {
  if (tree.kind === 'numbers') return new Array<Tree>(tree.length).fill(NUMBER);
  return 'entries' in tree ? tree.entries : [];
}

function described(tree: Tree): string {
  switch (tree.kind) {
    case 'number':
      return 'a number';
    case 'numbers':
      return `an array of length ${tree.length}`;
    case 'list':
      return `an array of length ${tree.entries.length}`;
    case 'record':
      return `${nounOf(tree)} with the keys ${JSON.stringify(tree.keys)}`;
    case 'instance':
      return 'an instance of a registered class';
    case 'constant':
      return describe(tree.value);
  }
}

function nounOf({ prototype }: RecordTree): string {
  if (prototype === Object.prototype) return 'a record';
  return prototype === null ? 'a record without a prototype' : describe(prototype);
}
