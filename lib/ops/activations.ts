// Emitted from lib/rules/activations.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import { type Active, primal, type Scalar } from '../scalar.ts';
import { checkSurplus } from './arity.ts';
import { add, div, mul, neg, square, sub } from './arithmetic.ts';
import { choose, eq, gt, lt } from './compare.ts';
import { exp, expm1 } from './exponential.ts';
import { sech } from './hyperbolic.ts';
import { convention, max, min } from './piecewise.ts';
import { lift1, lift2 } from './lift.ts';
import { rowOp } from './row-op.ts';

/**
 * Logistic function 1/(1 + e⁻ˣ).
 *
 *     d(σ(x)) = σ(x) σ(−x) dx
 *
 * Cost: 1 elementary function; its partial, 3 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(sigmoid)(0) // 0.25
 */
export function sigmoid(x: Scalar): Scalar;
export function sigmoid(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(sigmoidOp, next, after);
  if (typeof x === 'number') return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = sigmoid(xv) as number;
    if (v === v) {
      const t1 = 0.5 * (sech(0.5 * xv) as number);
      return x.scale(v, t1 * t1);
    }
  }
  return lift1(sigmoidOp, x);
}

/**
 * Logarithm of the logistic function, exact in both tails.
 *
 *     d(log σ(x)) = σ(−x) dx
 *
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(logSigmoid)(0) // 0.5
 */
export function logSigmoid(x: Scalar): Scalar;
export function logSigmoid(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(logSigmoidOp, next, after);
  if (typeof x === 'number') return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.min(xv, 0) - Math.log1p(Math.exp(-Math.abs(xv)));
    if (v === v) {
      return x.scale(v, (sigmoid(-xv) as number));
    }
  }
  return lift1(logSigmoidOp, x);
}

/**
 * log(1 + eˣ), exact in both tails.
 *
 *     d(log(1 + eˣ)) = σ(x) dx
 *
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(softplus)(0) // 0.5
 */
export function softplus(x: Scalar): Scalar;
export function softplus(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(softplusOp, next, after);
  if (typeof x === 'number') return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.max(xv, 0) + Math.log1p(Math.exp(-Math.abs(xv)));
    if (v === v) {
      return x.scale(v, (sigmoid(xv) as number));
    }
  }
  return lift1(softplusOp, x);
}

/**
 * log(eˣ + eʸ) without overflow.
 *
 *     d(log(eˣ + eʸ)) = σ(x − y) dx + σ(y − x) dy
 *
 * At x = −∞, y = −∞ the derivative is (0, 0): log 0, flat on the scale of exp x.
 * At x = −∞, y = 1 the derivative is (0, 1): exp −∞ is 0.
 * At x = ∞, y = 1 the derivative is (NaN, NaN): infinite value.
 * Cost: 1 elementary function; its partials, 2 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example grad(([x, y]) => logaddexp(x, y))([1, 1]) // [0.5, 0.5]
 */
export function logaddexp(x: Scalar, y: Scalar): Scalar;
export function logaddexp(x: Scalar, y: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(logaddexpOp, next, after);
  if (typeof x === 'number' && typeof y === 'number') return x === y ? x + Math.LN2 : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = logaddexp(xv, yv) as number;
    if (v === v) {
      if (typeof y === 'number') return (x as Active).scale(v, v > (-Infinity) ? (v < Infinity ? (sigmoid(xv - yv) as number) : NaN) : 0);
      if (typeof x === 'number') return y.scale(v, v > (-Infinity) ? (v < Infinity ? (sigmoid(yv - xv) as number) : NaN) : 0);
      if (x.level === y.level) {
        const t1 = NaN;
        return x.combine(v, v > (-Infinity) ? (v < Infinity ? (sigmoid(xv - yv) as number) : t1) : 0, y, v > (-Infinity) ? (v < Infinity ? (sigmoid(yv - xv) as number) : t1) : 0);
      }
    }
  }
  return lift2(logaddexpOp, x, y);
}

/**
 * `x` where it is positive, else 0; at 0 its derivative is 0.
 *
 *     d(relu x) = dx where x > 0
 *
 * At x = 0 the derivative is 0: least norm.
 * Cost: no FLOPs; its partial, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(relu)(0) // 0
 */
export function relu(x: Scalar): Scalar;
export function relu(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(reluOp, next, after);
  if (typeof x === 'number') return Math.max(x, 0);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.max(xv, 0);
    if (v === v) {
      if (xv < 0) return v;
      return x.scale(v, xv > 0 ? 1 : 0);
    }
  }
  return lift1(reluOp, x);
}

/**
 * `x` where it is positive, else `a` times `x`.
 *
 *     d(leakyRelu(x, a)) = dx where x > 0, a dx + x da where x < 0
 *
 * At x = 0, a = 0.1 the derivative is (0.1, 0): the least of the slopes between a and 1.
 * At x = 0, a = −0.5 the derivative is (0, 0): the least of the slopes between a and 1.
 * At x = 0, a = 3 the derivative is (1, 0): the least of the slopes between a and 1.
 * Cost: 1 FLOP; its partials, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example leakyRelu(dual(-2, 1), 0.5) // Dual(-1 + 0.5ε)
 */
export function leakyRelu(x: Scalar, a: Scalar): Scalar;
export function leakyRelu(x: Scalar, a: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(leakyReluOp, next, after);
  if (typeof x === 'number' && typeof a === 'number') return x < 0 ? a * x : x;
  const xv = primal(x);
  const av = primal(a);
  if (typeof xv === 'number' && typeof av === 'number') {
    const v = leakyRelu(xv, av) as number;
    if (v === v && xv === xv && av === av) {
      if (typeof a === 'number') return (x as Active).scale(v, xv < 0 ? av : (xv > 0 ? 1 : Math.max(0, Math.min(av, 1))));
      if (typeof x === 'number') {
        if (xv > 0) return v;
        return a.scale(v, xv < 0 ? xv : 0);
      }
      if (x.level === a.level) {
        const q = xv < 0 ? av : (xv > 0 ? 1 : Math.max(0, Math.min(av, 1)));
        if (xv > 0) return x.scale(v, q);
        return x.combine(v, q, a, xv < 0 ? xv : 0);
      }
    }
  }
  return lift2(leakyReluOp, x, a);
}

/**
 * `x` where it is positive, else `a` times (eˣ − 1).
 *
 *     d(elu(x, a)) = dx where x > 0, a eˣ dx + (eˣ − 1) da where x < 0
 *
 * At x = 0, a = 1 the derivative is (1, 0): the least of the slopes between a and 1.
 * At x = 0, a = 0.5 the derivative is (0.5, 0): the least of the slopes between a and 1.
 * At x = 0, a = −1 the derivative is (0, 0): the least of the slopes between a and 1.
 * Cost: 1 elementary function; its partials, 1 FLOP and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative((x) => elu(x, 1))(0) // 1
 */
export function elu(x: Scalar, a: Scalar): Scalar;
export function elu(x: Scalar, a: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(eluOp, next, after);
  if (typeof x === 'number' && typeof a === 'number') return x > 0 ? x : a * Math.expm1(x);
  const xv = primal(x);
  const av = primal(a);
  if (typeof xv === 'number' && typeof av === 'number') {
    const v = elu(xv, av) as number;
    if (v === v && xv === xv && av === av) {
      if (typeof a === 'number') return (x as Active).scale(v, xv < 0 ? (av * Math.exp(xv)) : (xv > 0 ? 1 : Math.max(0, Math.min(av, 1))));
      if (typeof x === 'number') {
        if (xv > 0) return v;
        return a.scale(v, xv < 0 ? Math.expm1(xv) : 0);
      }
      if (x.level === a.level) {
        const q = xv < 0 ? (av * Math.exp(xv)) : (xv > 0 ? 1 : Math.max(0, Math.min(av, 1)));
        if (xv > 0) return x.scale(v, q);
        return x.combine(v, q, a, xv < 0 ? Math.expm1(xv) : 0);
      }
    }
  }
  return lift2(eluOp, x, a);
}

/**
 * The part of `a` in `a` + `b`, 0 of nothing.
 *
 *     d(a/s) = (b/s)/s da − (a/s)/s db, s = a + b
 *
 * At a = 0, b = 0 the derivative is (0, 0): weights of nothing but −∞.
 * Cost: 1 FLOP; its partials, 4 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example grad(logsumexp)([0, 0]) // [0.5, 0.5]
 * @internal
 */
export function portion(a: Scalar, b: Scalar): Scalar {
  if (typeof a === 'number' && typeof b === 'number') return a === 0 && b === 0 ? 0 : a / (a + b);
  return lift2(portionOp, a, b);
}

/**
 * `x` times the logistic function of `x`.
 *
 *     d(x σ(x)) = σ(x) (1 + x σ(−x)) dx
 *
 * Cost: 1 elementary function; its partial, 5 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(silu)(0) // 0.5
 */
export function silu(x: Scalar): Scalar;
export function silu(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(siluOp, next, after);
  if (typeof x === 'number') return x < 0 ? x * (Math.exp(x) / (1 + Math.exp(x))) : x / (1 + Math.exp(-x));
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = silu(xv) as number;
    if (v === v) {
      const t1 = 0.5 * (sech(0.5 * xv) as number);
      return x.scale(v, (sigmoid(xv) as number) + (xv * (t1 * t1)));
    }
  }
  return lift1(siluOp, x);
}

/** @internal */
export const sigmoidOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('sigmoid', sigmoid, (_v, x) => square(mul(0.5, sech(mul(0.5, x)))));
/** @internal */
export const logSigmoidOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('logSigmoid', logSigmoid, (_v, x) => sigmoid(neg(x)));
/** @internal */
export const softplusOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('softplus', softplus, (_v, x) => sigmoid(x));
/** @internal */
export const logaddexpOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('logaddexp', logaddexp, (v, x, y) => choose(gt, v, -Infinity, choose(lt, v, Infinity, sigmoid(sub(x, y)), convention(NaN, v)), 0), (v, x, y) => choose(gt, v, -Infinity, choose(lt, v, Infinity, sigmoid(sub(y, x)), convention(NaN, v)), 0));
/** @internal */
export const reluOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('relu', relu, (_v, x) => choose(lt, x, 0, undefined, choose(gt, x, 0, 1, 0)));
/** @internal */
export const leakyReluOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('leakyRelu', leakyRelu, (_v, x, a) => choose(lt, x, 0, a, choose(gt, x, 0, 1, convention(max(0, min(a, 1)), 0))), (_v, x) => choose(gt, x, 0, undefined, choose(lt, x, 0, x, 0)));
/** @internal */
export const eluOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('elu', elu, (v, x, a) => choose(lt, x, 0, mul(a, exp(x)), choose(gt, x, 0, 1, convention(max(0, min(a, 1)), v))), (_v, x) => choose(gt, x, 0, undefined, choose(lt, x, 0, expm1(x), convention(0, x))));
/** @internal */
export const portionOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('portion', portion, (_v, a, b) => {
    const t1 = add(a, b);
    return choose(eq, t1, 0, 0, div(portion(b, a), t1));
  }, (v, a, b) => {
    const t1 = add(a, b);
    return choose(eq, t1, 0, 0, neg(div(v, t1)));
  });
/** @internal */
export const siluOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('silu', silu, (_v, x) => add(sigmoid(x), mul(x, square(mul(0.5, sech(mul(0.5, x)))))));
