import { numberWithin, type Scalar } from '../scalar.ts';

/** Whether sweeps take x for a plain number. */
export function isPlain(x: Scalar): boolean {
  if (typeof x === 'number') return true;
  const v = numberWithin(x);
  return v === x && v.interpreter.isAsPlain === true;
}
