import { describe } from '../describe.ts';
import type { Level } from '../level.ts';
import type { ArrayAlgebra, Reduction } from '../rules/reductions.ts';
import {
  type Active,
  isNaNWithin,
  live,
  type Numeric,
  peek,
  type Recorder,
  type Scalar,
  stopGradient,
} from '../scalar.ts';
import { add, div, mul, sub } from './arithmetic.ts';
import { comparisons } from './compare.ts';
import { exp } from './exponential.ts';
import { innermost, lost } from './lift.ts';

const ALGEBRA: ArrayAlgebra<Scalar> = {
  add,
  sub,
  mul,
  div,
  exp,
  where: (compare, x, y, then, otherwise) => (comparisons[compare](x, y) ? then : otherwise),
  passive: stopGradient,
  none: undefined as never,
};

/** What the general path needs of an op over one array or two; `partials` gives a vector for each. */
export interface ArrayOp extends Pick<Reduction, 'name' | 'args' | 'least' | 'value'> {
  readonly partials: (
    A: ArrayAlgebra<Scalar>,
    v: Scalar,
    xs: readonly Scalar[],
    ys: readonly Scalar[],
  ) => readonly (readonly Scalar[])[];
}

/** An op over arrays, at every level. */
export function liftArrays(row: ArrayOp, op: (xs: Numeric, ys: Numeric) => Scalar, xs: Numeric, ys: Numeric): Scalar {
  const level = levelWithin(row.name, ys, levelWithin(row.name, xs));
  checkShape(row, xs, ys);
  if (level === undefined) return row.value(xs as ArrayLike<number>, ys as ArrayLike<number>);
  const recorder = recorderOf(level, xs) ?? recorderOf(level, ys);
  if (recorder !== undefined) {
    const n = xs.length;
    return recorder.record(row, [...xs, ...ys], (operands) => op(operands.slice(0, n), operands.slice(n)));
  }
  const a: Scalar[] = [];
  const b: Scalar[] = [];
  const [plainXs, plainYs] = [primals(level, xs, a), primals(level, ys, b)];
  const v = plainXs && plainYs ? row.value(a as number[], b as number[]) : op(a, b);
  const [p, q] = isLost(v, a, b) ? [a.map(() => lost(v)), b.map(() => lost(v))] : row.partials(ALGEBRA, v, a, b);
  const operands: Scalar[] = [];
  const partials: Scalar[] = [];
  collect(level, xs, p as readonly Scalar[], operands, partials);
  if (q !== undefined) collect(level, ys, q, operands, partials);
  return (operands[0] as Active).gather(v, partials, operands);
}

/** Puts what is active at a level with its partials behind what was put before. */
function collect(level: Level, xs: Numeric, p: readonly Scalar[], operands: Scalar[], partials: Scalar[]): void {
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] as Scalar;
    if (typeof x === 'number' || x.level !== level) continue;
    operands.push(x);
    partials.push(p[i] as Scalar);
  }
}

function checkShape(row: ArrayOp, xs: Numeric, ys: Numeric): void {
  if (row.args.length === 2 && xs.length !== ys.length) {
    throw new RangeError(`${row.name}: expected arrays of the same length, got lengths ${xs.length} and ${ys.length}`);
  }
  if (row.least !== undefined && xs.length < row.least) {
    throw new RangeError(`${row.name}: expected at least ${row.least} entries, got ${xs.length}`);
  }
}

function checkArray(name: string, array: Numeric): void {
  if (Array.isArray(array) || array instanceof Float64Array) return;
  throw new TypeError(`${name}: expected an array of Scalars, got ${describe(array)}`);
}

/** The deepest level among the entries of an array, each of them checked, and `level`. */
export function levelWithin(name: string, array: Numeric, level?: Level): Level | undefined {
  checkArray(name, array);
  let deepest = level;
  for (let i = 0; i < array.length; i++) {
    const x = array[i];
    // Neighbours mostly belong to the same call, which has then been looked at.
    if (typeof x === 'number' || (deepest !== undefined && x?.level === deepest)) continue;
    live(x, name);
    deepest = innermost(deepest, x.level);
  }
  return deepest;
}

function recorderOf(level: Level, array: Numeric): Recorder | undefined {
  for (let i = 0; i < array.length; i++) {
    const x = array[i] as Scalar;
    if (typeof x !== 'number' && x.level === level) return x.recorder;
  }
  return undefined;
}

/** Appends what the entries of an array are one level out; whether all of these are plain numbers. */
function primals(level: Level, array: Numeric, values: Scalar[]): boolean {
  let plain = true;
  for (let i = 0; i < array.length; i++) {
    const x = array[i] as Scalar;
    const value = typeof x !== 'number' && x.level === level ? x.value : x;
    if (typeof value !== 'number') plain = false;
    values.push(value);
  }
  return plain;
}

/** As for two operands: the value is NaN, and not because an argument is infinite. */
function isLost(v: Scalar, a: readonly Scalar[], b: readonly Scalar[]): boolean {
  if (!isNaNWithin(v)) return false;
  const args = [...a, ...b].map(peek);
  return args.some(Number.isNaN) || args.every(Number.isFinite);
}
