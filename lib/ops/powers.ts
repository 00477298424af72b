// Emitted from lib/rules/powers.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { ArrayOp, BinaryOp, UnaryOp } from '../interpreter.ts';
import { type Active, type Operands, primal, type Scalar } from '../scalar.ts';
import { checkSurplus } from './arity.ts';
import { add, div, mul, neg, sub } from './arithmetic.ts';
import { choose, eq, ge, gt, lt } from './compare.ts';
import { log, xlogy } from './exponential.ts';
import { others } from './others.ts';
import { ceil, convention } from './piecewise.ts';
import { liftVariadic } from './lift-arrays.ts';
import { lift1, lift2 } from './lift.ts';
import { rowOp } from './row-op.ts';

/**
 * Square root of `x`.
 *
 *     d(√x) = dx / 2√x
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0 the derivative is ∞: one-sided.
 * Cost: 1 FLOP; its partial, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(sqrt)(4) // 0.25
 */
export function sqrt(x: Scalar): Scalar;
export function sqrt(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(sqrtOp, next, after);
  return typeof x === 'number' ? Math.sqrt(x) : sqrtActive(x);
}

function sqrtActive(x: Active): Scalar {
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.sqrt(xv);
    if (v === v) {
      return x.scale(v, 0.5 / (v + 0));
    }
  }
  return lift1(sqrtOp, x);
}

/**
 * Reciprocal of the square root of `x`.
 *
 *     d(1/√x) = −(1/√x) / 2x dx
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0 the derivative is −∞: one-sided.
 * Cost: 1 elementary function; its partial, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(rsqrt)(4) // -0.0625
 */
export function rsqrt(x: Scalar): Scalar;
export function rsqrt(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(rsqrtOp, next, after);
  if (typeof x === 'number') return 1 / Math.sqrt(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = 1 / Math.sqrt(xv);
    if (v === v) {
      return x.scale(v, ((-0.5) * v) / xv);
    }
  }
  return lift1(rsqrtOp, x);
}

/**
 * Cube root of `x`, negative for negative `x`.
 *
 *     d(∛x) = dx / 3(∛x)²
 *
 * At x = 0 the derivative is ∞: vertical tangent.
 * Cost: 1 elementary function; its partial, 3 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(cbrt)(1) // 0.3333333333333333
 */
export function cbrt(x: Scalar): Scalar;
export function cbrt(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(cbrtOp, next, after);
  if (typeof x === 'number') return Math.cbrt(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.cbrt(xv);
    if (v === v) {
      return x.scale(v, 1 / ((3 * v) * v));
    }
  }
  return lift1(cbrtOp, x);
}

/**
 * `x` to the power `y`; a power `y` that is constant may have any `x`.
 *
 *     d(xʸ) = y xʸ⁻¹ dx + xʸ log x dy
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0, y = 0 the derivative is (0, NaN): x⁰ is 1.
 * At x = 0, y = 0.5 the derivative is (∞, 0): one-sided.
 * At x = 0, y = 1 the derivative is (1, 0): x¹ is x.
 * At x = 0, y = 2 the derivative is (0, 0): smooth.
 * At x = 0, y = −1 the derivative is (−∞, NaN): a pole.
 * At x = −2, y = 3 the derivative is (12, NaN): xʸ with x < 0 is defined at whole y only.
 * Cost: 1 elementary function; its partials, 8 FLOPs and 4 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative((x) => pow(x, 3))(-2) // 12
 */
export function pow(x: Scalar, y: Scalar): Scalar;
export function pow(x: Scalar, y: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(powOp, next, after);
  if (typeof x === 'number' && typeof y === 'number') return Math.pow(x, y);
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = Math.pow(xv, yv);
    if (v === v && xv === xv && yv === yv) {
      if (typeof y === 'number') {
        const t1 = yv * Math.pow(xv, (yv - 1));
        return (x as Active).scale(v, yv >= 0.5 ? t1 : (v === (v + v) ? t1 : (xv === 0 ? 0 : ((yv * v) / xv))));
      }
      if (typeof x === 'number') return y.scale(v, xv > 0 ? (xlogy(v, xv) as number) : (xv === 0 ? (yv > 1 ? (-Math.pow(xv, (Math.ceil(yv) - 0.5))) : (yv > 0 ? 0 : NaN)) : (v * Math.log(xv))));
      if (x.level === y.level) {
        const t1 = yv * Math.pow(xv, (yv - 1));
        return x.combine(v, yv >= 0.5 ? t1 : (v === (v + v) ? t1 : (xv === 0 ? 0 : ((yv * v) / xv))), y, xv > 0 ? (xlogy(v, xv) as number) : (xv === 0 ? (yv > 1 ? (-Math.pow(xv, (Math.ceil(yv) - 0.5))) : (yv > 0 ? 0 : NaN)) : (v * Math.log(xv))));
      }
    }
  }
  return lift2(powOp, x, y);
}

/**
 * Length of the vector (`x`, `y`), or of any number of arguments, without overflow.
 *
 *     d(√(x² + y²)) = (x dx + y dy) / √(x² + y²)
 *
 * At x = 0, y = 0 the derivative is (0, 0): convex, least norm.
 * Cost: 1 elementary function; its partials, 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example grad(([x, y]) => hypot(x, y))([3, 4]) // [0.6, 0.8]
 */
export const hypot: (...xs: Operands) => Scalar = function (x: Scalar, y: Scalar): Scalar {
  if (arguments.length !== 2) return liftVariadic(hypotManyOp, ...arguments);
  if (typeof x === 'number' && typeof y === 'number') return Math.hypot(x, y);
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = Math.hypot(xv, yv);
    if (v === v && xv === xv && yv === yv) {
      if (typeof y === 'number') return (x as Active).scale(v, (direction(xv, yv) as number));
      if (typeof x === 'number') return y.scale(v, (direction(yv, xv) as number));
      if (x.level === y.level) return x.combine(v, (direction(xv, yv) as number), y, (direction(yv, xv) as number));
    }
  }
  return lift2(hypotOp, x, y);
} as never;

/**
 * Cosine of the angle of the vector (`x`, `y`), 0 at the origin.
 *
 *     d(x/h) = (y/h)²/h dx − (x/h)(y/h)/h dy, h = √(x² + y²)
 *
 * At x = 0, y = 0 the derivative is (NaN, NaN): the derivative of what hypot chose.
 * Cost: 1 elementary function; its partials, 4 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example grad(([x, y]) => hypot(x, y))([3, 4]) // [0.6, 0.8]
 * @internal
 */
export function direction(x: Scalar, y: Scalar): Scalar {
  if (typeof x === 'number' && typeof y === 'number') return Math.abs(x) + Math.abs(y) > 1e-290 ? x / Math.hypot(x, y) : Math.abs(x) + Math.abs(y) === 0 ? 0 : x * 100000000000000000000 / Math.hypot(x * 100000000000000000000, y * 100000000000000000000);
  return lift2(directionOp, x, y);
}

/** @internal */
export const sqrtOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('sqrt', sqrt, (v) => div(0.5, add(v, 0)));
/** @internal */
export const rsqrtOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('rsqrt', rsqrt, (v, x) => div(mul(-0.5, v), x));
/** @internal */
export const cbrtOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('cbrt', cbrt, (v) => div(1, mul(mul(3, v), v)));
/** @internal */
export const powOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('pow', pow, (v, x, y) => {
    const t1 = mul(y, pow(x, sub(y, 1)));
    return choose(ge, y, 0.5, t1, choose(eq, v, add(v, v), t1, choose(eq, x, 0, convention(0, y), div(mul(y, v), x))));
  }, (v, x, y) => choose(gt, x, 0, xlogy(v, x), choose(eq, x, 0, choose(gt, y, 1, neg(pow(x, sub(ceil(y), 0.5))), choose(gt, y, 0, convention(0, x), convention(NaN, add(x, y)))), mul(v, log(x)))));
/** @internal */
export const hypotOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('hypot', hypot, (_v, x, y) => direction(x, y), (_v, x, y) => direction(y, x));

const hypotManyOp: ArrayOp<Scalar> = {
  name: 'hypot',
  op: (xs) => hypot(...xs),
  value: (xs) => Math.hypot(...(xs as number[])),
  partials: (v, xs) => {
    if (lt(v, 1e-290)) {
      const l1 = xs.map((x) => mul(x, 100000000000000000000));
      const l2 = others(l1, (p, x) => hypot(p, x), 0);
      return [l1.map((x, i) => direction(x, l2[i]!))];
    }
    const l3 = others(xs, (p, x) => hypot(p, x), 0);
    return [xs.map((x, i) => direction(x, l3[i]!))];
  },
  spread: hypot,
};
/** @internal */
export const directionOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('direction', direction, (_v, x, y) => {
    const t1 = direction(y, x);
    return mul(t1, div(t1, hypot(x, y)));
  }, (v, x, y) => neg(div(mul(v, direction(y, x)), hypot(x, y))));
