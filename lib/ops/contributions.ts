import { isNaNWithin, type Scalar } from '../scalar.ts';
import { add, mul, neg, sub } from './arithmetic.ts';

// Tangents and adjoints; undefined is inactive.

/** p ẋ, inactive where ẋ is. */
export function scaled(p: Scalar, t: Scalar | undefined): Scalar | undefined {
  return t === undefined ? t : mul(p, t);
}

/** ẋ + ẏ */
export function joint(t: Scalar | undefined, u: Scalar | undefined): Scalar | undefined {
  return t === undefined || u === undefined ? (t ?? u) : add(t, u);
}

/** ẋ − ẏ */
export function less(t: Scalar | undefined, u: Scalar | undefined): Scalar | undefined {
  if (t === undefined) return u === undefined ? u : neg(u);
  return u === undefined ? t : sub(t, u);
}

/** x as the result of an op: where it is NaN its derivatives are NaN as well, as those of x + −0. */
export function handedOn(x: Scalar): Scalar {
  return typeof x === 'number' || x.value === x || !isNaNWithin(x) ? x : add(x, -0);
}
