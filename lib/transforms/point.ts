import type { Scalar } from '../scalar.ts';
import { arrange } from '../tree/arrangement.ts';
import { emptyNumbers } from '../tree/container.ts';
import { checkPair } from '../tree/output.ts';
import { outward } from '../tree/outward.ts';
import { type Part, readTree } from '../tree/reading.ts';
import { NUMBER, type Tree } from '../tree/tree.ts';
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

/** An argument, in words for errors. */
export const ANY_ARGUMENT: Part = {
  path: 'x',
  expected: 'a number, an array or a record',
  hint: (x) => (Object.prototype.toString.call(x) === '[object Object]' ? '; registerTree makes its class a tree' : ''),
};

/** An argument of a verb that takes no number alone; `instead` tells what to use for it. */
export function listArgument(instead: string): Part {
  return { ...ANY_ARGUMENT, expected: 'an array or a record of numbers', instead };
}

/**
 * The point of a call of f with these arguments. Where there is no `result`, f(x) is to be a number.
 * @throws {@link TypeError} for an argument that is no tree, {@link RangeError} for one that contains itself.
 */
export function pointAt(
  verb: string,
  f: AnyFn,
  args: readonly unknown[],
  selection: Selection,
  argument: Part,
  result?: Part,
): CallPoint {
  const { wrt = 0, aux } = selection;
  const numbers = emptyNumbers();
  const tree: Tree =
    typeof wrt === 'number'
      ? argumentTree(verb, args, wrt, numbers, argument)
      : { kind: 'list', entries: wrt.map((place) => argumentTree(verb, args, place, numbers, argument)) };
  // A flat array is the list of its numbers: nothing is to be arranged.
  const isFlat = wrt === 0 && tree.kind === 'numbers';
  const [, ...rest] = args;
  const call = !isFlat
    ? (xs: Scalar[]): unknown => f(...replaced(args, wrt, arrange(tree, xs)))
    : rest.length > 0
      ? (xs: Scalar[]): unknown => f(xs, ...rest)
      : f;
  if (!result && !aux) return { tree, numbers, call, of: NUMBER };
  return arrangedPoint(verb, call, tree, numbers, aux, result);
}

function argumentTree(verb: string, args: readonly unknown[], place: number, numbers: Scalar[], argument: Part): Tree {
  return readTree(verb, args[place], numbers, place ? { ...argument, path: `args[${place}]` } : argument);
}

/** A point whose `call` takes the result apart. */
function arrangedPoint(
  verb: string,
  f: (xs: Scalar[]) => unknown,
  tree: Tree,
  numbers: Scalar[],
  aux: boolean | undefined,
  result: Part | undefined,
): CallPoint {
  const call = (xs: Scalar[]): unknown => {
    let y = f(xs);
    if (aux) {
      checkPair(verb, y);
      point.pair ??= y;
      [y] = y;
    }
    if (!result) return y;
    const ys: Scalar[] = [];
    point.of = readTree(verb, y, ys, result);
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
