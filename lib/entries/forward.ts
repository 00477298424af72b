// dualgrad/forward: every verb, in forward mode only. (checkDerivatives, a tool for development, is in dualgrad.)

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
import { makeValueAndGrad, type ValueAndGrad } from '../transforms/value-and-grad.ts';

type Modes = 'forward';
const modes = { forward: forwardEngine };

export const grad: Grad<Modes> = /* @__PURE__ */ makeGrad(modes);
export const valueAndGrad: ValueAndGrad<Modes> = /* @__PURE__ */ makeValueAndGrad(modes);
export const gradInto: GradInto<Modes> = /* @__PURE__ */ makeGradInto(modes);
export const jacobian: JacobianOf<Modes> = /* @__PURE__ */ makeJacobian(modes);
export const valueAndJacobian: ValueAndJacobianOf<Modes> = /* @__PURE__ */ makeValueAndJacobian(modes);
export const hessian: Hessian<Modes> = /* @__PURE__ */ makeHessian(modes);
export const hvp: Hvp = /* @__PURE__ */ makeHvp(forwardEngine);

export * from './common.ts';
