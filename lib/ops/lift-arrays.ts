import { describe } from '../describe.ts';
import type { ArrayOp } from '../interpreter.ts';
import { type Level, LIVE } from '../level.ts';
import {
  type Active,
  checkLive,
  checkScalar,
  isFiniteWithin,
  isNaNWithin,
  type Numeric,
  type Scalar,
} from '../scalar.ts';
import { isIndexed, listOf } from '../typed-array.ts';
import { checkArity, isArray } from './arity.ts';
import { innermost, lost } from './lift.ts';

/** The arrays that ops read. */
type List = readonly Scalar[] | Float64Array;

/** An op over arrays, at every level. */
export function liftArrays(row: ArrayOp<Scalar>, xs: Numeric, ys: Numeric): Scalar {
  if (!isIndexed(xs) || !isIndexed(ys)) return liftArrays(row, checkList(row.name, xs), checkList(row.name, ys));
  const active = firstActive(xs) ?? firstActive(ys);
  // Where all primals are plain numbers of one level: most of what a program does.
  if (active?.level?.state === LIVE) {
    const a = numbers(active.level, xs);
    const b = numbers(active.level, ys);
    if (a !== undefined && b !== undefined) {
      checkShape(row, xs, ys);
      const v = row.value(a, b);
      // Where an argument is NaN, hypot may be ∞.
      if (row.spread === undefined ? !Number.isNaN(v) : Number.isFinite(v))
        return active.gather(v, row.partials(v, a, b), [xs, ys]);
    }
  }
  const level = innermost(levelWithin(row.name, xs), levelWithin(row.name, ys));
  checkShape(row, xs, ys);
  return level === undefined ? row.value(xs as ArrayLike<number>, ys as ArrayLike<number>) : nested(level, row, xs, ys);
}

/** An op of any number of arguments. As `reduce` calls it, with an index and the array, it is one of two. */
export function liftVariadic(row: ArrayOp<Scalar>, ...xs: readonly Scalar[]): Scalar {
  if (isArray(xs[2]) || isArray(xs[3])) {
    checkArity(row.name, 2, xs[2], xs[3]);
    if (xs.length === 4) return row.spread!(xs[0]!, xs[1]!);
  }
  for (const x of xs) checkScalar(x, row.name);
  return liftArrays(row, xs, []);
}

/** The general path: the op one level further out, its partials Scalars of that level. */
function nested(level: Level, row: ArrayOp<Scalar>, xs: List, ys: List): Scalar {
  const operands = [...xs, ...ys];
  const active = operands.find((x) => typeof x !== 'number' && x.level === level) as Active;
  if (active.interpreter !== undefined) {
    return active.interpreter.interpretArrays(row, Array.from<Scalar>(xs), Array.from<Scalar>(ys));
  }
  const a = primals(level, xs);
  const b = primals(level, ys);
  const v = row.op(a, b);
  const partials = lostArrays(row, v, a, b) ? [a.map(() => lost(v)), b.map(() => lost(v))] : row.partials(v, a, b);
  return active.gather(v, partials, [xs, ys]);
}

function checkShape(row: ArrayOp<Scalar>, xs: List, ys: List): void {
  if (row.isPair && xs.length !== ys.length) {
    throw new RangeError(`${row.name}: expected arrays of the same length, got lengths ${xs.length} and ${ys.length}`);
  }
  if (row.least !== undefined && xs.length < row.least) {
    throw new RangeError(`${row.name}: expected at least ${row.least} entries, got ${xs.length}`);
  }
}

/** Checks that an argument is an array, and returns it as one that ops read. */
export function checkList(name: string, array: Numeric): List {
  const list = listOf(array);
  if (list !== undefined) return list as List;
  throw new TypeError(`${name}: expected an array of Scalars, got ${describe(array)}`);
}

/** Checks that an argument is an array of Scalars, and returns them in an array of their own. */
export function checkScalars(name: string, array: Numeric): Scalar[] {
  const list = Array.from<Scalar>(checkList(name, array));
  levelWithin(name, list);
  return list;
}

/** The deepest level among the entries of an array, each of them checked. */
export function levelWithin(name: string, array: List): Level | undefined {
  let level: Level | undefined;
  for (let i = 0; i < array.length; i++) {
    const x = array[i];
    if (typeof x === 'number') continue;
    checkLive(x, name);
    level = innermost(level, x.level);
  }
  return level;
}

/** The first entry that is not a plain number. */
function firstActive(array: List): Active | undefined {
  return array[typeof array[0] === 'number' ? numbersAhead(array) : 0] as Active | undefined;
}

/** How many numbers an array begins with. Apart, so that V8 meets mostly arrays of doubles here, and boxes none of them. */
function numbersAhead(array: List): number {
  let i = 1;
  while (i < array.length && typeof array[i] === 'number') i++;
  return i;
}

/**
 * The primals of an array, if all of them are plain numbers and no entry belongs to another level. Apart from the general
 * case, because V8 keeps such an array unboxed.
 */
function numbers(level: Level, array: List): number[] | undefined {
  const values: number[] = [];
  for (let i = 0; i < array.length; i++) {
    const x = array[i]!;
    if (typeof x === 'number') {
      values.push(x);
      continue;
    }
    const v = x?.level === level ? x.value : undefined;
    if (typeof v !== 'number') return undefined;
    values.push(v);
  }
  return values;
}

/** The entries of an array, those of a level one level further out. */
export function primals(level: Level, array: List): Scalar[] {
  const values: Scalar[] = [];
  for (let i = 0; i < array.length; i++) {
    const x = array[i]!;
    values.push(typeof x !== 'number' && x.level === level ? x.value : x);
  }
  return values;
}

/** As for two operands: an argument is NaN, or the value is and not because an argument is infinite. */
export function lostArrays(row: ArrayOp<Scalar>, v: Scalar, a: readonly Scalar[], b: readonly Scalar[]): boolean {
  const args = [...a, ...b];
  // Only an op of any number of arguments, hypot, may have another value where one is NaN.
  if (!isNaNWithin(v)) return row.spread !== undefined && args.some(isNaNWithin);
  return args.some(isNaNWithin) || args.every(isFiniteWithin);
}
