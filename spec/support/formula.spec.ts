import { expect, test } from 'vitest';
import { derivative, grad } from '../../lib/entries/forward.ts';
import { formula, MissingOp } from './formula.ts';

test('formula reads powers from the right and before a sign', () => {
  expect(formula('-x^2', ['x'])([3])).toBe(-9);
  expect(formula('2^3^2', [])([])).toBe(512);
  expect(formula('(-x)^2*pi', ['x'])([3])).toBe(9 * Math.PI);
  expect(formula('8/4/2-1-1', [])([])).toBe(-1);
});

test('formula gives a function of Scalars, with plain numbers for constants', () => {
  const f = formula('atan2(y, x)*exp(-x)', ['x', 'y']);
  expect(f([1, 1])).toBe(Math.atan2(1, 1) * Math.exp(-1));
  expect(grad((v) => formula('x*y^2', ['x', 'y'])(v))([3, 2])).toEqual([4, 12]);
  expect(derivative((x) => formula('x^3', ['x'])([x]))(-2)).toBe(12);
});

test('formula names an op that does not exist, and what it cannot read', () => {
  expect(() => formula('nonesuch(x)', ['x'])).toThrow(MissingOp);
  expect(() => formula('y', ['x'])).toThrow('cannot read');
});
