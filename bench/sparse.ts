// Question: what do sparse Jacobians and Hessians cost, in multiples of the function and of its gradient?
import { compile, grad, hessian, jacobian, type Scalar, sparseHessian, sparseJacobian } from '../lib/entries/index.ts';
import type { Call, Case } from './measure.ts';
import { ours } from './ours.ts';
import { reusing } from './programs/program.ts';
import { rosenbrock } from './programs/rosenbrock.ts';
import { band, heat, rosenbrockEntries, type Stencil } from './programs/stencils.ts';

const cases: Case[] = [
  ...[band(20), band(1000), heat(8), heat(64)].map((stencil) => stencilCase(stencil)),
  ...[10, 1000, 10_000].map((n) => hessianCase(n)),
];
export default cases;

function stencilCase({ name, size, plain, entries, write, operations }: Stencil): Case {
  const f = write(ours) as (x: readonly Scalar[]) => Scalar[];
  const of = { work: operations, expected: entries };
  return {
    title: `${name}: ${operations} operations`,
    sample: (random) => Array.from({ length: size }, () => 2 * random() - 1),
    smoke: size <= 64,
    baselines: ['plain function', 'hand-written'],
    variants: [
      { name: 'plain function', work: operations, prepare: () => plain, expected: plain },
      { ...of, name: 'hand-written', prepare: () => reusing(entries, new Array<number>(size).fill(0.5)) },
      { ...of, name: 'ours, sparse', prepare: () => into(sparseJacobian(f) as never) },
      {
        ...of,
        name: 'ours, sparse, compiled',
        prepare: () => into(compile(sparseJacobian(f)) as never),
        settling: 500,
      },
      ...(size > 64
        ? []
        : [
            {
              name: 'ours, dense',
              work: operations,
              prepare: () => jacobian(f) as Call,
              expected: (x: number[]) => full(entries(x), f, x),
            },
          ]),
    ],
  };
}

/** Calls that write into the array of the first. */
function into(evaluate: (x: number[], values?: Float64Array) => { values: Float64Array }): Call {
  let values: Float64Array | undefined;
  return (x) => {
    ({ values } = evaluate(x, values));
    return values;
  };
}

/** The rows in full. */
function full(entries: ArrayLike<number>, f: (x: readonly Scalar[]) => Scalar[], x: number[]): number[][] {
  const { starts, columns } = sparseJacobian(f)(x);
  return Array.from({ length: starts.length - 1 }, (_, i) => {
    const row = new Array<number>(x.length).fill(0);
    for (let e = starts[i] as number; e < (starts[i + 1] as number); e++)
      row[columns[e] as number] = entries[e] as number;
    return row;
  });
}

function hessianCase(n: number): Case {
  const program = rosenbrock(n);
  const f = program.write(ours) as (x: readonly Scalar[]) => Scalar;
  const of = { work: program.operations, expected: (x: number[]) => rosenbrockEntries(x) };
  return {
    title: `Hessian of ${program.name}: ${program.operations} operations`,
    sample: program.sample,
    smoke: n <= 10,
    baselines: ['compiled gradient', 'hand-written'],
    variants: [
      {
        name: 'compiled gradient',
        work: program.operations,
        prepare: () => compile(grad(f)) as Call,
        expected: (x) => program.partials(x),
        settling: 500,
      },
      {
        ...of,
        name: 'hand-written',
        prepare: () =>
          reusing(
            rosenbrockEntries,
            program.sample(() => 0.4),
          ),
      },
      { ...of, name: 'ours, sparse', prepare: () => into(sparseHessian(f) as never) },
      { ...of, name: 'ours, sparse, compiled', prepare: () => into(compile(sparseHessian(f)) as never), settling: 500 },
      ...(n > 1000
        ? []
        : [
            {
              ...of,
              name: 'ours, dense, compiled',
              prepare: () => {
                const dense = compile(hessian(f));
                return ((x: number[]) => band3(dense(x) as number[][])) as Call;
              },
            },
          ]),
    ],
  };
}

/** The entries of a tridiagonal matrix. */
function band3(rows: readonly number[][]): number[] {
  return rows.flatMap((row, i) => row.slice(Math.max(0, i - 1), i + 2));
}
