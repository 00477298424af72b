// dualgrad/reverse: every verb, its gradients and Jacobians in reverse mode, and vjp, tapes and checkpoints.

export { tape, type UserTape } from '../reverse/user-tape.ts';
export type { Var } from '../reverse/var.ts';
export { checkpoint } from '../transforms/checkpoint.ts';
export { type Pullback, type PulledBack, vjp } from '../transforms/vjp.ts';
export * from './common.ts';
export { grad, gradInto, hessian, hvp, jacobian, valueAndGrad, valueAndJacobian } from './reverse-verbs.ts';
