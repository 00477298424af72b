import { holdsIntegers, typedList, typedNumbersKind } from './list-kind.ts';
import { type ListTree, leafCount, type Tree } from './tree.ts';

/** A tree of arguments, and their numbers. */
export interface Flat {
  readonly tree: ListTree;
  readonly numbers: Float64Array;
}

/** The same arguments, with their integer arrays as data, but as constants in the arguments at the places `fixed`. */
export function withIntegers({ tree, numbers }: Flat, fixed: ReadonlySet<number>): Flat {
  const all: number[] = [];
  let [next, isChanged] = [0, false];
  const visit = (part: Tree, isData: boolean): Tree => {
    if ('entries' in part) return { ...part, entries: part.entries.map((entry) => visit(entry, isData)) };
    if (part.kind === 'constant') {
      const list = typedNumbersKind(part.value);
      if (!isData || list === undefined || !holdsIntegers(list)) return part;
      isChanged = true;
      const entries = part.value as ArrayLike<number>;
      for (let i = 0; i < entries.length; i++) all.push(entries[i]!);
      return { kind: 'numbers', length: entries.length, list };
    }
    const own = numbers.subarray(next, next + leafCount(part));
    next += own.length;
    if (!isData && part.kind === 'numbers' && holdsIntegers(part.list)) {
      isChanged = true;
      return { kind: 'constant', value: typedList(part.list, own) };
    }
    for (const x of own) all.push(x);
    return part;
  };
  const entries = tree.entries.map((entry, i) => visit(entry, !fixed.has(i)));
  return isChanged ? { tree: { kind: 'list', entries }, numbers: Float64Array.from(all) } : { tree, numbers };
}

/** The places of the arguments that hold integer arrays as data. */
export function integerPlaces({ entries }: ListTree): number[] {
  return entries.flatMap((entry, i) => (hasIntegers(entry) ? [i] : []));
}

function hasIntegers(tree: Tree): boolean {
  if (tree.kind === 'numbers') return holdsIntegers(tree.list);
  return 'entries' in tree && tree.entries.some(hasIntegers);
}
