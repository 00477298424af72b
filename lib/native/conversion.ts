import { gt } from '../ops/compare.ts';
import { abs } from '../ops/piecewise.ts';
import { Active, primal, value } from '../scalar.ts';
import { textOf } from './primitive.ts';

/** Whether x counts as true. An active number does unless it is 0 or NaN. */
export function $truthy(x: unknown): boolean {
  if (!(x instanceof Active)) return !!x;
  const v = primal(x);
  return typeof v === 'number' ? !!v : gt(abs(v), 0);
}

/** `typeof x`: of an active number 'number'. */
export function $typeof(x: unknown): string {
  return x instanceof Active ? 'number' : typeof x;
}

/** x as a key, a place or a case: of an active number its plain one. A program that is traced holds for this one. */
export function $key(x: unknown): unknown {
  return x instanceof Active ? value(x) : x;
}

/** `${x}`; the text of an active number is not taken for a number. */
export function $text(x: unknown): string {
  return textOf(x);
}
