import { describe, expect, test } from 'vitest';
import { add, type Scalar, sum } from '../../lib/entries/index.ts';
import { arranged, inputs, likeInput, numbersAt, overNumbers } from '../../lib/tree/container.ts';
import { outputs } from '../../lib/tree/output.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';

const containers = fc
  .array(anyNumber)
  .chain((xs) => fc.constantFrom<number[] | Float64Array>(xs, Float64Array.from(xs)));

describe('x of a verb', () => {
  test('read as a list and put back in its container is x', () => {
    fc.assert(
      fc.property(containers, (x) => {
        const xs = inputs('grad', 'x', x);
        expect(Array.isArray(xs)).toBe(true);
        expect(likeInput('grad', xs, x)).toStrictEqual(x);
      }),
    );
    expect(arranged(numbersAt('vjp', 3), 3)).toBe(3);
  });

  test('f gets a plain array or a number, as x is, and its further arguments', () => {
    const f = (x: readonly Scalar[], y: Scalar): Scalar => add(sum(x), y);
    expect(overNumbers(f, Float64Array.of(1, 2), [3])([1, 2])).toBe(6);
    expect(overNumbers((x: Scalar, y: Scalar) => add(x, y), 1, [3])([5])).toBe(8);
    const alone = (x: readonly Scalar[]): Scalar => sum(x);
    expect(overNumbers(alone, [1], [])).toBe(alone);
  });
});

test('f(x), a number or an array, is read as a list and given back as it is', () => {
  for (const y of [2, [], [1, 2]]) expect(arranged(outputs('vjp', y), y)).toStrictEqual(y);
});
