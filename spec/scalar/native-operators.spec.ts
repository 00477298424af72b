import { format } from 'node:util';
import { describe, expect, test } from 'vitest';
import { withoutNativeArithmetic } from '../native/advice.ts';
import { actives } from './actives.ts';
import { refuses } from './refuses.ts';

withoutNativeArithmetic();

const float64 = new Float64Array(1);

const arithmetic =
  'write mul(x, y) for x * y, neg(x) for -x, lt(x, y) for x < y, sin(x) for Math.sin(x), and keep Scalars in a plain array, not in a Float64Array';
const addition = 'write add(x, y) for x + y and eq(x, y) for x == y';
const text =
  'write x.toString() for its text or value(x) for its number: xs[value(x)], sort((x, y) => value(x) - value(y))';

// As a caller without types would write it.
const misuses: readonly (readonly [string, (x: number) => unknown, string])[] = [
  ['x * x', (x) => x * x, arithmetic],
  ['x - 1', (x) => x - 1, arithmetic],
  ['-x', (x) => -x, arithmetic],
  ['x ** 2', (x) => x ** 2, arithmetic],
  ['x % 2', (x) => x % 2, arithmetic],
  ['x | 0', (x) => x | 0, arithmetic],
  ['x < 2', (x) => x < 2, arithmetic],
  ['x >= 2', (x) => x >= 2, arithmetic],
  ['Math.sin(x)', (x) => Math.sin(x), arithmetic],
  ['Math.max(x, 0)', (x) => Math.max(x, 0), arithmetic],
  ['Number(x)', (x) => Number(x), arithmetic],
  [
    'float64[0] = x',
    (x) => {
      float64[0] = x;
    },
    arithmetic,
  ],
  ['float64.fill(x)', (x) => float64.fill(x), arithmetic],
  ['Float64Array.of(x)', (x) => Float64Array.of(x), arithmetic],
  ['x + 1', (x) => x + 1, addition],
  // biome-ignore lint/suspicious/noDoubleEquals: the misuse in question
  ['x == 2', (x) => x == 2, addition],
  ['a template string', (x) => `${x}`, text],
  ['String(x)', (x) => String(x), text],
  ["console.log('%s', x)", (x) => format('%s', x), text],
  ['[x].join()', (x) => [x].join(), text],
  ['[x, x].sort()', (x) => [x, x].sort(), text],
  ['table[x]', (x) => [1, 2, 3, 4][x], text],
  ['parseFloat(x)', (x) => Number.parseFloat(x as never), text],
];

describe.each(actives)('with $kind', (active) => {
  test.each(misuses)('%s is refused', (_, misuse, instead) => {
    refuses(
      () => active.hand((x) => misuse(x as number)),
      TypeError,
      `expected a plain number, got ${active.text}; ${instead}`,
    );
    expect(float64).toEqual(Float64Array.of(0));
  });
});
