// Question: what does a gradient of a native function cost with the plain-value check, in multiples of one without?
import { grad } from '../lib/entries/index.ts';
import { native } from '../lib/entries/native.ts';
import type { Call, Case } from './measure.ts';

interface Objective {
  readonly name: string;
  readonly operations: number;
  readonly f: (x: readonly number[]) => number;
  readonly sample: (random: () => number) => number[];
}

const points = (n: number) => (random: () => number) => Array.from({ length: n }, () => 0.5 + random());

const objectives: readonly Objective[] = [
  {
    name: "Rosenbrock's function of 2",
    operations: 7,
    f: native((p) => (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2),
    sample: points(2),
  },
  {
    name: "Rosenbrock's function of 100",
    operations: 800,
    f: native((p) => {
      let s = 0;
      for (let i = 0; i + 1 < p.length; i++) s += (1 - p[i]) ** 2 + 100 * (p[i + 1] - p[i] ** 2) ** 2;
      return s;
    }),
    sample: points(100),
  },
  {
    name: "Kepler's equation by Newton's method",
    operations: 60,
    f: native((p) => {
      let x = p[1];
      for (let step = 1; Math.abs(step) > 1e-10; x -= step) {
        step = (x - 0.5 * p[0] * Math.sin(x) - p[1]) / (1 - 0.5 * p[0] * Math.cos(x));
      }
      return x;
    }),
    sample: points(2),
  },
  {
    name: '1,000 steps of Lotka and Volterra',
    operations: 11_000,
    f: native((p) => {
      let [x, y] = [1, 1];
      for (let i = 0; i < 1000; i++) {
        const [dx, dy] = [p[0] * x - p[1] * x * y, p[2] * x * y - p[3] * y];
        x += 1e-3 * dx;
        y += 1e-3 * dy;
      }
      return x + y;
    }),
    sample: points(4),
  },
];

const cases: Case[] = objectives.map(({ name, operations, f, sample }) => {
  const by = (check: boolean): Call => grad(f as never, { check }) as unknown as Call;
  const variant = (title: string, check: boolean) => ({
    name: title,
    work: operations,
    prepare: () => by(check),
    expected: by(!check),
  });
  return {
    title: `the gradient of ${name}`,
    sample,
    variants: [variant('without', false), variant('with the check', true)],
    baselines: ['without'],
    smoke: true,
  };
});

export default cases;
