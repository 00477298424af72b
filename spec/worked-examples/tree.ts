/** A number, a vector, a matrix …: leaves in nested arrays. */
export type Tree<E> = E | readonly Tree<E>[];

/** The leaves, row by row. */
export function leaves<E>(tree: Tree<E>): E[] {
  return Array.isArray(tree) ? (tree as readonly Tree<E>[]).flatMap((branch) => leaves(branch)) : [tree as E];
}

/** Trees of the shapes of `named`, under the same names, their leaves taken from a list. */
export function refill<E>(
  named: Readonly<Record<string, Tree<unknown>>>,
  list: readonly E[],
): Readonly<Record<string, Tree<E>>> {
  let next = 0;
  const fill = (tree: Tree<unknown>): Tree<E> => (Array.isArray(tree) ? tree.map(fill) : (list[next++] as E));
  return Object.fromEntries(Object.entries(named).map(([name, tree]) => [name, fill(tree)]));
}

/** The leaves of every tree, one after the other. */
export function allLeaves<E>(named: Readonly<Record<string, Tree<E>>>): E[] {
  return Object.values(named).flatMap((tree) => leaves(tree));
}
