// Emitted from lib/special/rules/gamma.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { BinaryOp } from '../interpreter.ts';
import { checkSurplus } from '../ops/arity.ts';
import { lift2 } from '../ops/lift.ts';
import type { Scalar } from '../scalar.ts';
import { add } from '../ops/arithmetic.ts';
import { polygammaKernel } from './kernels/polygamma.ts';
import { familyOp, type OpOfOrder } from './op.ts';
import { checkOrder } from './order.ts';

/**
 * The derivative of order `n` of the digamma function of `x`.
 *
 *     d(ψ⁽ⁿ⁾(x)) = ψ⁽ⁿ⁺¹⁾(x) dx
 *
 * Domain: n ≥ 1, x ≥ 0; outside it the derivative is NaN.
 * Cost: 1 elementary function; its partials, 1 FLOP and 1 elementary function more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example polygamma(1, Infinity) // 0
 * @see DLMF 5.15.1
 */
export function polygamma(n: number, x: Scalar): Scalar;
export function polygamma(n: number, x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(polygammaOp, next, after);
  checkOrder('polygamma', n, 1);
  if (typeof x === 'number') return polygammaKernel(n, x);
  return lift2(polygammaOp, n, x);
}

const polygammaOp: BinaryOp<Scalar> = /* @__PURE__ */ familyOp('polygamma', polygamma, (_v, n, x) => (polygamma as OpOfOrder)(add(n, 1), x));
