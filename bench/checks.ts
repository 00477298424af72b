// Question: what do the checks at later calls cost?
import { compile, gradInto, mul, type Scalar } from '../lib/entries/index.ts';
import type { Call, Case, Variant } from './measure.ts';
import { ours } from './ours.ts';
import { rosenbrock } from './programs/rosenbrock.ts';

type Gradient = (x: readonly number[], out: Float64Array, scale: number) => number;

/** How a number of the data moves from call to call. */
const data: readonly (readonly [string, (call: number) => number])[] = [
  ['the same data', () => 2.5],
  ['a new number at each call', (call) => 0.5 + 1.0000123 * call],
  ['a new whole number at each call', (call) => 2 + call],
];

const cases: Case[] = [2, 10, 1000].flatMap((n): Case[] => {
  const { name, sample, operations, partials, write } = rosenbrock(n);
  const f = write(ours) as (x: readonly Scalar[]) => Scalar;
  return data.map(([title, numberOf]): Case => {
    const variant = (check: 'never' | 'sampled'): Variant => {
      let scale = 1;
      const prepare = (): Call => {
        const into: Gradient = compile(
          gradInto((x: readonly Scalar[], k: Scalar) => mul(k, f(x))),
          { check },
        );
        const out = new Float64Array(n);
        let calls = 0;
        return (x) => {
          scale = numberOf(calls++);
          into(x, out, scale);
          return out;
        };
      };
      return {
        name: `check: '${check}'`,
        work: operations,
        prepare,
        // Asked right after the call.
        expected: (x) => Array.from(partials(x), (slope) => scale * slope),
        settling: n < 100 ? 500 : 2000,
      };
    };
    return {
      title: `gradient of ${name} times a number, into an array: ${title}`,
      sample,
      smoke: n <= 10,
      baselines: ["check: 'never'"],
      variants: [variant('never'), variant('sampled')],
    };
  });
});
export default cases;
