import { type Active, isActive, type Scalar } from '../scalar.ts';
import { WHOLE } from '../typed-array.ts';
import { treeClassOf } from './registered-class.ts';
import { isRecord } from './tree.ts';
import { recordOf } from './unflatten.ts';

/** x with the numbers of ended derivative calls replaced by their values, which belong to the call further out, or are plain. */
export function outward(x: unknown): unknown {
  return withNumbers(x, (number) => {
    let y: Scalar = number;
    while (typeof y !== 'number' && !y.level.state && y.value !== y) y = y.value;
    return y;
  });
}

/**
 * x with its active numbers replaced. Arrays, records and instances of registered classes that hold such numbers are copied;
 * all else is left as it is.
 */
export function withNumbers(x: unknown, of: (x: Active) => Scalar, within: readonly unknown[] = []): unknown {
  if (isActive(x)) return of(x);
  const type = treeClassOf(x);
  const list = Array.isArray(x) ? x : (x as { [WHOLE]?: readonly unknown[] } | null | undefined)?.[WHOLE];
  if (within.includes(x) || !(type || list || isRecord(x))) return x;
  const before = type ? [type.fields(x)] : (list ?? Object.values(x as object));
  const after = Array.from(before, (xi) => withNumbers(xi, of, [...within, x]));
  // What stands in for a typed array becomes one, or a plain array.
  if (list !== x && list) return after.every((xi) => typeof xi === 'number') ? Float64Array.from(after) : after;
  if (after.every((xi, i) => Object.is(xi, before[i]))) return x;
  if (type) return type.make(after[0]);
  return list ? after : recordOf(Object.getPrototypeOf(x), Object.keys(x as object), (i) => after[i]);
}
