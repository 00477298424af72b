import { grad, hessian, jacobian, logsumexp as row, type Scalar } from '../../lib/entries/index.ts';
import { ours } from '../ours.ts';
import { ackley } from './ackley.ts';
import { blackScholes } from './black-scholes.ts';
import { bundleAdjustment } from './bundle-adjustment.ts';
import type { Derivative } from './derivative.ts';
import { logsumexp } from './logsumexp.ts';
import { network } from './network.ts';
import type { Program } from './program.ts';
import { robotArm } from './robot-arm.ts';
import { rosenbrock, rosenbrockHessian } from './rosenbrock.ts';
import { softmax } from './softmax.ts';

/** What compiled code is held against. */
export const derivatives: readonly Derivative[] = [
  ...[2, 10, 100, 1000].map((n) => ofProgram(rosenbrock(n))),
  ...[10, 100].map((n) => ofProgram(ackley(n))),
  // The row: the program as the peers get it asks for the value of the largest, a guard at every new point.
  { ...ofProgram(logsumexp(100)), f: (x) => row(x) },
  softmax(100),
  blackScholes,
  robotArm,
  network,
  { ...ofProgram(rosenbrock(10)), name: 'Hessian of rosenbrock n=10', verb: 'hessian', byHand: rosenbrockHessian },
];

/** Its derivative by hand is one for checking, not for speed: bench/native.ts has one in C++. */
export const residual: Derivative = ofProgram(bundleAdjustment());

/** A program's gradient or Jacobian. */
function ofProgram(program: Program): Derivative {
  const { name, n, m, sample, partials } = program;
  return {
    name,
    n,
    verb: m === 1 ? 'grad' : 'jacobian',
    f: program.write(ours) as Derivative['f'],
    sample,
    byHand: partials,
  };
}

/** The derivative, evaluated by the library. */
export function eager({ verb, f }: Derivative): (x: readonly Scalar[]) => unknown {
  if (verb === 'grad') return grad(f as (x: readonly Scalar[]) => Scalar);
  if (verb === 'hessian') return hessian(f as (x: readonly Scalar[]) => Scalar);
  return jacobian(f as (x: readonly Scalar[]) => Scalar[]);
}
