import { describe, expect, test } from 'vitest';
import {
  grad,
  gradInto,
  hessian,
  jacobian,
  type Options,
  type Scalar,
  sum,
  valueAndGrad,
  valueAndJacobian,
} from '../../lib/entries/index.ts';
import { Var } from '../../lib/reverse/var.ts';

type Run = 'forward' | 'reverse' | 'plain';
type Modes = Options<'auto' | 'forward' | 'reverse'>;

/** How a run of f is meant, by the numbers it gets. */
function kind(xs: readonly Scalar[]): Run {
  if (xs.some((x) => x instanceof Var)) return 'reverse';
  return xs.every((x) => typeof x === 'number') ? 'plain' : 'forward';
}

/** The runs of f that a transform makes at n inputs. */
function runs(n: number, transform: (f: (xs: readonly Scalar[]) => Scalar[]) => (x: number[]) => unknown): Run[] {
  const seen: Run[] = [];
  const at = transform((xs) => {
    seen.push(kind(xs));
    return [sum(xs)];
  });
  // The first call ends with a run on plain numbers.
  at(new Array(n).fill(1));
  expect(seen.pop()).toBe('plain');
  const first = seen.splice(0);
  at(new Array(n).fill(1));
  expect(seen).toEqual(first);
  return seen;
}

const scalar =
  (f: (xs: readonly Scalar[]) => Scalar[]): ((xs: readonly Scalar[]) => Scalar) =>
  (xs) =>
    f(xs)[0] as Scalar;

const gradients: readonly (readonly [
  string,
  (f: (xs: readonly Scalar[]) => Scalar, o: Modes) => (x: number[]) => unknown,
])[] = [
  ['grad', (f, o) => grad(f, o)],
  ['valueAndGrad', (f, o) => valueAndGrad(f, o)],
  [
    'gradInto',
    (f, o) => {
      const into = gradInto(f, o);
      return (x) => into(x, new Array(x.length).fill(0));
    },
  ],
];

// A forward pass of k lanes is 1 + 3k operations for each of f, a record swept back m times 1 + 4m.
describe.each(gradients)('%s', (_, verb) => {
  const gradientRuns = (n: number, options: Modes): Run[] => runs(n, (f) => verb(scalar(f), options));

  test('by itself is forward up to one input, and reverse from two on', () => {
    expect(gradientRuns(0, {})).toEqual(['plain']);
    expect(gradientRuns(1, {})).toEqual(['forward']);
    for (const n of [2, 3, 16, 17, 100]) expect(gradientRuns(n, {})).toEqual(['reverse']);
    expect(gradientRuns(2, { mode: 'auto' })).toEqual(['reverse']);
  });

  test('is what is asked for', () => {
    expect(gradientRuns(1, { mode: 'reverse' })).toEqual(['reverse']);
    expect(gradientRuns(40, { mode: 'forward' })).toEqual(['forward', 'forward', 'forward']);
    expect(gradientRuns(0, { mode: 'reverse' })).toEqual(['plain']);
  });

  test('with lanes is forward', () => {
    expect(gradientRuns(5, { lanes: 2 })).toEqual(['forward', 'forward', 'forward']);
    expect(gradientRuns(5, { lanes: 5, mode: 'auto' })).toEqual(['forward']);
  });
});

describe.each([
  ['jacobian', jacobian],
  ['valueAndJacobian', valueAndJacobian as unknown as typeof jacobian],
] as const)('%s', (_, verb) => {
  /** The runs at n inputs and m outputs. */
  function jacobianRuns(n: number, m: number, options: Modes = {}): Run[] {
    return runs(n, (f) =>
      verb((xs: readonly Scalar[]): Scalar[] => {
        const [y] = f(xs);
        return Array.from({ length: m }, () => y as Scalar);
      }, options),
    );
  }

  test('is forward where one pass is all', () => {
    for (const n of [1, 2, 16]) {
      for (const m of [0, 1, 50]) expect(jacobianRuns(n, m)).toEqual(['forward']);
    }
    expect(jacobianRuns(0, 3)).toEqual(['plain']);
  });

  test('learns from a run without derivatives how many outputs there are, and goes on as is cheaper', () => {
    // 17 inputs: two passes of 10 lanes, 62 operations, against 1 + 4m.
    expect(jacobianRuns(17, 1)).toEqual(['plain', 'reverse']);
    expect(jacobianRuns(17, 15)).toEqual(['plain', 'reverse']);
    expect(jacobianRuns(17, 16)).toEqual(['plain', 'forward', 'forward']);
    // 100 inputs: seven passes of 16 lanes, 343 operations.
    expect(jacobianRuns(100, 85)).toEqual(['plain', 'reverse']);
    expect(jacobianRuns(100, 86)).toEqual(['plain', ...new Array(7).fill('forward')]);
  });

  test('predicts no fewer operations for the mode that it did not take', () => {
    for (const n of [17, 33, 48, 64, 97]) {
      const passes = jacobianRuns(n, 1, { mode: 'forward' }).length;
      const lanes = [10, 12, 16, 16, 16][[17, 33, 48, 64, 97].indexOf(n)] as number;
      for (const m of [1, 5, 10, 20, 40, 80, 160]) {
        const [forward, reverse] = [passes * (1 + 3 * lanes), 1 + 4 * m];
        expect(jacobianRuns(n, m).at(-1)).toBe(forward <= reverse ? 'forward' : 'reverse');
      }
    }
  });

  test('is what is asked for', () => {
    expect(jacobianRuns(17, 1, { mode: 'forward' })).toEqual(['forward', 'forward']);
    expect(jacobianRuns(17, 50, { mode: 'reverse' })).toEqual(['reverse']);
    expect(jacobianRuns(17, 1, { lanes: 16 })).toEqual(['forward', 'forward']);
  });

  test('gives one result, whichever way', () => {
    const f = (xs: readonly Scalar[]): Scalar[] => [sum(xs), xs[0] as Scalar, 3];
    const x = Array.from({ length: 20 }, (_, i) => i);
    expect(verb(f)(x)).toEqual(verb(f, { mode: 'forward' })(x));
    expect(verb(f, { mode: 'reverse' })(x)).toEqual(verb(f, { mode: 'forward' })(x));
  });
});

test('hessian takes its gradients by the same choice, inside forward passes', () => {
  const inner = (n: number, options: Modes): Run[] => runs(n, (f) => hessian(scalar(f), options));
  expect(inner(2, {})).toEqual(['reverse']);
  expect(inner(2, { mode: 'reverse' })).toEqual(['reverse']);
  expect(inner(2, { mode: 'forward' })).toEqual(['forward']);
  expect(inner(3, { lanes: 1 })).toEqual(new Array(9).fill('forward'));
});
