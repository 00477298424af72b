import { describe, expect, test } from 'vitest';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { differences } from '../support/finite-differences.ts';
import { firstOrder, type Mode, modes, pure, some } from '../support/modes.ts';
import { smoothPrograms } from '../support/programs.ts';
import { expectAgreement, tracked } from './agree.ts';

const reference = pure.find(({ name }) => name === 'grad') as Mode;

/** An estimate that tells less than this, relatively or absolutely, is no good. */
const NO_GOOD = 1e-6;

// The variance of three equal numbers is rounding and nothing else, and its differences agree too well: 2e−35 ± 1e−321.
const ROUNDING = 1e-20;

const runs = Number(process.env.FC_RUNS ?? 100);

describe('random programs agree across finite differences, lanes, adjoints, nestings and graphs', () => {
  test.each([
    [1, firstOrder, 2 * runs],
    [2, modes, runs],
    [3, modes, Math.ceil(runs / 8)],
  ] as const)('at order %i', (order, among, numRuns) => {
    const points = fc.array(moderate, { minLength: 1, maxLength: order === 3 ? 2 : 4 });
    let entries = 0;
    let noGood = 0;
    fc.assert(
      fc.property(smoothPrograms, points, some(among, order === 3 ? 2 : 4), (p, x, few) => {
        const partials = reference.partials(tracked(p.run), order);
        const expected = partials(x) as number[];
        // Of the derivatives one order below; at order 1 of f itself, without any derivative.
        differences(reference.partials(tracked(p.run), order - 1), x).forEach(({ derivative, error }, i) => {
          entries++;
          const d = expected[i] as number;
          if (!(error <= NO_GOOD * Math.max(1, Math.abs(d)))) noGood++;
          else if (!(Math.abs(derivative - d) <= error + 1e-13 * Math.abs(d) + ROUNDING)) {
            expect.fail(`entry ${i}: got ${d}, by finite differences ${derivative} ± ${error}, at [${x}]`);
          }
        });
        for (const mode of few) {
          expectAgreement(mode.partials(tracked(p.run), order), partials, x, `order ${order} by ${mode.name}`);
        }
      }),
      { numRuns },
    );
    expect(entries).toBeGreaterThan(numRuns / 2);
    expect(noGood / entries).toBeLessThan(0.02);
  });
});
