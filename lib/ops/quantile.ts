import { checkScalar, type Numeric, peek, type Scalar } from '../scalar.ts';
import { add, div, mul } from './arithmetic.ts';
import { checkArity } from './arity.ts';
import { gt, lt } from './compare.ts';
import { polygon } from './interp.ts';
import { nowhere } from './knots.ts';
import { isNaNByGuard, ruleHolds } from './ordering.ts';
import { sorted } from './sort.ts';

/**
 * The middle entry of `xs`, or (a + b)/2 of the two middle ones; NaN of none, and where an entry is NaN.
 *
 *     d = dxⱼ of the middle entry, (dxⱼ + dxₖ)/2 of two
 *
 * Equal entries share, 1/m each of m, as in {@link sort}. Second derivatives are NaN there.
 * Cost: O(n log n) comparisons, O(n) where `xs` ascends already.
 * @throws {@link TypeError} when `xs` is not an array of Scalars.
 * @example grad(median)([5, 1, 3]) // [0, 0, 1]
 */
export function median(xs: Numeric): Scalar;
export function median(xs: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkArity('median', 1, next, after);
  const ys = sorted({ name: 'median', op: median }, xs);
  const n = ys.length;
  if (n === 0) return NaN;
  if (endsInNaN(ys)) return nowhere('median', 0, ys);
  const upper = ys[n >> 1]!;
  return n % 2 === 1 ? upper : div(add(ys[(n >> 1) - 1]!, upper), 2);
}

/**
 * The quantile of `xs` at `q`, 0 ≤ q ≤ 1: with h = (n − 1)q and the entries in order, xᵢ + (h − i)(xᵢ₊₁ − xᵢ), i ≤ h < i + 1.
 * This is type 7, the one of numpy, R, d3 and spreadsheets. NaN of no entries, and where one is NaN.
 *
 *     d = (1 − h + i) dxᵢ + (h − i) dxᵢ₊₁ + (n − 1)(xᵢ₊₁ − xᵢ) dq
 *
 * Equal entries share, as in {@link sort}: quantiles at 0 and 1 are `minimum` and `maximum`. The derivative by q where h is an
 * integer is the lesser of the slopes on the two sides, the one of least norm; at 0 and 1 it is one-sided.
 * Second derivatives are NaN at these points.
 * Cost: O(n log n) comparisons, O(n) where `xs` ascends already; for several quantiles sort first.
 * @throws {@link TypeError} when `xs` is not an array of Scalars, or `q` not a Scalar.
 * @throws {@link RangeError} when q < 0 or q > 1.
 * @example quantile([1, 2, 3, 4], 0.25) // 1.75
 */
export function quantile(xs: Numeric, q: Scalar): Scalar;
export function quantile(xs: Numeric, q: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkArity('quantile', 2, next, after);
  checkScalar(q, 'quantile');
  const op = { name: 'quantile', op: quantile };
  const ys = sorted(op, xs);
  if (ruleHolds(lt, q, 0) || ruleHolds(gt, q, 1)) {
    throw new RangeError(`quantile: expected q from 0 to 1, got ${peek(q)}`);
  }
  const n = ys.length;
  if (n === 0) return NaN;
  if (endsInNaN(ys)) return nowhere('quantile', q, ys);
  const places = ys.map((_, i) => i);
  return polygon({ op, beyond: undefined, placeOf: (p) => mul(n - 1, p) }, q, places, ys);
}

/** NaN comes last in order. */
function endsInNaN(ys: readonly Scalar[]): boolean {
  const last = ys.at(-1)!;
  // Of two entries and more a comparison came out true, which is none with NaN.
  return (ys.length === 1 || Number.isNaN(peek(last))) && isNaNByGuard(last);
}
