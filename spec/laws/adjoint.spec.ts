import { describe, expect, test } from 'vitest';
import { add, dot, hvp, jacobian, jvp, mul, type Scalar, vjp } from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Fields, modes, some } from '../support/modes.ts';
import { type Program, smoothPrograms } from '../support/programs.ts';
import { table } from '../support/table.ts';
import { expectAgreement, tracked } from './agree.ts';

const vector = (n: number): fc.Arbitrary<number[]> => fc.array(moderate, { minLength: n, maxLength: n });

/** ⟨w, J v⟩ = ⟨Jᵀw, v⟩ at x, all of x, v and w being arguments. */
function adjointAt(f: Fields, x: readonly number[], v: readonly number[], weights: readonly number[]): number {
  const n = x.length;
  const w = f(x).map((_, i) => weights[i % weights.length] as number);
  const parts = (all: readonly Scalar[]): [readonly Scalar[], readonly Scalar[], Scalar[]] => [
    all.slice(0, n),
    all.slice(n, 2 * n),
    all.slice(2 * n),
  ];
  return expectAgreement(
    (all) => {
      const [at, along, weight] = parts(all);
      return [dot(weight, jvp(f, at, along).tangent)];
    },
    (all) => {
      const [at, along, weight] = parts(all);
      return [dot(vjp(f, at).pullback(weight), along)];
    },
    [...x, ...v, ...w],
    '⟨w, Jv⟩ = ⟨Jᵀw, v⟩',
  );
}

describe('a pullback is the transpose of the pushforward', () => {
  test.each(table)('of $name', ({ field, inDomain }) => {
    const at = inDomain.chain((x) => fc.tuple(fc.constant(x), vector(x.length)));
    fc.assert(
      fc.property(at, moderate, ([x, v], w) => {
        adjointAt((xs) => [field(xs)], x, v, [w]);
      }),
    );
  });

  test('of random programs with all their values for outputs', () => {
    let compared = 0;
    fc.assert(
      fc.property(smoothPrograms, vector(3), vector(3), vector(8), (p, x, v, w) => {
        compared += adjointAt(p.runAll, x, v, w);
      }),
    );
    expect(compared).toBeGreaterThan(50);
  });
});

test('a pullback is linear in its weights, and exactly so in powers of two', () => {
  fc.assert(
    fc.property(smoothPrograms, vector(3), vector(8), (p, x, weights) => {
      const { value, pullback } = vjp(p.runAll, x);
      const w = value.map((_, i) => weights[i] as number);
      expect(pullback(w.map((wi) => -2 * wi)).map((d) => d + 0)).toEqual(pullback(w).map((d) => -2 * d + 0));
      expect(pullback(w.map(() => 0))).toEqual([0, 0, 0]);
    }),
  );
});

describe('the Jacobian is the same forward, in reverse and by itself', () => {
  test.each([1, 2, 3, 18])('of random programs of %i inputs', (n) => {
    const flat =
      (p: Program, mode: 'forward' | 'reverse' | 'auto'): Fields =>
      (xs) =>
        jacobian(tracked(p.runAll), { mode })(xs).flat();
    fc.assert(
      fc.property(smoothPrograms, vector(n), (p, x) => {
        expectAgreement(flat(p, 'reverse'), flat(p, 'forward'), x, 'in reverse');
        expectAgreement(flat(p, 'auto'), flat(p, 'forward'), x, 'in the mode that costs less');
      }),
    );
  });
});

test('hvp in reverse is the Hessian of every mode times the vector', () => {
  fc.assert(
    fc.property(smoothPrograms, vector(3), vector(3), some(modes), (p, x, v, among) => {
      for (const mode of among) {
        const second = mode.partials(tracked(p.run), 2);
        const product = (xs: readonly Scalar[]): Scalar[] => {
          const h = second(xs);
          return xs.map((_, i) => v.map((vj, j) => mul(vj, h[3 * i + j] as Scalar)).reduce(add));
        };
        expectAgreement((xs) => reverse.hvp(tracked(p.run), xs, v), product, x, `hvp and H v by ${mode.name}`);
      }
      expect(hvp(p.run, x, v)).toEqual(reverse.hvp(p.run, x, v));
      expect(reverse.hvp(p.run, x, [0, 0, 0])).toEqual([0, 0, 0]);
    }),
  );
});
