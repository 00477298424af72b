// Question: how many operations does each order of accumulating a Jacobian take, and how long do they take compiled?
import { accumulate } from '../lib/elimination/engine.ts';
import type { EliminationOrder } from '../lib/elimination/plan.ts';
import { compile, type Scalar } from '../lib/entries/index.ts';
import type { Call, Case, Variant } from './measure.ts';
import { derivatives, eager, residual } from './programs/derivatives.ts';

const cases: Case[] = [...derivatives, residual]
  .filter(({ verb, n }) => verb !== 'hessian' && n < 1000)
  .map((derivative): Case => {
    const { name, n, verb, f, sample, byHand } = derivative;
    const variant = (name: string, make: () => { (x: number[]): unknown; stats: { flops: number } }): Variant => {
      let flops = 0;
      const prepare = (): Call => {
        const call = make();
        call(sample(() => 0.4));
        flops = call.stats.flops;
        return call as Call;
      };
      return {
        name,
        work: 1,
        prepare,
        expected: (x: number[]) => byHand(x),
        tolerance: 1e-9,
        gauge: () => `${flops} FLOPs`,
      };
    };
    const eliminating = (order: EliminationOrder): Variant =>
      variant(`elimination, ${order}`, () =>
        compile((x: readonly Scalar[]) => {
          const list = (y: Scalar | Scalar[]): Scalar[] => (Array.isArray(y) ? y : [y]);
          const { rows } = accumulate('elimination', (xs) => list(f(xs)), x, [order]);
          const filled = rows.map((row) => row.map((entry) => entry ?? 0));
          return verb === 'grad' ? filled[0] : filled;
        }),
      );
    return {
      title: `${name}: ${verb} of ${n} inputs`,
      sample,
      smoke: n <= 10,
      baselines: ['reverse'],
      variants: [
        variant('forward', () => compile(eager(derivative), { order: 'forward' })),
        variant('reverse', () => compile(eager(derivative), { order: 'reverse' })),
        ...(['forward', 'reverse', 'markowitz', 'ratio'] as const).map(eliminating),
      ],
    };
  });
export default cases;
