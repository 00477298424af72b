import { checkScalar, type Numeric, type Scalar } from '../scalar.ts';
import { add, div, mul, neg, sub } from './arithmetic.ts';
import { checkArity } from './arity.ts';
import { flat } from './flat.ts';
import { slope } from './interp.ts';
import { checkPoints, isAt, nowhere, positionOf } from './knots.ts';
import type { List } from './ordering.ts';

/**
 * The cubic Hermite interpolation at `x`: through the points (`xs`, `ys`) with these `slopes`, a cubic between two knots.
 * Beyond the first and the last knot it goes on as a straight line. With m the slopes, h = x₁ − x₀, s = (y₁ − y₀)/h, p = s − m₀
 * and q = s − m₁ it is y₀ + d(m₀ + d(c + d b)), d = x − x₀, c = (2p + q)/h, b = −(p + q)/h².
 *
 *     d = (m₀ + 2cd + 3bd²) dx + …
 *
 * Derivatives by all arguments are continuous. Second derivatives by x jump at knots and are NaN there.
 * Cost: n comparisons to check `xs`, log₂ n to find `x`, and 20 operations.
 * @throws {@link TypeError} when an argument is not a Scalar, or an array of Scalars.
 * @throws {@link RangeError} when there is no point, the lengths differ, or `xs` does not ascend.
 * @example hermite(0.5, [0, 1], [0, 1], [0, 0]) // 0.5
 */
export function hermite(x: Scalar, xs: Numeric, ys: Numeric, slopes: Numeric): Scalar;
export function hermite(x: Scalar, xs: Numeric, ys: Numeric, slopes: Numeric, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkArity('hermite', 4, next, after);
  checkScalar(x, 'hermite');
  const [knots, values, ms] = checkPoints('hermite', 1, xs, ys, slopes) as [List, List, List];
  const i = positionOf(x, knots);
  if (i === undefined) return nowhere('hermite', x, knots, values, ms);
  const at = Math.max(i, 0);
  const [x0, y0, m0] = [knots[at]!, values[at]!, ms[at]!];
  const d = sub(x, x0);
  if (i < 0) return add(y0, mul(d, m0));
  let rise = m0;
  if (i < knots.length - 1) {
    const h = sub(knots[i + 1]!, x0);
    const s = slope(knots, values, i);
    const p = sub(s, m0);
    const q = sub(s, ms[i + 1]!);
    const c = div(add(mul(2, p), q), h);
    const b = neg(div(div(add(p, q), h), h));
    rise = add(m0, mul(d, add(c, mul(d, b))));
  }
  const v = add(y0, mul(d, rise));
  return isAt(x, x0) ? add(v, flat(d, 2)) : v;
}
