// Question: does a forward pass of 10⁷ operations run in constant memory?
import { add, derivative, grad, mul, type Scalar, sub } from '../lib/entries/index.ts';
import type { Case, Variant } from './measure.ts';

// The answer is the last column: the most heap in use at any of a thousand looks during a pass. The processes have
// a young generation of 1 MB, so that garbage waiting to be collected does not blur it, and an old one of 64 MB,
// which a pass that kept its 10⁷ operations would overrun ten times.
const flags = ['--max-semi-space-size=1', '--max-old-space-size=64'];
const LOOKS = 1000;

let peak = 0;

/** y ← y + h(x − y), repeated: y = x (1 − (1 − h)ᴺ), with h = 1/N. Three operations a step. */
function relax(x: Scalar, steps: number, keep?: Scalar[]): Scalar {
  const h = 1 / steps;
  const look = Math.ceil(steps / LOOKS);
  let y: Scalar = 0;
  for (let i = 0; i < steps; i++) {
    y = add(y, mul(h, sub(x, y)));
    if (keep !== undefined) keep.push(y);
    if (i % look === 0) peak = Math.max(peak, process.memoryUsage().heapUsed);
  }
  return y;
}

const slope = (steps: number) => 1 - (1 - 1 / steps) ** steps;
const gauge = () => `peak heap ${(peak / 2 ** 20).toFixed(1)} MB`;

function single(operations: number, keep: boolean): Variant {
  const steps = Math.round(operations / 3);
  return {
    name: `derivative, ${operations.toExponential(0)} operations${keep ? ', every step kept' : ''}`,
    work: 3 * steps,
    prepare: () => (x) => derivative((t) => relax(t, steps, keep ? [] : undefined))(x[0] as number),
    expected: () => slope(steps),
    tolerance: 1e-9,
    gauge,
  };
}

function lanes(operations: number): Variant {
  const steps = Math.round(operations / 3);
  return {
    name: `grad of 8 inputs, ${operations.toExponential(0)} operations`,
    work: 3 * steps * 8,
    prepare: () => grad((x: readonly Scalar[]) => relax(x.reduce(add), steps)),
    expected: (x) => x.map(() => slope(steps)),
    tolerance: 1e-9,
    gauge,
  };
}

const cases: Case[] = [1e5, 1e6, 1e7].map((operations) => ({
  title: `${operations.toExponential(0)} operations, 64 MB`,
  sample: (random) => Array.from({ length: 8 }, random),
  smoke: operations === 1e5,
  flags,
  baselines: [],
  variants: [
    single(operations, false),
    lanes(operations),
    // What the gauge shows when a pass does keep its steps; with 10⁷ it would not survive.
    ...(operations < 1e7 ? [single(operations, true)] : []),
  ],
}));
export default cases;
