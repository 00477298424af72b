// Question: what does a node of a compiled program cost, to compile and to run, as programs grow to a million nodes?
import { compile, grad, type Scalar } from '../lib/entries/index.ts';
import type { Call, Case, Variant } from './measure.ts';
import { ours } from './ours.ts';
import { reusing } from './programs/program.ts';
import { rosenbrock } from './programs/rosenbrock.ts';

const backends = [
  { name: 'JavaScript', backend: 'js', upTo: 1000 },
  { name: 'WebAssembly', backend: 'wasm', upTo: 100_000 },
  { name: 'interpreter', backend: 'interpreter', upTo: 10_000 },
] as const;

// Milliseconds: of calls before timing, and of compiling again for the least time it takes.
const SETTLING = 5000;
const COMPILING = 3000;

const cases: Case[] = [2, 10, 100, 1000, 10_000, 100_000].map((n): Case => {
  const { name, sample, partials, write } = rosenbrock(n);
  const f = write(ours) as (x: readonly Scalar[]) => Scalar;
  const expected = (x: number[]): Float64Array => partials(x);
  // 13 to a term of the gradient, its input and constants among them.
  const nodes = 13 * n - 12;
  const variant = (name: string, backend: (typeof backends)[number]['backend']): Variant => {
    let told = '';
    const prepare = (): Call => {
      const x = sample(() => 0.4);
      const compileAgain = () => {
        const call = compile(
          grad((y: readonly Scalar[]) => f(y), { mode: 'reverse' }),
          { backend },
        );
        call(x);
        return call;
      };
      const call = compileAgain();
      const { nodes: found, milliseconds, bytes } = call.stats;
      if (n > 2 && found !== nodes) throw new Error(`expected ${nodes} nodes, got ${found}`);
      let least = milliseconds;
      for (
        let [k, end] = [0, performance.now() + (n < 100 ? COMPILING / 10 : COMPILING)];
        k < 3 || performance.now() < end;
        k++
      ) {
        least = Math.min(least, compileAgain().stats.milliseconds);
      }
      const [first, later] = [milliseconds, least].map((ms) => ((1e6 * ms) / found).toFixed(0));
      told = `compiled in ${first} ns a node at first, ${later} at best; ${(bytes / found).toFixed(1)} bytes a node`;
      return call as unknown as Call;
    };
    return {
      name,
      work: nodes,
      prepare,
      expected,
      tolerance: 1e-9,
      settling: n < 1000 ? 0 : SETTLING,
      gauge: () => told,
    };
  };
  return {
    title: `gradient of ${name}: ${nodes} nodes`,
    sample,
    smoke: n <= 10,
    baselines: ['by hand'],
    variants: [
      {
        name: 'by hand',
        work: nodes,
        prepare: () =>
          reusing(
            partials,
            sample(() => 0.4),
          ),
        expected,
      },
      ...backends.filter(({ upTo }) => n <= upTo).map(({ name, backend }) => variant(name, backend)),
    ],
  };
});
export default cases;
