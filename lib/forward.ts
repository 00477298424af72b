// The manual's order: transforms, numbers, ops, what users add. One export per line; no logic.
export { Dual, dual } from './forward/dual.ts';
export { type Comparison, eq, ge, gt, le, lt, ne, where } from './ops/compare.ts';
export { type ArrayDefinition, type BinaryDefinition, defineOp, type UnaryDefinition } from './ops/define-op.ts';
export * from './ops/index.ts';
export { softmax } from './ops/softmax.ts';
export type { Algebra } from './rules/algebra.ts';
export { Active, isActive, type Numeric, type Scalar, stopGradient, type Vector, value } from './scalar.ts';
export { checkDerivatives, type DerivativeCheck } from './transforms/check-derivatives.ts';
export { derivative } from './transforms/derivative.ts';
export { grad } from './transforms/grad.ts';
export { gradInto } from './transforms/grad-into.ts';
export { hessian } from './transforms/hessian.ts';
export { hvp } from './transforms/hvp.ts';
export { jacobian, valueAndJacobian } from './transforms/jacobian.ts';
export { jvp } from './transforms/jvp.ts';
export type { Options } from './transforms/options.ts';
export type * from './transforms/types.ts';
export { valueAndGrad } from './transforms/value-and-grad.ts';
