// dualgrad: every verb, in the mode that costs less or the one asked for.

import { autoEngine } from '../transforms/auto-engine.ts';
import { type BlockJacobian, makeBlockJacobian } from '../transforms/block-jacobian.ts';
import { type CheckDerivatives, type DerivativeCheck, makeCheckDerivatives } from '../transforms/check-derivatives.ts';
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
import { makeValueAndGrad, type ValueAndGrad } from '../transforms/value-and-grad.ts';

type Modes = 'auto' | 'forward' | 'reverse';
const modes = { auto: autoEngine, forward: forwardEngine, reverse: reverseEngine };

export const grad: Grad<Modes> = /* @__PURE__ */ makeGrad(modes);
export const valueAndGrad: ValueAndGrad<Modes> = /* @__PURE__ */ makeValueAndGrad(modes);
export const gradInto: GradInto<Modes> = /* @__PURE__ */ makeGradInto(modes);
export const jacobian: JacobianOf<Modes> = /* @__PURE__ */ makeJacobian(modes);
export const valueAndJacobian: ValueAndJacobianOf<Modes> = /* @__PURE__ */ makeValueAndJacobian(modes);
export const blockJacobian: BlockJacobian<Modes> = /* @__PURE__ */ makeBlockJacobian(modes);
export const hessian: Hessian<Modes> = /* @__PURE__ */ makeHessian(modes);
export const hvp: Hvp = /* @__PURE__ */ makeHvp(reverseEngine);
export const checkDerivatives: CheckDerivatives = /* @__PURE__ */ makeCheckDerivatives(modes);

export { compile, compileAsync } from '../compile/compile.ts';
export type { CompileOptions } from '../compile/options.ts';
export type { CompileStats } from '../compile/stats.ts';
export type { Compiled } from '../compile/types.ts';
export { countFlops, type FlopCount } from '../inspect/count-flops.ts';
export { type EvaluationStep, type EvaluationTrace, evaluationTrace } from '../inspect/evaluation-trace.ts';
export type { Ledger } from '../inspect/ledger.ts';
export { type SweepWork, sweepWork } from '../inspect/sweep-work.ts';
export { type DotOptions, toDot } from '../inspect/to-dot.ts';
export { type Shape, type Trace, type TraceEdge, type TraceNode, trace } from '../inspect/trace.ts';
export { emitModule } from '../module/emit-module.ts';
export type { Guard } from '../program/program.ts';
export { tape, type UserTape } from '../reverse/user-tape.ts';
export type { Var } from '../reverse/var.ts';
export type { Blocks, DerivedBlocks, JacobianOfBlocks } from '../transforms/block-jacobian.ts';
export type { CompressedRows } from '../transforms/block-rows.ts';
export { checkpoint } from '../transforms/checkpoint.ts';
export { type Prediction, predictCost } from '../transforms/predict-cost.ts';
export { taylor } from '../transforms/taylor.ts';
export { type Pullback, type PulledBack, vjp } from '../transforms/vjp.ts';
export * from './common.ts';
export type { DerivativeCheck };
