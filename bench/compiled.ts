// Question: how near does a compiled derivative come to the one written by hand, and what does its first call cost?
import { compile, countFlops, grad, hessian, jacobian, type Scalar } from '../lib/index.ts';
import type { Call, Case, Variant } from './measure.ts';
import { ours } from './ours.ts';
import { ackley } from './programs/ackley.ts';
import { blackScholes } from './programs/black-scholes.ts';
import { bundleAdjustment } from './programs/bundle-adjustment.ts';
import type { Derivative } from './programs/derivative.ts';
import { logsumexp } from './programs/logsumexp.ts';
import { network } from './programs/network.ts';
import type { Program } from './programs/program.ts';
import { robotArm } from './programs/robot-arm.ts';
import { rosenbrock, rosenbrockHessian } from './programs/rosenbrock.ts';
import { softmax } from './programs/softmax.ts';

const derivatives: readonly Derivative[] = [
  ...[2, 10, 100, 1000].map((n) => ofProgram(rosenbrock(n))),
  ...[10, 100].map((n) => ofProgram(ackley(n))),
  ofProgram(logsumexp(100)),
  softmax(100),
  blackScholes,
  robotArm,
  network,
  { ...ofProgram(rosenbrock(10)), name: 'Hessian of rosenbrock n=10', verb: 'hessian', byHand: rosenbrockHessian },
  ofProgram(bundleAdjustment()),
];

const cases: Case[] = derivatives.map((derivative) => {
  const { name, n, sample, byHand } = derivative;
  const all = {
    work: () =>
      countFlops(
        eager(derivative),
        sample(() => 0.4),
      ).shared.textbook,
    expected: byHand,
    tolerance: 1e-9,
  };
  const compiled = (name: string, options?: Parameters<typeof compile>[1]): Variant => {
    let told = '';
    const prepare = (): Call => {
      const start = performance.now();
      const call = compile(eager(derivative), options);
      call(sample(() => 0.4));
      const milliseconds = performance.now() - start;
      const { flops, nodes } = call.stats;
      told = `${flops} FLOPs in ${nodes} nodes, first call ${milliseconds.toFixed(1)} ms`;
      return call as unknown as Call;
    };
    return { ...all, name, prepare, gauge: () => told };
  };
  return {
    title: `${name}: ${derivative.verb} of ${n} inputs`,
    sample,
    smoke: n <= 10,
    baselines: ['by hand'],
    variants: [
      { ...all, name: 'by hand', prepare: () => byHand },
      compiled('compiled'),
      compiled('compiled to JavaScript', { backend: 'js' }),
      compiled('compiled to WebAssembly', { backend: 'wasm' }),
      compiled('interpreted', { backend: 'interpreter' }),
      { ...all, name: 'not compiled', prepare: () => eager(derivative) as Call },
    ],
  };
});
export default cases;

function ofProgram(program: Program): Derivative {
  const { name, n, m, sample, partials } = program;
  return {
    name,
    n,
    verb: m === 1 ? 'grad' : 'jacobian',
    f: program.write(ours) as Derivative['f'],
    sample,
    byHand: m === 1 ? partials : (x) => partials(x),
  };
}

function eager({ verb, f }: Derivative): (x: number[]) => unknown {
  if (verb === 'grad') return grad(f as (x: readonly Scalar[]) => Scalar);
  if (verb === 'hessian') return hessian(f as (x: readonly Scalar[]) => Scalar);
  return jacobian(f as (x: readonly Scalar[]) => Scalar[]);
}
