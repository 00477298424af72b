// dualgrad/reverse: every verb, its gradients and Jacobians in reverse mode, and what only reverse mode has.

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

export const grad: Grad<Modes> = /* @__PURE__ */ makeGrad(modes);
export const valueAndGrad: ValueAndGrad<Modes> = /* @__PURE__ */ makeValueAndGrad(modes);
export const gradInto: GradInto<Modes> = /* @__PURE__ */ makeGradInto(modes);
export const jacobian: JacobianOf<Modes> = /* @__PURE__ */ makeJacobian(modes);
export const valueAndJacobian: ValueAndJacobianOf<Modes> = /* @__PURE__ */ makeValueAndJacobian(modes);
export const hessian: Hessian<Modes> = /* @__PURE__ */ makeHessian(modes);
export const hvp: Hvp = /* @__PURE__ */ makeHvp(reverseEngine);

export { tape, type UserTape } from '../reverse/user-tape.ts';
export type { Var } from '../reverse/var.ts';
export { checkpoint } from '../transforms/checkpoint.ts';
export { type Pullback, type PulledBack, vjp } from '../transforms/vjp.ts';
export * from './common.ts';
