// Emitted from lib/special/rules/bessel.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import { checkSurplus } from '../ops/arity.ts';
import { lift1, lift2 } from '../ops/lift.ts';
import type { Scalar } from '../scalar.ts';
import { add, mul, neg, sub } from '../ops/arithmetic.ts';
import { besseli0Kernel } from './kernels/besseli0.ts';
import { besseli1Kernel } from './kernels/besseli1.ts';
import { besseliKernel } from './kernels/besseli.ts';
import { besselj0Kernel } from './kernels/besselj0.ts';
import { besselj1Kernel } from './kernels/besselj1.ts';
import { besseljKernel } from './kernels/besselj.ts';
import { besseljSlopeKernel } from './kernels/besselj-slope.ts';
import { besselk0Kernel } from './kernels/besselk0.ts';
import { besselk1Kernel } from './kernels/besselk1.ts';
import { besselkKernel } from './kernels/besselk.ts';
import { bessely0Kernel } from './kernels/bessely0.ts';
import { bessely1Kernel } from './kernels/bessely1.ts';
import { besselyKernel } from './kernels/bessely.ts';
import { besselySlopeKernel } from './kernels/bessely-slope.ts';
import { familyOp, type OpOfOrder, specialOp } from './op.ts';
import { checkOrder } from './order.ts';

/**
 * Bessel function of the first kind of order 0.
 *
 *     d(J₀(x)) = −J₁(x) dx
 *
 * 0 at ±∞
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example besselj0(0) // 1
 * @see DLMF 10.6.3
 */
export function besselj0(x: Scalar): Scalar;
export function besselj0(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besselj0Op, next, after);
  if (typeof x === 'number') return besselj0Kernel(x);
  return lift1(besselj0Op, x);
}

/**
 * Bessel function of the first kind of order 1.
 *
 *     d(J₁(x)) = (J₀(x) − J₂(x))/2 dx
 *
 * 0 at ±∞
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(besselj1)(0) // 0.5
 * @see DLMF 10.6.1
 */
export function besselj1(x: Scalar): Scalar;
export function besselj1(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besselj1Op, next, after);
  if (typeof x === 'number') return besselj1Kernel(x);
  return lift1(besselj1Op, x);
}

/**
 * Bessel function of the first kind of integer order `n`.
 *
 *     d(Jₙ(x)) = (Jₙ₋₁(x) − Jₙ₊₁(x))/2 dx
 *
 * 0 at ±∞
 * Cost: 1 elementary function; its partials, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example besselj(2, 0) // 0
 * @see DLMF 10.6.1
 */
export function besselj(n: number, x: Scalar): Scalar;
export function besselj(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besseljOp, next, after);
  checkOrder('besselj', n, -Infinity);
  if (typeof x === 'number') return besseljKernel(n, x);
  return lift2(besseljOp, n, x);
}

/**
 * Bessel function of the second kind of order 0.
 *
 *     d(Y₀(x)) = −Y₁(x) dx
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0 the derivative is ∞: one-sided.
 * −∞ at 0, its derivative +∞; 0 at ∞
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example bessely0(0) // -Infinity
 * @see DLMF 10.6.3
 */
export function bessely0(x: Scalar): Scalar;
export function bessely0(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(bessely0Op, next, after);
  if (typeof x === 'number') return bessely0Kernel(x);
  return lift1(bessely0Op, x);
}

/**
 * Bessel function of the second kind of order 1.
 *
 *     d(Y₁(x)) = (Y₀(x) − Y₂(x))/2 dx
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0 the derivative is ∞: one-sided.
 * −∞ at 0, its derivative +∞; 0 at ∞
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example bessely1(0) // -Infinity
 * @see DLMF 10.6.1
 */
export function bessely1(x: Scalar): Scalar;
export function bessely1(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(bessely1Op, next, after);
  if (typeof x === 'number') return bessely1Kernel(x);
  return lift1(bessely1Op, x);
}

/**
 * Bessel function of the second kind of integer order `n`.
 *
 *     d(Yₙ(x)) = (Yₙ₋₁(x) − Yₙ₊₁(x))/2 dx
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At n = 2, x = 0 the derivative is (0, ∞): one-sided.
 * −∞ at 0, its derivative +∞, both with the sign of (−1)ⁿ where `n` is negative; 0 at ∞
 * Cost: 1 elementary function; its partials, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example bessely(2, 0) // -Infinity
 * @see DLMF 10.6.1
 */
export function bessely(n: number, x: Scalar): Scalar;
export function bessely(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besselyOp, next, after);
  checkOrder('bessely', n, -Infinity);
  if (typeof x === 'number') return besselyKernel(n, x);
  return lift2(besselyOp, n, x);
}

/**
 * Modified Bessel function of the first kind of order 0.
 *
 *     d(I₀(x)) = I₁(x) dx
 *
 * ∞ at ±∞
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example besseli0(0) // 1
 * @see DLMF 10.29.3
 */
export function besseli0(x: Scalar): Scalar;
export function besseli0(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besseli0Op, next, after);
  if (typeof x === 'number') return besseli0Kernel(x);
  return lift1(besseli0Op, x);
}

/**
 * Modified Bessel function of the first kind of order 1.
 *
 *     d(I₁(x)) = (I₀(x) + I₂(x))/2 dx
 *
 * ±∞ at ±∞
 * Cost: 1 elementary function; its partial, 3 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(besseli1)(0) // 0.5
 * @see DLMF 10.29.1
 */
export function besseli1(x: Scalar): Scalar;
export function besseli1(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besseli1Op, next, after);
  if (typeof x === 'number') return besseli1Kernel(x);
  return lift1(besseli1Op, x);
}

/**
 * Modified Bessel function of the first kind of integer order `n`.
 *
 *     d(Iₙ(x)) = (Iₙ₋₁(x) + Iₙ₊₁(x))/2 dx
 *
 * ∞ at ∞, (−1)ⁿ ∞ at −∞
 * Cost: 1 elementary function; its partials, 5 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example besseli(2, 0) // 0
 * @see DLMF 10.29.1
 */
export function besseli(n: number, x: Scalar): Scalar;
export function besseli(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besseliOp, next, after);
  checkOrder('besseli', n, -Infinity);
  if (typeof x === 'number') return besseliKernel(n, x);
  return lift2(besseliOp, n, x);
}

/**
 * Modified Bessel function of the second kind of order 0.
 *
 *     d(K₀(x)) = −K₁(x) dx
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0 the derivative is −∞: one-sided.
 * ∞ at 0, its derivative −∞; 0 at ∞
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example besselk0(0) // Infinity
 * @see DLMF 10.29.3
 */
export function besselk0(x: Scalar): Scalar;
export function besselk0(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besselk0Op, next, after);
  if (typeof x === 'number') return besselk0Kernel(x);
  return lift1(besselk0Op, x);
}

/**
 * Modified Bessel function of the second kind of order 1.
 *
 *     d(K₁(x)) = −(K₀(x) + K₂(x))/2 dx
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At x = 0 the derivative is −∞: one-sided.
 * ∞ at 0, its derivative −∞; 0 at ∞
 * Cost: 1 elementary function; its partial, 3 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example besselk1(Infinity) // 0
 * @see DLMF 10.29.1
 */
export function besselk1(x: Scalar): Scalar;
export function besselk1(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besselk1Op, next, after);
  if (typeof x === 'number') return besselk1Kernel(x);
  return lift1(besselk1Op, x);
}

/**
 * Modified Bessel function of the second kind of integer order `n`.
 *
 *     d(Kₙ(x)) = −(Kₙ₋₁(x) + Kₙ₊₁(x))/2 dx
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * At n = 2, x = 0 the derivative is (0, −∞): one-sided.
 * ∞ at 0, its derivative −∞; 0 at ∞
 * Cost: 1 elementary function; its partials, 5 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example besselk(2, 0) // Infinity
 * @see DLMF 10.29.1
 */
export function besselk(n: number, x: Scalar): Scalar;
export function besselk(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besselkOp, next, after);
  checkOrder('besselk', n, -Infinity);
  if (typeof x === 'number') return besselkKernel(n, x);
  return lift2(besselkOp, n, x);
}

/**
 * The derivative of Jₙ, with its digits near zeros.
 *
 *     d(Jₙ′(x)) = (Jₙ₋₁′(x) − Jₙ₊₁′(x))/2 dx
 *
 * Cost: 1 elementary function; its partials, 5 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative((x) => besselj(2, x))(0) // 0
 * @see DLMF 10.6.1
 * @internal
 */
export function besseljSlope(n: number, x: Scalar): Scalar;
export function besseljSlope(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besseljSlopeOp, next, after);
  checkOrder('besseljSlope', n, -Infinity);
  if (typeof x === 'number') return besseljSlopeKernel(n, x);
  return lift2(besseljSlopeOp, n, x);
}

/**
 * The derivative of Yₙ, with its digits near zeros.
 *
 *     d(Yₙ′(x)) = (Yₙ₋₁′(x) − Yₙ₊₁′(x))/2 dx
 *
 * Domain: x ≥ 0; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partials, 5 FLOPs and 2 elementary functions more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(bessely1)(0) // Infinity
 * @see DLMF 10.6.1
 * @internal
 */
export function besselySlope(n: number, x: Scalar): Scalar;
export function besselySlope(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(besselySlopeOp, next, after);
  checkOrder('besselySlope', n, -Infinity);
  if (typeof x === 'number') return besselySlopeKernel(n, x);
  return lift2(besselySlopeOp, n, x);
}

const besselj0Op: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('besselj0', besselj0, (_v, x) => neg(besselj1(x)));
const besselj1Op: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('besselj1', besselj1, (_v, x) => (besseljSlope as OpOfOrder)(1, x));
const besseljOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('besselj', besselj, (_v, n, x) => (besseljSlope as OpOfOrder)(n, x));
const bessely0Op: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('bessely0', bessely0, (_v, x) => neg(bessely1(x)));
const bessely1Op: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('bessely1', bessely1, (_v, x) => (besselySlope as OpOfOrder)(1, x));
const besselyOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('bessely', bessely, (_v, n, x) => (besselySlope as OpOfOrder)(n, x));
const besseli0Op: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('besseli0', besseli0, (_v, x) => besseli1(x));
const besseli1Op: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('besseli1', besseli1, (_v, x) => add(mul(0.5, besseli0(x)), mul(0.5, (besseli as OpOfOrder)(2, x))));
const besseliOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('besseli', besseli, (_v, n, x) => add(mul(0.5, (besseli as OpOfOrder)(sub(n, 1), x)), mul(0.5, (besseli as OpOfOrder)(add(n, 1), x))));
const besselk0Op: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('besselk0', besselk0, (_v, x) => neg(besselk1(x)));
const besselk1Op: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('besselk1', besselk1, (_v, x) => sub(mul(-0.5, besselk0(x)), mul(0.5, (besselk as OpOfOrder)(2, x))));
const besselkOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('besselk', besselk, (_v, n, x) => sub(mul(-0.5, (besselk as OpOfOrder)(sub(n, 1), x)), mul(0.5, (besselk as OpOfOrder)(add(n, 1), x))));
const besseljSlopeOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('besseljSlope', besseljSlope, (_v, n, x) => sub(mul(0.5, (besseljSlope as OpOfOrder)(sub(n, 1), x)), mul(0.5, (besseljSlope as OpOfOrder)(add(n, 1), x))));
const besselySlopeOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('besselySlope', besselySlope, (_v, n, x) => sub(mul(0.5, (besselySlope as OpOfOrder)(sub(n, 1), x)), mul(0.5, (besselySlope as OpOfOrder)(add(n, 1), x))));
