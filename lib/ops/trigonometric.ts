// Emitted from lib/rules/trigonometric.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import { type Active, primal, type Scalar } from '../scalar.ts';
import { checkSurplus } from './arity.ts';
import { add, div, mul, neg, square, sub } from './arithmetic.ts';
import { choose, lt } from './compare.ts';
import { direction, hypot, sqrt } from './powers.ts';
import { lift1, lift2 } from './lift.ts';
import { rowOp } from './row-op.ts';

/**
 * Sine of `x` in radians.
 *
 *     d(sin x) = cos x dx
 *
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(sin)(0) // 1
 * @see DLMF 4.20.1
 */
export function sin(x: Scalar): Scalar;
export function sin(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(sinOp, next, after);
  return typeof x === 'number' ? Math.sin(x) : sinActive(x);
}

function sinActive(x: Active): Scalar {
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.sin(xv);
    if (v === v) {
      return x.scale(v, Math.cos(xv));
    }
  }
  return lift1(sinOp, x);
}

/**
 * Cosine of `x` in radians.
 *
 *     d(cos x) = −sin x dx
 *
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example cos(dual(0, 0)) // Dual(1 + 0ε)
 * @see DLMF 4.20.2
 */
export function cos(x: Scalar): Scalar;
export function cos(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(cosOp, next, after);
  return typeof x === 'number' ? Math.cos(x) : cosActive(x);
}

function cosActive(x: Active): Scalar {
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.cos(xv);
    if (v === v) {
      return x.scale(v, -Math.sin(xv));
    }
  }
  return lift1(cosOp, x);
}

/**
 * Tangent of `x` in radians.
 *
 *     d(tan x) = (1 + tan² x) dx
 *
 * Cost: 1 elementary function; its partial, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(tan)(0) // 1
 * @see DLMF 4.20.3
 */
export function tan(x: Scalar): Scalar;
export function tan(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(tanOp, next, after);
  if (typeof x === 'number') return Math.tan(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.tan(xv);
    if (v === v) {
      return x.scale(v, 1 + (v * v));
    }
  }
  return lift1(tanOp, x);
}

/**
 * 1 − `x`², with all its digits near ±1.
 *
 *     d(1 − x²) = −2x dx
 *
 * Cost: 1 FLOP; its partial, 1 FLOP more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(asin)(0) // 1
 * @internal
 */
export function oneLessSquare(x: Scalar): Scalar {
  if (typeof x === 'number') return x * x < 0.5 ? 1 - x * x : (1 - x) * (1 + x);
  return lift1(oneLessSquareOp, x);
}

/**
 * Angle in [−π/2, π/2] whose sine is `x`.
 *
 *     d(asin x) = dx / √((1 − x)(1 + x))
 *
 * Domain: −1 ≤ x ≤ 1; outside it the derivative is NaN.
 * At x = 1 the derivative is ∞: one-sided.
 * At x = −1 the derivative is ∞: one-sided.
 * Cost: 1 elementary function; its partial, 3 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(asin)(0) // 1
 * @see DLMF 4.24.7
 */
export function asin(x: Scalar): Scalar;
export function asin(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(asinOp, next, after);
  if (typeof x === 'number') return Math.asin(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.asin(xv);
    if (v === v) {
      return x.scale(v, 1 / Math.sqrt((oneLessSquare(xv) as number)));
    }
  }
  return lift1(asinOp, x);
}

/**
 * Angle in [0, π] whose cosine is `x`.
 *
 *     d(acos x) = −dx / √((1 − x)(1 + x))
 *
 * Domain: −1 ≤ x ≤ 1; outside it the derivative is NaN.
 * At x = 1 the derivative is −∞: one-sided.
 * At x = −1 the derivative is −∞: one-sided.
 * Cost: 1 elementary function; its partial, 3 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(acos)(0) // -1
 * @see DLMF 4.24.8
 */
export function acos(x: Scalar): Scalar;
export function acos(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(acosOp, next, after);
  if (typeof x === 'number') return Math.acos(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.acos(xv);
    if (v === v) {
      return x.scale(v, (-1) / Math.sqrt((oneLessSquare(xv) as number)));
    }
  }
  return lift1(acosOp, x);
}

/**
 * Angle in [−π/2, π/2] whose tangent is `x`.
 *
 *     d(atan x) = dx / (1 + x²)
 *
 * Cost: 1 elementary function; its partial, 5 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(atan)(1) // 0.5
 * @see DLMF 4.24.9
 */
export function atan(x: Scalar): Scalar;
export function atan(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(atanOp, next, after);
  if (typeof x === 'number') return Math.atan(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.atan(xv);
    if (v === v) {
      const t1 = xv * xv;
      return x.scale(v, t1 < (1e+100) ? (1 / (1 + t1)) : ((1 / xv) / xv));
    }
  }
  return lift1(atanOp, x);
}

/**
 * Angle in [−π, π] of the point (`x`, `y`); `y` comes first, as in Math.atan2.
 *
 *     d(atan2(y, x)) = (x dy − y dx) / (x² + y²)
 *
 * At y = 0, x = 0 the derivative is (NaN, NaN): the angle of nothing.
 * Cost: 1 elementary function; its partials, 2 FLOPs and 3 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example grad(([y, x]) => atan2(y, x))([0, 2]) // [0.5, 0]
 */
export function atan2(y: Scalar, x: Scalar): Scalar;
export function atan2(y: Scalar, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(atan2Op, next, after);
  if (typeof y === 'number' && typeof x === 'number') return Math.atan2(y, x);
  const yv = primal(y);
  const xv = primal(x);
  if (typeof yv === 'number' && typeof xv === 'number') {
    const v = Math.atan2(yv, xv);
    if (v === v) {
      if (typeof x === 'number') return (y as Active).scale(v, (direction(xv, yv) as number) / Math.hypot(xv, yv));
      if (typeof y === 'number') return x.scale(v, -((direction(yv, xv) as number) / Math.hypot(xv, yv)));
      if (y.level === x.level) {
        const t1 = Math.hypot(xv, yv);
        return y.combine(v, (direction(xv, yv) as number) / t1, x, -((direction(yv, xv) as number) / t1));
      }
    }
  }
  return lift2(atan2Op, y, x);
}

/**
 * sin(`x`)/`x`, 1 at 0.
 *
 *     d(sin x / x) = (cos x − sin x / x) / x dx
 *
 * Cost: 1 elementary function; its partial, 44 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example sinc(0) // 1
 */
export function sinc(x: Scalar): Scalar;
export function sinc(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(sincOp, next, after);
  if (typeof x === 'number') return x === 0 ? 1 : Math.sin(x) / x;
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = sinc(xv) as number;
    if (v === v) {
      const t1 = xv * xv;
      return x.scale(v, t1 < 4 ? ((xv / (-3)) * (1 - ((t1 / 10) * (1 - ((t1 / 28) * (1 - ((t1 / 54) * (1 - ((t1 / 88) * (1 - ((t1 / 130) * (1 - ((t1 / 180) * (1 - ((t1 / 238) * (1 - ((t1 / 304) * (1 - ((t1 / 378) * (1 - ((t1 / 460) * (1 - ((t1 / 550) * (1 - ((t1 / 648) * (1 - ((t1 / 754) * 1))))))))))))))))))))))))))) : ((Math.cos(xv) - v) / xv));
    }
  }
  return lift1(sincOp, x);
}

/** @internal */
export const sinOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('sin', sin, (_v, x) => cos(x));
/** @internal */
export const cosOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('cos', cos, (_v, x) => neg(sin(x)));
/** @internal */
export const tanOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('tan', tan, (v) => add(1, square(v)));
/** @internal */
export const oneLessSquareOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('oneLessSquare', oneLessSquare, (_v, x) => mul(-2, x));
/** @internal */
export const asinOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('asin', asin, (_v, x) => div(1, sqrt(oneLessSquare(x))));
/** @internal */
export const acosOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('acos', acos, (_v, x) => div(-1, sqrt(oneLessSquare(x))));
/** @internal */
export const atanOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('atan', atan, (_v, x) => {
    const t1 = square(x);
    return choose(lt, t1, 1e+100, div(1, add(1, t1)), div(div(1, x), x));
  });
/** @internal */
export const atan2Op: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('atan2', atan2, (_v, y, x) => div(direction(x, y), hypot(x, y)), (_v, y, x) => neg(div(direction(y, x), hypot(x, y))));
/** @internal */
export const sincOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('sinc', sinc, (v, x) => {
    const t1 = square(x);
    return choose(lt, t1, 4, mul(div(x, -3), sub(1, mul(div(t1, 10), sub(1, mul(div(t1, 28), sub(1, mul(div(t1, 54), sub(1, mul(div(t1, 88), sub(1, mul(div(t1, 130), sub(1, mul(div(t1, 180), sub(1, mul(div(t1, 238), sub(1, mul(div(t1, 304), sub(1, mul(div(t1, 378), sub(1, mul(div(t1, 460), sub(1, mul(div(t1, 550), sub(1, mul(div(t1, 648), sub(1, mul(div(t1, 754), 1))))))))))))))))))))))))))), div(sub(cos(x), v), x));
  });
