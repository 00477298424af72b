import { describe, expect, test } from 'vitest';
import type { Scalar } from '../../lib/entries/index.ts';
import { arrange } from '../../lib/tree/arrangement.ts';
import { derivativeLike, emptyNumbers } from '../../lib/tree/container.ts';
import { ANY_RESULT } from '../../lib/tree/output.ts';
import { readTree } from '../../lib/tree/reading.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';

const containers = fc
  .array(anyNumber)
  .chain((xs) => fc.constantFrom<number[] | Float64Array>(xs, Float64Array.from(xs)));

describe('x of a verb', () => {
  test('read as a list and put back in its container is x', () => {
    fc.assert(
      fc.property(containers, (x) => {
        const xs = emptyNumbers();
        const tree = readTree('grad', x, xs, { path: 'x', expected: 'a tree', hint: () => '' });
        expect(Array.isArray(xs)).toBe(true);
        expect(derivativeLike('grad', tree, xs)).toStrictEqual(x);
      }),
    );
  });

  test('f gets a plain array, and for a flat array that of its numbers', () => {
    const xs = [1, 2];
    for (const list of ['Array', 'Float64Array'] as const) {
      expect(arrange({ kind: 'numbers', length: 2, list }, xs)).toBe(xs);
    }
  });
});

test('f(x), a number or an array, is read as a list and given back as it is', () => {
  for (const y of [2, [], [1, 2]]) {
    const numbers: Scalar[] = [];
    expect(arrange(readTree('vjp', y, numbers, ANY_RESULT), numbers)).toStrictEqual(y);
  }
});
