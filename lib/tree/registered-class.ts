import { describe } from '../describe.ts';

/** How the instances of a class are taken apart and made again. */
export interface TreeClass<T = unknown, F = unknown> {
  /** The tree of what an instance holds. */
  readonly fields: (instance: T) => F;
  /** An instance that holds a tree like that, whose numbers may be active, or derivatives. */
  readonly make: (fields: F) => T;
}

const classes: Map<unknown, TreeClass> = /* @__PURE__ */ new Map();

/** How the class of x was registered; undefined where it was not. Classes that inherit from it are registered themselves. */
export function treeClassOf(x: unknown): TreeClass | undefined {
  return classes.size > 0 && typeof x === 'object' && x !== null ? classes.get(Object.getPrototypeOf(x)) : undefined;
}

/**
 * Registers a class, whose instances are then trees: as arguments, results and derivatives. `fields` gives what an instance
 * holds, as a tree of numbers; `make` an instance from such a tree. Classes that inherit from it are registered on their own.
 *
 * Cost: a call of `fields` or of `make` wherever an instance is taken apart or made.
 * @throws {@link TypeError} when `type` is not a class, or one of arrays or of plain records, or `fields` or `make` is not a
 * function.
 * @example ((Line) => registerTree(Line, { fields: ({ ends }) => ends, make: (ends) => Object.assign(new Line(), { ends }) }))(class { ends = [0, 1] }) // undefined
 */
export function registerTree<T extends object, F>(
  type: abstract new (...args: never) => T,
  { fields, make }: TreeClass<T, F>,
): void {
  const prototype: unknown = typeof type === 'function' ? type.prototype : undefined;
  if (typeof prototype !== 'object' || prototype === Object.prototype || Array.isArray(prototype)) {
    throw new TypeError(`registerTree: expected a class of one's own, got ${describe(type)}`);
  }
  for (const [name, f] of Object.entries({ fields, make })) {
    if (typeof f === 'function') continue;
    throw new TypeError(`registerTree: expected ${name} to be a function, got ${describe(f)}`);
  }
  classes.set(prototype, { fields, make } as unknown as TreeClass);
}
