import { gt, lt } from '../ops/compare.ts';
import { isActive } from '../scalar.ts';
import { concerns, numberOf } from './primitive.ts';

type Compare = (a: unknown, b: unknown) => unknown;

/** A comparator of `sort`: what it returns becomes a plain number of the same sign. What is no function is left. */
export function $order(compare: unknown): unknown {
  if (typeof compare !== 'function') return compare;
  return function (this: unknown, a: unknown, b: unknown): unknown {
    const difference: unknown = Reflect.apply(compare as Compare, this, [a, b]);
    return concerns(difference) ? sign(difference) : difference;
  };
}

function sign(difference: unknown): unknown {
  const d = numberOf(difference);
  if (!isActive(d)) return d;
  return lt(d, 0) ? -1 : Number(gt(d, 0));
}
