import { checkScalar, type Numeric, type Scalar } from '../scalar.ts';
import { add, div, mul, sub } from './arithmetic.ts';
import { checkArity } from './arity.ts';
import { flat } from './flat.ts';
import { slope } from './interp.ts';
import { checkPoints, isAt, nowhere, positionOf } from './knots.ts';
import type { List } from './ordering.ts';

/**
 * The natural cubic spline through the points (`xs`, `ys`) at `x`: a cubic between two knots, with two continuous derivatives;
 * beyond the first and the last knot, where the second derivative is 0, a straight line.
 *
 *     d = S′(x) dx + Σ (∂S/∂yᵢ dyᵢ + ∂S/∂xᵢ dxᵢ)
 *
 * Third derivatives by x jump at knots and are NaN there.
 * Cost: about 15 operations a point, to solve for the second derivatives, and 20 more; for many x of one spline see
 * {@link splineThrough}.
 * @throws {@link TypeError} when an argument is not a Scalar, or an array of Scalars.
 * @throws {@link RangeError} when there are fewer than 2 points, the lengths differ, or `xs` does not ascend.
 * @example spline(1.5, [0, 1, 2], [1, 3, 5]) // 4
 */
export function spline(x: Scalar, xs: Numeric, ys: Numeric): Scalar;
export function spline(x: Scalar, xs: Numeric, ys: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkArity('spline', 3, next, after);
  checkScalar(x, 'spline');
  return natural('spline', xs, ys)(x);
}

/**
 * The natural cubic spline of {@link spline} as a function of x, solved once: `points.map(splineThrough(xs, ys))`. Where `xs`
 * or `ys` carry derivatives, the function belongs to their derivative call.
 *
 * Cost: about 15 operations a point, then log₂ n comparisons and 20 operations for each x.
 * @throws {@link TypeError} when `xs` or `ys` is not an array of Scalars, or later when x is not a Scalar.
 * @throws {@link RangeError} when there are fewer than 2 points, the lengths differ, or `xs` does not ascend.
 * @example [0.5, 1.5].map(splineThrough([0, 1, 2], [1, 3, 5])) // [2, 4]
 */
export function splineThrough(xs: Numeric, ys: Numeric): (x: Scalar) => Scalar;
export function splineThrough(xs: Numeric, ys: Numeric, next?: unknown, after?: unknown): (x: Scalar) => Scalar {
  if (next !== undefined) checkArity('splineThrough', 2, next, after);
  const s = natural('splineThrough', xs, ys);
  return (x: Scalar, next?: unknown, after?: unknown) => {
    if (next !== undefined) checkArity('spline', 1, next, after);
    checkScalar(x, 'spline');
    return s(x);
  };
}

function natural(op: string, knots: Numeric, values: Numeric): (x: Scalar) => Scalar {
  const [xs, ys] = checkPoints(op, 2, knots, values) as [List, List];
  const last = xs.length - 1;
  const secants = Array.from({ length: last }, (_, i) => slope(xs, ys, i));
  const widths = Array.from({ length: last }, (_, i) => sub(xs[i + 1]!, xs[i]!));
  const bends = sixthsOfSecondDerivatives(widths, secants);
  return (x) => {
    const i = positionOf(x, xs);
    if (i === undefined) return nowhere(op, x, xs, ys);
    const k = Math.min(Math.max(i, 0), last - 1);
    const [h, s, n0, n1] = [widths[k]!, secants[k]!, bends[k]!, bends[k + 1]!];
    const at = i === last ? last : k;
    const d = sub(x, xs[at]!);
    // The slope at the knot before x, or at an end.
    const m = i === last ? add(s, mul(h, add(n0, mul(2, n1)))) : sub(s, mul(h, add(mul(2, n0), n1)));
    const isOnLine = i < 0 || i === last;
    const rise = isOnLine ? m : add(m, mul(d, add(mul(3, n0), mul(d, div(sub(n1, n0), h)))));
    const v = add(ys[at]!, mul(d, rise));
    return isAt(x, xs[at]!) ? add(v, flat(d, 3)) : v;
  };
}

/**
 * S″/6 at the knots. hᵢ₋₁ nᵢ₋₁ + 2(hᵢ₋₁ + hᵢ) nᵢ + hᵢ nᵢ₊₁ = sᵢ − sᵢ₋₁, n = 0 at the ends: tridiagonal, and so dominated by its
 * diagonal that elimination needs no pivots.
 */
function sixthsOfSecondDerivatives(h: readonly Scalar[], s: readonly Scalar[]): Scalar[] {
  const last = h.length;
  const diagonal: Scalar[] = [];
  const right: Scalar[] = [];
  for (let i = 1; i < last; i++) {
    const whole = mul(2, add(h[i - 1]!, h[i]!));
    const jump = sub(s[i]!, s[i - 1]!);
    if (i === 1) {
      diagonal[i] = whole;
      right[i] = jump;
      continue;
    }
    const factor = div(h[i - 1]!, diagonal[i - 1]!);
    diagonal[i] = sub(whole, mul(factor, h[i - 1]!));
    right[i] = sub(jump, mul(factor, right[i - 1]!));
  }
  const n: Scalar[] = new Array<Scalar>(last + 1).fill(0);
  for (let i = last - 1; i >= 1; i--) {
    const rest = i === last - 1 ? right[i]! : sub(right[i]!, mul(h[i]!, n[i + 1]!));
    n[i] = div(rest, diagonal[i]!);
  }
  return n;
}
