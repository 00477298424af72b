import { describe } from '../describe.ts';
import type { ArrayOp } from '../interpreter.ts';
import type { Algebra } from '../rules/algebra.ts';
import { checkScalar, type Numeric, type Scalar } from '../scalar.ts';
import { checkSurplus } from './arity.ts';
import { choose, comparisons } from './compare.ts';
import { lift1, lift2 } from './lift.ts';
import { liftArrays } from './lift-arrays.ts';
import { rowOps } from './rows.ts';

/** An op of one number: its value on numbers, and its partial in ops, from the value `v` and the argument. */
export interface UnaryDefinition {
  readonly name: string;
  readonly arity: 1;
  readonly value: (x: number) => number;
  readonly partials: (A: Algebra<Scalar>, v: Scalar, x: Scalar) => readonly [Scalar];
}

/** An op of two numbers, with both its partials. */
export interface BinaryDefinition {
  readonly name: string;
  readonly arity: 2;
  readonly value: (x: number, y: number) => number;
  readonly partials: (A: Algebra<Scalar>, v: Scalar, x: Scalar, y: Scalar) => readonly [Scalar, Scalar];
}

/** An op of an array of numbers, with one partial for each entry. */
export interface ArrayDefinition {
  readonly name: string;
  readonly arity: 'array';
  readonly value: (xs: readonly number[]) => number;
  readonly partials: (A: Algebra<Scalar>, v: Scalar, xs: readonly Scalar[]) => readonly Scalar[];
}

/** The algebra of partials, over Scalars. */
export const algebra: Algebra<Scalar> = {
  ...rowOps,
  where: (compare, x, y, then, otherwise) => choose(comparisons[compare], x, y, then, otherwise) as Scalar,
  none: undefined as never,
};

/**
 * An operation from a row like those of the library's own: its name, its value on numbers, and its partials.
 * Partials are written with the ops in `A` (`A.mul`, `A.where('lt', …)`; `A.none` for an operand that contributes nothing)
 * and may call other defined ops. They are differentiated in turn, so derivatives of any order follow.
 *
 * Cost: the value and the partials, and about 50 ns a call more than a built-in op.
 * @throws {@link TypeError} when the definition lacks a part, or later when `value` does not return a number or `partials`
 * not one Scalar for each argument.
 * @example derivative(defineOp({ name: 'double', arity: 1, value: (x) => 2 * x, partials: () => [2] }))(3) // 2
 */
export function defineOp(row: UnaryDefinition): (x: Scalar) => Scalar;
export function defineOp(row: BinaryDefinition): (x: Scalar, y: Scalar) => Scalar;
export function defineOp(row: ArrayDefinition): (xs: Numeric) => Scalar;
export function defineOp(
  row: UnaryDefinition | BinaryDefinition | ArrayDefinition,
): ((x: Scalar) => Scalar) | ((x: Scalar, y: Scalar) => Scalar) | ((xs: Numeric) => Scalar) {
  check(row);
  const op = row.arity === 1 ? defineUnary(row) : row.arity === 2 ? defineBinary(row) : defineArray(row);
  return Object.defineProperty(op, 'name', { value: row.name });
}

function defineUnary(row: UnaryDefinition): (x: Scalar) => Scalar {
  const op = (x: Scalar, next?: unknown, after?: unknown): Scalar => {
    if (next !== undefined) checkSurplus(general, next, after);
    if (typeof x === 'number') return checkValue(row.name, row.value(x));
    return lift1(general, x);
  };
  const general = {
    name: row.name,
    op,
    dx: (v: Scalar, x: Scalar) => checkPartials(row.name, row.partials(algebra, v, x), 1)[0],
  };
  return op;
}

function defineBinary(row: BinaryDefinition): (x: Scalar, y: Scalar) => Scalar {
  const op = (x: Scalar, y: Scalar, next?: unknown, after?: unknown): Scalar => {
    if (next !== undefined) checkSurplus(general, next, after);
    if (typeof x === 'number' && typeof y === 'number') return checkValue(row.name, row.value(x, y));
    return lift2(general, x, y);
  };
  const partial = (i: number) => (v: Scalar, x: Scalar, y: Scalar) =>
    checkPartials(row.name, row.partials(algebra, v, x, y), 2)[i];
  const general = { name: row.name, op, dx: partial(0), dy: partial(1) };
  return op;
}

function defineArray(row: ArrayDefinition): (xs: Numeric) => Scalar {
  const op = (xs: Numeric, next?: unknown, after?: unknown): Scalar => {
    if (next !== undefined) checkSurplus(general, next, after);
    return liftArrays(general, xs, []);
  };
  const general: ArrayOp<Scalar> = {
    name: row.name,
    op,
    value: (xs) => checkValue(row.name, row.value(Array.from(xs))),
    partials: (v, xs) => [checkPartials(row.name, row.partials(algebra, v, xs), xs.length)],
  };
  return op;
}

function check(row: UnaryDefinition | BinaryDefinition | ArrayDefinition): void {
  const at = typeof row?.name === 'string' ? ` '${row.name}'` : '';
  const expect = (ok: boolean, what: string, got: unknown): void => {
    if (!ok) throw new TypeError(`defineOp${at}: expected ${what}, got ${describe(got)}`);
  };
  expect(typeof row === 'object' && row !== null, 'a row { name, arity, value, partials }', row);
  expect(typeof row.name === 'string', 'name to be a string', row.name);
  expect([1, 2, 'array'].includes(row.arity), "arity to be 1, 2 or 'array'", row.arity);
  expect(typeof row.value === 'function', 'value to be a function of numbers', row.value);
  expect(typeof row.partials === 'function', 'partials to be a function (A, v, …arguments)', row.partials);
}

function checkValue(name: string, v: unknown): number {
  if (typeof v === 'number') return v;
  throw new TypeError(`${name}: expected its value on numbers to be a number, got ${describe(v)}`);
}

function checkPartials(name: string, partials: readonly Scalar[], count: number): readonly Scalar[] {
  if (!Array.isArray(partials) || partials.length !== count) {
    throw new TypeError(`${name}: expected partials to be an array of length ${count}, got ${describe(partials)}`);
  }
  for (const p of partials) if (p !== undefined) checkScalar(p, name);
  return partials;
}
