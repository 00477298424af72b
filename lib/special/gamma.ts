// Emitted from lib/special/rules/gamma.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import { checkSurplus } from '../ops/arity.ts';
import { lift1, lift2 } from '../ops/lift.ts';
import type { Scalar } from '../scalar.ts';
import { add, mul, neg, sub } from '../ops/arithmetic.ts';
import { choose, lt } from '../ops/compare.ts';
import { betaKernel } from './kernels/beta.ts';
import { digammaKernel } from './kernels/digamma.ts';
import { digammaRiseKernel } from './kernels/polygamma-rise.ts';
import { gammaKernel } from './kernels/gamma.ts';
import { lbetaKernel } from './kernels/lbeta.ts';
import { lgammaKernel } from './kernels/lgamma.ts';
import { polygamma2RiseKernel } from './kernels/polygamma-rise.ts';
import { polygamma3RiseKernel } from './kernels/polygamma-rise.ts';
import { polygammaKernel } from './kernels/polygamma.ts';
import { trigammaKernel } from './kernels/trigamma.ts';
import { trigammaRiseKernel } from './kernels/polygamma-rise.ts';
import { familyOp, type OpOfOrder, specialOp } from './op.ts';
import { checkOrder } from './order.ts';

/**
 * Gamma function of `x`, Γ(n + 1) = n!.
 *
 *     d(Γ(x)) = Γ(x) ψ(x) dx
 *
 * NaN at negative integers; ±∞ at ±0, the derivative −∞. Overflows above 171.62.
 * Cost: 1 elementary function; its partial, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example gamma(5) // 24
 * @see DLMF 5.2.1
 */
export function gamma(x: Scalar): Scalar;
export function gamma(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(gammaOp, next, after);
  if (typeof x === 'number') return gammaKernel(x);
  return lift1(gammaOp, x);
}

/**
 * Logarithm of the absolute value of the gamma function of `x`.
 *
 *     d(ln |Γ(x)|) = ψ(x) dx
 *
 * ∞ at 0 and at negative integers, where the derivative is ∓∞ at ±0, else NaN.
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example lgamma(2) // 0
 * @see DLMF 5.2.1
 */
export function lgamma(x: Scalar): Scalar;
export function lgamma(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(lgammaOp, next, after);
  if (typeof x === 'number') return lgammaKernel(x);
  return lift1(lgammaOp, x);
}

/**
 * Digamma function of `x`, the derivative of lgamma.
 *
 *     d(ψ(x)) = ψ′(x) dx
 *
 * NaN at negative integers; ∓∞ at ±0, the derivative ∞.
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example digamma(Infinity) // Infinity
 * @see DLMF 5.2.2
 */
export function digamma(x: Scalar): Scalar;
export function digamma(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(digammaOp, next, after);
  if (typeof x === 'number') return digammaKernel(x);
  return lift1(digammaOp, x);
}

/**
 * Trigamma function of `x`, the derivative of digamma.
 *
 *     d(ψ′(x)) = ψ″(x) dx
 *
 * ∞ at 0 and at negative integers.
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example trigamma(Infinity) // 0
 * @see DLMF 5.15.1
 */
export function trigamma(x: Scalar): Scalar;
export function trigamma(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(trigammaOp, next, after);
  if (typeof x === 'number') return trigammaKernel(x);
  return lift1(trigammaOp, x);
}

/**
 * Polygamma function of `x`, the derivative of order `n` of digamma.
 *
 *     d(ψ⁽ⁿ⁾(x)) = ψ⁽ⁿ⁺¹⁾(x) dx
 *
 * Domain: n ≥ 0; outside it the derivative is NaN.
 * At 0 and at negative integers ∞ for odd n; for even n ∓∞ at ±0, else NaN.
 * Cost: 1 elementary function; its partials, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example polygamma(1, Infinity) // 0
 * @see DLMF 5.15
 */
export function polygamma(n: number, x: Scalar): Scalar;
export function polygamma(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(polygammaOp, next, after);
  checkOrder('polygamma', n, 0);
  if (typeof x === 'number') return polygammaKernel(n, x);
  return lift2(polygammaOp, n, x);
}

/**
 * Beta function of `a` and `b`, Γ(`a`) Γ(`b`) / Γ(`a` + `b`).
 *
 *     d(B(a, b)) = B(a, b) ((ψ(a) − ψ(a + b)) da + (ψ(b) − ψ(a + b)) db)
 *
 * Domain: a ≥ 0, b ≥ 0; outside it the derivative is NaN.
 * ∞ at 0.
 * Cost: 1 elementary function; its partials, 2 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example beta(2, 1) // 0.5
 * @see DLMF 5.12.1
 */
export function beta(a: Scalar, b: Scalar): Scalar;
export function beta(a: Scalar, b: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(betaOp, next, after);
  if (typeof a === 'number' && typeof b === 'number') return betaKernel(a, b);
  return lift2(betaOp, a, b);
}

/**
 * Logarithm of the beta function of `a` and `b`.
 *
 *     d(ln B(a, b)) = (ψ(a) − ψ(a + b)) da + (ψ(b) − ψ(a + b)) db
 *
 * Domain: a ≥ 0, b ≥ 0; outside it the derivative is NaN.
 * ∞ at 0.
 * Cost: 1 elementary function; its partials, 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example lbeta(1, 1) // 0
 * @see DLMF 5.12.1
 */
export function lbeta(a: Scalar, b: Scalar): Scalar;
export function lbeta(a: Scalar, b: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(lbetaOp, next, after);
  if (typeof a === 'number' && typeof b === 'number') return lbetaKernel(a, b);
  return lift2(lbetaOp, a, b);
}

/**
 * ψ(`x` + `h`) − ψ(`x`).
 *
 *     d(ψ(x + h) − ψ(x)) = (ψ′(x + h) − ψ′(x)) dx + ψ′(x + h) dh
 *
 * Cost: 1 elementary function; its partials, 1 FLOP and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example lbeta(1, 1) // 0
 * @internal
 */
export function digammaRise(x: Scalar, h: Scalar): Scalar;
export function digammaRise(x: Scalar, h: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(digammaRiseOp, next, after);
  if (typeof x === 'number' && typeof h === 'number') return digammaRiseKernel(x, h);
  return lift2(digammaRiseOp, x, h);
}

/**
 * ψ′(`x` + `h`) − ψ′(`x`).
 *
 *     d(ψ′(x + h) − ψ′(x)) = (ψ′′(x + h) − ψ′′(x)) dx + ψ′′(x + h) dh
 *
 * Cost: 1 elementary function; its partials, 1 FLOP and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example lbeta(1, 1) // 0
 * @internal
 */
export function trigammaRise(x: Scalar, h: Scalar): Scalar;
export function trigammaRise(x: Scalar, h: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(trigammaRiseOp, next, after);
  if (typeof x === 'number' && typeof h === 'number') return trigammaRiseKernel(x, h);
  return lift2(trigammaRiseOp, x, h);
}

/**
 * ψ″(`x` + `h`) − ψ″(`x`).
 *
 *     d(ψ″(x + h) − ψ″(x)) = (ψ″′(x + h) − ψ″′(x)) dx + ψ″′(x + h) dh
 *
 * Cost: 1 elementary function; its partials, 1 FLOP and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example lbeta(1, 1) // 0
 * @internal
 */
export function polygamma2Rise(x: Scalar, h: Scalar): Scalar;
export function polygamma2Rise(x: Scalar, h: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(polygamma2RiseOp, next, after);
  if (typeof x === 'number' && typeof h === 'number') return polygamma2RiseKernel(x, h);
  return lift2(polygamma2RiseOp, x, h);
}

/**
 * ψ‴(`x` + `h`) − ψ‴(`x`).
 *
 *     d(ψ‴(x + h) − ψ‴(x)) = (ψ‴′(x + h) − ψ‴′(x)) dx + ψ‴′(x + h) dh
 *
 * Cost: 1 elementary function; its partials, 2 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example lbeta(1, 1) // 0
 * @internal
 */
export function polygamma3Rise(x: Scalar, h: Scalar): Scalar;
export function polygamma3Rise(x: Scalar, h: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(polygamma3RiseOp, next, after);
  if (typeof x === 'number' && typeof h === 'number') return polygamma3RiseKernel(x, h);
  return lift2(polygamma3RiseOp, x, h);
}

const gammaOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('gamma', gamma, (v, x) => mul(v, digamma(x)));
const lgammaOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('lgamma', lgamma, (_v, x) => digamma(x));
const digammaOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('digamma', digamma, (_v, x) => trigamma(x));
const trigammaOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('trigamma', trigamma, (_v, x) => (polygamma as OpOfOrder)(2, x));
const polygammaOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('polygamma', polygamma, (_v, n, x) => (polygamma as OpOfOrder)(add(n, 1), x));
const betaOp: BinaryOp<Scalar> = /* @__PURE__ */ specialOp('beta', beta, (v, a, b) => neg(mul(v, digammaRise(a, b))), (v, a, b) => neg(mul(v, digammaRise(b, a))));
const lbetaOp: BinaryOp<Scalar> = /* @__PURE__ */ specialOp('lbeta', lbeta, (_v, a, b) => choose(lt, b, 0, NaN, neg(digammaRise(a, b))), (_v, a, b) => choose(lt, a, 0, NaN, neg(digammaRise(b, a))));
const digammaRiseOp: BinaryOp<Scalar> = /* @__PURE__ */ specialOp('digammaRise', digammaRise, (_v, x, h) => trigammaRise(x, h), (_v, x, h) => (polygamma as OpOfOrder)(1, add(x, h)));
const trigammaRiseOp: BinaryOp<Scalar> = /* @__PURE__ */ specialOp('trigammaRise', trigammaRise, (_v, x, h) => polygamma2Rise(x, h), (_v, x, h) => (polygamma as OpOfOrder)(2, add(x, h)));
const polygamma2RiseOp: BinaryOp<Scalar> = /* @__PURE__ */ specialOp('polygamma2Rise', polygamma2Rise, (_v, x, h) => polygamma3Rise(x, h), (_v, x, h) => (polygamma as OpOfOrder)(3, add(x, h)));
const polygamma3RiseOp: BinaryOp<Scalar> = /* @__PURE__ */ specialOp('polygamma3Rise', polygamma3Rise, (_v, x, h) => sub((polygamma as OpOfOrder)(4, add(x, h)), (polygamma as OpOfOrder)(4, x)), (_v, x, h) => (polygamma as OpOfOrder)(4, add(x, h)));
