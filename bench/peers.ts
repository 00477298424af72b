// Question: how much faster is a whole gradient than with the other forward-mode libraries on npm?
// Needs: others
import { differentiate } from './adapter.ts';
import type { Case, Variant } from './measure.ts';
import { partials } from './ours.ts';
import { ackley } from './programs/ackley.ts';
import { bundleAdjustment } from './programs/bundle-adjustment.ts';
import { logsumexp } from './programs/logsumexp.ts';
import type { Program } from './programs/program.ts';
import { rosenbrock } from './programs/rosenbrock.ts';

interface Peer {
  readonly name: string;
  /** The file of bench/others that writes programs for the library, and its export that differentiates them. */
  readonly file: string;
  readonly way: string;
  /** The programs that the library has operations for; all if not given. */
  readonly only?: RegExp;
  readonly knownWrong?: { readonly on: RegExp; readonly because: string };
}

const peers: Peer[] = [
  { name: 'ad.js gradientF', file: 'ad', way: 'gradientF' },
  {
    name: '@thi.ng/dual-algebra, n directions',
    file: 'dual-algebra',
    way: 'directions',
    knownWrong: { on: /logsumexp/, because: 'log′ x is taken as 1/log x when there are two directions or more' },
  },
  { name: '@thi.ng/dual-algebra, n passes', file: 'dual-algebra', way: 'passes' },
  { name: 'ganja.js Cl(0,0,1), n passes', file: 'ganja', way: 'passes', only: /rosenbrock/ },
  {
    name: '@jax-js/jax jit(jacfwd), whole arrays',
    file: 'jax',
    way: 'compiled',
    knownWrong: { on: /ackley|logsumexp|bundle/, because: 'exp, log, sin and cos have 7 digits, with float64 too' },
  },
];

const programs: Program[] = [
  ...[2, 10, 100].map(rosenbrock),
  ...[10, 100].map(ackley),
  ...[10, 100].map(logsumexp),
  bundleAdjustment(),
];

const cases: Case[] = programs.map((program) => {
  const all = { work: program.operations * program.n, expected: (x: number[]) => program.partials(x), tolerance: 1e-9 };
  return {
    title: `${program.name}: ${program.operations} operations, ${program.n} directions`,
    sample: program.sample,
    smoke: program.n <= 15,
    baselines: ['ours'],
    variants: [
      { ...all, name: 'ours', prepare: () => partials(program) },
      { ...all, name: 'ours, lanes: 1', prepare: () => partials(program, 1) },
      ...peers
        .filter(({ only }) => only === undefined || only.test(program.name))
        .map(({ name, file, way, knownWrong }): Variant => {
          const wrong = knownWrong?.on.test(program.name) && { knownWrong: knownWrong.because };
          return { ...all, name, prepare: () => differentiate(file, way, program), ...wrong };
        }),
    ],
  };
});
export default cases;
