// dualgrad: every verb, in the mode that costs less or the one asked for.

export { compile, compileAsync } from '../compile/compile.ts';
export type { CompileOptions } from '../compile/options.ts';
export type { CompileStats } from '../compile/stats.ts';
export type { Compiled } from '../compile/types.ts';
export { argmin } from '../implicit/argmin.ts';
export { fixedPoint, root } from '../implicit/root.ts';
export type { SolverOptions } from '../implicit/unknown.ts';
export type { Certificate, CertifiedNumber } from '../inspect/certificate/certificate.ts';
export { countFlops, type FlopCount } from '../inspect/count-flops.ts';
export type { DerivativeCheck } from '../inspect/derivative-check.ts';
export { type Diagnosis, diagnose } from '../inspect/diagnose.ts';
export { type EvaluationStep, type EvaluationTrace, evaluationTrace } from '../inspect/evaluation-trace.ts';
export type { Finding, FindingKind } from '../inspect/finding.ts';
export type { Ledger } from '../inspect/ledger.ts';
export type { Place } from '../inspect/place.ts';
export { type SweepWork, sweepWork } from '../inspect/sweep-work.ts';
export { type DotOptions, toDot } from '../inspect/to-dot.ts';
export { type Trace, type TraceEdge, trace } from '../inspect/trace.ts';
export type { Shape, TraceNode } from '../inspect/trace-text.ts';
export { emitModule } from '../module/emit-module.ts';
export { hermite } from '../ops/hermite.ts';
export { interp } from '../ops/interp.ts';
export { label } from '../ops/label.ts';
export * from '../ops/lists.ts';
export { type Matrix, tr, transpose } from '../ops/matrix.ts';
export { median, quantile } from '../ops/quantile.ts';
export { argsort, sort, topK } from '../ops/sort.ts';
export { spline, splineThrough } from '../ops/spline.ts';
export { trapezoid } from '../ops/trapezoid.ts';
export type { Guard } from '../program/program.ts';
export { tape, type UserTape } from '../reverse/user-tape.ts';
export type { Var } from '../reverse/var.ts';
export { Pattern, type PatternLike } from '../sparse/pattern.ts';
export { sparseHessian, type ValueAndSparseHessian, valueAndSparseHessian } from '../sparse/sparse-hessian.ts';
export {
  type SparseDerivative,
  sparseJacobian,
  type ValueAndSparseDerivative,
  valueAndSparseJacobian,
} from '../sparse/sparse-jacobian.ts';
export type { SparseMatrix, SparseOptions } from '../sparse/sparse-verb.ts';
export type { Blocks, DerivedBlocks, JacobianOfBlocks } from '../transforms/block-jacobian.ts';
export type { CompressedRows } from '../transforms/block-rows.ts';
export { checkpoint } from '../transforms/checkpoint.ts';
export { defineFunction, type FunctionRules, type JvpRule, type VjpRule } from '../transforms/define-function.ts';
export { type IntegrateOptions, integrate } from '../transforms/integrate.ts';
export { type Prediction, predictCost } from '../transforms/predict-cost.ts';
export { type Raveled, ravel } from '../transforms/ravel.ts';
export { taylor } from '../transforms/taylor.ts';
export type { Covariance, Spread } from '../transforms/uncertainty.ts';
export { type Pullback, type PulledBack, vjp } from '../transforms/vjp.ts';
export { registerTree, type TreeClass } from '../tree/registered-class.ts';
export {
  blockJacobian,
  certify,
  checkDerivatives,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  uncertainty,
  valueAndGrad,
  valueAndJacobian,
} from './auto-verbs.ts';
export * from './common.ts';
