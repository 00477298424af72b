import { format, inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { derivative, dual, mul, type Scalar } from '../../lib/entries/forward.ts';
import { actives } from './actives.ts';
import { intact } from './refuses.ts';

describe.each(actives)('$kind', ({ hand, text }) => {
  test.each([
    ['toString', (x: Scalar) => x.toString()],
    ['util.inspect', (x: Scalar) => inspect(x)],
    // What console.log(x) writes.
    ['console.log', (x: Scalar) => format(x)],
  ])(`%s gives ${text}`, (_, print) => {
    const seen: string[] = [];
    hand((x) => seen.push(print(x)));
    expect(new Set(seen)).toEqual(new Set([text]));
    intact();
  });

  test('inside a container it prints the same', () => {
    const seen: string[] = [];
    hand((x) => seen.push(inspect({ xs: [x] })));
    expect(seen[0]).toBe(`{ xs: [ ${text} ] }`);
  });

  test('JSON.stringify gives the text, not a number and not the parts', () => {
    const seen: string[] = [];
    hand((x) => seen.push(JSON.stringify({ x })));
    expect(seen[0]).toBe(`{"x":"${text}"}`);
    intact();
  });
});

test.each<[string, Scalar]>([
  ['Dual(3 + 1ε)', dual(3, 1)],
  ['Dual(3 - 1ε)', dual(3, -1)],
  ['Dual(0 + 0ε)', dual(-0, -0)],
  ['Dual(3 + 0ε)', dual(3, 0)],
  ['Dual(NaN - Infinityε)', dual(Number.NaN, Number.NEGATIVE_INFINITY)],
  ['Dual(1e+300 + 1e-300ε)', dual(1e300, 1e-300)],
  ['Dual(Dual(3 + 1ε₁) + Dual(1 + 0ε₁)ε₂)', dual(dual(3, 1), dual(1, 0))],
  ['Dual(3 + Dual(1 - 2ε₁)ε₂)', dual(3, dual(1, -2))],
  ['Dual(Dual(Dual(3 + 1ε₁) + 1ε₂) + 0ε₃)', dual(dual(dual(3, 1), 1), 0)],
])('a dual prints as %s', (text, x) => {
  expect(x.toString()).toBe(text);
});

test('printing in the middle of a computation changes nothing', () => {
  const f = (x: Scalar): Scalar => {
    inspect(x);
    const y = mul(x, x);
    JSON.stringify(y);
    return mul(y, x);
  };
  expect(derivative(derivative(f))(2)).toBe(12);
});
