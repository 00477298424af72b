// Emitted from lib/special/rules/error.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { UnaryOp } from '../interpreter.ts';
import { checkSurplus } from '../ops/arity.ts';
import { lift1 } from '../ops/lift.ts';
import type { Scalar } from '../scalar.ts';
import { mul, neg, square } from '../ops/arithmetic.ts';
import { exp } from '../ops/exponential.ts';
import { erfKernel } from './kernels/erf.ts';
import { erfcKernel } from './kernels/erfc.ts';
import { specialOp } from './op.ts';

/**
 * Error function of `x`, 2/√π ∫₀ˣ e^(−t²) dt.
 *
 *     d(erf x) = 2/√π e^(−x²) dx
 *
 * Cost: 1 elementary function; its partial, 2 FLOPs and 1 elementary function more.
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
 * Cost: 1 elementary function; its partial, 2 FLOPs and 1 elementary function more.
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

const erfOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('erf', erf, (_v, x) => mul(1.1283791670955126, exp(neg(square(x)))));
const erfcOp: UnaryOp<Scalar> = /* @__PURE__ */ specialOp('erfc', erfc, (_v, x) => mul(-1.1283791670955126, exp(neg(square(x)))));
