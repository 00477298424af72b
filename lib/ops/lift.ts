import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { type Active, checkLive, checkScalar, isFiniteWithin, isNaNWithin, type Scalar } from '../scalar.ts';

/**
 * The general path of an op: operands whose primals are themselves active, or of different levels, or a value that is NaN.
 * The op is applied one level further out, and its partials are Scalars of that level.
 * @throws {@link TypeError} when an operand is not a Scalar, or its derivative call has ended.
 */
export function lift1(row: UnaryOp<Scalar>, x: Active): Scalar {
  checkLive(x, row.name);
  if (x.interpreter !== undefined) return x.interpreter.interpret1(row, x);
  const a = x.value;
  const v = row.op(a);
  const p = isNaNWithin(v) ? lost(v) : row.dx(v, a);
  return p === undefined ? v : x.scale(v, p);
}

/** As {@link lift1}, for two operands. The inner level is differentiated; an operand of another level is a constant to it. */
export function lift2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
  checkScalar(x, row.name);
  checkScalar(y, row.name);
  const level = innermost(levelOf(x), levelOf(y));
  const xActive = typeof x !== 'number' && x.level === level;
  const yActive = typeof y !== 'number' && y.level === level;
  const interpreter = (xActive ? x : (y as Active)).interpreter;
  if (interpreter !== undefined) return interpreter.interpret2(row, x, y);
  const a = xActive ? x.value : x;
  const b = yActive ? y.value : y;
  const v = row.op(a, b);
  const nan = isLost(v, a, b) ? lost(v) : undefined;
  const p = xActive ? (nan ?? row.dx(v, a, b)) : undefined;
  const q = yActive ? (nan ?? row.dy(v, a, b)) : undefined;
  return pushed(v, x, p, y, q);
}

/** The result `v` of an op, its derivatives those of the operands whose partials are there. */
export function pushed(v: Scalar, x: Scalar, p: Scalar | undefined, y: Scalar, q: Scalar | undefined): Scalar {
  if (p === undefined) return q === undefined ? v : (y as Active).scale(v, q);
  return q === undefined ? (x as Active).scale(v, p) : (x as Active).combine(v, p, y as Active, q);
}

/** Partials lose their meaning where an argument is NaN, or the value is though no argument is infinite. */
export function isLost(v: Scalar, a: Scalar, b: Scalar): boolean {
  if (isNaNWithin(a) || isNaNWithin(b)) return true;
  return isNaNWithin(v) && isFiniteWithin(a) && isFiniteWithin(b);
}

/** NaN in place of a partial of `v`, its own derivatives NaN as well. */
export function lost(v: Scalar): Scalar {
  return withNumber(v, NaN, NaN);
}

/** x with the innermost number v, its derivatives times p. */
export function withNumber(x: Scalar, v: Scalar, p: number): Scalar {
  return typeof x === 'number' || x.value === x ? v : x.scale(withNumber(x.value, v, p), p);
}

function levelOf(x: Scalar): Level | undefined {
  return typeof x === 'number' ? undefined : x.level;
}

/** The deeper of two levels. */
export function innermost(a: Level | undefined, b: Level | undefined): Level | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  if (a.depth === b.depth) throw new TypeError('expected numbers of one tape or trace, got numbers of two');
  return a.depth > b.depth ? a : b;
}
