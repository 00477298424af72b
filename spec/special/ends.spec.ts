import { describe, expect, test } from 'vitest';
import { compile, derivative, type Scalar } from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';
import * as s from '../../lib/entries/special.ts';

const BRANCH = -1 / Math.E;

/** Values and derivatives as the limits say, at zeros, poles, ends of the domain and outside it. */
const ends: readonly [name: string, f: (x: Scalar) => Scalar, rows: readonly (readonly [number, number, number])[]][] =
  [
    [
      'besselj0',
      s.besselj0,
      [
        [0, 1, 0],
        [-0, 1, 0],
        [Infinity, 0, 0],
        [-Infinity, 0, 0],
        [-2, s.besselj0(2) as number, s.besselj1(2) as number],
      ],
    ],
    [
      'besselj1',
      s.besselj1,
      [
        [0, 0, 0.5],
        [-0, -0, 0.5],
        [Infinity, 0, 0],
        [-Infinity, -0, 0],
        [5e-324, 5e-324 / 2, 0.5],
      ],
    ],
    [
      'besselj(-3, x)',
      (x) => s.besselj(-3, x),
      [
        [2, -(s.besselj(3, 2) as number), derivative((x) => s.besselj(3, x))(2) * -1],
        [Infinity, -0, 0],
      ],
    ],
    [
      'bessely0',
      s.bessely0,
      [
        [0, -Infinity, Infinity],
        [-0, -Infinity, Infinity],
        [-1, NaN, NaN],
        [Infinity, 0, 0],
      ],
    ],
    [
      'bessely1',
      s.bessely1,
      [
        [0, -Infinity, Infinity],
        [-0, -Infinity, Infinity],
        [-1, NaN, NaN],
        [Infinity, 0, 0],
        [1e-300, -6.366197723675813e299, Infinity],
      ],
    ],
    [
      'bessely(-3, x)',
      (x) => s.bessely(-3, x),
      [
        [0, Infinity, -Infinity],
        [-1, NaN, NaN],
      ],
    ],
    [
      'besseli0',
      s.besseli0,
      [
        [0, 1, 0],
        [Infinity, Infinity, Infinity],
        [-Infinity, Infinity, -Infinity],
      ],
    ],
    [
      'besseli1',
      s.besseli1,
      [
        [0, 0, 0.5],
        [Infinity, Infinity, Infinity],
        [-Infinity, -Infinity, Infinity],
      ],
    ],
    [
      'besselk0',
      s.besselk0,
      [
        [0, Infinity, -Infinity],
        [-0, Infinity, -Infinity],
        [-1, NaN, NaN],
        [Infinity, 0, 0],
      ],
    ],
    [
      'besselk1',
      s.besselk1,
      [
        [0, Infinity, -Infinity],
        [-1, NaN, NaN],
        [Infinity, 0, 0],
      ],
    ],
    [
      'lambertw',
      s.lambertw,
      [
        [BRANCH, -1, Infinity],
        [-0.4, NaN, NaN],
        [0, 0, 1],
        [-0, -0, 1],
        [Infinity, Infinity, 0],
        [-Infinity, NaN, NaN],
      ],
    ],
    [
      'lambertwm1',
      s.lambertwm1,
      [
        [BRANCH, -1, -Infinity],
        [-0.4, NaN, NaN],
        [0, -Infinity, -Infinity],
        [-0, -Infinity, -Infinity],
        [1, NaN, NaN],
      ],
    ],
    [
      'expint',
      s.expint,
      [
        [0, Infinity, -Infinity],
        [-0, Infinity, -Infinity],
        [-1, NaN, NaN],
        [Infinity, 0, -0],
      ],
    ],
    [
      'expintei',
      s.expintei,
      [
        [0, -Infinity, NaN],
        [-0, -Infinity, NaN],
        [Infinity, Infinity, Infinity],
        [-Infinity, -0, -0],
      ],
    ],
    [
      'ellipk',
      s.ellipk,
      [
        [1, Infinity, Infinity],
        [2, NaN, NaN],
        [0, Math.PI / 2, Math.PI / 8],
        [-Infinity, 0, 0],
      ],
    ],
    [
      'ellipe',
      s.ellipe,
      [
        [1, 1, -Infinity],
        [2, NaN, NaN],
        [0, Math.PI / 2, -Math.PI / 8],
        [-Infinity, Infinity, 0],
      ],
    ],
    [
      'zeta',
      s.zeta,
      [
        [1, Infinity, -Infinity],
        [0, -0.5, -0.9189385332046728],
        [-2, 0, -0.03044845705839327],
        [Infinity, 1, 0],
        [-Infinity, NaN, NaN],
      ],
    ],
  ];

describe.each(ends)('%s', (_name, f, rows) => {
  test.each([...rows, [NaN, NaN, NaN] as const])('at %d is %d, its derivative %d', (x, value, slope) => {
    expect(f(x)).toBe(value);
    expect(derivative(f)(x) + 0).toBe(slope + 0);
    expect(reverse.grad(([t]: readonly [Scalar]) => f(t))([x])[0] + 0).toBe(slope + 0);
    expect((compile(derivative(f))(x) as number) + 0).toBe(slope + 0);
  });
});

test('the order of a Bessel function is a plain integer', () => {
  expect(() => s.besselj(0.5, 1)).toThrow(new RangeError('besselj: expected the order n to be an integer, got 0.5'));
  expect(() => derivative((n) => s.besselk(n as number, 1))(1)).toThrow(
    new TypeError('besselk: expected the order n to be a plain number, got a Dual; derivatives are taken by x only'),
  );
});

test('far from 0: ζ overflows but for its zeros, Iₙ without a loop of millions', () => {
  const zeta = derivative(s.zeta);
  expect([-1001, -25256835601045].map((x) => s.zeta(x))).toEqual([-Infinity, -Infinity]);
  expect([-1000, -1e20].map((x) => s.zeta(x))).toEqual([0, 0]);
  expect([-1000, -1e20].map(zeta)).toEqual([Infinity, Infinity]);
  expect(s.besseli(2, 2 ** 53)).toBe(Infinity);
  expect(s.besseli(3, -(2 ** 53))).toBe(-Infinity);
});

test('the derivatives of ζ at its pole are the limits from the right', () => {
  const first = derivative(s.zeta);
  expect([s.zeta(1), first(1), derivative(first)(1)]).toEqual([Infinity, -Infinity, Infinity]);
});
