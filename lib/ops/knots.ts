import { describe } from '../describe.ts';
import { checkScalar, type Numeric, peek, type Scalar } from '../scalar.ts';
import { add } from './arithmetic.ts';
import { sum } from './arrays.ts';
import { eq, ge, lt } from './compare.ts';
import { checkList, levelWithin } from './lift-arrays.ts';
import { isPlainList, type List, ruleHolds } from './ordering.ts';

/** Where a number lies among knots: before all, at or after the one of this index, or nowhere, being NaN. */
type Position = number | undefined;

const NAMES = ['xs', 'ys', 'slopes'] as const;

/**
 * Checks the lists of an interpolation: the knots, which ascend, and what is known at each.
 * @throws {@link TypeError} when one is not an array of Scalars.
 * @throws {@link RangeError} when there are fewer than `least` points, the lengths differ, or the knots do not ascend.
 */
export function checkPoints(op: string, least: number, ...lists: readonly Numeric[]): List[] {
  const found = lists.map((each) => {
    const list = checkList(op, each);
    if (!isPlainList(list)) levelWithin(op, list);
    return list;
  });
  const { length } = found[0]!;
  found.forEach((list, i) => {
    if (list.length === length) return;
    const lengths = `${length} and ${list.length}`;
    throw new RangeError(`${op}: expected xs and ${NAMES[i]} of the same length, got lengths ${lengths}`);
  });
  if (length < least) {
    throw new RangeError(`${op}: expected at least ${least} point${least === 1 ? '' : 's'}, got ${length}`);
  }
  checkAscent(op, found[0]!);
  return found;
}

function checkAscent(op: string, xs: List): void {
  for (let i = 1; i < xs.length; i++) {
    const [a, b] = [xs[i - 1]!, xs[i]!];
    if (typeof a === 'number' && typeof b === 'number' ? a < b : ruleHolds(lt, a, b)) continue;
    const places = `xs[${i}] = ${describe(peek(b))} after xs[${i - 1}] = ${describe(peek(a))}`;
    throw new RangeError(`${op}: expected xs to ascend, got ${places}`);
  }
}

/** The index of the last knot that is not above x, −1 where all are, undefined where x is NaN. About log₂ n comparisons. */
export function positionOf(x: Scalar, knots: List): Position {
  if (!ruleHolds(ge, x, knots[0]!)) return ruleHolds(lt, x, knots[0]!) ? -1 : undefined;
  let low = 0;
  let high = knots.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ruleHolds(ge, x, knots[middle]!)) low = middle;
    else high = middle;
  }
  return low;
}

/** Whether x is at the knot. */
export function isAt(x: Scalar, knot: Scalar): boolean {
  return ruleHolds(eq, x, knot);
}

/** The result where x is NaN: it depends on everything. */
export function nowhere(op: string, x: Scalar, ...lists: readonly List[]): Scalar {
  checkScalar(x, op);
  return lists.reduce<Scalar>((total, list) => add(total, sum(list)), x);
}
