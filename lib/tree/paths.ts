import { treeClassOf } from './registered-class.ts';
import { hasFields, type ListTree, type Tree } from './tree.ts';

/**
 * The paths of the numbers of arguments, in order: `x[2]` of one array, `W[1][0]` of one record, and `x1`, `x2.a` of several
 * arguments.
 */
export function inputPaths({ entries }: ListTree): string[] {
  if (entries.length === 1) return pathsOf(entries[0]!, entries[0]!.kind === 'record' ? '' : 'x');
  return entries.flatMap((entry, i) => pathsOf(entry, `x${i + 1}`));
}

/** The paths of the numbers of a tree that is at `path`. */
export function pathsOf(tree: Tree, path: string): string[] {
  switch (tree.kind) {
    case 'number':
      return [path];
    case 'numbers':
      return Array.from({ length: tree.length }, (_, i) => `${path}[${i}]`);
    case 'list':
      return tree.entries.flatMap((entry, i) => pathsOf(entry, `${path}[${i}]`));
    case 'record':
      return tree.entries.flatMap((entry, i) => pathsOf(entry, fieldPath(path, tree.keys[i]!)));
    case 'instance':
      return pathsOf(tree.entries[0]!, path);
    case 'constant':
      return [];
  }
}

/** The path of a field: `W.a`, `W["a b"]`; of a field of the only argument `a`. */
export function fieldPath(path: string, key: string): string {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** The path of a part: an entry of a list, or a field. */
export function partPath(path: string, key: string | number): string {
  return typeof key === 'number' ? `${path}[${key}]` : fieldPath(path, key);
}

/** The path of the first part of x that is `part`, of x at `path`; undefined where there is none. */
export function pathTo(x: unknown, part: unknown, path: string): string | undefined {
  return pathWhere(x, path, [], (at) => Object.is(at, part));
}

/** The path of the first part of x that is within itself, of x at `path`; undefined where there is none. */
export function circlePath(x: unknown, path: string): string | undefined {
  return pathWhere(x, path, [], (at, within) => within.includes(at));
}

function pathWhere(
  x: unknown,
  path: string,
  within: readonly unknown[],
  isFound: (x: unknown, within: readonly unknown[]) => boolean,
): string | undefined {
  if (isFound(x, within)) return path;
  if (typeof x !== 'object' || x === null || within.includes(x)) return undefined;
  const inner = [...within, x];
  const type = treeClassOf(x);
  if (type) return pathWhere(type.fields(x), path, inner, isFound);
  if (!Array.isArray(x) && !hasFields(x)) return undefined;
  for (const key of Array.isArray(x) ? x.keys() : Object.keys(x)) {
    const part = (x as Record<string | number, unknown>)[key];
    const found = pathWhere(part, partPath(path, key), inner, isFound);
    if (found !== undefined) return found;
  }
  return undefined;
}
