import { describe, expect, test } from 'vitest';
import { value } from '../../lib/entries/forward.ts';
import * as dualgrad from '../../lib/entries/index.ts';
import type { Interval } from '../../lib/rules/rule.ts';
import { arrays, lists, rules } from '../../lib/rules/table.ts';
import { expectSame } from '../laws/agree.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { firstOrder } from '../support/modes.ts';
import { table } from '../support/table.ts';

/** The least that the table has to hold. */
const required =
  `add sub mul div neg inv square cube sqrt rsqrt cbrt pow exp exp2 expm1 log log2 log10 log1p sin cos tan
  asin acos atan atan2 sinh cosh tanh sech asinh acosh atanh abs sign copysign min max clamp hypot floor ceil round trunc
  mod sigmoid logSigmoid softplus relu leakyRelu elu silu xlogy logaddexp sinc
  sum mean prod dot norm logsumexp variance maximum minimum
  cumsum cumprod softmax logSoftmax convolve matmul matvec outer`.split(/\s+/);

test('every required op is a row, exported under its name', () => {
  const rows = [...rules.filter((rule) => !rule.internal), ...arrays, ...lists].map((rule) => rule.name);
  expect(rows).toEqual(expect.arrayContaining(required));
  expect(rows.filter((name) => typeof (dualgrad as Record<string, unknown>)[name] !== 'function')).toEqual([]);
  expect(new Set(rows).size).toBe(rows.length);
});

test('a row that is not public is not exported', () => {
  const internal = rules.filter((rule) => rule.internal).map((rule) => rule.name);
  expect(internal.filter((name) => name in dualgrad)).toEqual([]);
});

const holds = ([low, high]: Interval, x: number): boolean => low <= x && x <= high;

// Outside its domain pow is defined at constant whole exponents, and 0 log y is 0 for every y.
const limited = table.filter(
  ({ name, domain }) => domain.some(([low, high]) => low > -Infinity || high < Infinity) && !/^(pow|xlogy)$/.test(name),
);

describe('domains', () => {
  test.each(limited)('$name has values inside, and outside neither a value nor a derivative', (op) => {
    fc.assert(
      fc.property(op.inDomain, op.anywhere, (inside, anywhere) => {
        expect(op.plain(inside)).not.toBeNaN();
        if (anywhere.every((x, i) => holds(op.domain[i] as Interval, x))) return;
        expect(op.plain(anywhere)).toBeNaN();
        for (const mode of firstOrder) {
          expectSame(
            mode.partials(op.field, 1)(anywhere),
            anywhere.map(() => NaN),
            mode.name,
          );
        }
      }),
    );
  });

  test.each(table)(
    '$name has a derivative wherever it has a finite value inside, but where its row says NaN',
    ({ field, plain, inDomain, kinks }) => {
      const isLost = (x: readonly number[]): boolean =>
        kinks.some(({ at, partials }) => at.every((c, i) => c === x[i]) && partials.every(Number.isNaN));
      fc.assert(
        fc.property(inDomain, (x) => {
          if (!Number.isFinite(plain(x)) || isLost(x)) return;
          const lost = firstOrder.filter((mode) =>
            mode
              .partials(
                field,
                1,
              )(x)
              .some((d) => Number.isNaN(value(d))),
          );
          expect(lost.map((mode) => mode.name)).toEqual([]);
        }),
      );
    },
  );

  /** Rows whose two sides of each negative integer disagree: their remarks say so. */
  const polesBelow0: ReadonlySet<string> = new Set(['gamma', 'digamma', 'polygamma(0, x)', 'polygamma(2, x)']);

  test('are named where a row has NaN values at finite arguments', () => {
    const line = table.filter(({ domain }) => domain.length === 1 && holds(domain[0] as Interval, -Infinity));
    fc.assert(
      fc.property(anyNumber, (x) => {
        const isPole = (name: string): boolean => polesBelow0.has(name) && Number.isInteger(x) && x < 0;
        const undefinedAt = line.filter(
          ({ name, plain, domain }) =>
            Number.isFinite(x) && holds(domain[0] as Interval, x) && Number.isNaN(plain([x])) && !isPole(name),
        );
        expect(undefinedAt.map(({ name }) => name)).toEqual([]);
      }),
    );
  });
});
