import { firstDifference, HIDDEN_BRANCHES } from '../forward/passes.ts';
import { insideDerivative, runningDepth } from '../level.ts';
import { peek, type Scalar } from '../scalar.ts';
import { isVector } from '../tree/container.ts';
import { type Found, natives } from './native-mark.ts';

/** f as a function of the numbers it is differentiated by, at `xs`, to its numbers; and what those were found to be. */
type Compare = (verb: string, f: (xs: Scalar[]) => unknown, xs: readonly Scalar[], found: Found) => void;

/**
 * Compares f(x) as a derivative found it with f on plain numbers: at each call where f is native or `check` is true, never
 * where `check` is false, else at the first. Only the outermost verb compares. A derivative of a native function is one.
 */
export function plainComparison(f: object, check: boolean | undefined, derivative: object = f): Compare {
  const own = natives.get(f);
  if (own) natives.set(derivative, own);
  let isDue = check !== false;
  return (verb, call, xs, found) => {
    if (!isDue || runningDepth() || !xs.every((xi) => typeof xi === 'number')) return;
    (own ?? checkPlainRun)(verb, call, xs, found);
    isDue = check ?? !!own;
  };
}

let last: [f?: unknown, check?: boolean | undefined, compare?: Compare] = [];

/** As {@link plainComparison}, for verbs that get f at each call: the first call is one where f is not that of the call before. */
export function comparisonOf(f: object, check: boolean | undefined): Compare {
  if (f !== last[0] || check !== last[1]) last = [f, check, plainComparison(f, check)];
  return last[2]!;
}

/**
 * Checks that f gives on plain numbers what it was found to be while it was differentiated: JavaScript has no hook for
 * `x === 0`. Where f throws, or two plain runs differ, nothing can be said.
 *
 * The plain run comes last: a derivative must not rest on what f stored in it.
 */
export function checkPlainRun(verb: string, f: (xs: Scalar[]) => unknown, xs: readonly Scalar[], found: Found): void {
  const values = listOf(found).map(peek);
  const plain = plainRun(f, xs, values);
  const i = firstDifference(values, plain);
  if (i < 0 || firstDifference(plain, plainRun(f, xs, [])) >= 0) return;
  throw new Error(
    `${verb}: expected the value of f on plain numbers, ${plain[i]}, got ${values[i]}; ${HIDDEN_BRANCHES}, nor on includes or keys (write value(x))`,
  );
}

/** The numbers of f on plain numbers; `thrown` where it throws. */
function plainRun(f: (xs: Scalar[]) => unknown, xs: readonly Scalar[], thrown: Scalar[]): Scalar[] {
  try {
    return listOf(insideDerivative(() => f(xs.slice())));
  } catch {
    return thrown;
  }
}

/** The numbers of x or of f(x), as a new list. */
function listOf(x: unknown): Scalar[] {
  return isVector(x) ? Array.from(x as readonly Scalar[]) : [x as Scalar];
}
