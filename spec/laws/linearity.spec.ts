import { describe, expect, test } from 'vitest';
import { add, jvp, mul, type Scalar } from '../../lib/entries/forward.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import type { Field } from '../support/modes.ts';
import { smoothPrograms } from '../support/programs.ts';
import { table } from '../support/table.ts';
import { expectAgreement, expectSame } from './agree.ts';

/** The tangent of f at x along v, all 2n numbers being arguments. */
const along = (f: Field, x: readonly Scalar[], v: readonly Scalar[]): Scalar => jvp(f, x, v).tangent;

function linearAt(
  f: Field,
  x: readonly number[],
  v: readonly number[],
  w: readonly number[],
  a: number,
  b: number,
): void {
  const n = x.length;
  const part = (all: readonly Scalar[], k: number): readonly Scalar[] => all.slice(k * n, (k + 1) * n);
  expectAgreement(
    (all) => {
      const [p, q] = [part(all, 1), part(all, 2)];
      return [
        along(
          f,
          part(all, 0),
          p.map((pi, i) => add(mul(a, pi), mul(b, q[i] as Scalar))),
        ),
      ];
    },
    (all) => [add(mul(a, along(f, part(all, 0), part(all, 1))), mul(b, along(f, part(all, 0), part(all, 2))))],
    [...x, ...v, ...w],
    'ẏ along av + bw = a(ẏ along v) + b(ẏ along w)',
  );
  // Powers of two round nothing away; the law is exact.
  const [once, twice] = [
    along(f, x, v),
    along(
      f,
      x,
      v.map((vi) => -2 * vi),
    ),
  ];
  expectSame([twice], [-2 * (once as number)], 'ẏ along −2v');
}

const coefficient = fc.integer({ min: -5, max: 5 });
const vector = (n: number): fc.Arbitrary<number[]> => fc.array(moderate, { minLength: n, maxLength: n });

describe('a pushforward is linear in its direction', () => {
  test.each(table)('of $name', ({ field, inDomain }) => {
    const at = inDomain.chain((x) => fc.tuple(fc.constant(x), vector(x.length), vector(x.length)));
    fc.assert(
      fc.property(at, coefficient, coefficient, ([x, v, w], a, b) => {
        linearAt(field, x, v, w, a, b);
      }),
    );
  });

  test('of random programs', () => {
    fc.assert(
      fc.property(smoothPrograms, vector(3), vector(3), vector(3), coefficient, coefficient, (p, x, v, w, a, b) => {
        linearAt(p.run, x, v, w, a, b);
      }),
    );
  });

  test('along 0 it is 0, and at a point that depends on nothing too', () => {
    fc.assert(
      fc.property(smoothPrograms, vector(3), (p, x) => {
        expect(along(p.run, x, [0, 0, 0])).toBe(0);
        expect(along(() => p.run(x), x, [1, 1, 1])).toBe(0);
      }),
    );
  });
});
