import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  abs,
  add,
  checkDerivatives,
  defineOp,
  derivative,
  div,
  exp,
  log,
  lt,
  mul,
  type Scalar,
  sin,
  sqrt,
  square,
  stopGradient,
  sum,
  value,
} from '../../lib/entries/index.ts';
import { intact, refuses } from '../scalar/refuses.ts';

// An op whose partial is wrong by a factor.
const wrong = (factor: number): ((x: Scalar) => Scalar) =>
  defineOp({ name: 'wrong', arity: 1, value: Math.sin, partials: (A, _v, x) => [A.mul(factor, A.cos(x))] });

describe('derivatives that are right', () => {
  test.each<[string, () => unknown]>([
    ['a function of a number', () => checkDerivatives(sin, 1)],
    ['at 0', () => checkDerivatives(sin, 0)],
    ['at a large point', () => checkDerivatives(square, 1e8)],
    ['at a small point', () => checkDerivatives(square, 1e-8)],
    [
      'a function of an array',
      () => checkDerivatives(([x, y]: readonly Scalar[]) => mul(x as Scalar, y as Scalar), [2, 3]),
    ],
    ['of a Float64Array', () => checkDerivatives((x: readonly Scalar[]) => sum(x), Float64Array.of(2, 3))],
    ['to an array', () => checkDerivatives((x: readonly Scalar[]) => x.map(exp), [2, -3])],
    ['of a number to an array', () => checkDerivatives((t: Scalar) => [sin(t), exp(t)], 0.5)],
    ['a constant', () => checkDerivatives(() => 7, [1, 2])],
    ['a function with a steep term', () => checkDerivatives((x: Scalar) => exp(mul(20, x)), 1)],
    ['that oscillates', () => checkDerivatives((x: Scalar) => sin(mul(50, x)), 1)],
    ['a kink, where any slope between passes', () => checkDerivatives(abs, 0)],
    ['near the end of the domain', () => checkDerivatives(log, 1e-3)],
    ['where f is NaN', () => checkDerivatives(log, -1)],
    ['further arguments', () => checkDerivatives((x: Scalar, k: number) => mul(k, x), 3, 5)],
    ['a composition of many ops', () => checkDerivatives((x: Scalar) => div(sqrt(add(1, square(x))), exp(x)), 0.3)],
    ['an op of one’s own', () => checkDerivatives(wrong(1), 0.5)],
    ['a derivative', () => checkDerivatives(derivative(sin), 0.5)],
  ])('%s', (_, check) => {
    const result = check() as ReturnType<typeof checkDerivatives>;
    expect(result.ok, String(result)).toBe(true);
    intact();
  });

  test('with nothing to compare', () => {
    for (const result of [checkDerivatives(() => 7, []), checkDerivatives(() => [], [1, 2])]) {
      expect(result.ok).toBe(true);
      expect(result.worst).toBeUndefined();
      expect(String(result)).toBe('derivatives agree: there is nothing to compare');
    }
  });
});

describe('derivatives that are wrong', () => {
  test.each([0, 0.5, -1, 1.01, 1.0001, 1.000001, Number.NaN, Number.POSITIVE_INFINITY])('by a factor %d', (factor) => {
    const result = checkDerivatives(wrong(factor), 0.5);
    expect(result.ok, String(result)).toBe(false);
    expect(result.worst?.got).toBe(factor * Math.cos(0.5));
    expect(result.worst?.expected).toBeCloseTo(Math.cos(0.5), 8);
  });

  test('because a gradient was stopped', () => {
    expect(checkDerivatives((x: Scalar) => mul(stopGradient(x), x), 3).ok).toBe(false);
    expect(checkDerivatives((x: Scalar) => mul(value(x), x), 3).ok).toBe(false);
  });

  test('the worst entry is named, and it is the worst', () => {
    const f = ([x, y]: readonly Scalar[]): Scalar[] => [
      mul(x as Scalar, y as Scalar),
      add(wrong(1.001)(x as Scalar), wrong(2)(y as Scalar)),
    ];
    const { ok, worst } = checkDerivatives(f, [0.5, 0.25]);
    expect(ok).toBe(false);
    expect(worst).toMatchObject({ output: 1, input: 1, got: 2 * Math.cos(0.25) });
    expect(worst?.error).toBeCloseTo(Math.cos(0.25), 8);
    expect(worst?.bound).toBeLessThan(1e-6);
    expect(worst?.mode).toMatch(/^(auto|forward|reverse)/);
  });

  test('prints as a sentence, wherever it is printed', () => {
    const result = checkDerivatives(wrong(2), 0.5);
    const text =
      /^derivatives DISAGREE: ∂f\[0\]\/∂x\[0\] in mode 'auto': got 1\.755\d+, expected 0\.877\d+ ± \d\.\de-\d+, error 0\.88$/;
    expect(String(result)).toMatch(text);
    expect(`${result}`).toMatch(text);
    expect(inspect(result)).toMatch(text);
    expect(Object.keys(result)).toEqual(['ok', 'worst']);
  });
});

describe('what is not a derivative’s fault', () => {
  test('f is run with plain numbers too, and its own errors come out', () => {
    const broken = new Error('f is broken');
    const f = (x: Scalar): Scalar => {
      if (lt(x, 9)) throw broken;
      return x;
    };
    expect(() => checkDerivatives(f, 3)).toThrow(broken);
    intact();
  });

  test('wrong inputs and outputs are refused', () => {
    refuses(
      () => checkDerivatives(3 as never, 1),
      TypeError,
      'checkDerivatives: expected a function to differentiate, got 3',
    );
    refuses(
      () => checkDerivatives(sin, '1' as never),
      TypeError,
      'checkDerivatives: expected x to be an array or a Float64Array, got the string "1"',
    );
    refuses(
      () => checkDerivatives((() => 'x') as never, 1),
      TypeError,
      'checkDerivatives: expected f(x) to be a number, got the string "x"',
    );
    refuses(
      () => checkDerivatives((() => new Float64Array(1)) as never, [1]),
      TypeError,
      'checkDerivatives: expected f(x) to be a number, got a Float64Array of length 1; return a plain array',
    );
  });
});
