// Question: how close does a compiled derivative come to the one written by hand, and what does its first call cost?
import { compile, countFlops, gradInto, type Scalar } from '../lib/entries/index.ts';
import type { Call, Case, Variant } from './measure.ts';
import type { Derivative } from './programs/derivative.ts';
import { derivatives, eager } from './programs/derivatives.ts';
import { type Into, reusing } from './programs/program.ts';

const cases: Case[] = derivatives.map((derivative) => {
  const { name, n, verb, sample, byHand } = derivative;
  const all = {
    work: () =>
      countFlops(
        eager(derivative),
        sample(() => 0.4),
      ).shared.textbook,
    expected: (x: number[]) => byHand(x),
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
    return { ...all, name, prepare, settling: n < 100 ? 0 : 2000, gauge: () => told };
  };
  return {
    title: `${name}: ${verb} of ${n} inputs`,
    sample,
    smoke: n <= 10,
    baselines: ['by hand'],
    variants: [
      {
        ...all,
        name: 'by hand',
        prepare: () =>
          reusing(
            byHand as Into<Float64Array>,
            sample(() => 0.4),
          ),
      },
      compiled('compiled'),
      ...(verb === 'grad'
        ? [{ ...all, name: 'compiled, into an array', prepare: () => into(derivative), settling: n < 100 ? 0 : 2000 }]
        : []),
      compiled('compiled to JavaScript', { backend: 'js' }),
      compiled('compiled to WebAssembly', { backend: 'wasm' }),
      compiled('interpreted', { backend: 'interpreter' }),
      { ...all, name: 'not compiled', prepare: () => eager(derivative) as Call },
    ],
  };
});
export default cases;

/** Its gradient compiled, written into one array call after call, as the code by hand does. */
function into({ f, n }: Derivative): Call {
  const call = compile(gradInto(f as (x: readonly Scalar[]) => Scalar));
  const gradient = new Float64Array(n);
  return (x) => {
    call(x, gradient);
    return gradient;
  };
}
