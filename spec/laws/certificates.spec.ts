import { describe, expect, test } from 'vitest';
import { certify, type Scalar } from '../../lib/entries/index.ts';
import { type BigDual, bigDuals } from '../support/big-algebra.ts';
import { BigFloat } from '../support/big-float.ts';
import { anySize, moderate } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import { everyOp, type Program, program, smoothOps, tamePrograms, wildProgramsOf } from '../support/programs.ts';

/** Certified bounds, in units of the true errors. */
const overestimates: number[] = [];
const counts = { certified: 0, doubted: 0, withoutValue: 0 };

/** The results of a program and their gradients to 86 digits; undefined where there is none. */
function exactly(of: Program, x: readonly number[]): (BigFloat | undefined)[] {
  const zero = BigFloat.from(0);
  const inputs = x.map(
    (xi, i): BigDual => ({ value: BigFloat.from(xi), slopes: x.map((_, j) => BigFloat.from(i === j ? 1 : 0)) }),
  );
  return of.over(bigDuals, inputs).flatMap((y) => {
    if (typeof y === 'object') return [y.value, ...(y.slopes.length > 0 ? y.slopes : x.map(() => zero))];
    if (y === undefined || !Number.isFinite(y)) return [undefined, ...x.map(() => undefined)];
    return [BigFloat.from(y), ...x.map(() => zero)];
  });
}

/** Checks each certified number of all results of a program, and of their gradients. */
function checkCertificates(of: Program, x: readonly number[]): void {
  const { entries } = certify((xs: readonly Scalar[]) => of.runAll(xs))(x);
  const expected = exactly(of, x);
  expect(entries).toHaveLength(expected.length);
  entries.forEach(({ value, bound, doubt, name }, i) => {
    const exact = expected[i];
    if (doubt !== undefined || exact === undefined) {
      if (doubt === undefined) counts.withoutValue++;
      else counts.doubted++;
      return;
    }
    counts.certified++;
    const error = exact.exactPlus(BigFloat.from(value).negative()).size();
    // The reference is rounded too.
    const isRight = error.order < exact.order - 240 || error.exactPlus(BigFloat.from(bound).negative()).sign <= 0;
    if (!isRight) {
      expect.fail(`${name} = ${value} is off by ${error.toNumber()}, certified is ${bound}`);
    }
    if (error.sign !== 0) overestimates.push(bound / error.toNumber());
  });
}

const inputs = fc.array(fc.oneof(moderate, moderate, anySize), { minLength: 3, maxLength: 3 });
const tameInputs = fc.array(moderate, { minLength: 3, maxLength: 3 });

describe('certified bounds hold, against 86 digits', () => {
  test('of tame programs', () => {
    fc.assert(fc.property(tamePrograms(smoothOps), tameInputs, checkCertificates), runs(3));
  });

  test('of tame programs with kinks, jumps and branches', () => {
    fc.assert(fc.property(tamePrograms(everyOp), tameInputs, checkCertificates), runs(2));
  });

  test('of wild programs at numbers of any size', () => {
    fc.assert(fc.property(wildProgramsOf(everyOp), inputs, checkCertificates), runs(2));
  });

  // Counterexamples of former versions.
  test.each([
    ['an exponential that underflows', program([], [['logsumexp', 0, 0, 1]], false), [0, 0, 1024]],
    [
      'a floor of what rounding has moved by 1',
      program(
        [],
        [
          ['add', 1, 0],
          ['floor', 0],
        ],
        false,
      ),
      [0, 2 ** 52, -3 - 2 ** -51],
    ],
    ['a product of constants in an op of lists', program([-2], [['cumprod', 3, 3, 0]], true), [0, 0, 0]],
    [
      'an angle at −0',
      program(
        [],
        [
          ['neg', 0],
          ['atan2', 0, 0],
        ],
        false,
      ),
      [0, 0, 0],
    ],
    [
      'a convention at a tie',
      program(
        [],
        [
          ['mod', 3, 0],
          ['relu', 0],
        ],
        false,
      ),
      [0, 0, 1e-9],
    ],
  ])('%s', (_, of, x) => {
    checkCertificates(of, x);
  });

  test('by no more than 8 times the error, in the middle; few numbers are left out', () => {
    const sorted = overestimates.sort((a, b) => a - b);
    expect(sorted.length).toBeGreaterThan(200);
    expect(sorted[sorted.length >> 1]).toBeLessThan(8);
    expect(counts.certified).toBeGreaterThan(4 * (counts.doubted + counts.withoutValue));
  });
});
