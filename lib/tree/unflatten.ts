import type { TypedArray } from '../typed-array.ts';
import { holdsIntegers, typedList, typedNumbersKind } from './list-kind.ts';
import type { Tree } from './tree.ts';

/** The value of this tree whose numbers are `numbers` from the cursor on. */
export function unflatten(tree: Tree, numbers: Float64Array, cursor: { place: number } = { place: 0 }): unknown {
  switch (tree.kind) {
    case 'number':
      return numbers[cursor.place++];
    case 'numbers': {
      const start = cursor.place;
      cursor.place += tree.length;
      if (tree.list === 'Float64Array') return numbers.slice(start, cursor.place);
      if (tree.list !== 'Array') return typedList(tree.list, numbers.subarray(start, cursor.place));
      const list = emptyList(tree.length);
      for (let i = 0; i < list.length; i++) list[i] = numbers[start + i]!;
      return list;
    }
    case 'list':
      return tree.entries.map((entry) => unflatten(entry, numbers, cursor));
    case 'record':
      return recordOf(tree.prototype, tree.keys, (i) => unflatten(tree.entries[i]!, numbers, cursor));
    case 'instance':
      return tree.type.make(unflatten(tree.entries[0]!, numbers, cursor));
    case 'constant':
      return tree.value;
  }
}

/**
 * x, which has this tree, with each number replaced by the next result of `next`, in order. Typed arrays become plain ones,
 * integer arrays what `integers` makes of them: by default arrays of their kind.
 */
export function map(
  tree: Tree,
  x: unknown,
  next: () => unknown,
  integers: (list: TypedArray, entries: readonly unknown[]) => unknown = likeList,
): unknown {
  switch (tree.kind) {
    case 'number':
      return next();
    case 'numbers': {
      const entries = Array.from({ length: tree.length }, next);
      return holdsIntegers(tree.list) ? integers(x as TypedArray, entries) : entries;
    }
    case 'list':
      return tree.entries.map((entry, i) => map(entry, (x as readonly unknown[])[i], next, integers));
    case 'record': {
      const fields = x as Record<string, unknown>;
      return recordOf(tree.prototype, tree.keys, (i) => map(tree.entries[i]!, fields[tree.keys[i]!], next, integers));
    }
    case 'instance':
      return tree.type.make(map(tree.entries[0]!, tree.type.fields(x), next, integers));
    case 'constant':
      return x;
  }
}

function likeList(list: TypedArray, entries: readonly unknown[]): TypedArray {
  return typedList(typedNumbersKind(list)!, entries as readonly number[]);
}

/** An object of that prototype with these as its own fields, even where the prototype has setters for them. */
export function recordOf(
  prototype: object | null,
  keys: readonly string[],
  fieldOf: (i: number) => unknown,
): Record<string, unknown> {
  // fromEntries calls no setter, not even that of __proto__.
  const record = Object.fromEntries(keys.map((key, i) => [key, fieldOf(i)]));
  return prototype === Object.prototype ? record : Object.setPrototypeOf(record, prototype);
}

const zeros: number[][] = [];
const FEW = 4096;
let many: number[] = [];

/** A new array of doubles without holes: a copy of one kept for each small length, and for the last large length. */
function emptyList(length: number): number[] {
  let kept = length < FEW ? zeros[length] : many.length === length ? many : undefined;
  if (kept === undefined) {
    kept = [];
    for (let i = 0; i < length; i++) kept.push(0.5);
    if (length < FEW) zeros[length] = kept;
    else many = kept;
  }
  return kept.slice();
}
