import { describe, expect, test } from 'vitest';
import { add, hvp, mul, type Scalar } from '../../lib/entries/forward.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, type Mode, modes, pure, some } from '../support/modes.ts';
import { program, smoothPrograms } from '../support/programs.ts';
import { table } from '../support/table.ts';
import { expectAgreement, tracked } from './agree.ts';

function symmetricAt(f: Field, x: readonly number[], among: readonly Mode[]): void {
  const n = x.length;
  for (const mode of among) {
    const second = mode.partials(tracked(f), 2);
    const transposed = (h: readonly Scalar[]): Scalar[] =>
      h.map((_, k) => h[(k % n) * n + Math.floor(k / n)] as Scalar);
    expectAgreement(second, (xs) => transposed(second(xs)), x, `Hessian and its transpose by ${mode.name}`);
  }
}

describe('Hessians are symmetric', () => {
  test.each(table)('of $name', ({ name, field, inDomain }) => {
    // At their kink, x = 0, a slope is chosen; a choice that depends on a need not be symmetric.
    const points = ['leakyRelu', 'elu'].includes(name) ? inDomain.filter(([x]) => x !== 0) : inDomain;
    fc.assert(
      fc.property(points, some(modes), (x, among) => {
        symmetricAt(field, x, among);
      }),
    );
  });

  test('of random programs', () => {
    fc.assert(
      fc.property(smoothPrograms, fc.array(moderate, { minLength: 2, maxLength: 5 }), some(modes), (p, x, among) => {
        symmetricAt(p.run, x, among);
      }),
      // Linear in the means: its second derivatives come of the seeds alone.
      {
        examples: [
          [
            program(
              [],
              [
                ['add', 0, 1],
                ['add', 0, 0],
                ['variance', 7, 1, 2],
              ],
              true,
            ),
            [0, 0, 0],
            [...pure],
          ],
        ],
      },
    );
  });

  test('and hvp is their product with a vector, in every mode', () => {
    const vector = fc.array(moderate, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(smoothPrograms, vector, vector, some(modes), (p, x, v, among) => {
        for (const mode of among) {
          const second = mode.partials(tracked(p.run), 2);
          const product = (xs: readonly Scalar[]): Scalar[] => {
            const h = second(xs);
            return xs.map((_, i) => v.map((vj, j) => mul(vj, h[3 * i + j] as Scalar)).reduce(add));
          };
          expectAgreement((xs) => hvp(tracked(p.run), xs, v), product, x, `hvp and H v by ${mode.name}`);
        }
        expect(hvp(p.run, x, [0, 0, 0])).toEqual([0, 0, 0]);
      }),
    );
  });
});
