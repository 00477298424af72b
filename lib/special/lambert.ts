// Emitted from lib/special/rules/lambert.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { UnaryOp } from '../interpreter.ts';
import { checkSurplus } from '../ops/arity.ts';
import { lift1 } from '../ops/lift.ts';
import type { Scalar } from '../scalar.ts';
import { add, div, mul, neg, square } from '../ops/arithmetic.ts';
import { lambertwAboveKernel } from './kernels/lambertw-above.ts';
import { lambertwKernel } from './kernels/lambertw.ts';
import { lambertwSlopeKernel } from './kernels/lambertw-slope.ts';
import { lambertwm1AboveKernel } from './kernels/lambertwm1-above.ts';
import { lambertwm1Kernel } from './kernels/lambertwm1.ts';
import { lambertwm1SlopeKernel } from './kernels/lambertwm1-slope.ts';
import { specialOp } from './op.ts';

/**
 * The principal branch of Lambert’s W: the solution w ≥ −1 of w eʷ = `x`.
 *
 *     d(W₀(x)) = W₀/(x (1 + W₀)) dx
 *
 * Domain: x ≥ −0.36787944117144233; outside it the derivative is NaN.
 * At x = −0.36787944117144233 the derivative is ∞: one-sided.
 * −1 at the branch point −1/e, the double −1/Math.E, its derivative +∞; ∞ at ∞
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example lambertw(Math.E) // 1
 * @see DLMF 4.13.1
 */
export function lambertw(x: Scalar): Scalar;
export function lambertw(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(lambertwOp, next, after);
  if (typeof x === 'number') return lambertwKernel(x);
  return lift1(lambertwOp, x);
}

/**
 * The other real branch of Lambert’s W: the solution w ≤ −1 of w eʷ = `x`.
 *
 *     d(W₋₁(x)) = W₋₁/(x (1 + W₋₁)) dx
 *
 * Domain: −0.36787944117144233 ≤ x ≤ 0; outside it the derivative is NaN.
 * At x = −0.36787944117144233 the derivative is −∞: one-sided.
 * At x = 0 the derivative is −∞: one-sided.
 * −1 at the branch point −1/e and −∞ at 0, its derivative −∞ at both
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example lambertwm1(-1 / Math.E) // -1
 * @see DLMF 4.13.1
 */
export function lambertwm1(x: Scalar): Scalar;
export function lambertwm1(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(lambertwm1Op, next, after);
  if (typeof x === 'number') return lambertwm1Kernel(x);
  return lift1(lambertwm1Op, x);
}

/**
 * The derivative of W₀.
 *
 *     d(W₀′(x)) = −W₀′² (1 + 1/(1 + W₀)) dx
 *
 * Domain: x ≥ −0.36787944117144233; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partial, 4 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(lambertw)(0) // 1
 * @see DLMF 4.13.4
 * @internal
 */
export function lambertwSlope(x: Scalar): Scalar;
export function lambertwSlope(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(lambertwSlopeOp, next, after);
  if (typeof x === 'number') return lambertwSlopeKernel(x);
  return lift1(lambertwSlopeOp, x);
}

/**
 * 1 + W₀(`x`), with its digits near the branch point.
 *
 *     d(1 + W₀(x)) = W₀′ dx
 *
 * Domain: x ≥ −0.36787944117144233; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative((x) => derivative(lambertw)(x))(0) // -2
 * @internal
 */
export function lambertwAbove(x: Scalar): Scalar;
export function lambertwAbove(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(lambertwAboveOp, next, after);
  if (typeof x === 'number') return lambertwAboveKernel(x);
  return lift1(lambertwAboveOp, x);
}

/**
 * The derivative of W₋₁.
 *
 *     d(W₋₁′(x)) = −W₋₁′² (1 + 1/(1 + W₋₁)) dx
 *
 * Domain: −0.36787944117144233 ≤ x ≤ 0; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partial, 4 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(lambertwm1)(0) // -Infinity
 * @see DLMF 4.13.4
 * @internal
 */
export function lambertwm1Slope(x: Scalar): Scalar;
export function lambertwm1Slope(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(lambertwm1SlopeOp, next, after);
  if (typeof x === 'number') return lambertwm1SlopeKernel(x);
  return lift1(lambertwm1SlopeOp, x);
}

/**
 * 1 + W₋₁(`x`), with its digits near the branch point.
 *
 *     d(1 + W₋₁(x)) = W₋₁′ dx
 *
 * Domain: −0.36787944117144233 ≤ x ≤ 0; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(lambertwm1)(-1 / Math.E) // -Infinity
 * @internal
 */
export function lambertwm1Above(x: Scalar): Scalar;
export function lambertwm1Above(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(lambertwm1AboveOp, next, after);
  if (typeof x === 'number') return lambertwm1AboveKernel(x);
  return lift1(lambertwm1AboveOp, x);
}

const lambertwOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('lambertw', lambertw, (_v, x) => lambertwSlope(x));
const lambertwm1Op: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('lambertwm1', lambertwm1, (_v, x) => lambertwm1Slope(x));
const lambertwSlopeOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('lambertwSlope', lambertwSlope, (v, x) => neg(mul(square(v), add(1, div(1, lambertwAbove(x))))));
const lambertwAboveOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('lambertwAbove', lambertwAbove, (_v, x) => lambertwSlope(x));
const lambertwm1SlopeOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('lambertwm1Slope', lambertwm1Slope, (v, x) => neg(mul(square(v), add(1, div(1, lambertwm1Above(x))))));
const lambertwm1AboveOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('lambertwm1Above', lambertwm1Above, (_v, x) => lambertwm1Slope(x));
