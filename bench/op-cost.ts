// Question: what does a primitive operation cost per tangent direction, next to plain code and hand-written derivatives?
import { grad, jvp, logsumexp as logsumexpRow, type Scalar } from '../lib/entries/index.ts';
import type { Call, Case, Variant } from './measure.ts';
import { ours, partials } from './ours.ts';
import { ackley } from './programs/ackley.ts';
import { bundleAdjustment } from './programs/bundle-adjustment.ts';
import { logsumexp } from './programs/logsumexp.ts';
import { type Program, reusing } from './programs/program.ts';
import { rosenbrock } from './programs/rosenbrock.ts';

const programs: Program[] = [
  ...[2, 10, 100].map(rosenbrock),
  ...[10, 100].map(ackley),
  ...[10, 100].map(logsumexp),
  bundleAdjustment(),
];

const cases: Case[] = programs.map((program) => {
  const { name, n, m, operations } = program;
  const all = { work: operations * n, expected: (x: number[]) => program.partials(x) };
  const lanes = (width: number): Variant => ({
    ...all,
    name: `ours, lanes: ${width}`,
    prepare: () => partials(program, width),
  });
  return {
    title: `${name}: ${operations} operations, ${n} directions, ${m} output${m > 1 ? 's' : ''}`,
    sample: program.sample,
    smoke: n <= 15,
    baselines: ['plain function', 'hand-written'],
    variants: [
      { name: 'plain function', work: operations, prepare: () => program.plain, expected: program.plain },
      {
        ...all,
        name: 'hand-written',
        prepare: () =>
          reusing(
            program.partials,
            program.sample(() => 0.4),
          ),
      },
      { ...all, name: 'finite differences', prepare: () => differences(program), tolerance: 1e-5 },
      {
        name: 'ours on plain numbers',
        work: operations,
        prepare: () => program.write(ours) as Call,
        expected: program.plain,
      },
      { name: 'ours, jvp', work: operations, prepare: () => along(program), expected: (x) => directional(program, x) },
      ...[1, 4, 8, 16].map(lanes),
      { ...all, name: 'ours', prepare: () => partials(program) },
      ...(name.startsWith('logsumexp')
        ? [{ ...all, name: 'ours, the logsumexp row', prepare: () => grad(logsumexpRow) as Call }]
        : []),
    ],
  };
});
export default cases;

/** The gradient or the Jacobian by n + 1 evaluations; half of the digits. */
function differences({ n, m, plain }: Program): Call {
  return (x) => {
    const at = plain(x);
    const result = new Array<number>(m * n);
    for (let j = 0; j < n; j++) {
      const xj = x[j] as number;
      x[j] = xj + 1.5e-8 * Math.max(1, Math.abs(xj));
      const h = (x[j] as number) - xj;
      const moved = plain(x);
      x[j] = xj;
      if (typeof at === 'number') result[j] = ((moved as number) - at) / h;
      else for (let i = 0; i < m; i++) result[i * n + j] = (((moved as number[])[i] as number) - (at[i] as number)) / h;
    }
    return result;
  };
}

/** One pass in one direction that moves every input. */
function along(program: Program): Call {
  const f = program.write(ours) as (x: readonly Scalar[]) => Scalar;
  const v = direction(program.n);
  return (x) => jvp(f, x, v).tangent as number;
}

function directional({ n, m, partials }: Program, x: number[]): number[] {
  const v = direction(n);
  const rows = partials(x);
  return Array.from({ length: m }, (_, i) => v.reduce((sum, vj, j) => sum + (rows[i * n + j] as number) * vj, 0));
}

function direction(n: number): number[] {
  return Array.from({ length: n }, (_, j) => 1 - j / (2 * n));
}
