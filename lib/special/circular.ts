// Emitted from lib/special/rules/circular.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { UnaryOp } from '../interpreter.ts';
import { checkSurplus } from '../ops/arity.ts';
import { lift1 } from '../ops/lift.ts';
import type { Scalar } from '../scalar.ts';
import { div, mul, square, sub } from '../ops/arithmetic.ts';
import { choose, lt } from '../ops/compare.ts';
import { cospiKernel } from './kernels/cospi.ts';
import { sincpiKernel } from './kernels/sincpi.ts';
import { sinpiKernel } from './kernels/sinpi.ts';
import { specialOp } from './op.ts';

/**
 * sin(π`x`), 0 at every integer.
 *
 *     d(sin πx) = π cos πx dx
 *
 * Cost: 1 elementary function; its partial, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example sinpi(1e15) // 0
 * @see IEEE 754-2019, 9.2
 */
export function sinpi(x: Scalar): Scalar;
export function sinpi(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(sinpiOp, next, after);
  if (typeof x === 'number') return sinpiKernel(x);
  return lift1(sinpiOp, x);
}

/**
 * cos(π`x`), 0 at every half-integer.
 *
 *     d(cos πx) = −π sin πx dx
 *
 * Cost: 1 elementary function; its partial, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example cospi(1e15) // 1
 * @see IEEE 754-2019, 9.2
 */
export function cospi(x: Scalar): Scalar;
export function cospi(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(cospiOp, next, after);
  if (typeof x === 'number') return cospiKernel(x);
  return lift1(cospiOp, x);
}

/**
 * sin(π`x`)/(π`x`), the normalized sinc: 1 at 0, 0 at every other integer.
 *
 *     d(sin πx / πx) = (cos πx − sin πx / πx) / x dx
 *
 * Cost: 1 elementary function; its partial, 46 FLOPs and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example sincpi(0) // 1
 */
export function sincpi(x: Scalar): Scalar;
export function sincpi(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(sincpiOp, next, after);
  if (typeof x === 'number') return sincpiKernel(x);
  return lift1(sincpiOp, x);
}

const sinpiOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('sinpi', sinpi, (_v, x) => mul(Math.PI, cospi(x)));
const cospiOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('cospi', cospi, (_v, x) => mul(-3.141592653589793, sinpi(x)));
const sincpiOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('sincpi', sincpi, (v, x) => {
    const t1 = square(mul(Math.PI, x));
    return choose(lt, square(x), 0.4, mul(mul(-3.289868133696453, x), sub(1, mul(div(t1, 10), sub(1, mul(div(t1, 28), sub(1, mul(div(t1, 54), sub(1, mul(div(t1, 88), sub(1, mul(div(t1, 130), sub(1, mul(div(t1, 180), sub(1, mul(div(t1, 238), sub(1, mul(div(t1, 304), sub(1, mul(div(t1, 378), sub(1, mul(div(t1, 460), sub(1, mul(div(t1, 550), sub(1, mul(div(t1, 648), sub(1, mul(div(t1, 754), 1))))))))))))))))))))))))))), div(sub(cospi(x), v), x));
  });
