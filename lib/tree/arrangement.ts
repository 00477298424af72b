import type { Tree } from './tree.ts';
import { recordOf } from './unflatten.ts';

/**
 * The value of this tree with `entries`, in order, in place of its numbers. `typed` makes what stands for a typed array, by
 * default a plain array. The array for a flat tree is `entries` itself.
 */
export function arrange<T>(tree: Tree, entries: T[], typed: (list: T[]) => unknown = plain): unknown {
  if (tree.kind === 'numbers') return tree.list === 'Array' ? entries : typed(entries);
  if (tree.kind === 'number') return entries[0];
  let place = 0;
  const part = (at: Tree): unknown => {
    switch (at.kind) {
      case 'number':
        return entries[place++];
      case 'numbers':
        place += at.length;
        return arrange(at, entries.slice(place - at.length, place), typed);
      case 'list':
        return at.entries.map(part);
      case 'record':
        return recordOf(at.prototype, at.keys, (i) => part(at.entries[i]!));
      case 'instance':
        return at.type.make(part(at.entries[0]!));
      case 'constant':
        return at.value;
    }
  };
  return part(tree);
}

const plain = <T>(list: T): T => list;
