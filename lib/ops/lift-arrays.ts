import { describe } from '../describe.ts';
import type { Level } from '../level.ts';
import type { ArrayAlgebra, Reduction } from '../rules/reductions.ts';
import { isNaNWithin, live, type Numeric, peek, type Recorder, type Scalar, stopGradient } from '../scalar.ts';
import { add, div, mul, sub } from './arithmetic.ts';
import { choose, comparisons } from './compare.ts';
import { exp } from './exponential.ts';
import { innermost, lost } from './lift.ts';

const ALGEBRA: ArrayAlgebra<Scalar> = {
  add,
  sub,
  mul,
  div,
  exp,
  where: (compare, x, y, then, otherwise) => choose(comparisons[compare], x, y, then, otherwise) as Scalar,
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
  const level = innermost(levelWithin(row.name, xs), levelWithin(row.name, ys));
  checkShape(row, xs, ys);
  if (level === undefined) return row.value(xs as ArrayLike<number>, ys as ArrayLike<number>);
  const recorder = recorderOf(level, xs) ?? recorderOf(level, ys);
  if (recorder !== undefined) {
    const n = xs.length;
    return recorder.record(row, [...xs, ...ys], (operands) => op(operands.slice(0, n), operands.slice(n)));
  }
  const a = primals(level, xs);
  const b = primals(level, ys);
  const v = op(a, b);
  const operands = b.length === 0 ? xs : [...xs, ...ys];
  const partials = lostArrays(v, a, b) ? [...a, ...b].map(() => lost(v)) : joined(row.partials(ALGEBRA, v, a, b));
  for (let i = 0; i < operands.length; i++) {
    const x = operands[i] as Scalar;
    if (typeof x !== 'number' && x.level === level) return x.gather(v, partials, operands);
  }
  return v;
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

/** The deepest level among the entries of an array, each of them checked. */
export function levelWithin(name: string, array: Numeric): Level | undefined {
  checkArray(name, array);
  let level: Level | undefined;
  for (let i = 0; i < array.length; i++) {
    const x = array[i];
    if (typeof x === 'number') continue;
    live(x, name);
    level = innermost(level, x.level);
  }
  return level;
}

function recorderOf(level: Level, array: Numeric): Recorder | undefined {
  for (let i = 0; i < array.length; i++) {
    const x = array[i] as Scalar;
    if (typeof x !== 'number' && x.level === level) return x.recorder;
  }
  return undefined;
}

function primals(level: Level, array: Numeric): Scalar[] {
  const values: Scalar[] = [];
  for (let i = 0; i < array.length; i++) {
    const x = array[i] as Scalar;
    values.push(typeof x !== 'number' && x.level === level ? x.value : x);
  }
  return values;
}

function joined(vectors: readonly (readonly Scalar[])[]): readonly Scalar[] {
  return vectors.length === 1 ? (vectors[0] as readonly Scalar[]) : vectors.flat();
}

/** As for two operands: the value is NaN, and not because an argument is infinite. */
function lostArrays(v: Scalar, a: readonly Scalar[], b: readonly Scalar[]): boolean {
  if (!isNaNWithin(v)) return false;
  const args = [...a, ...b].map(peek);
  return args.some(Number.isNaN) || args.every(Number.isFinite);
}
