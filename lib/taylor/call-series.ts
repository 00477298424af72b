import { times } from '../forward/dual.ts';
import type { ListOp } from '../interpreter.ts';
import { enter, INTERPRETING, type Level, leave } from '../level.ts';
import { lost } from '../ops/lift.ts';
import { primals } from '../ops/lift-arrays.ts';
import { liftLists } from '../ops/lift-lists.ts';
import { isFiniteWithin, isNaNWithin, type Scalar } from '../scalar.ts';
import { type Coefficients, over } from './recurrences.ts';

/** The level of series up to an order. */
type SeriesLevel = Level<{ readonly order: number; isComposing: boolean }>;

/** How series are made and read. */
interface SeriesKind {
  readonly make: (level: SeriesLevel, known: Scalar[]) => Scalar;
  /** The coefficients of x up to the order of the level; undefined where x is no series of it. */
  readonly read: (level: SeriesLevel, x: Scalar) => Coefficients | undefined;
}

/**
 * The series of the results of a call, from its pushforward: y′ = J(x) x′, so that the coefficients of x up to the k-th give
 * k yₖ. It runs on series that are shorter by one, where the call may meet itself.
 */
export function callSeries(
  row: ListOp<Scalar>,
  xs: readonly Scalar[],
  level: SeriesLevel,
  { make, read }: SeriesKind,
): readonly Scalar[] {
  const { order, isComposing } = level.means;
  if (isComposing) throw new TypeError(`${row.name}: expected partials made of operations, got this function in them`);
  const at = primals(level, xs);
  const values = liftLists(row, at);
  if (order === 0) return values;
  const isArgumentLost = at.some(isNaNWithin) || at.every(isFiniteWithin);
  const known = xs.map((x) => read(level, x));
  const shorter: SeriesLevel = enter({ order: order - 1, isComposing: false }, INTERPRETING);
  try {
    // Of order 0 they are numbers, so that a rule for plain numbers gives the first coefficient.
    const short = (c: Scalar[]): Scalar => (order === 1 ? c[0]! : make(shorter, c));
    const series = known.map((c, i) => (c === undefined ? at[i]! : short(c.slice(0, order))));
    const slopes = known.map((c) => {
      if (c === undefined || c.length === 1) return undefined;
      const terms = c.slice(1).map((ck, k) => times(k + 1, ck));
      return short(terms);
    });
    const tangents = row.pushforward(series, liftLists(row, series), slopes);
    return values.map((v, i) => {
      const t = tangents[i];
      if (t === undefined) return v;
      if (isNaNWithin(v) && isArgumentLost) return make(level, [v, ...new Array<Scalar>(order).fill(lost(v))]);
      const terms = read(shorter, t) ?? [t];
      return make(level, [v, ...terms.map((c, k) => over(c, k + 1))]);
    });
  } finally {
    leave(shorter);
  }
}
