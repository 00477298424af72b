// Exports of every entry: derivatives that are forward in every mode, numbers, ops, and the means to add ops.
export { Dual, dual, tangent } from '../forward/dual.ts';
export { type Comparison, eq, ge, gt, le, lt, ne, where } from '../ops/compare.ts';
export { type ArrayDefinition, type BinaryDefinition, defineOp, type UnaryDefinition } from '../ops/define-op.ts';
export * from '../ops/index.ts';
export { softmax } from '../ops/lists.ts';
export type { Algebra } from '../rules/algebra.ts';
export { Active, isActive, type Numeric, type Scalar, stopGradient, type Vector, value } from '../scalar.ts';
export { derivative } from '../transforms/derivative.ts';
export { jvp } from '../transforms/jvp.ts';
export type { CheckOption, Options } from '../transforms/options.ts';
export type * from '../transforms/selection-types.ts';
export type * from '../transforms/tree-types.ts';
export type * from '../transforms/types.ts';
export type { TypedArray } from '../typed-array.ts';
