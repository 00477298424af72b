// Question: what do a value and its gradient cost in reverse, by operation, in time and in bytes of tape?
// Uses: others
import { type Scalar, valueAndGrad, valueAndJacobian } from '../lib/entries/index.ts';
import { differentiate, installed } from './adapter.ts';
import type { Call, Case, Variant } from './measure.ts';
import { tapeOf } from './modes-report/examine.ts';
import { ours } from './ours.ts';
import { bundleAdjustment } from './programs/bundle-adjustment.ts';
import { gaussianMixture } from './programs/gaussian-mixture.ts';
import { lotkaVolterra } from './programs/lotka-volterra.ts';
import { lstm } from './programs/lstm.ts';
import { type Program, reusing } from './programs/program.ts';
import { rosenbrock } from './programs/rosenbrock.ts';

interface Peer {
  readonly name: string;
  /** The file of bench/others that writes programs for the library, and its export that differentiates them. */
  readonly file: string;
  readonly way: string;
  /** The programs that the library has operations for, in bearable time; all if not given. */
  readonly only?: RegExp;
  readonly tolerance?: number;
  readonly knownWrong?: { readonly on: RegExp; readonly because: string };
}

// An operation of these costs microseconds.
const SMALL = /^rosenbrock n=(2|10|100)$|^bundle/;

const peers: Peer[] = [
  {
    name: 'ad.js gradientR',
    file: 'ad-reverse',
    way: 'reverse',
    knownWrong: { on: /n=10000|lotka/, because: 'its sweep recurses, and the stack overflows' },
  },
  { name: 'adnn', file: 'adnn', way: 'reverse' },
  {
    name: 'TensorFlow.js cpu, 32 bits',
    file: 'tensorflow',
    way: 'reverse',
    only: SMALL,
    tolerance: 1e-4,
    knownWrong: { on: /^bundle/, because: 'it refuses an input that the output does not depend on' },
  },
  { name: '@jax-js/jax, eager', file: 'jax', way: 'eager', only: /^rosenbrock n=(2|10)$/ },
  {
    name: '@jax-js/jax jit, whole arrays',
    file: 'jax',
    way: 'reverse',
    // It has no loop to compile, and 10⁵ steps written out are too many.
    only: /^(rosenbrock|gaussian|lstm)/,
    knownWrong: { on: /^(gaussian|lstm)/, because: 'exp, log and constants have 7 digits, with float64 too' },
  },
];

const programs: Program[] = [
  ...[2, 10, 100, 1000, 10000].map(rosenbrock),
  gaussianMixture(2, 5, 100),
  gaussianMixture(10, 5, 20),
  bundleAdjustment(),
  lstm(),
  lotkaVolterra(1e5),
];

const cases: Case[] = programs.map((program) => {
  const { name, n, operations } = program;
  const both = {
    work: operations,
    expected: (x: number[]) => [...rowsOf(program, program.partials(x)), [program.plain(x)].flat()],
  };
  return {
    title: `${name}: ${operations} operations, ${n} inputs; ns/op is per operation of the function`,
    sample: program.sample,
    smoke: /n=10$|d=2|bundle|lstm/.test(name),
    baselines: ['plain function', 'hand-written', 'ours, reverse'],
    variants: [
      { name: 'plain function', work: operations, prepare: () => program.plain, expected: program.plain },
      {
        name: 'hand-written',
        work: operations,
        prepare: () =>
          reusing(
            program.partials,
            program.sample(() => 0.4),
          ),
        expected: (x) => program.partials(x),
      },
      { ...both, name: 'ours, reverse', prepare: () => derivatives(program, 'reverse'), gauge: () => bytes(program) },
      ...(n <= 30 ? [{ ...both, name: 'ours, forward', prepare: () => derivatives(program, 'forward') }] : []),
      ...peers
        .filter(({ only }) => installed && (only === undefined || only.test(name)))
        .map(({ name: peer, file, way, tolerance = 1e-9, knownWrong }): Variant => {
          const wrong = knownWrong?.on.test(name) && { knownWrong: knownWrong.because };
          return { ...both, name: peer, tolerance, prepare: () => differentiate(file, way, program), ...wrong };
        }),
    ],
  };
});
export default cases;

/** The gradient or the Jacobian's rows, then the value. */
function derivatives(program: Program, mode: 'forward' | 'reverse'): Call {
  if (program.m === 1) {
    const call = valueAndGrad(program.write(ours) as (x: readonly Scalar[]) => Scalar, { mode });
    return (x) => {
      const { value, gradient } = call(x);
      return [gradient, [value]];
    };
  }
  const call = valueAndJacobian(program.write(ours) as (x: readonly Scalar[]) => Scalar[], { mode });
  return (x) => {
    const { value, jacobian } = call(x);
    return [...jacobian, value];
  };
}

function rowsOf({ n, m }: Program, partials: Float64Array): Float64Array[] {
  return Array.from({ length: m }, (_, i) => partials.slice(i * n, i * n + n));
}

function bytes({ sample, write, operations }: Program): string {
  const f = write(ours) as (x: readonly Scalar[]) => Scalar | Scalar[];
  const { tapeBytes } = tapeOf(
    (x) => [f(x)].flat() as Scalar[],
    sample(() => 0.4),
  );
  return `${(tapeBytes / operations).toFixed(1)} B/op`;
}
