// Question: what does a node of a compiled program cost, to compile and to run, as programs grow to a million nodes?
import { compile, grad, type Scalar } from '../lib/index.ts';
import type { Call, Case, Variant } from './measure.ts';
import { ours } from './ours.ts';
import { rosenbrock } from './programs/rosenbrock.ts';

const backends = [
  { name: 'JavaScript', backend: 'js', upTo: 1000 },
  { name: 'WebAssembly', backend: 'wasm', upTo: 100_000 },
  { name: 'interpreter', backend: 'interpreter', upTo: 10_000 },
] as const;

const SETTLING = 5000;

const cases: Case[] = [2, 10, 100, 1000, 10_000, 100_000].map((n): Case => {
  const { name, sample, partials, write } = rosenbrock(n);
  const f = write(ours) as (x: readonly Scalar[]) => Scalar;
  // 13 to a term of the gradient, its input and constants among them.
  const nodes = 13 * n - 12;
  const variant = (name: string, backend: (typeof backends)[number]['backend']): Variant => {
    let told = '';
    const prepare = (): Call => {
      const call = compile(grad(f, { mode: 'reverse' }), { backend });
      const x = sample(() => 0.4);
      call(x);
      // V8 optimises large code in the background, for seconds; what is asked is what it comes to.
      for (const end = performance.now() + SETTLING; n >= 10_000 && performance.now() < end; ) call(x);
      const { nodes: found, milliseconds, bytes } = call.stats;
      if (n > 2 && found !== nodes) throw new Error(`expected ${nodes} nodes, got ${found}`);
      told = `compiled in ${((1e6 * milliseconds) / found).toFixed(0)} ns and ${(bytes / found).toFixed(1)} bytes a node`;
      return call as unknown as Call;
    };
    return { name, work: nodes, prepare, expected: partials, tolerance: 1e-9, gauge: () => told };
  };
  return {
    title: `gradient of ${name}: ${nodes} nodes`,
    sample,
    smoke: n <= 10,
    baselines: ['by hand'],
    variants: [
      { name: 'by hand', work: nodes, prepare: () => partials, expected: partials },
      ...backends.filter(({ upTo }) => n <= upTo).map(({ name, backend }) => variant(name, backend)),
    ],
  };
});
export default cases;
