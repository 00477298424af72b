import { describe, expect, test } from 'vitest';
import {
  derivative,
  gradInto,
  jvp,
  type Scalar,
  value,
  valueAndGrad,
  valueAndJacobian,
} from '../../lib/entries/forward.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, firstOrder, type Mode, modes } from '../support/modes.ts';
import { numbers, program, wildPrograms } from '../support/programs.ts';
import { table } from '../support/table.ts';

/** A graph traced elsewhere has run f elsewhere. What such a graph computes is held against f in spec/graph. */
const runsAtX = ({ name }: Mode): boolean => !name.endsWith('traced elsewhere');

// What f computes in every pass of every mode, to the bit: ±0 are told apart, and NaN is NaN.
function expectPrimal(f: Field, x: readonly number[], expected: number): void {
  expect(value(f(x))).toBe(expected);
  let mode = '';
  const watched: Field = (xs) => {
    const y = f(xs);
    const got = value(y);
    if (!Object.is(got, expected)) expect.fail(`${mode}: f(x) is ${got}, on plain numbers ${expected}`);
    return y;
  };
  for (const m of firstOrder.filter(runsAtX)) {
    mode = m.name;
    m.partials(watched, 1)(x);
  }
  for (const m of modes.slice(0, 4)) {
    mode = `${m.name}, twice`;
    m.partials(watched, 2)(x);
  }
  const v: readonly number[] = x.map(() => 1);
  const results = [
    valueAndGrad(f)(x).value,
    gradInto(f)(x, [...x]),
    valueAndJacobian((xs: readonly Scalar[]) => [f(xs)])(x).value[0],
    jvp(f, x, v).value,
  ];
  for (const result of results) expect(result).toBe(expected);
}

describe('the value is bit-identical to the function on plain numbers, in every mode', () => {
  test.each(table)('of $name', ({ field, plain, anywhere }) => {
    fc.assert(
      fc.property(anywhere, (x) => {
        expectPrimal(field, x, plain(x));
      }),
    );
  });

  test('of random programs', () => {
    fc.assert(
      fc.property(wildPrograms, fc.array(anyNumber, { minLength: 1, maxLength: 4 }), (p, x) => {
        expectPrimal(p.run, x, p.over(numbers, x).at(-1) as number);
      }),
      {
        examples: [
          // The inner gradient at a singular point: NaN where the exponent is active, 0 where it is a constant.
          [
            program(
              [],
              [
                ['pow', 0, 0],
                ['pow', 0, 2],
              ],
              false,
            ),
            [0, 0],
          ],
        ],
      },
    );
  });

  test('of a function nested in its own derivative', () => {
    fc.assert(
      fc.property(wildPrograms, anyNumber, (p, x) => {
        const f = (t: Scalar): Scalar => p.run([t]);
        const plain = p.over(numbers, [x]).at(-1);
        const seen: number[] = [];
        derivative((s: Scalar) =>
          derivative((t: Scalar) =>
            derivative((u: Scalar) => {
              const y = f(u);
              seen.push(value(y));
              return y;
            })(t),
          )(s),
        )(x);
        // The last is the plain run of the first call.
        expect(seen).toEqual([plain, plain]);
      }),
    );
  });
});
