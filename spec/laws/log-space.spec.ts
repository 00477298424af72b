import { describe, expect, test } from 'vitest';
import {
  add,
  type CompileOptions,
  compile,
  grad,
  hessian,
  jacobian,
  log,
  logaddexp,
  logsumexp,
  mul,
  type Scalar,
  softmax,
  sqrt,
  sub,
} from '../../lib/entries/index.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, modes, some } from '../support/modes.ts';

const BACKENDS: readonly NonNullable<CompileOptions['backend']>[] = ['js', 'wasm', 'interpreter'];

/** Equal, or within rounding of each other. */
function near(got: readonly number[], expected: readonly number[], tolerance = 1e-13): void {
  expect(got).toHaveLength(expected.length);
  got.forEach((x, i) => {
    const y = expected[i]!;
    const isNear = Object.is(x + 0, y + 0) || Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y));
    expect(isNear ? 'near' : `${got} is not ${expected}`).toBe('near');
  });
}

describe('logaddexp(a, b) and logsumexp([a, b]) agree', () => {
  const special = fc.constantFrom(-Infinity, Infinity, NaN, 0, -0, 1, -1, 0.5, 700, -800, 1e300, -1e300, 5e-324);
  const pair = fc.tuple(special, special);
  const two: Field = ([a, b]) => logaddexp(a!, b!);
  const all: Field = (xs) => logsumexp(xs);

  test('in value and in derivatives to second order, in every mode', () => {
    fc.assert(
      fc.property(pair, fc.nat(2), some(modes, 2), (x, order, chosen) => {
        for (const mode of chosen)
          near(mode.partials(two, order)(x) as number[], mode.partials(all, order)(x) as number[]);
      }),
    );
  });

  test('compiled by every back end, first called there or elsewhere', () => {
    fc.assert(
      fc.property(pair, pair, fc.constantFrom(...BACKENDS), (x, first, backend) => {
        for (const verb of [grad, (f: Field) => (y: readonly number[]) => hessian(f)(y).flat()]) {
          const [f, g] = [compile(verb(two), { backend }), compile(verb(all), { backend })];
          f(first);
          g(first);
          near(f(x), verb(two)(x));
          near(g(x), verb(all)(x));
        }
      }),
    );
  });

  test('an infinite derivative of an entry stays that of this entry: the other weight falls by ∞, no more than that', () => {
    for (const f of [two, all]) {
      const g: Field = ([t, u]) => f([sqrt(t!), u!]);
      for (const mode of modes) {
        for (const u of [-1, 0, 1]) expect(mode.partials(g, 2)([0, u])[2], `${mode.name} at ${u}`).toBe(-Infinity);
      }
    }
  });

  test('at infinities as promised', () => {
    for (const f of [two, all]) {
      expect([f([-Infinity, -Infinity]), f([-Infinity, 2]), f([Infinity, 1])]).toEqual([-Infinity, 2, Infinity]);
      expect(grad(f)([-Infinity, -Infinity])).toEqual([0, 0]);
      expect(grad(f)([-Infinity, 2])).toEqual([0, 1]);
      expect(grad(f)([Infinity, 1])).toEqual([NaN, NaN]);
      // A weight of 0 is a number: a derivative that is infinite does not vanish in it.
      expect(grad(([p]) => f([log(p), 0]))([0])).toEqual([NaN]);
      expect(grad(([p]) => f([log(p), -Infinity]))([0])).toEqual([NaN]);
    }
  });
});

// A hidden Markov model of 3 states and 2 symbols, from left to right: what is left out is impossible, log 0.
type Rows = readonly (readonly Scalar[])[];
const transitions = (a: Scalar): Rows => [
  [sub(1, a), a, 0],
  [0, sub(1, a), a],
  [0, 0, 1],
];
const emissions = (c: Scalar): Rows => [
  [c, sub(1, c)],
  [sub(1, c), c],
  [0.5, 0.5],
];
const indices = [0, 1, 2];

/** log P(observed), forward through time on the log scale. */
function forwardLog(observed: readonly number[], total: (xs: readonly Scalar[]) => Scalar): Field {
  return ([a, c]) => {
    const logs = (rows: Rows): Rows => rows.map((row) => row.map((p) => (p === 0 ? -Infinity : log(p))));
    const [A, B] = [logs(transitions(a!)), logs(emissions(c!))];
    let alpha: readonly Scalar[] = [B[0]![observed[0]!]!, -Infinity, -Infinity];
    for (const o of observed.slice(1)) {
      const before = alpha;
      alpha = indices.map((j) => add(total(indices.map((i) => add(before[i]!, A[i]![j]!))), B[j]![o]!));
    }
    return total(alpha);
  };
}

/** The same by sums and products of probabilities, from the end. */
function backwardProbability(observed: readonly number[]): Field {
  return ([a, c]) => {
    const [A, B] = [transitions(a!), emissions(c!)];
    let beta: readonly Scalar[] = [1, 1, 1];
    for (const o of observed.slice(1).reverse()) {
      const after = beta;
      beta = indices.map((i) => indices.map((j) => mul(mul(A[i]![j]!, B[j]![o]!), after[j]!)).reduce(add));
    }
    return log(mul(B[0]![observed[0]!]!, beta[0]!));
  };
}

describe('a hidden Markov model with impossible transitions', () => {
  const observations = fc.array(fc.nat(1), { minLength: 1, maxLength: 6 });
  const parameters = fc.tuple(fc.constantFrom(0.3, 0.05, 0.9), fc.constantFrom(0.8, 0.4));
  const totals: readonly ((xs: readonly Scalar[]) => Scalar)[] = [logsumexp, (xs) => xs.reduce(logaddexp)];

  test('has on the log scale the derivatives of sums and products, to second order, in every mode', () => {
    fc.assert(
      fc.property(
        observations,
        parameters,
        fc.constantFrom(...totals),
        fc.nat(2),
        some(modes, 2),
        (o, x, f, order, chosen) => {
          for (const mode of chosen) {
            const expected = mode.partials(backwardProbability(o), order)(x) as number[];
            const got = mode.partials(forwardLog(o, f), order)(x) as number[];
            expect(got).toEqual(expected.map((y) => expect.closeTo(y, 8)));
          }
        },
      ),
    );
  });

  test('compiled by every back end', () => {
    const f = forwardLog([0, 1, 0, 1, 1], logsumexp);
    for (const backend of BACKENDS) {
      expect(compile(grad(f), { backend })([0.3, 0.8])).toEqual(grad(f)([0.3, 0.8]));
      expect(compile(hessian(f), { backend })([0.3, 0.8])).toEqual(hessian(f)([0.3, 0.8]));
    }
  });
});

describe('weights have all their digits, dominant ones as well', () => {
  const entries = fc.array(fc.double({ min: -300, max: 300, noNaN: true }), { minLength: 1, maxLength: 5 });
  const inModes = fc.constantFrom('forward' as const, 'reverse' as const);

  /** wᵢ Σ_{j≠i} wⱼ and −wᵢwⱼ: of positive terms, so that nothing cancels. */
  function curvature(xs: readonly number[]): number[] {
    const top = Math.max(...xs);
    const es = xs.map((x) => Math.exp(x - top));
    const sum = es.reduce((s, e) => s + e);
    const ws = es.map((e) => e / sum);
    const others = ws.map((_, i) => ws.filter((_, j) => j !== i).reduce((s, w) => s + w, 0));
    return ws.flatMap((wi, i) => ws.map((wj, j) => (i === j ? wi * others[i]! : -wi * wj)));
  }

  test('the Jacobian of softmax', () => {
    fc.assert(
      fc.property(entries, inModes, (xs, mode) => {
        near(jacobian((v: readonly Scalar[]) => softmax(v), { mode })(xs).flat(), curvature(xs));
      }),
      {
        examples: [
          [[40, 0], 'forward'],
          [[0, 37, -300], 'reverse'],
        ],
      },
    );
  });

  test('the Hessian of logsumexp', () => {
    fc.assert(
      fc.property(entries, inModes, (xs, mode) => {
        near(hessian((v: readonly Scalar[]) => logsumexp(v), { mode })(xs).flat(), curvature(xs));
      }),
      {
        examples: [
          [[12, 0], 'forward'],
          [[0, 30], 'reverse'],
        ],
      },
    );
  });

  test('compiled', () => {
    for (const backend of BACKENDS) {
      const f = compile(
        jacobian((v: readonly Scalar[]) => softmax(v)),
        { backend },
      );
      near(f([1, 2]).flat(), curvature([1, 2]));
      near(f([40, 0]).flat(), curvature([40, 0]));
      near(f([0, 700]).flat(), curvature([0, 700]));
    }
  });

  test('softmax is still the exponentials over their sum', () => {
    const xs = [0.25, -1, 3];
    const es = xs.map(Math.exp);
    near(
      softmax(xs) as number[],
      es.map((e) => e / es.reduce((s, t) => s + t)),
      1e-15,
    );
  });
});
