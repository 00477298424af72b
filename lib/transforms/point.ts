import type { Scalar } from '../scalar.ts';
import { arrange } from '../tree/arrangement.ts';
import { emptyNumbers } from '../tree/container.ts';
import { ANY_RESULT, checkPair, LIST_RESULT, outputTree } from '../tree/output.ts';
import { outward } from '../tree/outward.ts';
import { type Part, readTree } from '../tree/reading.ts';
import { hasFields, NUMBER, type Tree } from '../tree/tree.ts';
import type { Places, Selection } from './options.ts';

// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type AnyFn = (...args: any[]) => any;

/** Where f is differentiated, and what it returns there. */
export interface CallPoint {
  /** The tree of the argument that f is differentiated by; of several a list of their trees. */
  readonly tree: Tree;
  readonly numbers: Scalar[];
  /** f as a function from a list of these numbers: to f(x) where that is to be a number, else to the list of its numbers. */
  readonly call: (xs: Scalar[]) => unknown;
  /** The tree of f(x), where f has been called. */
  of: Tree;
  /** What f returned, of a function with aux. */
  pair?: readonly unknown[];
}

/** What f(x) is to be: a number, anything but a number, or either. */
type Result = 'number' | 'list' | 'tree';

/**
 * The point of a call of f with these arguments. A number alone is refused where `instead` tells what to use for it.
 * @throws {@link TypeError} for an argument that is no tree, {@link RangeError} for one that contains itself.
 */
export function pointAt(
  verb: string,
  f: AnyFn,
  args: readonly unknown[],
  { wrt = 0, aux }: Selection,
  result: Result,
  instead?: string,
): CallPoint {
  const numbers = emptyNumbers();
  const treeOf = (place: number): Tree =>
    readTree(
      verb,
      args[place],
      numbers,
      instead
        ? { ...ANY_ARGUMENT, expected: 'an array or a record of numbers', instead }
        : place
          ? { ...ANY_ARGUMENT, path: `args[${place}]` }
          : ANY_ARGUMENT,
    );
  const tree: Tree = typeof wrt === 'number' ? treeOf(wrt) : { kind: 'list', entries: wrt.map(treeOf) };
  // A flat array is the list of its numbers: nothing is to be arranged.
  const isFlat = args.length === 1 && tree.kind === 'numbers';
  if (isFlat && result === 'number' && !aux) return { tree, numbers, call: f, of: NUMBER };
  const call = (xs: Scalar[]): unknown => {
    let y = isFlat ? f(xs) : f(...replaced(args, wrt, arrange(tree, xs)));
    if (aux) {
      checkPair(verb, y);
      point.pair ??= y;
      [y] = y;
    }
    if (result === 'number') return y;
    const ys: Scalar[] = [];
    point.of = outputTree(verb, y, ys, result === 'list' ? LIST_RESULT : ANY_RESULT);
    return ys;
  };
  const point: CallPoint = { tree, numbers, call, of: NUMBER };
  return point;
}

/** The arguments, with x in place of that at `places`, or its entries in place of those. */
function replaced(args: readonly unknown[], places: Places, x: unknown): unknown[] {
  const copy = args.slice();
  if (typeof places === 'number') copy[places] = x;
  else for (const [i, place] of places.entries()) copy[place] = (x as readonly unknown[])[i];
  return copy;
}

/** The parts of a result, and aux. */
export function withAux(parts: object, { pair }: CallPoint): object {
  return pair ? { ...parts, aux: outward(pair[1]) } : parts;
}

/** Any argument, in words for errors. */
export const ANY_ARGUMENT: Part = {
  path: 'x',
  expected: 'a number, an array or a record',
  hint: (x) => (typeof x === 'object' && x !== null && hasFields(x) ? '; registerTree makes its class a tree' : ''),
};
