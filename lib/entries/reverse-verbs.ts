// The verbs of dualgrad/reverse.

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
import { makeValueAndGrad, type ValueAndGrad } from '../transforms/value-and-grad.ts';

type Modes = 'reverse';
const modes = { reverse: reverseEngine };

/**
 * The gradient of a scalar function of n numbers, ∂f/∂xⱼ: a function from x to the n partials, in the tree of x: an array, a record, or any of both.
 *
 * Cost: one recording of f, 20 to 60 bytes an operation, and one sweep, whatever n.
 * @example grad(([x, y]) => mul(x, y))([2, 3]) // [3, 2]
 */
export const grad: Grad<Modes> = /* @__PURE__ */ makeGrad(modes);

/**
 * f(x) together with its gradient, `{ value, gradient }`: a function of x.
 *
 * Cost: that of {@link grad}: the value comes with the recording.
 * @example valueAndGrad(([x, y]) => mul(x, y))([2, 3]) // { value: 6, gradient: [3, 2] }
 */
export const valueAndGrad: ValueAndGrad<Modes> = /* @__PURE__ */ makeValueAndGrad(modes);

/**
 * The callback that optimisers want: `(x, out) => value`, which writes the gradient of f at x into `out`.
 *
 * Cost: that of {@link grad}: one recording and one sweep.
 * @example gradInto(([x, y]) => mul(x, y))([2, 3], [0, 0]) // 6
 */
export const gradInto: GradInto<Modes> = /* @__PURE__ */ makeGradInto(modes);

/**
 * The Jacobian of a function from n numbers to m, J[i][j] = ∂fᵢ/∂xⱼ: a function from x to an array of m rows.
 *
 * Cost: one recording of f, 20 to 60 bytes an operation, and m sweeps, whatever n.
 * @example jacobian(([x, y]) => [mul(x, y), square(x)])([2, 3]) // [[3, 2], [4, 0]]
 */
export const jacobian: JacobianOf<Modes> = /* @__PURE__ */ makeJacobian(modes);

/**
 * f(x) together with its Jacobian, `{ value, jacobian }`: a function of x.
 *
 * Cost: that of {@link jacobian}: the value comes with the recording.
 * @example valueAndJacobian(([x, y]) => [mul(x, y), square(x)])([2, 3]) // { value: [6, 4], jacobian: [[3, 2], [4, 0]] }
 */
export const valueAndJacobian: ValueAndJacobianOf<Modes> = /* @__PURE__ */ makeValueAndJacobian(modes);

/**
 * The Hessian of a scalar function of n numbers, H[i][j] = ∂²f/∂xᵢ∂xⱼ: a function from x to an array of n rows.
 *
 * Cost: ⌈n / k⌉ passes of k lanes over a gradient, each one recording of f and one sweep.
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
