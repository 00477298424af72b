import type { Composed } from '../interpreter.ts';
import { checkScalar, isFiniteWithin, type Numeric, peek, type Scalar } from '../scalar.ts';
import { add, div, mul, neg, sub } from './arithmetic.ts';
import { checkArity } from './arity.ts';
import { ge, gt, isConstant, le, lt } from './compare.ts';
import { flat } from './flat.ts';
import { checkPoints, isAt, nowhere, positionOf } from './knots.ts';
import { type List, observerIn, ruleHolds } from './ordering.ts';
import { convention } from './piecewise.ts';

/**
 * The polygon through the points (`xs`, `ys`) at `x`: y₀ + s(x − x₀), s = (y₁ − y₀)/(x₁ − x₀), between two knots, and beyond
 * the first and the last knot their values, as numpy.interp has them. `xs` must ascend.
 *
 *     d = s dx + (1 − t)(dy₀ − s dx₀) + t (dy₁ − s dx₁), t = (x − x₀)/(x₁ − x₀)
 *
 * At a knot the derivative by x is the slope of least size among those on the two sides and between them, the subgradient of
 * least norm; where both are equal, that one. So it is 0 at a peak, and at the two ends. Second derivatives are NaN there.
 * Cost: n comparisons to check `xs`, log₂ n to find `x`, and 6 operations.
 * @throws {@link TypeError} when an argument is not a Scalar, or an array of Scalars.
 * @throws {@link RangeError} when there is no point, the lengths differ, or `xs` does not ascend.
 * @example grad(([x]) => interp(x, [0, 1, 3], [0, 10, 20]))([2]) // [5]
 */
export function interp(x: Scalar, xs: Numeric, ys: Numeric): Scalar;
export function interp(x: Scalar, xs: Numeric, ys: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkArity('interp', 3, next, after);
  checkScalar(x, 'interp');
  const [knots, values] = checkPoints('interp', 1, xs, ys);
  return polygon(POLYGON, x, knots!, values!);
}

/** A use of polygons. */
interface Polygon {
  /** The op that users call. */
  readonly op: Composed;
  /** The slope beyond the ends; undefined where nothing is beyond them. */
  readonly beyond: 0 | undefined;
  /** The place among the knots, from the number that users pass. */
  readonly placeOf: (x: Scalar) => Scalar;
}

const POLYGON: Polygon = { op: { name: 'interp', op: interp }, beyond: 0, placeOf: (x) => x };

/** The polygon through checked points. */
export function polygon(use: Polygon, x: Scalar, xs: List, ys: List): Scalar {
  const { op, beyond } = use;
  const place = use.placeOf(x);
  const i = positionOf(place, xs);
  if (i === undefined) return nowhere(op.name, x, xs, ys);
  const [from, to] = [Math.max(i - 1, 0), i + 3];
  const observer = observerIn([x]) ?? observerIn(xs, from, to) ?? observerIn(ys, from, to);
  if (observer === undefined) return polygonAt(i, place, xs, ys, beyond);
  const near = [x, ...xs.slice(from, to), ...ys.slice(from, to)];
  const n = (near.length + 1) >> 1;
  const f = ([z, ...zs]: readonly Scalar[]): Scalar => {
    const [knots, values, at] = [zs.slice(0, n - 1), zs.slice(n - 1), use.placeOf(z!)];
    const position = positionOf(at, knots);
    return position === undefined ? nowhere(op.name, at, zs) : polygonAt(position, at, knots, values, beyond);
  };
  return observer.interpretComposed!(op, f, near);
}

function polygonAt(i: number, x: Scalar, xs: List, ys: List, beyond: 0 | undefined): Scalar {
  const last = xs.length - 1;
  if (i < 0 || !isAt(x, xs[i]!)) {
    if (i >= 0 && i < last) return line(x, xs, ys, i);
    return beyond === undefined ? mul(NaN, x) : ys[Math.max(i, 0)]!;
  }
  const [y, knot] = [ys[i]!, xs[i]!];
  if (last === 0 || (isConstant(x) && isConstant(knot))) return y;
  const left = i === 0 ? beyond : slope(xs, ys, i - 1);
  const right = i === last ? beyond : slope(xs, ys, i);
  return corner(y, x, knot, (left ?? right)!, (right ?? left)!);
}

/** The secant of segment i. */
export function slope(xs: List, ys: List, i: number): Scalar {
  return div(sub(ys[i + 1]!, ys[i]!), sub(xs[i + 1]!, xs[i]!));
}

function line(x: Scalar, xs: List, ys: List, i: number): Scalar {
  const [y0, y1] = [ys[i]!, ys[i + 1]!];
  if (isInfinite(y0) && peek(y0) === peek(y1)) return y0;
  return add(y0, mul(slope(xs, ys, i), sub(x, xs[i]!)));
}

/** y, at x = knot, where the slope is `left` on one side and `right` on the other. The sign of a zero y is kept. */
function corner(y: Scalar, x: Scalar, knot: Scalar, left: Scalar, right: Scalar): Scalar {
  const distance = sub(x, knot);
  if (isInfinite(left) || isInfinite(right)) return add(y, convention(-0, distance));
  let v = y;
  // What is added is −0: s · −0 for s > 0, s · 0 for s < 0.
  if (ruleHolds(gt, left, 0) && ruleHolds(gt, right, 0)) {
    const least = ruleHolds(le, left, right) ? left : right;
    v = add(v, mul(least, neg(sub(add(knot, 0), x))));
  } else if (ruleHolds(lt, left, 0) && ruleHolds(lt, right, 0)) {
    const least = ruleHolds(ge, left, right) ? left : right;
    v = add(v, mul(least, sub(add(x, 0), knot)));
  }
  return left === right ? v : sub(v, flat(mul(sub(right, left), distance), 2));
}

/** Whether x is infinite or NaN. Only where it is, a traced number notes the question. */
function isInfinite(x: Scalar): boolean {
  return !Number.isFinite(peek(x)) && !isFiniteWithin(x);
}
