// Emitted from lib/rules/piecewise.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { ArrayOp, BinaryOp, UnaryOp } from '../interpreter.ts';
import { checkScalar, type Active, type Operands, primal, type Scalar } from '../scalar.ts';
import { checkArity, checkSurplus } from './arity.ts';
import { add, div, neg, sub } from './arithmetic.ts';
import { choose, eq, gt, lt } from './compare.ts';
import { liftVariadic } from './lift-arrays.ts';
import { lift1, lift2 } from './lift.ts';
import { rowOp } from './row-op.ts';

/**
 * The number `c`, agreed on for a partial at a kink; its derivatives by `x` are NaN.
 *
 *     d(convention(c, x)) = NaN dx
 *
 * Cost: no FLOPs; its partials, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(derivative(abs))(0) // NaN
 * @internal
 */
export function convention(c: Scalar, x: Scalar): Scalar {
  if (typeof c === 'number' && typeof x === 'number') return c;
  return lift2(conventionOp, c, x);
}

/**
 * −1, 0 or 1 by the sign of `x`; its derivative is 0 everywhere.
 *
 *     d(sign x) = 0
 *
 * At x = 0 the derivative is 0: constant, jumps included.
 * Cost: no FLOPs; its partial, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example sign(dual(-2, 1)) // -1
 */
export function sign(x: Scalar): Scalar;
export function sign(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(signOp, next, after);
  if (typeof x === 'number') return Math.sign(x);
  return lift1(signOp, x);
}

/**
 * `x` rounded down; its derivative is 0 everywhere.
 *
 *     d(floor x) = 0
 *
 * At x = 1 the derivative is 0: constant, jumps included.
 * At x = 0.5 the derivative is 0: constant, jumps included.
 * Cost: no FLOPs; its partial, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example floor(dual(2, 1)) // 2
 */
export function floor(x: Scalar): Scalar;
export function floor(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(floorOp, next, after);
  if (typeof x === 'number') return Math.floor(x);
  return lift1(floorOp, x);
}

/**
 * `x` rounded up; its derivative is 0 everywhere.
 *
 *     d(ceil x) = 0
 *
 * At x = 1 the derivative is 0: constant, jumps included.
 * At x = 0.5 the derivative is 0: constant, jumps included.
 * Cost: no FLOPs; its partial, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example ceil(dual(2, 1)) // 2
 */
export function ceil(x: Scalar): Scalar;
export function ceil(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(ceilOp, next, after);
  if (typeof x === 'number') return Math.ceil(x);
  return lift1(ceilOp, x);
}

/**
 * `x` rounded to nearest, halves up; its derivative is 0 everywhere.
 *
 *     d(round x) = 0
 *
 * At x = 1 the derivative is 0: constant, jumps included.
 * At x = 0.5 the derivative is 0: constant, jumps included.
 * Cost: no FLOPs; its partial, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example round(dual(2, 1)) // 2
 */
export function round(x: Scalar): Scalar;
export function round(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(roundOp, next, after);
  if (typeof x === 'number') return Math.round(x);
  return lift1(roundOp, x);
}

/**
 * `x` rounded towards 0; its derivative is 0 everywhere.
 *
 *     d(trunc x) = 0
 *
 * At x = 1 the derivative is 0: constant, jumps included.
 * At x = 0.5 the derivative is 0: constant, jumps included.
 * Cost: no FLOPs; its partial, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example trunc(dual(2, 1)) // 2
 */
export function trunc(x: Scalar): Scalar;
export function trunc(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(truncOp, next, after);
  if (typeof x === 'number') return Math.trunc(x);
  return lift1(truncOp, x);
}

/**
 * Absolute value of `x`.
 *
 *     d|x| = sign x dx
 *
 * At x = 0 the derivative is 0: least norm.
 * Cost: no FLOPs; its partial, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example abs(dual(-2, 1)) // Dual(2 - 1ε)
 */
export function abs(x: Scalar): Scalar;
export function abs(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(absOp, next, after);
  if (typeof x === 'number') return Math.abs(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.abs(xv);
    if (v === v) {
      return x.scale(v, xv < 0 ? (-1) : (xv > 0 ? 1 : 0));
    }
  }
  return lift1(absOp, x);
}

/**
 * The size of `x` with the sign of `s`.
 *
 *     d(copysign(x, s)) = sign x · (−1 if s is negative or −0, else 1) dx
 *
 * At x = 0, s = 1 the derivative is (0, 0): as abs.
 * At x = 2, s = 0 the derivative is (1, 0): constant in s, jumps included.
 * At x = 2, s = −0 the derivative is (−1, 0): −0 counts as negative.
 * Cost: no FLOPs; its partials, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example copysign(dual(2, 1), -3) // Dual(-2 - 1ε)
 */
export function copysign(x: Scalar, s: Scalar): Scalar;
export function copysign(x: Scalar, s: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(copysignOp, next, after);
  if (typeof x === 'number' && typeof s === 'number') return s < 0 || 1 / s < 0 ? -Math.abs(x) : s >= 0 ? Math.abs(x) : NaN;
  const xv = primal(x);
  const sv = primal(s);
  if (typeof xv === 'number' && typeof sv === 'number') {
    const v = copysign(xv, sv) as number;
    if (v === v) {
      if (typeof s === 'number') return (x as Active).scale(v, xv === 0 ? 0 : (v < 0 ? (xv < 0 ? 1 : (-1)) : (xv < 0 ? (-1) : 1)));
      if (typeof x === 'number') return v;
      if (x.level === s.level) return x.scale(v, xv === 0 ? 0 : (v < 0 ? (xv < 0 ? 1 : (-1)) : (xv < 0 ? (-1) : 1)));
    }
  }
  return lift2(copysignOp, x, s);
}

/**
 * The larger of `x` and `y`, the largest of any number of arguments; −∞ of none.
 *
 *     d(max(x, y)) = dx or dy, of the larger; at a tie (dx + dy)/2
 *
 * At x = 1, y = 1 the derivative is (0.5, 0.5): least norm.
 * At x = 0, y = −0 the derivative is (0.5, 0.5): ±0 are the same point.
 * Cost: no FLOPs; its partials, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative((x) => max(x, 0))(0) // 0.5
 */
export const max: (...xs: Operands) => Scalar = function (x: Scalar, y: Scalar): Scalar {
  if (arguments.length !== 2) return liftVariadic(maxManyOp, ...arguments);
  if (typeof x === 'number' && typeof y === 'number') return Math.max(x, y);
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = Math.max(xv, yv);
    if (v === v) {
      if (typeof y === 'number') {
        if (xv > yv) return (x as Active).scale(v, 1);
        if (yv > xv) return v;
        return (x as Active).scale(v, 0.5);
      }
      if (typeof x === 'number') {
        if (xv > yv) return v;
        return y.scale(v, yv > xv ? 1 : 0.5);
      }
      if (x.level === y.level) {
        if (xv > yv) return x.scale(v, 1);
        const q = yv > xv ? 1 : 0.5;
        if (yv > xv) return y.scale(v, q);
        return x.combine(v, 0.5, y, q);
      }
    }
  }
  return lift2(maxOp, x, y);
} as never;

/**
 * The smaller of `x` and `y`, the smallest of any number of arguments; ∞ of none.
 *
 *     d(min(x, y)) = dx or dy, of the smaller; at a tie (dx + dy)/2
 *
 * At x = 1, y = 1 the derivative is (0.5, 0.5): least norm.
 * At x = 0, y = −0 the derivative is (0.5, 0.5): ±0 are the same point.
 * Cost: no FLOPs; its partials, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative((x) => min(x, 3))(2) // 1
 */
export const min: (...xs: Operands) => Scalar = function (x: Scalar, y: Scalar): Scalar {
  if (arguments.length !== 2) return liftVariadic(minManyOp, ...arguments);
  if (typeof x === 'number' && typeof y === 'number') return Math.min(x, y);
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = Math.min(xv, yv);
    if (v === v) {
      if (typeof y === 'number') {
        if (xv < yv) return (x as Active).scale(v, 1);
        if (yv < xv) return v;
        return (x as Active).scale(v, 0.5);
      }
      if (typeof x === 'number') {
        if (xv < yv) return v;
        return y.scale(v, yv < xv ? 1 : 0.5);
      }
      if (x.level === y.level) {
        if (xv < yv) return x.scale(v, 1);
        const q = yv < xv ? 1 : 0.5;
        if (yv < xv) return y.scale(v, q);
        return x.combine(v, 0.5, y, q);
      }
    }
  }
  return lift2(minOp, x, y);
} as never;

/**
 * `x`, but no less than `lo` and no more than `hi`.
 *
 *     d(clamp(x, lo, hi)) = dx between the bounds
 *
 * At x = 0, lo = 0, hi = 1 the derivative is (0.5, 0.5, 0): min(max(x, lo), hi).
 * At x = 1, lo = 0, hi = 1 the derivative is (0.5, 0, 0.5): min(max(x, lo), hi).
 * At x = 1, lo = 1, hi = 1 the derivative is (0.25, 0.25, 0.5): min(max(x, lo), hi).
 * Cost: that of the ops it is composed of.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example clamp(dual(2, 1), 0, 5) // Dual(2 + 1ε)
 */
export function clamp(x: Scalar, lo: Scalar, hi: Scalar): Scalar;
export function clamp(x: Scalar, lo: Scalar, hi: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkArity('clamp', 3, next, after);
  checkScalar(x, 'clamp');
  checkScalar(lo, 'clamp');
  checkScalar(hi, 'clamp');
  return min(max(x, lo), hi);
}

/**
 * Remainder of `x` divided by `y`, with the sign of `x`, as the operator %.
 *
 *     d(x − ny) = dx − n dy, n the whole number (x − v)/y
 *
 * Cost: 1 elementary function; its partials, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example grad(([x, y]) => mod(x, y))([7, 3]) // [1, -2]
 */
export function mod(x: Scalar, y: Scalar): Scalar;
export function mod(x: Scalar, y: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(modOp, next, after);
  if (typeof x === 'number' && typeof y === 'number') return x % y;
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = xv % yv;
    if (v === v) {
      if (typeof y === 'number') return (x as Active).scale(v, 1);
      if (typeof x === 'number') {
        const t1 = (xv - v) / yv;
        return y.scale(v, t1 < 0 ? Math.round((-t1)) : (-Math.round(t1)));
      }
      if (x.level === y.level) {
        const t1 = (xv - v) / yv;
        return x.combine(v, 1, y, t1 < 0 ? Math.round((-t1)) : (-Math.round(t1)));
      }
    }
  }
  return lift2(modOp, x, y);
}

/** @internal */
export const conventionOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('convention', convention, () => undefined, (_v, _c, x) => convention(NaN, x));
/** @internal */
export const signOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('sign', sign, () => undefined);
/** @internal */
export const floorOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('floor', floor, () => undefined);
/** @internal */
export const ceilOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('ceil', ceil, () => undefined);
/** @internal */
export const roundOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('round', round, () => undefined);
/** @internal */
export const truncOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('trunc', trunc, () => undefined);
/** @internal */
export const absOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('abs', abs, (v, x) => choose(lt, x, 0, -1, choose(gt, x, 0, 1, convention(0, v))));
/** @internal */
export const copysignOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('copysign', copysign, (v, x) => choose(eq, x, 0, convention(0, v), choose(lt, v, 0, choose(lt, x, 0, 1, -1), choose(lt, x, 0, -1, 1))), () => undefined);
/** @internal */
export const maxOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('max', max, (v, x, y) => choose(gt, x, y, 1, choose(gt, y, x, undefined, convention(0.5, v))), (v, x, y) => choose(gt, x, y, undefined, choose(gt, y, x, 1, convention(0.5, v))));

const maxManyOp: ArrayOp<Scalar> = {
  name: 'max',
  op: (xs) => max(...xs),
  value: (xs) => Math.max(...(xs as number[])),
  partials: (v, xs) => {
    const s1 = xs.reduce<Scalar>((s, x) => add(s, choose(eq, x, v, 1, 0)), 0);
    const c1 = convention(div(1, s1), choose(gt, s1, 1, v, 0));
    return [xs.map((x) => choose(eq, x, v, c1, undefined))];
  },
  spread: max,
};
/** @internal */
export const minOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('min', min, (v, x, y) => choose(lt, x, y, 1, choose(lt, y, x, undefined, convention(0.5, v))), (v, x, y) => choose(lt, x, y, undefined, choose(lt, y, x, 1, convention(0.5, v))));

const minManyOp: ArrayOp<Scalar> = {
  name: 'min',
  op: (xs) => min(...xs),
  value: (xs) => Math.min(...(xs as number[])),
  partials: (v, xs) => {
    const s1 = xs.reduce<Scalar>((s, x) => add(s, choose(eq, x, v, 1, 0)), 0);
    const c1 = convention(div(1, s1), choose(gt, s1, 1, v, 0));
    return [xs.map((x) => choose(eq, x, v, c1, undefined))];
  },
  spread: min,
};
/** @internal */
export const modOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('mod', mod, () => 1, (v, x, y) => {
    const t1 = div(sub(x, v), y);
    return choose(lt, t1, 0, round(neg(t1)), neg(round(t1)));
  });
