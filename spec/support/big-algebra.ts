import { rowValue } from '../../emit/numbers.ts';
import type { Algebra } from '../../lib/rules/algebra.ts';
import { listsOf } from '../../lib/rules/array-rule.ts';
import { isLeaf } from '../../lib/rules/expression.ts';
import type { Comparing, Rule } from '../../lib/rules/rule.ts';
import { arrays, rules } from '../../lib/rules/table.ts';
import * as big from './big-float.ts';
import { BigFloat } from './big-float.ts';
import { listRows, resultOf } from './lists.ts';
import { type Interpretation, numbers } from './programs.ts';

const of = BigFloat.from;
const whole = (x: bigint): BigFloat => BigFloat.of(x, 0);
const toZero = (x: BigFloat): BigFloat => (x.sign < 0 ? whole(x.negative().floor()).negative() : whole(x.floor()));

/** x % y, exactly. */
function remainder(x: BigFloat, y: BigFloat): BigFloat {
  if (y.sign === 0) throw new RangeError('expected a divisor that is not 0');
  const exponent = Math.min(x.exponent, y.exponent);
  const at = (z: BigFloat): bigint => z.mantissa << BigInt(z.exponent - exponent);
  return BigFloat.of(at(x) % at(y), exponent);
}

/** The leaves of the table. */
const LEAVES: Readonly<Record<string, (x: BigFloat, y: BigFloat) => BigFloat>> = {
  add: (x, y) => x.exactPlus(y),
  sub: (x, y) => x.exactPlus(y.negative()),
  mul: (x, y) => x.exactTimes(y),
  div: (x, y) => x.over(y),
  neg: (x) => x.negative(),
  sqrt: (x) => x.root(),
  hypot: (x, y) => x.times(x).plus(y.times(y)).root(),
  log2: (x) => big.log(x).over(big.LN2),
  log10: (x) => big.log(x).over(big.log(of(10))),
  sign: (x) => of(x.sign),
  floor: (x) => whole(x.floor()),
  ceil: (x) => whole(x.negative().floor()).negative(),
  round: (x) => whole(x.plus(of(0.5)).floor()),
  trunc: toZero,
  abs: (x) => x.size(),
  max: (x, y) => (x.exactPlus(y.negative()).sign >= 0 ? x : y),
  min: (x, y) => (x.exactPlus(y.negative()).sign <= 0 ? x : y),
  mod: (x, y) => remainder(x, y),
  ...(big as unknown as Record<string, (x: BigFloat, y: BigFloat) => BigFloat>),
};

const OUTCOMES: Readonly<Record<Comparing, (sign: number) => boolean>> = {
  lt: (sign) => sign < 0,
  le: (sign) => sign <= 0,
  gt: (sign) => sign > 0,
  ge: (sign) => sign >= 0,
  eq: (sign) => sign === 0,
  ne: (sign) => sign !== 0,
};

// What doubles in rules stand for.
const CONSTANTS: ReadonlyMap<number, BigFloat> = new Map([
  [Math.LN2, big.LN2],
  [Math.LOG2E, of(1).over(big.LN2)],
  [Math.LOG10E, of(1).over(big.log(of(10)))],
]);

/** A number that a rule writes; undefined of NaN. */
function literal(x: BigFloat | number): BigFloat {
  if (typeof x !== 'number') return x;
  if (Number.isNaN(x)) return undefined as never;
  // Only comparisons have infinities.
  return CONSTANTS.get(x) ?? of(Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x)));
}

/** A number of 86 digits and its derivatives by some inputs; undefined has no value. */
export interface BigDual {
  readonly value: BigFloat;
  /** Undefined is a derivative that there is none of. */
  readonly slopes: readonly (BigFloat | undefined)[];
}

type Maybe<T> = T | number | undefined;

/** The table over numbers of 86 digits. A branch computes both of its sides; the one that is not taken may have no value. */
const VALUES: Algebra<BigFloat> = {
  ...Object.fromEntries(
    rules.map((rule) => [
      rule.name,
      (...xs: Maybe<BigFloat>[]): BigFloat | undefined => {
        if (xs.includes(undefined)) return undefined;
        const [x, y, z] = xs.map((xi) => literal(xi as BigFloat)) as [BigFloat, BigFloat, BigFloat];
        if ([x, y, z].slice(0, rule.arity).includes(undefined as never)) return undefined;
        return isLeaf(rule) ? leafValue(rule.name, x, y) : literal(rule.value(VALUES, x, y, z));
      },
    ]),
  ),
  where: (compare: Comparing, x: Maybe<BigFloat>, y: Maybe<BigFloat>, then: unknown, otherwise: unknown) => {
    if (x === undefined || y === undefined) return undefined;
    return OUTCOMES[compare](order(literal(x), literal(y))) ? then : otherwise;
  },
  none: of(0),
} as unknown as Algebra<BigFloat>;

function order(x: BigFloat, y: BigFloat): number {
  return x.exactPlus(y.negative()).sign;
}

/** The value of a leaf; undefined where there is none. */
export function leafValue(name: string, x: BigFloat, y: BigFloat): BigFloat | undefined {
  try {
    return LEAVES[name]!(x, y);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function dualOf(rule: Rule, xs: readonly Maybe<BigDual>[]): BigDual | undefined {
  if (xs.includes(undefined)) return undefined;
  const duals = xs.map((x) => (typeof x === 'number' ? { value: literal(x), slopes: [] } : x)) as BigDual[];
  if (rule.partials === undefined) return rule.value(DUALS, ...(duals as [BigDual, BigDual, BigDual])) as BigDual;
  const [x, y] = duals.map(({ value }) => value) as [BigFloat, BigFloat];
  const value = (VALUES as unknown as Record<string, (...xs: BigFloat[]) => BigFloat | undefined>)[rule.name]!(
    ...[x, y].slice(0, rule.arity),
  );
  if (value === undefined) return undefined;
  const partials = rule.arity === 1 ? rule.partials(VALUES, value, x) : rule.partials(VALUES, value, x, y);
  const count = Math.max(...duals.map(({ slopes }) => slopes.length));
  const slopes = Array.from({ length: count }, (_, k) =>
    duals.reduce<BigFloat | undefined>((sum, { slopes: own }, i) => {
      // Its numbers do not depend on this input.
      if (own.length === 0 || own[k]?.sign === 0) return sum;
      const partial = partials[i] as Maybe<BigFloat>;
      if (sum === undefined || partial === undefined || own[k] === undefined) return undefined;
      const factor = literal(partial);
      return factor && sum.exactPlus(factor.exactTimes(own[k]!));
    }, of(0)),
  );
  return { value, slopes };
}

const DUALS: Algebra<BigDual> = {
  ...Object.fromEntries(rules.map((rule) => [rule.name, (...xs: Maybe<BigDual>[]) => dualOf(rule, xs)])),
  where: (compare: Comparing, x: Maybe<BigDual>, y: Maybe<BigDual>, then: unknown, otherwise: unknown) => {
    const [a, b] = [x, y].map((side) => (typeof side === 'object' ? side.value : side));
    return VALUES.where(compare, a as BigFloat, b as BigFloat, then as BigFloat, otherwise as BigFloat);
  },
} as unknown as Algebra<BigDual>;

/** The same where operations on plain numbers alone are those of doubles. */
const MIXED: Algebra<Maybe<BigDual>> = {
  ...Object.fromEntries(
    rules.map((rule) => [
      rule.name,
      (...xs: Maybe<BigDual>[]) =>
        xs.every((x) => typeof x === 'number') ? rowValue(rule, xs as number[]) : dualOf(rule, xs),
    ]),
  ),
  where: DUALS.where,
} as unknown as Algebra<Maybe<BigDual>>;

/**
 * Programs over numbers of 86 digits with derivatives, by the formulas of the rows. What they compute from constants alone are
 * doubles, as for the library, which meets plain numbers there.
 */
export const bigDuals: Interpretation<Maybe<BigDual>> = {
  constant: (c) => c,
  apply: (op, xs) => {
    if (xs.includes(undefined)) return undefined;
    if (xs.every((x) => typeof x === 'number')) return numbers.apply(op, xs as number[]);
    if (xs.some((x) => typeof x === 'number' && !Number.isFinite(x))) return undefined;
    const duals = xs.map((x) => (typeof x === 'number' ? { value: of(x), slopes: [] } : x)) as BigDual[];
    if (op === 'where') return order(duals[0]!.value, duals[1]!.value) < 0 ? xs[2] : xs[3];
    const list = listRows.get(op);
    if (list !== undefined) {
      const results = list.over(MIXED, xs);
      return results.includes(undefined) ? undefined : resultOf(list.rule, results);
    }
    const row = arrays.find(({ name }) => name === op);
    if (row === undefined) return dualOf(rules.find(({ name }) => name === op)!, duals);
    const two = row.args.length === 2;
    const [a, b] = two ? [duals.slice(0, duals.length / 2), duals.slice(duals.length / 2)] : [duals, []];
    return row.value({ ...DUALS, ...listsOf<BigDual>() }, a, b);
  },
};
