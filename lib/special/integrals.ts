// Emitted from lib/special/rules/integrals.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import { checkSurplus } from '../ops/arity.ts';
import { lift1, lift2 } from '../ops/lift.ts';
import type { Scalar } from '../scalar.ts';
import { add, div, mul, neg } from '../ops/arithmetic.ts';
import { choose, eq, gt, lt } from '../ops/compare.ts';
import { exp } from '../ops/exponential.ts';
import { convention } from '../ops/piecewise.ts';
import { ellipeDerivativeKernel } from './kernels/ellipe-derivative.ts';
import { ellipeKernel } from './kernels/ellipe.ts';
import { ellipkDerivativeKernel } from './kernels/ellipk-derivative.ts';
import { ellipkKernel } from './kernels/ellipk.ts';
import { expintKernel } from './kernels/expint.ts';
import { expinteiKernel } from './kernels/expintei.ts';
import { zetaDerivativeKernel } from './kernels/zeta-derivative.ts';
import { zetaKernel } from './kernels/zeta.ts';
import { familyOp, type OpOfOrder, specialOp } from './op.ts';
import { checkOrder } from './order.ts';

/**
 * Exponential integral E₁(`x`), ∫ e⁻ᵗ/t dt from `x` to ∞.
 *
 *     d(E₁(x)) = −e⁻ˣ/x dx
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0 the derivative is −∞: one-sided.
 * ∞ at 0, its derivative −∞; 0 at ∞
 * Cost: 1 elementary function; its partial, 2 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example expint(0) // Infinity
 * @see DLMF 6.2.1
 */
export function expint(x: Scalar): Scalar;
export function expint(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(expintOp, next, after);
  if (typeof x === 'number') return expintKernel(x);
  return lift1(expintOp, x);
}

/**
 * Exponential integral Ei(`x`), the principal value of ∫ eᵗ/t dt from −∞ to `x`; Ei(−`x`) = −E₁(`x`).
 *
 *     d(Ei(x)) = eˣ/x dx
 *
 * At x = 0 the derivative is NaN: −∞ and +∞ on its two sides.
 * −∞ at 0, where it has no derivative; 0 at −∞, ∞ at ∞
 * Cost: 1 elementary function; its partial, 4 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example expintei(0) // -Infinity
 * @see DLMF 6.2.5
 */
export function expintei(x: Scalar): Scalar;
export function expintei(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(expinteiOp, next, after);
  if (typeof x === 'number') return expinteiKernel(x);
  return lift1(expinteiOp, x);
}

/**
 * Complete elliptic integral of the first kind, ∫ (1 − m sin²θ)^(−1/2) dθ from 0 to π/2, of the parameter `m` = k².
 *
 *     d(K(m)) = (E(m) − (1 − m)K(m))/(2m(1 − m)) dm
 *
 * Domain: −∞ ≤ m ≤ 1; outside it the derivative is NaN.
 * At m = 1 the derivative is ∞: one-sided.
 * ∞ at 1, its derivative too; 0 at −∞
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example ellipk(1) // Infinity
 * @see DLMF 19.2.8
 */
export function ellipk(m: Scalar): Scalar;
export function ellipk(m: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(ellipkOp, next, after);
  if (typeof m === 'number') return ellipkKernel(m);
  return lift1(ellipkOp, m);
}

/**
 * Complete elliptic integral of the second kind, ∫ (1 − m sin²θ)^(1/2) dθ from 0 to π/2, of the parameter `m` = k².
 *
 *     d(E(m)) = (E(m) − K(m))/(2m) dm
 *
 * Domain: −∞ ≤ m ≤ 1; outside it the derivative is NaN.
 * At m = 1 the derivative is −∞: one-sided.
 * 1 at 1, its derivative −∞; ∞ at −∞
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example ellipe(1) // 1
 * @see DLMF 19.2.8
 */
export function ellipe(m: Scalar): Scalar;
export function ellipe(m: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(ellipeOp, next, after);
  if (typeof m === 'number') return ellipeKernel(m);
  return lift1(ellipeOp, m);
}

/**
 * The derivative of order `n` of K by its parameter, with its digits near 0.
 *
 *     d(K⁽ⁿ⁾(x)) = K⁽ⁿ⁺¹⁾(x) dx
 *
 * Domain: n ≥ 0, −∞ ≤ x ≤ 1; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partials, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(ellipk)(1) // Infinity
 * @see DLMF 19.4.8
 * @internal
 */
export function ellipkDerivative(n: number, x: Scalar): Scalar;
export function ellipkDerivative(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(ellipkDerivativeOp, next, after);
  checkOrder('ellipkDerivative', n, 0);
  if (typeof x === 'number') return ellipkDerivativeKernel(n, x);
  return lift2(ellipkDerivativeOp, n, x);
}

/**
 * The derivative of order `n` of E by its parameter, with its digits near 0.
 *
 *     d(E⁽ⁿ⁾(x)) = E⁽ⁿ⁺¹⁾(x) dx
 *
 * Domain: n ≥ 0, −∞ ≤ x ≤ 1; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partials, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(ellipe)(1) // -Infinity
 * @see DLMF 19.4.9
 * @internal
 */
export function ellipeDerivative(n: number, x: Scalar): Scalar;
export function ellipeDerivative(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(ellipeDerivativeOp, next, after);
  checkOrder('ellipeDerivative', n, 0);
  if (typeof x === 'number') return ellipeDerivativeKernel(n, x);
  return lift2(ellipeDerivativeOp, n, x);
}

/**
 * Riemann’s zeta function of a real number `s`.
 *
 *     d(ζ(s)) = ζ′(s) ds
 *
 * At s = 1 the derivative is −∞: on both sides.
 * ∞ at its pole 1, the limit from the right, its derivative −∞; 1 at ∞, NaN at −∞
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example zeta(0) // -0.5
 * @see DLMF 25.2.1
 */
export function zeta(s: Scalar): Scalar;
export function zeta(s: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(zetaOp, next, after);
  if (typeof s === 'number') return zetaKernel(s);
  return lift1(zetaOp, s);
}

/**
 * The derivative of order `n` of ζ.
 *
 *     d(ζ⁽ⁿ⁾(x)) = ζ⁽ⁿ⁺¹⁾(x) dx
 *
 * Domain: n ≥ 0; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partials, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(zeta)(Infinity) // 0
 * @see DLMF 25.2.11
 * @internal
 */
export function zetaDerivative(n: number, x: Scalar): Scalar;
export function zetaDerivative(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(zetaDerivativeOp, next, after);
  checkOrder('zetaDerivative', n, 0);
  if (typeof x === 'number') return zetaDerivativeKernel(n, x);
  return lift2(zetaDerivativeOp, n, x);
}

const expintOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('expint', expint, (_v, x) => neg(div(exp(neg(x)), add(x, 0))));
const expinteiOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('expintei', expintei, (_v, x) => {
    const t1 = exp(mul(0.5, x));
    const t2 = exp(x);
    return choose(eq, x, 0, convention(NaN, x), choose(lt, x, Infinity, choose(gt, x, 700, mul(div(t1, x), t1), div(t2, x)), t2));
  });
const ellipkOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('ellipk', ellipk, (_v, m) => (ellipkDerivative as OpOfOrder)(1, m));
const ellipeOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('ellipe', ellipe, (_v, m) => (ellipeDerivative as OpOfOrder)(1, m));
const ellipkDerivativeOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('ellipkDerivative', ellipkDerivative, (_v, n, x) => (ellipkDerivative as OpOfOrder)(add(n, 1), x));
const ellipeDerivativeOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('ellipeDerivative', ellipeDerivative, (_v, n, x) => (ellipeDerivative as OpOfOrder)(add(n, 1), x));
const zetaOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('zeta', zeta, (_v, s) => (zetaDerivative as OpOfOrder)(1, s));
const zetaDerivativeOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('zetaDerivative', zetaDerivative, (_v, n, x) => (zetaDerivative as OpOfOrder)(add(n, 1), x));
