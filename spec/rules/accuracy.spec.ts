import { describe, expect, test } from 'vitest';
import { ulp } from '../../lib/inspect/certificate/rounding.ts';
import { isLeaf } from '../../lib/rules/expression.ts';
import { rules } from '../../lib/rules/table.ts';
import { leafValue } from '../support/big-algebra.ts';
import { BigFloat } from '../support/big-float.ts';
import { anySize, inside, moderate } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';

const leaves = rules.filter(isLeaf);

describe('the value of a leaf is within its ulps', () => {
  test('which every leaf tells', () => {
    expect(leaves.filter(({ ulps }) => ulps === undefined).map(({ name }) => name)).toEqual([]);
  });

  test.each(leaves.map((leaf) => [leaf.name, leaf] as const))('%s', (_, leaf) => {
    // Close to 1 and to 0, and of any size.
    const numbers = fc.oneof(moderate, fc.double({ min: -1, max: 1, noNaN: true }), anySize);
    const args = fc.tuple(...leaf.domain.map((interval) => fc.oneof(inside(interval), numbers)));
    fc.assert(
      fc.property(args, (xs) => {
        const v = leaf.value(...xs);
        // Of numbers there is one 0.
        fc.pre(Number.isFinite(v) && !xs.some((x) => Object.is(x, -0)));
        const [x, y] = xs.map(BigFloat.from) as [BigFloat, BigFloat];
        const exact = leafValue(leaf.name, x, y);
        fc.pre(exact !== undefined);
        const error = exact!
          .exactPlus(BigFloat.from(v).negative())
          .size()
          .over(BigFloat.from(ulp(v)))
          .toNumber();
        expect(error).toBeLessThanOrEqual(leaf.ulps!);
      }),
      runs(10),
    );
  });
});
