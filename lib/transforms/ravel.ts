import type { Scalar } from '../scalar.ts';
import { arrange } from '../tree/arrangement.ts';
import { checkLength, emptyNumbers, inputs } from '../tree/container.ts';
import { readTree } from '../tree/reading.ts';
import type { TypedArray } from '../typed-array.ts';
import { ANY_ARGUMENT } from './point.ts';
import type { At, Of } from './tree-types.ts';

/** The numbers of a tree T as a list, and the function that makes a tree of such a list. */
export interface Raveled<T> {
  /** The numbers of the tree, in order. */
  flat: [T] extends [At<number, T, TypedArray>] ? number[] : Scalar[];
  /** The tree with other numbers. A typed array of any kind becomes a Float64Array, or a plain array of active numbers. */
  unravel: {
    (flat: readonly number[] | TypedArray): Of<number, T, Float64Array>;
    (flat: readonly Scalar[]): Of<Scalar, T, Scalar[]>;
  };
}

/**
 * The numbers of a tree in one list, `flat`, and `unravel`, which puts such a list back into the tree: for optimisers, which
 * know vectors only. Strings, booleans and null stay in the tree.
 *
 *     unravel(flat) = tree
 *
 * Cost: one walk over the tree, and one for each call of `unravel`.
 * @throws {@link TypeError} when `tree` is no tree of numbers, {@link RangeError} when it contains itself, or a list has
 * another length than `flat`.
 * @example ravel({ W: [[1, 2]], b: 3 }).flat // [1, 2, 3]
 */
export function ravel<T>(tree: T): Raveled<T> {
  const numbers = emptyNumbers();
  const shape = readTree('ravel', tree, numbers, { ...ANY_ARGUMENT, path: 'tree' });
  const flat = [...numbers];
  const unravel = (list: unknown): unknown => {
    const xs = inputs('unravel', 'flat', list);
    checkLength('unravel', 'flat', xs.length, 'the tree', numbers.length);
    return arrange(shape, xs, (part) => (part.every((x) => typeof x === 'number') ? Float64Array.from(part) : part));
  };
  return { flat, unravel } as Raveled<T>;
}
