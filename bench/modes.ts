// Question: from how many inputs on is a gradient cheaper backward than forward, and what does `auto` lose by its choice?
import { grad, type Scalar } from '../lib/entries/index.ts';
import type { Call, Case } from './measure.ts';
import { ours } from './ours.ts';
import { ackley } from './programs/ackley.ts';
import { rosenbrock } from './programs/rosenbrock.ts';

const modes = ['forward', 'reverse', 'auto'] as const;

const cases: Case[] = [rosenbrock, ackley].flatMap((make) =>
  [2, 4, 8, 16, 17, 32, 100, 1000].map((n): Case => {
    const program = make(n);
    const f = program.write(ours) as (x: readonly Scalar[]) => Scalar;
    return {
      title: `${program.name}: ${program.operations} operations; ns/op is per operation of the function`,
      sample: program.sample,
      smoke: n === 2 || n === 32,
      baselines: ['plain function', 'forward'],
      variants: [
        { name: 'plain function', work: program.operations, prepare: () => program.plain, expected: program.plain },
        ...modes.map((mode) => ({
          name: mode,
          work: program.operations,
          prepare: () => grad(f, { mode }) as Call,
          expected: (x: number[]) => program.partials(x),
        })),
      ],
    };
  }),
);
export default cases;
