// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import { ge, gt, le, lt } from '../ops/compare.ts';
import { primal, type Scalar } from '../scalar.ts';
import { comparison } from './operands.ts';

/** `x < y` of any kinds of values. */
export function $lt(x: Scalar, y: Scalar): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x < y;
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') return xv < yv;
  return comparison(lt, (x, y) => x < y, x, y);
}

/** `x <= y` of any kinds of values. */
export function $le(x: Scalar, y: Scalar): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x <= y;
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') return xv <= yv;
  return comparison(le, (x, y) => x <= y, x, y);
}

/** `x > y` of any kinds of values. */
export function $gt(x: Scalar, y: Scalar): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x > y;
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') return xv > yv;
  return comparison(gt, (x, y) => x > y, x, y);
}

/** `x >= y` of any kinds of values. */
export function $ge(x: Scalar, y: Scalar): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x >= y;
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') return xv >= yv;
  return comparison(ge, (x, y) => x >= y, x, y);
}
