// Emitted from lib/rules/exponential.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import { type Active, primal, type Scalar } from '../scalar.ts';
import { checkSurplus } from './arity.ts';
import { add, div, mul } from './arithmetic.ts';
import { choose, eq, gt } from './compare.ts';
import { convention } from './piecewise.ts';
import { lift1, lift2 } from './lift.ts';
import { rowOp } from './row-op.ts';

/**
 * e to the power `x`.
 *
 *     d(eˣ) = eˣ dx
 *
 * Cost: 1 elementary function; its partial, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(exp)(0) // 1
 * @see DLMF 4.10.7
 */
export function exp(x: Scalar): Scalar;
export function exp(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(expOp, next, after);
  return typeof x === 'number' ? Math.exp(x) : expActive(x);
}

function expActive(x: Active): Scalar {
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.exp(xv);
    if (v === v) {
      return x.scale(v, v);
    }
  }
  return lift1(expOp, x);
}

/**
 * 2 to the power `x`.
 *
 *     d(2ˣ) = 2ˣ log 2 dx
 *
 * Cost: 1 elementary function; its partial, 1 FLOP more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(exp2)(0) // 0.6931471805599453
 */
export function exp2(x: Scalar): Scalar;
export function exp2(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(exp2Op, next, after);
  if (typeof x === 'number') return Math.pow(2, x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.pow(2, xv);
    if (v === v) {
      return x.scale(v, v * Math.LN2);
    }
  }
  return lift1(exp2Op, x);
}

/**
 * e to the power `x`, less 1, exact for small `x`.
 *
 *     d(eˣ − 1) = eˣ dx
 *
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(expm1)(0) // 1
 */
export function expm1(x: Scalar): Scalar;
export function expm1(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(expm1Op, next, after);
  if (typeof x === 'number') return Math.expm1(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.expm1(xv);
    if (v === v) {
      return x.scale(v, Math.exp(xv));
    }
  }
  return lift1(expm1Op, x);
}

/**
 * Natural logarithm of `x`.
 *
 *     d(log x) = dx / x
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0 the derivative is ∞: one-sided.
 * Cost: 1 elementary function; its partial, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(log)(4) // 0.25
 * @see DLMF 4.7.1
 */
export function log(x: Scalar): Scalar;
export function log(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(logOp, next, after);
  return typeof x === 'number' ? Math.log(x) : logActive(x);
}

function logActive(x: Active): Scalar {
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.log(xv);
    if (v === v) {
      return x.scale(v, 1 / (xv + 0));
    }
  }
  return lift1(logOp, x);
}

/**
 * Logarithm of `x` to the base 2.
 *
 *     d(log₂ x) = dx / (x log 2)
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0 the derivative is ∞: one-sided.
 * Cost: 1 elementary function; its partial, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example log2(dual(8, 0)) // Dual(3 + 0ε)
 */
export function log2(x: Scalar): Scalar;
export function log2(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(log2Op, next, after);
  if (typeof x === 'number') return Math.log2(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.log2(xv);
    if (v === v) {
      return x.scale(v, Math.LOG2E / (xv + 0));
    }
  }
  return lift1(log2Op, x);
}

/**
 * Logarithm of `x` to the base 10.
 *
 *     d(log₁₀ x) = dx / (x log 10)
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0 the derivative is ∞: one-sided.
 * Cost: 1 elementary function; its partial, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example log10(dual(100, 0)) // Dual(2 + 0ε)
 */
export function log10(x: Scalar): Scalar;
export function log10(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(log10Op, next, after);
  if (typeof x === 'number') return Math.log10(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.log10(xv);
    if (v === v) {
      return x.scale(v, Math.LOG10E / (xv + 0));
    }
  }
  return lift1(log10Op, x);
}

/**
 * Natural logarithm of 1 + `x`, exact for small `x`.
 *
 *     d(log(1 + x)) = dx / (1 + x)
 *
 * Domain: x ≥ −1; outside it the derivative is NaN.
 * At x = −1 the derivative is ∞: one-sided.
 * Cost: 1 elementary function; its partial, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(log1p)(1) // 0.5
 */
export function log1p(x: Scalar): Scalar;
export function log1p(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(log1pOp, next, after);
  if (typeof x === 'number') return Math.log1p(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.log1p(xv);
    if (v === v) {
      return x.scale(v, 1 / (1 + xv));
    }
  }
  return lift1(log1pOp, x);
}

/**
 * `x` times the logarithm of `y`; 0 where `x` is 0.
 *
 *     d(x log y) = log y dx + x/y dy
 *
 * Domain: y ≥ 0; outside it the derivative is NaN.
 * At x = 0, y = 0 the derivative is (−∞, 0): 0 log y is 0.
 * At x = 0, y = −1 the derivative is (NaN, 0): 0 log y is 0.
 * At x = 2, y = 0 the derivative is (−∞, ∞): one-sided.
 * Cost: 1 elementary function; its partials, 3 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example grad(([x, y]) => xlogy(x, y))([2, 1]) // [0, 2]
 */
export function xlogy(x: Scalar, y: Scalar): Scalar;
export function xlogy(x: Scalar, y: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(xlogyOp, next, after);
  if (typeof x === 'number' && typeof y === 'number') return x === 0 && y === y ? 0 : x * Math.log(y);
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = xlogy(xv, yv) as number;
    if (v === v) {
      if (typeof y === 'number') return (x as Active).scale(v, Math.log(yv));
      if (typeof x === 'number') return y.scale(v, yv > 0 ? (xv / yv) : (xv === 0 ? 0 : (xv / (yv + 0))));
      if (x.level === y.level) return x.combine(v, Math.log(yv), y, yv > 0 ? (xv / yv) : (xv === 0 ? 0 : (xv / (yv + 0))));
    }
  }
  return lift2(xlogyOp, x, y);
}

/** @internal */
export const expOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('exp', exp, (v) => v);
/** @internal */
export const exp2Op: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('exp2', exp2, (v) => mul(v, Math.LN2));
/** @internal */
export const expm1Op: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('expm1', expm1, (_v, x) => exp(x));
/** @internal */
export const logOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('log', log, (_v, x) => div(1, add(x, 0)));
/** @internal */
export const log2Op: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('log2', log2, (_v, x) => div(Math.LOG2E, add(x, 0)));
/** @internal */
export const log10Op: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('log10', log10, (_v, x) => div(Math.LOG10E, add(x, 0)));
/** @internal */
export const log1pOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('log1p', log1p, (_v, x) => div(1, add(1, x)));
/** @internal */
export const xlogyOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('xlogy', xlogy, (_v, _x, y) => log(y), (_v, x, y) => choose(gt, y, 0, div(x, y), choose(eq, x, 0, convention(0, x), div(x, add(y, 0)))));
