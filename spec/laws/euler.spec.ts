import { describe, expect, test } from 'vitest';
import * as dg from '../../lib/entries/forward.ts';
import { add, mul, type Scalar } from '../../lib/entries/forward.ts';
import { anySize, moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, firstOrder, some } from '../support/modes.ts';
import { expectAgreement, tracked } from './agree.ts';

/** A function with f(t x) = tᵏ f(x) for t > 0, of `n` arguments. */
type Homogeneous = readonly [name: string, k: number, n: number, f: Field];

const one = (f: (x: Scalar) => Scalar): Field => (([x]: readonly Scalar[]) => f(x as Scalar)) as Field;
const two = (f: (x: Scalar, y: Scalar) => Scalar): Field =>
  (([x, y]: readonly Scalar[]) => f(x as Scalar, y as Scalar)) as Field;

const homogeneous: readonly Homogeneous[] = [
  ['add', 1, 2, two(dg.add)],
  ['sub', 1, 2, two(dg.sub)],
  ['mul', 2, 2, two(dg.mul)],
  ['div', 0, 2, two(dg.div)],
  ['neg', 1, 1, one(dg.neg)],
  ['inv', -1, 1, one(dg.inv)],
  ['square', 2, 1, one(dg.square)],
  ['cube', 3, 1, one(dg.cube)],
  ['sqrt', 1 / 2, 1, one((x) => dg.sqrt(dg.abs(x)))],
  ['rsqrt', -1 / 2, 1, one((x) => dg.rsqrt(dg.abs(x)))],
  ['cbrt', 1 / 3, 1, one(dg.cbrt)],
  ['pow', 2.5, 1, one((x) => dg.pow(dg.abs(x), 2.5))],
  ['hypot', 1, 2, two(dg.hypot)],
  ['atan2', 0, 2, two(dg.atan2)],
  ['abs', 1, 1, one(dg.abs)],
  ['sign', 0, 1, one(dg.sign)],
  ['copysign', 1, 2, two(dg.copysign)],
  ['max', 1, 2, two(dg.max)],
  ['min', 1, 2, two(dg.min)],
  ['clamp', 1, 3, ([x, lo, hi]) => dg.clamp(x as Scalar, lo as Scalar, hi as Scalar)],
  ['mod', 1, 2, two(dg.mod)],
  ['relu', 1, 1, one(dg.relu)],
  ['leakyRelu', 1, 1, one((x) => dg.leakyRelu(x, 0.2))],
  ['where', 1, 3, ([x, y, z]) => dg.where(dg.lt, x as Scalar, y as Scalar, z as Scalar, mul(3, x as Scalar))],
  ['sum', 1, 4, dg.sum],
  ['mean', 1, 4, dg.mean],
  ['prod', 4, 4, dg.prod],
  ['dot', 2, 4, (x) => dg.dot(x.slice(0, 2), x.slice(2))],
  ['norm', 1, 4, dg.norm],
  ['variance', 2, 4, dg.variance],
  ['maximum', 1, 4, dg.maximum],
  ['minimum', 1, 4, dg.minimum],
];

// Whole numbers often tie: the law holds at kinks too, where what is promised is a mean of the slopes around.
const entry = fc.oneof(fc.integer({ min: -3, max: 3 }), moderate, anySize);

describe("Euler's law: where f(t x) = tᵏ f(x), Σ xᵢ ∂f/∂xᵢ = k f(x)", () => {
  test.each(homogeneous)('%s, of degree %d', (_name, k, n, f) => {
    let compared = 0;
    fc.assert(
      fc.property(fc.array(entry, { minLength: n, maxLength: n }), some(firstOrder), (x, among) => {
        for (const mode of among) {
          const gradient = mode.partials(tracked(f), 1);
          compared += expectAgreement(
            (xs) => [
              gradient(xs)
                .map((d, i) => mul(xs[i] as Scalar, d))
                .reduce(add),
            ],
            (xs) => [mul(k, f(xs))],
            x,
            mode.name,
          );
        }
      }),
    );
    expect(compared).toBeGreaterThan(10);
  });
});

describe('where f(t x) = tᵏ f(x), to the ends of the range', () => {
  // Roots too scale by whole powers of two, without rounding; often about where squares leave the range.
  const scale = fc
    .oneof(fc.integer({ min: -160, max: 160 }), fc.integer({ min: -90, max: -84 }), fc.integer({ min: 84, max: 90 }))
    .map((j) => 6 * j);
  const isInRange = (z: number): boolean => z === 0 || (Math.abs(z) > 1e-290 && Math.abs(z) < 1e300);

  test.each(homogeneous)('%s, of degree %d', (_name, k, n, f) => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), moderate), { minLength: n, maxLength: n }),
        scale,
        (x, e) => {
          const scaled = x.map((entry) => entry * 2 ** e);
          const expected = (f(x) as number) * 2 ** (k * e);
          if (![...x, ...scaled, f(x) as number, expected].every(isInRange)) return;
          compared++;
          expect(Math.abs((f(scaled) as number) - expected)).toBeLessThanOrEqual(8 * 2 ** -52 * Math.abs(expected));
        },
      ),
    );
    expect(compared).toBeGreaterThan(10);
  });
});

describe('where v = xʸ, x v′ = y v and x v″ = (y − 1) v′, at bases of any size', () => {
  /** What the derivatives and both sides of the second equation are off by, in ε. */
  const FEW = 16;
  const base = fc.oneof(anySize.map(Math.abs), fc.double({ min: 5e-324, max: 1e-290 }));
  const power = fc.oneof(
    fc.double({ min: -3, max: 3, noNaN: true }),
    anySize.filter((y) => Math.abs(y) < 0.5),
    // Below the size of x every power is 1, and v″ is −y/x².
    fc.constantFrom(5e-324, -5e-324, 1e-310, 1, 0.5, -1),
  );
  const isNormal = (z: number): boolean => Math.abs(z) > 1e-290 && Math.abs(z) < 1e300;

  test.each(firstOrder)('by $name', (mode) => {
    let compared = 0;
    fc.assert(
      fc.property(base, power, (x, y) => {
        const of = (order: number): number => mode.partials(([t]) => dg.pow(t as Scalar, y), order)([x])[0] as number;
        const [v, first, second] = [of(0), of(1), of(2)];
        if (!isNormal(v)) return;
        const equations = [
          [first, y, v],
          [second, y - 1, first],
        ] as const;
        // From the second order on partials of a division are multiplied, and 1/x must not overflow.
        for (const [got, factor, before] of equations.slice(0, x < 1e-307 ? 1 : 2)) {
          const expected = (before * factor) / x;
          if (!isNormal(expected) || !isNormal(before)) return;
          compared++;
          expect(Math.abs(got / expected - 1), `${x} ** ${y}`).toBeLessThan(FEW * 2 ** -52);
        }
      }),
    );
    expect(compared).toBeGreaterThan(10);
  });
});

/** Functions with f(x + t) = f(x) + t: their partials are weights. */
const translating: readonly (readonly [string, Field])[] = [
  ['logsumexp', dg.logsumexp],
  ['logaddexp', two(dg.logaddexp)],
  ['maximum', dg.maximum],
  ['minimum', dg.minimum],
  ['mean', dg.mean],
  ['max', two(dg.max)],
  ['min', two(dg.min)],
];

describe('where f(x + t) = f(x) + t, Σ ∂f/∂xᵢ = 1', () => {
  test.each(translating)('%s', (_name, f) => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 2, maxLength: 2 }), some(firstOrder), (x, among) => {
        for (const mode of among) {
          const gradient = mode.partials(tracked(f), 1);
          expectAgreement(
            (xs) => [gradient(xs).reduce(add)],
            () => [1],
            x,
            mode.name,
          );
        }
      }),
    );
  });

  test('softmax, whose outputs sum to 1: the columns of its Jacobian sum to 0', () => {
    fc.assert(
      fc.property(fc.array(moderate, { minLength: 1, maxLength: 5 }), some(firstOrder), (x, among) => {
        for (const mode of among) {
          const columns = mode.partials(
            tracked((xs) => dg.sum(dg.softmax(xs))),
            1,
          );
          expectAgreement(columns, (xs) => xs.map(() => 0), x, mode.name);
        }
      }),
    );
  });

  test('softmax is the gradient of logsumexp', () => {
    fc.assert(
      fc.property(fc.array(moderate, { minLength: 1, maxLength: 5 }), some(firstOrder), (x, among) => {
        for (const mode of among) expectAgreement(mode.partials(tracked(dg.logsumexp), 1), dg.softmax, x, mode.name);
      }),
    );
  });
});
