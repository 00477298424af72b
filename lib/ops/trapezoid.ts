import { checkScalar, type Numeric, type Scalar } from '../scalar.ts';
import { listOf } from '../typed-array.ts';
import { add, div, sub } from './arithmetic.ts';
import { checkArity } from './arity.ts';
import { dot } from './arrays.ts';
import { checkList, levelWithin } from './lift-arrays.ts';

/**
 * The integral of the polygon through `ys` by the trapezoidal rule, ½ Σ (xᵢ₊₁ − xᵢ)(yᵢ + yᵢ₊₁); 0 of fewer than two values. `xs`
 * are the places of the values, in any order, or the distance between two of them, by default 1.
 *
 *     d = ½ Σ (xᵢ₊₁ − xᵢ)(dyᵢ + dyᵢ₊₁) + (yᵢ + yᵢ₊₁)(dxᵢ₊₁ − dxᵢ)
 *
 * Cost: 4n operations; derivatives O(n).
 * @throws {@link TypeError} when `ys` is not an array of Scalars, or `xs` neither that nor a Scalar.
 * @throws {@link RangeError} when the lengths differ.
 * @example trapezoid([1, 2, 4], [0, 1, 3]) // 7.5
 */
export function trapezoid(ys: Numeric, xs?: Numeric | Scalar): Scalar;
export function trapezoid(ys: Numeric, xs: Numeric | Scalar = 1, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkArity('trapezoid', 2, next, after);
  const values = checkList('trapezoid', ys);
  levelWithin('trapezoid', values);
  const places = listOf(xs) as readonly Scalar[] | undefined;
  if (places === undefined) checkScalar(xs, 'trapezoid');
  else levelWithin('trapezoid', places);
  if (places !== undefined && places.length !== values.length) {
    const lengths = `${values.length} and ${places.length}`;
    throw new RangeError(`trapezoid: expected ys and xs of the same length, got lengths ${lengths}`);
  }
  if (values.length < 2) return 0;
  const widths: Scalar[] = [];
  const sums: Scalar[] = [];
  for (let i = 1; i < values.length; i++) {
    widths.push(places === undefined ? (xs as Scalar) : sub(places[i]!, places[i - 1]!));
    sums.push(add(values[i - 1]!, values[i]!));
  }
  return div(dot(widths, sums), 2);
}
