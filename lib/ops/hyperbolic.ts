// Emitted from lib/rules/hyperbolic.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { UnaryOp } from '../interpreter.ts';
import { primal, type Scalar } from '../scalar.ts';
import { checkSurplus } from './arity.ts';
import { add, div, mul, neg, square, sub } from './arithmetic.ts';
import { hypot, sqrt } from './powers.ts';
import { oneLessSquare } from './trigonometric.ts';
import { lift1 } from './lift.ts';
import { rowOp } from './row-op.ts';

/**
 * Hyperbolic sine of `x`.
 *
 *     d(sinh x) = cosh x dx
 *
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(sinh)(0) // 1
 * @see DLMF 4.34.1
 */
export function sinh(x: Scalar): Scalar;
export function sinh(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(sinhOp, next, after);
  if (typeof x === 'number') return Math.sinh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.sinh(xv);
    if (v === v) {
      return x.scale(v, Math.cosh(xv));
    }
  }
  return lift1(sinhOp, x);
}

/**
 * Hyperbolic cosine of `x`.
 *
 *     d(cosh x) = sinh x dx
 *
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(cosh)(0) // 0
 * @see DLMF 4.34.2
 */
export function cosh(x: Scalar): Scalar;
export function cosh(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(coshOp, next, after);
  if (typeof x === 'number') return Math.cosh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.cosh(xv);
    if (v === v) {
      return x.scale(v, Math.sinh(xv));
    }
  }
  return lift1(coshOp, x);
}

/**
 * Hyperbolic tangent of `x`.
 *
 *     d(tanh x) = sech² x dx
 *
 * Cost: 1 elementary function; its partial, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(tanh)(0) // 1
 * @see DLMF 4.34.3
 */
export function tanh(x: Scalar): Scalar;
export function tanh(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(tanhOp, next, after);
  if (typeof x === 'number') return Math.tanh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.tanh(xv);
    if (v === v) {
      const t1 = (sech(xv) as number);
      return x.scale(v, t1 * t1);
    }
  }
  return lift1(tanhOp, x);
}

/**
 * Hyperbolic secant of `x`, 1/cosh(`x`).
 *
 *     d(sech x) = −sech x tanh x dx
 *
 * Cost: 1 elementary function; its partial, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example sech(dual(0, 1)) // Dual(1 + 0ε)
 * @see DLMF 4.34.5
 */
export function sech(x: Scalar): Scalar;
export function sech(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(sechOp, next, after);
  if (typeof x === 'number') return Math.abs(x) < 700 ? 1 / Math.cosh(x) : 2 * Math.exp(-Math.abs(x));
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = sech(xv) as number;
    if (v === v) {
      return x.scale(v, -(v * Math.tanh(xv)));
    }
  }
  return lift1(sechOp, x);
}

/**
 * Inverse hyperbolic sine of `x`.
 *
 *     d(asinh x) = dx / √(x² + 1)
 *
 * Cost: 1 elementary function; its partial, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(asinh)(0) // 1
 * @see DLMF 4.38.9
 */
export function asinh(x: Scalar): Scalar;
export function asinh(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(asinhOp, next, after);
  if (typeof x === 'number') return Math.asinh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.asinh(xv);
    if (v === v) {
      return x.scale(v, 1 / Math.hypot(xv, 1));
    }
  }
  return lift1(asinhOp, x);
}

/**
 * Inverse hyperbolic cosine of `x`.
 *
 *     d(acosh x) = dx / (√(x − 1) √(x + 1))
 *
 * Domain: x ≥ 1; outside it the derivative is NaN.
 * At x = 1 the derivative is ∞: one-sided.
 * Cost: 1 elementary function; its partial, 6 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(acosh)(1) // Infinity
 * @see DLMF 4.38.10
 */
export function acosh(x: Scalar): Scalar;
export function acosh(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(acoshOp, next, after);
  if (typeof x === 'number') return Math.acosh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.acosh(xv);
    if (v === v) {
      return x.scale(v, (1 / Math.sqrt((xv - 1))) / Math.sqrt((xv + 1)));
    }
  }
  return lift1(acoshOp, x);
}

/**
 * Inverse hyperbolic tangent of `x`.
 *
 *     d(atanh x) = dx / ((1 − x)(1 + x))
 *
 * Domain: −1 ≤ x ≤ 1; outside it the derivative is NaN.
 * At x = 1 the derivative is ∞: one-sided.
 * At x = −1 the derivative is ∞: one-sided.
 * Cost: 1 elementary function; its partial, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(atanh)(0) // 1
 * @see DLMF 4.38.11
 */
export function atanh(x: Scalar): Scalar;
export function atanh(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(atanhOp, next, after);
  if (typeof x === 'number') return Math.atanh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.atanh(xv);
    if (v === v) {
      return x.scale(v, 1 / (oneLessSquare(xv) as number));
    }
  }
  return lift1(atanhOp, x);
}

/** @internal */
export const sinhOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('sinh', sinh, (_v, x) => cosh(x));
/** @internal */
export const coshOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('cosh', cosh, (_v, x) => sinh(x));
/** @internal */
export const tanhOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('tanh', tanh, (_v, x) => square(sech(x)));
/** @internal */
export const sechOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('sech', sech, (v, x) => neg(mul(v, tanh(x))));
/** @internal */
export const asinhOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('asinh', asinh, (_v, x) => div(1, hypot(x, 1)));
/** @internal */
export const acoshOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('acosh', acosh, (_v, x) => div(div(1, sqrt(sub(x, 1))), sqrt(add(x, 1))));
/** @internal */
export const atanhOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('atanh', atanh, (_v, x) => div(1, oneLessSquare(x)));
