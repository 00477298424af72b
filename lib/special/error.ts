// Emitted from lib/special/rules/error.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import { checkSurplus } from '../ops/arity.ts';
import { lift1, lift2 } from '../ops/lift.ts';
import type { Scalar } from '../scalar.ts';
import { add, mul, neg, square, sub } from '../ops/arithmetic.ts';
import { erfKernel } from './kernels/erf.ts';
import { erfcKernel } from './kernels/erfc.ts';
import { erfcxIntegralKernel } from './kernels/erfcx-integral.ts';
import { erfcxKernel } from './kernels/erfcx.ts';
import { erfinvKernel } from './kernels/erfinv.ts';
import { erfinvSlopeKernel } from './kernels/erfinv-slope.ts';
import { gaussianKernel } from './kernels/gaussian.ts';
import { geluKernel } from './kernels/gelu.ts';
import { geluSlopeKernel } from './kernels/gelu-slope.ts';
import { normalDensityKernel } from './kernels/normal-density.ts';
import { normcdfKernel } from './kernels/normcdf.ts';
import { normquantileKernel } from './kernels/normquantile.ts';
import { normquantileSlopeKernel } from './kernels/normquantile-slope.ts';
import { familyOp, type OpOfOrder, specialOp } from './op.ts';
import { checkOrder } from './order.ts';

/**
 * Error function of `x`, 2/√π ∫₀ˣ e^(−t²) dt.
 *
 *     d(erf x) = 2/√π e^(−x²) dx
 *
 * Cost: 1 elementary function; its partial, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example erf(Infinity) // 1
 * @see DLMF 7.2.1
 */
export function erf(x: Scalar): Scalar;
export function erf(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(erfOp, next, after);
  if (typeof x === 'number') return erfKernel(x);
  return lift1(erfOp, x);
}

/**
 * Complementary error function of `x`, 1 − erf(`x`), with all its digits where it is small.
 *
 *     d(erfc x) = −2/√π e^(−x²) dx
 *
 * Cost: 1 elementary function; its partial, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example erfc(0) // 1
 * @see DLMF 7.2.2
 */
export function erfc(x: Scalar): Scalar;
export function erfc(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(erfcOp, next, after);
  if (typeof x === 'number') return erfcKernel(x);
  return lift1(erfcOp, x);
}

/**
 * Scaled complementary error function of `x`, e^(`x`²) erfc(`x`).
 *
 *     d(erfcx x) = (2x erfcx x − 2/√π) dx
 *
 * Overflows below −26.64.
 * Cost: 1 elementary function; its partial, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example erfcx(0) // 1
 * @see DLMF 7.2.3
 */
export function erfcx(x: Scalar): Scalar;
export function erfcx(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(erfcxOp, next, after);
  if (typeof x === 'number') return erfcxKernel(x);
  return lift1(erfcxOp, x);
}

/**
 * e^(`x`²) times the repeated integral of erfc, iⁿerfc(`x`).
 *
 *     d(Fₙ(x)) = −2(n + 1) Fₙ₊₁(x) dx
 *
 * Domain: n ≥ 0; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partials, 3 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example erfcx(Infinity) // 0
 * @see DLMF 7.18.3
 * @internal
 */
export function erfcxIntegral(n: number, x: Scalar): Scalar;
export function erfcxIntegral(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(erfcxIntegralOp, next, after);
  checkOrder('erfcxIntegral', n, 0);
  if (typeof x === 'number') return erfcxIntegralKernel(n, x);
  return lift2(erfcxIntegralOp, n, x);
}

/**
 * e^(−`x`²).
 *
 *     d(e^(−x²)) = −2x e^(−x²) dx
 *
 * Cost: 1 elementary function; its partial, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example erf(-Infinity) // -1
 * @internal
 */
export function gaussian(x: Scalar): Scalar;
export function gaussian(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(gaussianOp, next, after);
  if (typeof x === 'number') return gaussianKernel(x);
  return lift1(gaussianOp, x);
}

/**
 * Density of the standard normal distribution, e^(−`x`²/2) / √(2π).
 *
 *     d(φ(x)) = −x φ(x) dx
 *
 * Cost: 1 elementary function; its partial, 1 FLOP more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example normcdf(-Infinity) // 0
 * @internal
 */
export function normalDensity(x: Scalar): Scalar;
export function normalDensity(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(normalDensityOp, next, after);
  if (typeof x === 'number') return normalDensityKernel(x);
  return lift1(normalDensityOp, x);
}

/**
 * The number whose erf is `x`.
 *
 *     d(erfinv x) = √π/2 e^(erfinv² x) dx
 *
 * Domain: −1 ≤ x ≤ 1; outside it the derivative is NaN.
 * At x = 1 the derivative is ∞: one-sided.
 * At x = −1 the derivative is ∞: one-sided.
 * ±∞ at ±1.
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example erfinv(1) // Infinity
 * @see DLMF 7.17.1
 */
export function erfinv(x: Scalar): Scalar;
export function erfinv(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(erfinvOp, next, after);
  if (typeof x === 'number') return erfinvKernel(x);
  return lift1(erfinvOp, x);
}

/**
 * The derivative of erfinv at `x`.
 *
 *     d(s) = 2 s² erfinv x dx
 *
 * Domain: −1 ≤ x ≤ 1; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partial, 3 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(erfinv)(1) // Infinity
 * @internal
 */
export function erfinvSlope(x: Scalar): Scalar;
export function erfinvSlope(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(erfinvSlopeOp, next, after);
  if (typeof x === 'number') return erfinvSlopeKernel(x);
  return lift1(erfinvSlopeOp, x);
}

/**
 * Distribution function of the standard normal distribution, Φ(`x`) = ½ erfc(−`x`/√2).
 *
 *     d(Φ(x)) = e^(−x²/2) / √(2π) dx
 *
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example normcdf(0) // 0.5
 * @see DLMF 7.1
 */
export function normcdf(x: Scalar): Scalar;
export function normcdf(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(normcdfOp, next, after);
  if (typeof x === 'number') return normcdfKernel(x);
  return lift1(normcdfOp, x);
}

/**
 * Quantile of the standard normal distribution: the number whose normcdf is `p`.
 *
 *     d(Φ⁻¹(p)) = √(2π) e^(z²/2) dp, z = Φ⁻¹(p)
 *
 * Domain: 0 ≤ p ≤ 1; outside it the derivative is NaN.
 * At p = 0 the derivative is ∞: one-sided.
 * At p = 1 the derivative is ∞: one-sided.
 * −∞ at 0, +∞ at 1.
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example normquantile(0.5) // 0
 */
export function normquantile(p: Scalar): Scalar;
export function normquantile(p: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(normquantileOp, next, after);
  if (typeof p === 'number') return normquantileKernel(p);
  return lift1(normquantileOp, p);
}

/**
 * The derivative of normquantile at `p`.
 *
 *     d(s) = s² Φ⁻¹(p) dp
 *
 * Domain: 0 ≤ p ≤ 1; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partial, 2 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example normquantile(1) // Infinity
 * @internal
 */
export function normquantileSlope(p: Scalar): Scalar;
export function normquantileSlope(p: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(normquantileSlopeOp, next, after);
  if (typeof p === 'number') return normquantileSlopeKernel(p);
  return lift1(normquantileSlopeOp, p);
}

/**
 * Gaussian error linear unit, `x` Φ(`x`): the exact one, not the approximation by tanh.
 *
 *     d(x Φ(x)) = (Φ(x) + x φ(x)) dx
 *
 * Cost: 1 elementary function; its partial, 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example gelu(0) // 0
 * @see Hendrycks and Gimpel 2016
 */
export function gelu(x: Scalar): Scalar;
export function gelu(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(geluOp, next, after);
  if (typeof x === 'number') return geluKernel(x);
  return lift1(geluOp, x);
}

/**
 * The derivative of gelu at `x`.
 *
 *     d(Φ(x) + x φ(x)) = (2 − x²) φ(x) dx
 *
 * Cost: 1 elementary function; its partial, 3 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example derivative(gelu)(0) // 0.5
 * @internal
 */
export function geluSlope(x: Scalar): Scalar;
export function geluSlope(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(geluSlopeOp, next, after);
  if (typeof x === 'number') return geluSlopeKernel(x);
  return lift1(geluSlopeOp, x);
}

const erfOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('erf', erf, (_v, x) => mul(1.1283791670955126, gaussian(x)));
const erfcOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('erfc', erfc, (_v, x) => mul(-1.1283791670955126, gaussian(x)));
const erfcxOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('erfcx', erfcx, (_v, x) => mul(-2, (erfcxIntegral as OpOfOrder)(1, x)));
const erfcxIntegralOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('erfcxIntegral', erfcxIntegral, (_v, n, x) => {
    const t1 = add(n, 1);
    return mul(mul(-2, t1), (erfcxIntegral as OpOfOrder)(t1, x));
  });
const gaussianOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('gaussian', gaussian, (v, x) => mul(mul(-2, x), v));
const normalDensityOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('normalDensity', normalDensity, (v, x) => neg(mul(x, v)));
const erfinvOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('erfinv', erfinv, (_v, x) => erfinvSlope(x));
const erfinvSlopeOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('erfinvSlope', erfinvSlope, (v, x) => mul(mul(2, erfinv(x)), square(v)));
const normcdfOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('normcdf', normcdf, (_v, x) => normalDensity(x));
const normquantileOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('normquantile', normquantile, (_v, p) => normquantileSlope(p));
const normquantileSlopeOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('normquantileSlope', normquantileSlope, (v, p) => mul(normquantile(p), square(v)));
const geluOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('gelu', gelu, (_v, x) => geluSlope(x));
const geluSlopeOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('geluSlope', geluSlope, (_v, x) => mul(sub(2, square(x)), normalDensity(x)));
