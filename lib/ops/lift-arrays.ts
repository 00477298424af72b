import { describe } from '../describe.ts';
import type { Level } from '../level.ts';
import type { ArrayAlgebra, ArrayRule } from '../rules/arrays.ts';
import { type Active, live, type Numeric, type Scalar, value } from '../scalar.ts';
import { add, div, mul, sub } from './arithmetic.ts';
import { comparisons } from './compare.ts';
import { exp } from './exponential.ts';
import { innermost, isLost } from './lift.ts';

const ALGEBRA: ArrayAlgebra<Scalar> = {
  add,
  sub,
  mul,
  div,
  exp,
  where: (compare, x, y, then, otherwise) => (comparisons[compare](x, y) ? then : otherwise),
  none: undefined as never,
};

/** An op over arrays at every level. */
export function liftArrays(row: ArrayRule, op: (xs: Numeric, ys: Numeric) => Scalar, xs: Numeric, ys: Numeric): Scalar {
  const operands = entries(row, xs, ys);
  let level: Level | undefined;
  for (const x of operands) if (typeof x !== 'number') level = innermost(level, x.level);
  if (level === undefined) return row.value(xs as ArrayLike<number>, ys as ArrayLike<number>);
  const primal = operands.map((x) => (typeof x !== 'number' && x.level === level ? x.value : x));
  const a = primal.slice(0, xs.length);
  const b = primal.slice(xs.length);
  const v = op(a, b);
  const partials: readonly (Scalar | undefined)[] = isLost(value(v), primal.map(value))
    ? primal.map(() => NaN)
    : row.partials<Scalar>(ALGEBRA, v, a, b).flat();
  const first = operands.find((x) => typeof x !== 'number' && x.level === level) as Active;
  return first.gather(v, partials, operands);
}

/** The checked entries of both arrays, one behind the other. */
function entries(row: ArrayRule, xs: Numeric, ys: Numeric): Scalar[] {
  for (const array of [xs, ys]) {
    if (!Array.isArray(array) && !(array instanceof Float64Array)) {
      throw new TypeError(`${row.name}: expected an array of Scalars, got ${describe(array)}`);
    }
  }
  if (row.args.length === 2 && xs.length !== ys.length) {
    throw new RangeError(`${row.name}: expected arrays of the same length, got lengths ${xs.length} and ${ys.length}`);
  }
  if (xs.length < (row.least ?? 0)) {
    throw new RangeError(`${row.name}: expected at least ${row.least} entries, got ${xs.length}`);
  }
  const all: Scalar[] = [];
  for (const array of [xs, ys]) {
    for (let i = 0; i < array.length; i++) {
      const x = array[i];
      if (typeof x !== 'number') live(x, row.name);
      all.push(x);
    }
  }
  return all;
}
