import { HIDDEN_BRANCHES } from '../forward/passes.ts';
import { insideDerivative, runningDepth } from '../level.ts';
import { peek, type Scalar } from '../scalar.ts';
import { isScalar, isVector, overNumbers } from '../tree/container.ts';

/** Whether a verb called at these numbers is the outermost, and they are plain. */
export function isOutermost(xs: readonly Scalar[]): boolean {
  return runningDepth() === 0 && xs.every((x) => typeof x === 'number');
}

/**
 * Checks that f gives on plain numbers what it was found to be while it was differentiated: JavaScript has no hook for
 * `x === 0`. Where f throws, or two plain runs differ, nothing can be said.
 *
 * The plain run comes last: a derivative must not rest on what f stored in it.
 */
export function checkPlainRun(
  verb: string,
  f: (xs: Scalar[]) => unknown,
  xs: readonly Scalar[],
  found: Scalar | readonly Scalar[],
): void {
  const plain = plainRun(f, xs);
  const difference = differenceOf(found, plain);
  if (difference === undefined || differenceOf(plain, plainRun(f, xs)) !== undefined) return;
  throw new Error(
    `${verb}: expected the value of f on plain numbers, ${difference[1]}, got ${difference[0]}; ${HIDDEN_BRANCHES}, nor on includes, Map keys or new Array(x) (write value(x))`,
  );
}

/** f on the plain numbers of xs; undefined where it throws. */
function plainRun(f: (xs: Scalar[]) => unknown, xs: readonly Scalar[]): unknown {
  try {
    return insideDerivative(() => f(xs.map(peek)));
  } catch {
    return undefined;
  }
}

let last: unknown;

/** As {@link checkPlainRun}, for verbs that get f at each call, unless it is the f that was checked last. */
export function checkFirstPlainRun(
  verb: string,
  f: (x: never) => unknown,
  x: unknown,
  found: Scalar | readonly Scalar[],
): void {
  if (f === last) return;
  const xs = listOf(x);
  if (!isOutermost(xs)) return;
  last = f;
  checkPlainRun(verb, overNumbers(f, x, []), xs, found);
}

/** The numbers of x or of f(x), as a new list. */
function listOf(x: unknown): Scalar[] {
  return isVector(x) ? Array.from(x as readonly Scalar[]) : [x as Scalar];
}

/** The first numbers that differ. NaN passes for anything: f may itself be a derivative, at a singular point. */
function differenceOf(a: unknown, b: unknown): readonly [unknown, unknown] | undefined {
  if (a === b || a === undefined || b === undefined) return undefined;
  const [as, bs] = [listOf(a), listOf(b)];
  for (let i = 0; i < as.length || i < bs.length; i++) {
    const [x, y] = [as[i], bs[i]].map((v) => (isScalar(v) ? peek(v as Scalar) : v));
    if (x !== y && !Number.isNaN(x) && !Number.isNaN(y)) return [x, y];
  }
  return undefined;
}
