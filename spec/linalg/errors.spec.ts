import { describe, expect, test } from 'vitest';
import { compile, emitModule, grad, hessian, mul, type Scalar, sum, tape } from '../../lib/entries/index.ts';
import {
  cholesky,
  det,
  eigh,
  expm,
  inv,
  logdet,
  lstsq,
  matrixNorm,
  qr,
  solve,
  solveLower,
  solveUpper,
  svdvals,
} from '../../lib/entries/linalg.ts';
import { rows } from './matrices.ts';

const dependent = [
  [1, 2],
  [2, 4],
];
const rounded = [
  [1, 2, 3],
  [4, 5, 6],
  [7, 8, 9],
];
const wide = [[1, 2, 3]];

describe('refused with what came and what to write instead', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a singular matrix by solve',
      () => solve(dependent, [1, 2]),
      'solve: expected a matrix that is not singular, got one of shape 2 × 2 whose pivot 1 of elimination is 0; leave out dependent rows, or add a multiple of the unit matrix',
    ],
    [
      'one that is singular but for rounding',
      () => solve(rounded, [1, 2, 3]),
      'solve: expected a matrix that is not singular, got one of shape 3 × 3 whose pivot 2 of elimination is 1.1102230246251565e-16, no more than rounding; leave out dependent rows, or add a multiple of the unit matrix',
    ],
    [
      'a singular matrix by inv',
      () => inv(dependent),
      'inv: expected a matrix that is not singular, got one of shape 2 × 2 whose pivot 1 of elimination is 0; leave out dependent rows, or add a multiple of the unit matrix',
    ],
    [
      'a singular matrix by logdet',
      () => logdet(dependent),
      'logdet: expected a matrix that is not singular, got one of shape 2 × 2 whose pivot 1 of elimination is 0; write det(A), which is 0 there and has a derivative',
    ],
    [
      'an indefinite matrix',
      () =>
        cholesky([
          [1, 2],
          [2, 1],
        ]),
      'cholesky: expected a positive definite matrix, got one of shape 2 × 2 whose pivot 1 is -3; add a multiple of the unit matrix, or for solutions of equations write solve(A, b)',
    ],
    [
      'a zero on the diagonal',
      () =>
        solveLower(
          [
            [1, 0],
            [1, 0],
          ],
          [1, 1],
        ),
      'solveLower: expected a triangular matrix that is not singular, got one of shape 2 × 2 with 0 at [1][1]; leave out dependent rows',
    ],
    [
      'dependent columns by qr',
      () => qr(dependent),
      'qr: expected a matrix of independent columns, got one of shape 2 × 2 whose column 1 depends on those before it; leave out dependent columns',
    ],
    [
      'dependent columns by lstsq',
      () => lstsq(dependent, [1, 1]),
      'lstsq: expected a matrix of independent columns, got one of shape 2 × 2 whose column 1 depends on those before it; leave out dependent ones, or append the rows of a multiple of the unit matrix to A and zeros to B',
    ],
    [
      'a wide matrix by qr',
      () => qr(wide),
      'qr: expected a matrix of at least as many rows as columns, got one of shape 1 × 3; factorize its transpose',
    ],
    [
      'a right-hand side of another length',
      () => solve(dependent, [1, 2, 3]),
      'solve: expected a right-hand side of as many rows as the matrix, got shapes 2 × 2 and 3',
    ],
    [
      'a right-hand side of another shape',
      () => solveUpper(dependent, wide),
      'solveUpper: expected a right-hand side of as many rows as the matrix, got shapes 2 × 2 and 1 × 3',
    ],
    ['a matrix that is not square', () => det(wide), 'det: expected a square matrix, got one of shape 1 × 3'],
    [
      'another kind of norm',
      () => matrixNorm(wide, 3 as never),
      "matrixNorm: expected 'fro', 'nuc', 1, 2 or Infinity as kind, got 3; for the norm of all entries of another degree write it with abs and pow",
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(new RangeError(message));
  });

  test('what is no matrix, and what is no number', () => {
    expect(() => eigh([1, 2] as never)).toThrow(
      new TypeError('eigh: expected a matrix, an array of rows, got 1 as row 0'),
    );
    expect(() => expm([['1']] as never)).toThrow(
      /^expm: expected a number or a Scalar of dualgrad, got the string "1"/,
    );
    expect(() => (det as (...args: unknown[]) => unknown)([[1]], [[1]])).toThrow(/^det: expected 1 argument/);
  });

  test('in compiled functions at later calls, which go on working', () => {
    const f = compile(grad((x: readonly Scalar[]) => logdet(rows(x, 2))));
    expect(f([2, 0, 0, 4])).toEqual([0.5, 0, 0, 0.25]);
    expect(() => f([1, 2, 2, 4])).toThrow(/^logdet: expected a matrix that is not singular/);
    expect(f([4, 0, 0, 2])).toEqual([0.25, 0, 0, 0.5]);
  });
});

test('NaN and infinity are data', () => {
  expect(
    solve(
      [
        [NaN, 1],
        [0, 2],
      ],
      [1, 2],
    )[0],
  ).toBeNaN();
  expect(
    det([
      [Infinity, 0],
      [0, 2],
    ]),
  ).toBe(Infinity);
  expect(logdet([[NaN]])).toBeNaN();
  expect(expm([[NaN]])[0]![0]).toBeNaN();
  expect(cholesky([[NaN]])[0]![0]).toBeNaN();
  const broken = [
    [NaN, 0],
    [0, 1],
  ];
  expect(eigh(broken).values.some((v) => Number.isNaN(v))).toBe(true);
  expect(svdvals(broken).some((v) => Number.isNaN(v))).toBe(true);
  expect(qr([[NaN]]).R[0]![0]).toBeNaN();
  expect(grad((x) => logdet(rows(x, 1)))([NaN])).toEqual([NaN]);
});

test('matrices without rows, and rows that are typed arrays', () => {
  expect([det([]), logdet([]), matrixNorm([]), svdvals([]), solve([], []), inv([]), expm([])]).toEqual([
    1,
    0,
    0,
    [],
    [],
    [],
    [],
  ]);
  expect(solve([new Float64Array([2, 0]), [0, 4]], new Float32Array([2, 2]))).toEqual([1, 0.5]);
  expect(matrixNorm([new Int32Array([3, -4])], 1)).toBe(4);
});

describe('the determinant of a singular matrix', () => {
  /** Σ over permutations. */
  const leibniz = (a: readonly (readonly Scalar[])[]): Scalar => {
    if (a.length === 1) return a[0]![0]!;
    return a[0]!.reduce<Scalar>((total, x, j) => {
      const minor = leibniz(a.slice(1).map((row) => row.filter((_, k) => k !== j)));
      const term = mul(mul(j % 2 === 0 ? 1 : -1, x), minor);
      return sum([total, term]);
    }, 0);
  };

  test.each([
    ['of rank 1 less', [1, 2, 2, 4]],
    ['of rank 1 less, by rounding', rounded.flat()],
    ['almost singular', [1, 2, 2, 4 + 1e-14]],
    ['of rank 2 less', [1, 2, 3, 2, 4, 6, 3, 6, 9]],
    ['0', [0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['regular, of rows of many sizes', [1e-9, 2e-9, 3e9, -1e9]],
  ])('%s has the gradient and the Hessian of a polynomial', (name, x) => {
    const n = Math.sqrt(x.length);
    const [f, g] = [det, leibniz].map((d) => (y: readonly Scalar[]) => d(rows(y, n)));
    const scale = Math.max(...x.map(Math.abs), 1e-300) ** (n - 1);
    const gradient = grad(g!)(x) as number[];
    for (const mode of ['forward', 'reverse'] as const) {
      grad(f!, { mode })(x).forEach((t, i) => {
        expect(Math.abs((t as number) - gradient[i]!)).toBeLessThanOrEqual(1e-14 * scale);
      });
      const expected = hessian(g!)(x).flat() as number[];
      (hessian(f!, { mode })(x).flat() as number[]).forEach((t, i) => {
        // The terms that cancel are products of two first derivatives by the value.
        const terms = Math.abs(
          (gradient[Math.floor(i / x.length)]! * gradient[i % x.length]!) / (det(rows(x, n)) as number),
        );
        const largest = Math.max(1, ...expected.map(Math.abs));
        expect(Math.abs(t - expected[i]!)).toBeLessThanOrEqual(
          name.startsWith('regular') ? 4e-15 * terms : 1e-11 * largest,
        );
      });
    }
  });
});

describe('equal eigenvalues and singular values', () => {
  const turned = [
    [3, 1, 1],
    [1, 3, 1],
    [1, 1, 3],
  ].flat();

  test('symmetric functions have their derivatives, the largest and the least one their subgradients', () => {
    const values = (x: readonly Scalar[]) => eigh(rows(x, 3)).values;
    const close = (xs: readonly number[]) => xs.map((x) => expect.closeTo(x, 13));
    expect(grad((x) => sum(values(x).map((v) => mul(v, v))))(turned)).toEqual(close(turned.map((x) => 2 * x)));
    expect(grad((x) => values(x)[2]!)(turned)).toEqual(close(turned.map(() => 1 / 3)));
    const least = [2, -1, -1, -1, 2, -1, -1, -1, 2].map((x) => x / 6);
    for (const k of [0, 1]) {
      expect(grad((x) => values(x)[k]!, { mode: 'reverse' })(turned)).toEqual(close(least));
      expect(grad((x) => values(x)[k]!, { mode: 'forward' })(turned)).toEqual(close(least));
    }
    const second = hessian((x) => values(x)[2]!)(turned).flat() as number[];
    expect(second.every(Number.isFinite)).toBe(true);
    expect(compile(hessian((x: readonly Scalar[]) => values(x)[2]!))(turned).flat()).toEqual(second);
    expect((hessian((x) => values(x)[0]!)(turned).flat() as number[]).every(Number.isNaN)).toBe(true);
  });

  test('their vectors have none, and the vectors of others have', () => {
    const entry = (k: number) => (x: readonly Scalar[]) => eigh(rows(x, 3)).vectors[0]![k]!;
    for (const mode of ['forward', 'reverse'] as const) {
      expect((grad(entry(0), { mode })(turned) as number[]).every(Number.isNaN)).toBe(true);
      expect((grad(entry(2), { mode })(turned) as number[]).every(Number.isFinite)).toBe(true);
    }
  });

  test('norms by singular values have their subgradients of least size', () => {
    const close = (xs: readonly number[]) => xs.map((x) => expect.closeTo(x, 15));
    const of = (kind: 2 | 'nuc') => grad((x: readonly Scalar[]) => matrixNorm(rows(x, 2), kind));
    expect(of(2)([3, 0, 0, 3])).toEqual(close([0.5, 0, 0, 0.5]));
    expect(of('nuc')([3, 0, 0, 3])).toEqual(close([1, 0, 0, 1]));
    expect(of('nuc')([3, 0, 0, 0])).toEqual(close([1, 0, 0, 0]));
    expect(of(2)([0, 0, 0, 0])).toEqual([0, 0, 0, 0]);
    expect(grad((x) => matrixNorm(rows(x, 2), 1))([1, -2, 3, 0])).toEqual([1, 0, 1, 0]);
    expect(grad((x) => matrixNorm(rows(x, 2), Infinity))([1, -2, 3, 0])).toEqual([0.5, -0.5, 0.5, 0.5 * 0]);
  });
});

test('a tape keeps n slots for n results, not the elimination', () => {
  const n = 20;
  const t = tape();
  const x = Array.from({ length: n * n }, (_, k) => t.variable(Math.sin(k) + (k % (n + 1) === 0 ? n : 0)));
  const last = solve(rows(x, n), x.slice(0, n)).at(-1)! as { slot?: number };
  expect(last.slot).toBe(n * n + n - 1);
});

test('emitModule refuses them with what they are', () => {
  const f = ([a, b]: readonly Scalar[]): Scalar =>
    logdet([
      [a!, b!],
      [1, 3],
    ]);
  expect(() => emitModule(f, [2, 1])).toThrow(
    new TypeError(
      "emitModule: expected operations whose text is known, got 'logdet', a call of dualgrad/linalg or of a function with its own derivative; write it with operations such as add and mul, or use compile",
    ),
  );
});
