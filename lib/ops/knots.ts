import { describe } from '../describe.ts';
import { checkScalar, type Numeric, peek, type Scalar } from '../scalar.ts';
import { add } from './arithmetic.ts';
import { sum } from './arrays.ts';
import { eq, ge, lt } from './compare.ts';
import { checkList, levelWithin } from './lift-arrays.ts';
import { type List, ruleHolds } from './ordering.ts';

/** Where a number lies among knots: before all, at or after the one of this index, or nowhere, being NaN. */
export type Position = number | undefined;

/**
 * Checks the lists of an interpolation, by their names, and that the first, the knots, ascends.
 * @throws {@link TypeError} when one is not an array of Scalars.
 * @throws {@link RangeError} when there are fewer than `least` points, the lengths differ, or the knots do not ascend.
 */
export function checkPoints<N extends string>(
  op: string,
  lists: Readonly<Record<N, Numeric>>,
  least: number,
): Readonly<Record<N, List>> {
  const found = {} as Record<N, List>;
  let first: string | undefined;
  for (const name in lists) {
    const list = checkList(op, lists[name]);
    levelWithin(op, list);
    found[name] = list;
    if (first === undefined) {
      first = name;
      if (list.length < least) {
        throw new RangeError(`${op}: expected at least ${least} point${least === 1 ? '' : 's'}, got ${list.length}`);
      }
      checkAscent(op, name, list);
    } else if (list.length !== found[first as N].length) {
      const lengths = `${found[first as N].length} and ${list.length}`;
      throw new RangeError(`${op}: expected ${first} and ${name} of the same length, got lengths ${lengths}`);
    }
  }
  return found;
}

function checkAscent(op: string, name: string, knots: List): void {
  for (let i = 1; i < knots.length; i++) {
    if (ruleHolds(lt, knots[i - 1]!, knots[i]!)) continue;
    const [before, here] = [peek(knots[i - 1]!), peek(knots[i]!)];
    throw new RangeError(
      `${op}: expected ${name} to ascend, got ${name}[${i}] = ${describe(here)} after ${name}[${i - 1}] = ${describe(before)}`,
    );
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
