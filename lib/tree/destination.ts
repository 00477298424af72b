import { typedKind } from '../typed-array.ts';
import { isRecord, type Tree } from './tree.ts';

/**
 * Whether a gradient by a value of this tree can be written into `out`: its lists are arrays and Float64Arrays of the same
 * lengths, its records have the same fields. Those of constants may be left out.
 */
export function isDestination(tree: Tree, out: unknown): out is object {
  switch (tree.kind) {
    case 'numbers':
      return isNumbers(out) && out.length === tree.length;
    case 'list':
      return (
        Array.isArray(out) && out.length === tree.entries.length && tree.entries.every((part, i) => has(part, out, i))
      );
    case 'record':
      return isRecord(out) && tree.entries.every((part, i) => has(part, out, tree.keys[i]!));
    default:
      return false;
  }
}

function isNumbers(out: unknown): out is ArrayLike<number> {
  return Array.isArray(out) || typedKind(out) === 'Float64Array';
}

function has(part: Tree, out: object, key: string | number): boolean {
  if (part.kind === 'constant') return true;
  // Own ones: __proto__ is a key like others.
  const there = Object.hasOwn(out, key) ? (out as Fields)[key] : undefined;
  return part.kind === 'number' ? there !== undefined : isDestination(part, there);
}

type Fields = Record<string | number, unknown>;

/** Visits the places for the numbers of a gradient, in order: the list or the record, and the key. */
export function eachPlace(tree: Tree, out: unknown, visit: (container: Fields, key: string | number) => void): void {
  const fields = out as Fields;
  if (tree.kind === 'numbers') {
    for (let i = 0; i < tree.length; i++) visit(fields, i);
  } else if (tree.kind === 'list' || tree.kind === 'record') {
    for (const [i, part] of tree.entries.entries()) {
      const key = tree.kind === 'list' ? i : tree.keys[i]!;
      if (part.kind === 'number') visit(fields, key);
      else eachPlace(part, fields[key], visit);
    }
  }
}
