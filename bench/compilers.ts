// Question: how much faster is a compiled gradient than with the other libraries that compile, and how long is the first call?
// Needs: others
import { compile, gradInto, type Scalar } from '../lib/entries/index.ts';
import type { Call, Case, Variant } from './measure.ts';
import { derivatives, eager } from './programs/derivatives.ts';
import type { Program } from './programs/program.ts';
import { rosenbrock } from './programs/rosenbrock.ts';

/** The libraries of bench/others that compile, and up to which n a gradient is ready within a minute. */
const peers = [
  { name: 'rose', file: 'rose', upTo: 1000 },
  { name: '@penrose/core', file: 'penrose', upTo: 1000 },
  { name: 'nerdamer buildFunction', file: 'nerdamer', upTo: 10 },
];

const cases: Case[] = [2, 10, 100, 1000].map((n): Case => {
  const program = rosenbrock(n);
  const derivative = derivatives.find(({ name }) => name === program.name);
  if (derivative === undefined) throw new Error(`expected ${program.name} among the derivatives`);
  const { operations, sample, partials } = program;
  const variant = (name: string, make: () => Call | Promise<Call>): Variant => {
    let milliseconds = 0;
    const prepare = async (): Promise<Call> => {
      const start = performance.now();
      const call = await make();
      call(sample(() => 0.4));
      milliseconds = performance.now() - start;
      return call;
    };
    const gauge = (): string => `first call ${milliseconds.toFixed(1)} ms`;
    const settling = n < 100 ? 0 : 2000;
    return {
      name,
      work: operations * n,
      prepare,
      expected: (x: number[]) => partials(x),
      tolerance: 1e-9,
      settling,
      gauge,
    };
  };
  return {
    title: `${program.name}: ${operations} operations, ${n} directions`,
    sample,
    smoke: n <= 10,
    baselines: ['compiled'],
    variants: [
      variant('compiled', () => compile(eager(derivative)) as unknown as Call),
      variant('compiled, into a buffer', () => {
        const into = compile(gradInto(derivative.f as (x: readonly Scalar[]) => Scalar));
        const gradient = new Float64Array(n);
        return (x) => {
          into(x, gradient);
          return gradient;
        };
      }),
      ...peers.filter(({ upTo }) => n <= upTo).map(({ name, file }) => variant(name, () => adapted(file, program))),
    ],
  };
});
export default cases;

/** The adapters are bundled one by one next to this file, so that a process loads one library only. */
async function adapted(file: string, program: Program): Promise<Call> {
  const { compiled } = (await import(new URL(`./others/${file}.mjs`, import.meta.url).href)) as {
    compiled: (program: Program) => Call | Promise<Call>;
  };
  return compiled(program);
}
