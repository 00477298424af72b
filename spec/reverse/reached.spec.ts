import { describe, expect, test } from 'vitest';
import {
  add,
  checkpoint,
  dot,
  grad,
  jvp,
  mul,
  neg,
  type Scalar,
  sqrt,
  sub,
  sum,
  type Vector,
} from '../../lib/entries/index.ts';
import { fc } from '../support/fast-check.ts';

// An adjoint that is 0 because its terms cancel was reached: times the infinite slope of √ at 0 it is NaN. An adjoint that
// nothing reached contributes nothing. Both are zeros, and every step below may turn one into −0.

/** Steps from u, as many as there are kinds of slots: each has the slope −1. `outer` is a number of an outer derivative. */
const steps: Readonly<Record<string, (u: Scalar, other: Scalar, outer: Scalar) => Scalar>> = {
  'a number of one parent': (u) => neg(u),
  'a number of two parents': (u) => sub(mul(u, 2), mul(3, u)),
  'the first of two parents': (u) => sub(u, mul(u, 2)),
  'the second of two parents': (u, other) => sub(other, u),
  'a span': (u) => dot([-1, 1], [u, 0]),
  'a span of several': (u) => dot([u, u, u], [-2, 3, -2]),
  'a call': (u) => checkpoint((a: Scalar) => neg(a))(u),
  'a call of a list': (u) => (checkpoint(([a, b]: Vector) => [neg(b!), neg(a!)])([u, 1]) as Scalar[])[1]!,
  // Products with `outer` that nothing uses: the tape they are on is swept over Scalars.
  'a number on a tape of Scalars': (u, _, outer) => {
    mul(u, outer);
    return neg(u);
  },
  'a call whose own tape is of Scalars': (u, _, outer) =>
    checkpoint((a: Scalar) => {
      mul(a, outer);
      return neg(a);
    })(u),
};

/** Sums in which the terms of a number cancel, or not. */
const sums: Readonly<Record<string, (weights: readonly number[], u: Scalar) => Scalar>> = {
  'numbers of two parents': (weights, u) => weights.reduce<Scalar>((s, w) => add(s, mul(w, u)), 1),
  'a span': (weights, u) =>
    dot(
      weights,
      weights.map(() => u),
    ),
  'a sum of spans': (weights, u) => sum(weights.map((w) => dot([w], [u]))),
  'a call': (weights, u) => checkpoint((a: Scalar) => weights.reduce<Scalar>((s, w) => add(s, mul(w, a)), 1))(u),
};

const weights = fc.array(fc.constantFrom(1, -1, 2, -2, 0.5, -0.5), { maxLength: 4 });
const path = fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 4 });
const total = fc.constantFrom(...Object.keys(sums));
const at = fc.constantFrom(0, 1, 4);

/** ∂f/∂a at (x, 1) in reverse, by itself and inside another derivative. */
function slopeOf(f: (a: Scalar, b: Scalar, outer: Scalar) => Scalar, x: number): Scalar {
  const slope = (t: Scalar): Scalar => grad(([a, b]: Vector) => f(a!, b!, t), { mode: 'reverse' })([x, 1])[0]!;
  const inside = jvp(slope, 1, 1).value;
  expect(slope(1)).toBe(inside);
  return inside;
}

describe('what cancels was reached, and what was not reached contributes nothing', () => {
  test('the gradient is the sum of the weights times the slopes', () => {
    fc.assert(
      fc.property(weights, path, total, at, (ws, names, name, x) => {
        const f = (a: Scalar, b: Scalar, outer: Scalar): Scalar =>
          sums[name]!(
            ws,
            names.reduce((u, step) => steps[step]!(u, b, outer), sqrt(a)),
          );
        const slope = ws.reduce((s, w) => s + w, 0) * (-1) ** names.length;
        const expected = ws.length === 0 ? 0 : slope * (0.5 / Math.sqrt(x)) + 0;
        expect(slopeOf(f, x)).toBe(expected);
      }),
    );
  });

  const pairs = Object.keys(steps).flatMap((first) => Object.keys(steps).map((second) => [first, second] as const));

  test.each(pairs)('a cancelled adjoint passes through %s and %s', (first, second) => {
    for (const name of Object.keys(sums)) {
      const f =
        (ws: readonly number[]) =>
        (a: Scalar, b: Scalar, outer: Scalar): Scalar =>
          sums[name]!(ws, steps[second]!(steps[first]!(sqrt(a), b, outer), b, outer));
      expect([name, slopeOf(f([1, -1]), 0), slopeOf(f([]), 0)]).toEqual([name, Number.NaN, 0]);
    }
  });
});

test('checkpoints on numbers of an outer derivative and on plain ones, in any order', () => {
  // Whether the first argument of each is a number of the outer derivative.
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }), fc.constantFrom(add, mul), (outer, combine) => {
      const total = (of: (f: (a: Vector) => Scalar) => (a: Vector) => Scalar) => (t: Scalar) =>
        grad(
          ([x]) =>
            outer.reduce<Scalar>(
              (y, isOuter) => combine(y, of(([a, b]) => mul(a!, mul(b!, b!)))([isOuter ? t : 3, x!])),
              1,
            ),
          { mode: 'reverse' },
        )([2])[0] as Scalar;
      const second = (f: (t: Scalar) => Scalar): number[] => grad(([t]) => f(t!), { mode: 'reverse' })([5]) as number[];
      const wrapped = second(total((f) => checkpoint(f) as (a: Vector) => Scalar));
      expect(wrapped).toEqual(second(total((f) => f)));
    }),
  );
});
