// dualgrad/forward: every verb, in forward mode only. (checkDerivatives, a tool for development, is in dualgrad.)

export * from './common.ts';
export { grad, gradInto, hessian, hvp, jacobian, valueAndGrad, valueAndJacobian } from './forward-verbs.ts';
