import type { Linearization, LinearMap, ListOp, TangentList } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { type Active, isFiniteWithin, isNaNWithin, type Scalar } from '../scalar.ts';
import { lost } from './lift.ts';
import { levelWithin, primals } from './lift-arrays.ts';

/**
 * An op of a list that gives a list, at every level.
 * @throws {@link TypeError} when an entry is not a Scalar, or its derivative call has ended.
 */
export function liftLists(op: ListOp<Scalar>, xs: readonly Scalar[]): readonly Scalar[] {
  const level = levelWithin(op.name, xs);
  if (level === undefined) return op.op(xs);
  const active = ofLevel(level, xs);
  const first = active.find((x) => x !== undefined)!;
  if (first.interpreter !== undefined) return first.interpreter.interpretList(op, xs);
  const at = primals(level, xs);
  return first.propagate!(linearization(op, active, at, liftLists(op, at)));
}

/** The entries of a level; undefined in place of others. */
export function ofLevel(level: Level, xs: readonly Scalar[]): TangentList<Active> {
  return xs.map((x) => (typeof x !== 'number' && x.level === level ? x : undefined));
}

/**
 * The derivative of an op of a list at `at`, where it has the results `values`. As for other ops, a result that is NaN has
 * derivatives that are NaN, unless only an infinite argument made it so.
 */
export function linearization(
  op: ListOp<Scalar>,
  active: TangentList<Active>,
  at: readonly Scalar[],
  values: readonly Scalar[],
): Linearization<Scalar> {
  const isLost = values.map((v) => isNaNWithin(v) && (at.some(isNaNWithin) || at.every(isFiniteWithin)));
  const kept: LinearMap<Scalar> = (ts) => ts.map((t, i) => (t !== undefined && isLost[i] ? lost(values[i]!) : t));
  return {
    active,
    at,
    values,
    pushforward: (ts) => (ts.every((t) => t === undefined) ? [] : kept(op.pushforward(at, values, ts))),
    pullback: (ws) => op.pullback(at, values, kept(ws)),
  };
}
