import type { Scalar } from '../scalar.ts';
import { arrange } from '../tree/arrangement.ts';
import { emptyNumbers } from '../tree/container.ts';
import { checkPair } from '../tree/output.ts';
import { outward } from '../tree/outward.ts';
import { type Part, readTree } from '../tree/reading.ts';
import { NUMBER, type Tree } from '../tree/tree.ts';
import type { Selection } from './options.ts';

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
 * The point of the call f(x, ...rest). Where there is no `result`, f(x) is to be a number.
 * @throws {@link TypeError} for an argument that is no tree, {@link RangeError} for one that contains itself.
 */
export function pointAt(
  verb: string,
  f: AnyFn,
  x: unknown,
  rest: readonly unknown[],
  { wrt = 0, aux }: Selection,
  argument: Part,
  result?: Part,
): CallPoint {
  const numbers = emptyNumbers();
  let tree: Tree;
  let call: CallPoint['call'] = f;
  if (wrt === 0) {
    tree = readTree(verb, x, numbers, argument);
    // A flat array is the list of its numbers: nothing is to be arranged.
    if (tree.kind !== 'numbers' || rest.length > 0) call = (xs) => f(arrange(tree, xs), ...rest);
  } else {
    const args = [x, ...rest];
    const places = [wrt].flat() as number[];
    const entries = places.map((place) =>
      readTree(verb, args[place], numbers, place ? { ...argument, path: `args[${place}]` } : argument),
    );
    const list: Tree = { kind: 'list', entries };
    tree = typeof wrt === 'number' ? entries[0]! : list;
    call = (xs) => {
      const copy = args.slice();
      (arrange(list, xs) as unknown[]).forEach((part, i) => {
        copy[places[i]!] = part;
      });
      return f(...copy);
    };
  }
  return result || aux ? arrangedPoint(verb, call, tree, numbers, aux, result) : { tree, numbers, call, of: NUMBER };
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
    const ys = emptyNumbers();
    point.of = readTree(verb, y, ys, result);
    return ys;
  };
  const point: CallPoint = { tree, numbers, call, of: NUMBER };
  return point;
}

/** A result, and aux where there is one: the result is then the part `alone`, or already its parts. */
export function withAux(result: unknown, { pair }: CallPoint, alone?: string): unknown {
  if (!pair) return result;
  return { ...(alone ? { [alone]: result } : (result as object)), aux: outward(pair[1]) };
}
