import { expect, test } from 'vitest';
import { add, grad, mul, type Scalar, sin, tape } from '../../lib/entries/index.ts';

const DEPTH = 10_000_000;

test('ten million operations, each on the last: no recursion, and under 100 bytes an operation', () => {
  const before = process.memoryUsage().arrayBuffers;
  const t = tape();
  const x = t.variable(1);
  let y: Scalar = x;
  for (let i = 0; i < DEPTH; i++) y = add(y, 1);
  expect(t.length).toBe(DEPTH + 1);
  t.backward(y);
  expect(x.grad).toBe(1);
  expect((process.memoryUsage().arrayBuffers - before) / DEPTH).toBeLessThan(100);
}, 30_000);

test('a deep chain whose every adjoint counts', () => {
  // xₖ₊₁ = xₖ(1 + c): dxₙ/dx₀ = (1 + c)ⁿ, in the order of the sweep.
  const f = (x: Scalar): Scalar => {
    let y = x;
    for (let i = 0; i < 100_000; i++) y = mul(y, 1 + 2 ** -20);
    return y;
  };
  let expected = 1;
  for (let i = 0; i < 100_000; i++) expected *= 1 + 2 ** -20;
  expect(grad(([x, y]) => add(f(x), y))([1, 1])).toEqual([expected, 1]);
});

test('a wide sum of a hundred thousand sines', () => {
  const x = Array.from({ length: 100_000 }, (_, i) => i / 1000);
  const f = (xs: readonly Scalar[]): Scalar => xs.map(sin).reduce(add);
  expect(grad(f)(x)).toEqual(x.map(Math.cos));
});
