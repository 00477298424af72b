import type { Algebra } from '../../rules/algebra.ts';
import { isLeaf } from '../../rules/expression.ts';
import type { Comparing, Rule } from '../../rules/rule.ts';
import { rules } from '../../rules/table.ts';
import type { Term } from '../../rules/term.ts';
import { ANY_NUMBER, decided, ENCLOSURES, hull, type NumberInterval, point, sampled } from './interval.ts';

type Op = (...xs: Term<NumberInterval>[]) => NumberInterval;

function opOf(rule: Rule): Op {
  if (!isLeaf(rule))
    return (...xs) =>
      interval(rule.value(intervals, ...(xs.map(interval) as [NumberInterval, NumberInterval, NumberInterval])));
  const { ulps, value, name } = rule;
  if (ulps === undefined) return () => ANY_NUMBER;
  const enclosure = ENCLOSURES[name];
  return (...xs) => {
    const [x, y] = xs.map(interval) as [NumberInterval, NumberInterval];
    return enclosure ? enclosure(ulps, x, y) : sampled(value, ulps, xs.map(interval));
  };
}

/** A term of a rule: a plain number is the interval of that number. */
export function interval(x: Term<NumberInterval>): NumberInterval {
  return typeof x === 'number' ? point(x) : x;
}

/**
 * The algebra of values and partials over intervals: each result holds what the row gives for all numbers of its operands.
 * Where a comparison comes out differently for some of them, it holds both sides.
 */
export const intervals: Algebra<NumberInterval> = {
  ...Object.fromEntries(rules.map((rule): [string, Op] => [rule.name, opOf(rule)])),
  where: (compare: Comparing, ...operands: Term<NumberInterval>[]): NumberInterval => {
    const [x, y, then, otherwise] = operands.map(interval) as [
      NumberInterval,
      NumberInterval,
      NumberInterval,
      NumberInterval,
    ];
    const outcome = decided(compare, x, y);
    return outcome === undefined ? hull(then, otherwise) : outcome ? then : otherwise;
  },
  none: point(0),
} as unknown as Algebra<NumberInterval>;

/** The partials of a row by its operands, over intervals; of a row without, all numbers. */
export function partialIntervals(rule: Rule, xs: readonly NumberInterval[]): readonly NumberInterval[] {
  const v = (intervals as unknown as Record<string, Op>)[rule.name]!(...xs);
  if (rule.partials === undefined) return xs.map(() => ANY_NUMBER);
  const [x, y] = xs as [NumberInterval, NumberInterval];
  const partials = rule.arity === 1 ? rule.partials(intervals, v, x) : rule.partials(intervals, v, x, y);
  return partials.map(interval);
}

/** The values of a row over intervals. */
export function valueInterval(rule: Rule, xs: readonly NumberInterval[]): NumberInterval {
  return (intervals as unknown as Record<string, Op>)[rule.name]!(...xs);
}
