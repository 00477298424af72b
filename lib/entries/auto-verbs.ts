// The verbs of dualgrad, in the mode that costs less or the one asked for.

import { type Certify, makeCertify } from '../inspect/certificate/certify.ts';
import { type CheckDerivatives, makeCheckDerivatives } from '../inspect/check-derivatives.ts';
import { autoEngine } from '../transforms/auto-engine.ts';
import { type BlockJacobian, makeBlockJacobian } from '../transforms/block-jacobian.ts';
import { forwardEngine } from '../transforms/forward-engine.ts';
import { type Grad, makeGrad } from '../transforms/grad.ts';
import { type GradInto, makeGradInto } from '../transforms/grad-into.ts';
import { type Hessian, makeHessian } from '../transforms/hessian.ts';
import { type Hvp, makeHvp } from '../transforms/hvp.ts';
import {
  type JacobianOf,
  makeJacobian,
  makeValueAndJacobian,
  type ValueAndJacobianOf,
} from '../transforms/jacobian.ts';
import { reverseEngine } from '../transforms/reverse-engine.ts';
import { makeUncertainty, type PropagateUncertainty } from '../transforms/uncertainty.ts';
import { makeValueAndGrad, type ValueAndGrad } from '../transforms/value-and-grad.ts';

type Modes = 'auto' | 'forward' | 'reverse';
const modes = { auto: autoEngine, forward: forwardEngine, reverse: reverseEngine };

/**
 * The gradient of a scalar function of n numbers, ∂f/∂xⱼ: a function from x to the n partials, in the tree of x: an array, a record, or any of both.
 *
 * Cost: the cheaper mode for so many inputs. Forward: ⌈n / k⌉ passes of k lanes, each about 1 + k times the work of f.
 * Reverse: one recording of f, 20 to 60 bytes an operation, and one sweep, whatever n.
 * @example grad(([x, y]) => mul(x, y))([2, 3]) // [3, 2]
 */
export const grad: Grad<Modes> = /* @__PURE__ */ makeGrad(modes);

/**
 * f(x) together with its gradient, `{ value, gradient }`: a function of x.
 *
 * Cost: that of {@link grad} in each mode: the value comes with the gradient.
 * @example valueAndGrad(([x, y]) => mul(x, y))([2, 3]) // { value: 6, gradient: [3, 2] }
 */
export const valueAndGrad: ValueAndGrad<Modes> = /* @__PURE__ */ makeValueAndGrad(modes);

/**
 * The callback that optimisers want: `(x, out) => value`, which writes the gradient of f at x into `out`.
 *
 * Cost: that of {@link grad} in each mode.
 * @example gradInto(([x, y]) => mul(x, y))([2, 3], [0, 0]) // 6
 */
export const gradInto: GradInto<Modes> = /* @__PURE__ */ makeGradInto(modes);

/**
 * The Jacobian of a function from n numbers to m, J[i][j] = ∂fᵢ/∂xⱼ: a function from x to an array of m rows.
 *
 * Cost: the cheaper mode for so many inputs and outputs. Forward: ⌈n / k⌉ passes of k lanes, each about 1 + k times the
 * work of f, whatever m. Reverse: one recording of f, 20 to 60 bytes an operation, and m sweeps, whatever n. Beyond 16
 * inputs f is run once more, to count its outputs.
 * @example jacobian(([x, y]) => [mul(x, y), square(x)])([2, 3]) // [[3, 2], [4, 0]]
 */
export const jacobian: JacobianOf<Modes> = /* @__PURE__ */ makeJacobian(modes);

/**
 * f(x) together with its Jacobian, `{ value, jacobian }`: a function of x.
 *
 * Cost: that of {@link jacobian} in each mode: the value comes with the Jacobian.
 * @example valueAndJacobian(([x, y]) => [mul(x, y), square(x)])([2, 3]) // { value: [6, 4], jacobian: [[3, 2], [4, 0]] }
 */
export const valueAndJacobian: ValueAndJacobianOf<Modes> = /* @__PURE__ */ makeValueAndJacobian(modes);

/**
 * The sparse Jacobian of many small functions of a few entries of x each: a function from x to compressed rows.
 *
 * Cost: a small dense Jacobian for every block, in the cheaper mode for so many inputs and outputs (forward: passes of
 * lanes; reverse: a recording and a sweep for each result), and 12 bytes for every entry.
 * @example blockJacobian([{ count: 2, columns: (i) => [i, i + 1], f: ([a, b]) => [mul(a, b)] }])([2, 3, 4]).values // Float64Array(4) [3, 2, 4, 3]
 */
export const blockJacobian: BlockJacobian<Modes> = /* @__PURE__ */ makeBlockJacobian(modes);

/**
 * The Hessian of a scalar function of n numbers, H[i][j] = ∂²f/∂xᵢ∂xⱼ: a function from x to an array of n rows.
 *
 * Cost: ⌈n / k⌉ passes of k lanes over a gradient, in the cheaper mode for so many inputs. Forward: ⌈n / k⌉ passes more in
 * each. Reverse: one recording and one sweep in each.
 * @example hessian(([x, y]) => mul(square(x), y))([2, 3]) // [[6, 4], [4, 0]]
 */
export const hessian: Hessian<Modes> = /* @__PURE__ */ makeHessian(modes);

/**
 * The product H v of the Hessian of f at x with a vector v, without forming H.
 *
 * Cost: one recording of f with a tangent, and one sweep, whatever n.
 * @example hvp(([x, y]) => mul(square(x), y), [2, 3], [1, 0]) // [6, 4]
 */
export const hvp: Hvp = /* @__PURE__ */ makeHvp(reverseEngine);

/**
 * Compares the derivatives of f at x in every mode with finite differences: `{ ok, worst, verdict, entries }`, which prints
 * as a sentence. The verdict is 'right', 'wrong', or 'cannot tell' where differences have too few digits; `ok` means 'right'.
 *
 * Cost: 20 to 60 evaluations of f per input, up to 7 more on numbers that bound their rounding, and a Jacobian in each of the
 * modes auto (twice), forward and reverse, and one in forward with a pass for each input.
 * @example checkDerivatives(sin, 1).ok // true
 */
export const checkDerivatives: CheckDerivatives = /* @__PURE__ */ makeCheckDerivatives(modes);

/**
 * How many digits of f(x) and of its gradient are right: `{ value, gradient, digits, entries }`, which prints as "14.2 digits".
 * Each number comes with a bound on its distance from what exact arithmetic gives; where a comparison, a kink or a jump is
 * within the rounding error, it is not certified.
 *
 * Cost: a gradient in the cheaper mode, a run of f on numbers that bound their rounding, and a sweep for each number of the
 * result: about 20 µs an operation of the gradient.
 * @example certify(([x, y]) => sub(mul(x, x), mul(y, y)))([3, 2]).digits // Infinity
 */
export const certify: Certify = /* @__PURE__ */ makeCertify(autoEngine);

/**
 * The standard deviation of f(x) where x is uncertain, to first order: √(g Σ gᵀ), g the gradient of f at x. Σ is the covariance of
 * the numbers of x, a symmetric matrix, or their standard deviations in the tree of x. Of a result with several numbers, the
 * covariance of those, J Σ Jᵀ.
 *
 * Cost: a Jacobian in the cheaper mode, and for n numbers of x and m of f(x) about m n² + m² n operations.
 * @example uncertainty(([x, y]) => mul(x, y), [2, 3], [0.1, 0.2]) // 0.5
 */
export const uncertainty: PropagateUncertainty = /* @__PURE__ */ makeUncertainty(autoEngine);
