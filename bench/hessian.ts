// Question: what does a Hessian cost as the inputs grow, in multiples of the function and of its gradient?
import { grad, hessian, type Scalar } from '../lib/entries/index.ts';
import type { Call, Case } from './measure.ts';
import { ours } from './ours.ts';
import { reusing } from './programs/program.ts';
import { rosenbrock, rosenbrockHessian } from './programs/rosenbrock.ts';

const cases: Case[] = [2, 10, 30, 100].map((n) => {
  const program = rosenbrock(n);
  const f = program.write(ours) as (x: readonly Scalar[]) => Scalar;
  const full = { work: program.operations * n * n, expected: (x: number[]) => rosenbrockHessian(x) };
  return {
    title: `${program.name}: ${program.operations} operations, ${n}² pairs of directions`,
    sample: program.sample,
    smoke: n <= 10,
    baselines: ['plain function', 'ours, gradient'],
    variants: [
      { name: 'plain function', work: program.operations, prepare: () => program.plain, expected: program.plain },
      {
        name: 'ours, gradient',
        work: program.operations * n,
        prepare: () => grad(f) as Call,
        expected: (x) => program.partials(x),
      },
      {
        ...full,
        name: 'hand-written',
        prepare: () =>
          reusing(
            rosenbrockHessian,
            program.sample(() => 0.4),
          ),
      },
      {
        ...full,
        name: 'differences of gradients',
        prepare: () => differences((x) => program.partials(x)),
        tolerance: 1e-5,
      },
      { ...full, name: 'ours, forward', prepare: () => hessian(f, { mode: 'forward' }) as Call },
      { ...full, name: 'ours, forward over reverse', prepare: () => hessian(f, { mode: 'reverse' }) as Call },
    ],
  };
});
export default cases;

/** n + 1 hand-written gradients. */
function differences(gradient: (x: readonly number[]) => Float64Array): Call {
  return (x) => {
    const at = gradient(x);
    return x.map((xj, j) => {
      x[j] = xj + 1.5e-8 * Math.max(1, Math.abs(xj));
      const h = (x[j] as number) - xj;
      const moved = gradient(x);
      x[j] = xj;
      return moved.map((g, i) => (g - (at[i] as number)) / h);
    });
  };
}
