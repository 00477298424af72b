import { describe, expect, test } from 'vitest';
import { add, derivative, div, mul, type Scalar, sin, square, sum, uncertainty } from '../../lib/entries/index.ts';

describe('uncertainty is the standard deviation of f(x), to first order', () => {
  test('from standard deviations, in the tree of x', () => {
    // dR/R: 1 % and 2 %, √5 % together.
    const resistance = ({ U, I }: { U: Scalar; I: Scalar }): Scalar => div(U, I);
    expect(uncertainty(resistance, { U: 10, I: 2 }, { U: 0.1, I: 0.04 })).toBeCloseTo(0.05 * Math.sqrt(5), 14);
    expect(uncertainty((x: Scalar) => square(x), 3, 0.1)).toBeCloseTo(0.6, 14);
    expect(uncertainty(sum, Float64Array.of(1, 2), [3, 4])).toBe(5);
    const nested = (W: readonly (readonly Scalar[])[]): Scalar => sum(W.flat());
    expect(
      uncertainty(
        nested,
        [
          [1, 2],
          [3, 4],
        ],
        [
          [1, 1],
          [1, 1],
        ],
      ),
    ).toBe(2);
  });

  test('from a covariance: what goes together adds up, what goes against each other cancels', () => {
    const total = ([x, y]: readonly [Scalar, Scalar]): Scalar => add(x, y);
    expect(
      uncertainty(
        total,
        [1, 2],
        [
          [1, 1],
          [1, 1],
        ],
      ),
    ).toBe(2);
    expect(
      uncertainty(
        total,
        [1, 2],
        [
          [1, -1],
          [-1, 1],
        ],
      ),
    ).toBe(0);
    expect(
      uncertainty(
        total,
        [1, 2],
        [
          [1, 0],
          [0, 4],
        ],
      ),
    ).toBe(Math.sqrt(5));
  });

  test('of several results is their covariance J Σ Jᵀ', () => {
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar[] => [add(x, y), mul(x, y)];
    expect(uncertainty(f, [2, 3], [1, 1])).toEqual([
      [2, 5],
      [5, 13],
    ]);
    expect(uncertainty((x: Scalar) => ({ p: mul(2, x), q: x }), 1, 0.5)).toEqual([
      [1, 0.5],
      [0.5, 0.25],
    ]);
  });

  test('can be differentiated', () => {
    const spread = (t: Scalar): Scalar => uncertainty((x: Scalar) => sin(x), t as number, 0.1);
    expect(derivative(spread)(1)).toBeCloseTo(-0.1 * Math.sin(1), 14);
  });
});

describe('uncertainty refuses', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => add(x, y);

  test.each<[string, unknown, string]>([
    [
      'a matrix of another size',
      [
        [1, 0, 0],
        [0, 1, 0],
      ],
      'expected a covariance of 2 rows of 2 numbers, got 2 of 3, 3',
    ],
    [
      'one that is not symmetric',
      [
        [1, 0.5],
        [0.4, 1],
      ],
      'expected a symmetric covariance, got 0.5 in row 0 and 0.4 in row 1',
    ],
    [
      'a negative definite one',
      [
        [-1, 0],
        [0, -1],
      ],
      'expected a covariance that is positive semidefinite, got one that gives some direction a negative variance',
    ],
    [
      'an indefinite one',
      [
        [1, 2],
        [2, 1],
      ],
      'expected a covariance that is positive semidefinite',
    ],
    [
      'one with NaN',
      [
        [1, NaN],
        [NaN, 1],
      ],
      'expected a covariance of finite numbers, got others',
    ],
    ['negative deviations', [1, -1], 'expected standard deviations of 0 or more, got -1; write variances as a matrix'],
    ['deviations of another shape', [1, 2, 3], 'the standard deviations'],
  ])('%s', (_, covariance, message) => {
    expect(() => uncertainty(f, [1, 2], covariance as never)).toThrow(message);
  });

  test('but takes one of rank 1, in any units', () => {
    expect(
      uncertainty(
        f,
        [1, 2],
        [
          [1e-20, 1e-4],
          [1e-4, 1e12],
        ],
      ),
    ).toBeCloseTo(1e6, 3);
  });
});
