import { describe, expect, test } from 'vitest';
import {
  compile,
  convolve,
  cumprod,
  dot,
  grad,
  jacobian,
  matmul,
  matvec,
  mul,
  outer,
  type Scalar,
  sqrt,
  sum,
  tr,
  transpose,
} from '../../lib/entries/index.ts';
import { intact, refuses } from '../scalar/refuses.ts';
import { fc } from '../support/fast-check.ts';

type Vector = readonly Scalar[];
type Rows = readonly Vector[];
const modes = ['forward', 'reverse'] as const;
const entry = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(-0, 1e200, -1e200, Infinity, NaN, 0.1));

const rowsOf = (x: Vector, rows: number, columns: number): Vector[] =>
  Array.from({ length: rows }, (_, i) => x.slice(i * columns, (i + 1) * columns));
const byDots = (A: Rows, B: Rows): Scalar[][] => A.map((row) => transpose(B).map((column) => dot(row, column)));

describe('matmul(A, B)', () => {
  test('has the entries of dot, to the bit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(entry, { minLength: 32, maxLength: 32 }),
        (m, k, n, x) => {
          const [A, B] = [rowsOf(x, m, k), rowsOf(x.slice(m * k), k, n)];
          expect(matmul(A, B)).toEqual(byDots(A, B));
        },
      ),
    );
  });

  test('has their derivatives, whichever entries are active', () => {
    const finite = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(finite, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (x, active) => {
        const of = (product: typeof byDots) => (v: Vector) => {
          const mixed = v.map((vi, i) => (active[i] ? vi : x[i]!));
          return product(rowsOf(mixed, 2, 3), rowsOf(mixed.slice(6), 3, 2)).flat();
        };
        const expected = jacobian(of(byDots))(x);
        for (const mode of modes) expect(jacobian(of(matmul), { mode })(x)).toEqual(expected);
        expect(compile(jacobian(of(matmul)))(x)).toEqual(expected);
      }),
    );
  });

  test('of an inactive entry has no derivative, though its factor is infinite or has an infinite one', () => {
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => matmul([[sqrt(x), 1]], [[0], [y]])[0]![0]!;
    for (const mode of modes) {
      expect(jacobian((v: Vector) => matmul([[v[0]!, Infinity]], [[2], [1]])[0]!, { mode })([3])).toEqual([[2]]);
      expect(grad(f, { mode })([0, 2])).toEqual([NaN, 1]);
      expect(
        grad(([, y]: readonly [Scalar, Scalar]) => matmul([[1, 2]], [[sqrt(0)], [y]])[0]![0]!, { mode })([0, 2]),
      ).toEqual([0, 2]);
    }
  });

  test('of no rows, no columns or nothing to add up', () => {
    expect(matmul([], [[1]])).toEqual([]);
    expect(matmul([[], []], [])).toEqual([[], []]);
    expect(matmul([[1], [2]], [[]])).toEqual([[], []]);
    expect(matvec([[], []], [])).toEqual([0, 0]);
    expect(matmul([[3]], [[2]])).toEqual([[6]]);
    expect([convolve([], [1]), outer([], [1]), outer([1], []), tr([]), transpose([])]).toEqual([[], [], [[]], 0, []]);
  });

  test('reads typed arrays as rows', () => {
    const data = [Float64Array.of(1, 2), Float32Array.of(3, 4), Int8Array.of(5, 6)];
    expect(matmul(data, [[1], [1]])).toEqual([[3], [7], [11]]);
    expect(grad((w: Vector) => sum(matvec(data, w)))([1, 1])).toEqual([9, 12]);
    expect(transpose(data)).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ]);
  });
});

test('cumprod is right at zeros, and where products of some entries are no doubles', () => {
  const points = [
    [2, 0, 3, 4, 0, 1],
    [1e-200, 1e-200, 1e200, 1e200, 1],
    [1e200, 1e200, 1e-200, 1e-200, 3],
  ];
  for (const x of points) {
    const last = x.map((_, i) => x.filter((_, j) => j !== i).sort((a, b) => a - b));
    const product = (xs: number[]): number => {
      // The smallest and the largest in turn.
      const [low, high] = [xs.slice(0, xs.length >> 1), xs.slice(xs.length >> 1)];
      return high.reduce((p, h, i) => p * h * (low[i] ?? 1), 1);
    };
    for (const mode of modes) {
      const rows = jacobian((v: Vector) => cumprod(v), { mode })(x);
      expect(rows.at(-1)).toEqual(
        last.map((xs) => expect.closeTo(product(xs), -Math.log10(Math.max(product(xs), 1e-300)) + 12)),
      );
      expect(rows[1]).toEqual([x[1], x[0], ...x.slice(2).map(() => 0)]);
    }
  }
});

test('tr and transpose are linear in the entries', () => {
  const f = (x: Vector): Scalar => tr(matmul(transpose(rowsOf(x, 2, 2)), rowsOf(x, 2, 2)));
  // tr AᵀA is the sum of the squares.
  for (const mode of modes) expect(grad(f, { mode })([1, 2, 3, 4])).toEqual([2, 4, 6, 8]);
  expect(
    tr([
      [1, mul(2, 3)],
      [5, 7],
    ]),
  ).toBe(8);
});

test.each<[() => unknown, typeof TypeError | typeof RangeError, string]>([
  [
    () => matmul([[1, 2]], [[1, 2]]),
    RangeError,
    'matmul: expected A of shape i × k and B of shape k × j, got 1 × 2 and 1 × 2',
  ],
  [() => matvec([[1]], [1, 2]), RangeError, 'matvec: expected A of shape i × k and xs of shape k, got 1 × 1 and 2'],
  [
    () => matmul([[1], [1, 2]], [[1]]),
    RangeError,
    'matmul: expected the rows of a matrix to have the same length, got row 0 of length 1 and row 1 of length 2',
  ],
  [() => matmul(3 as never, [[1]]), TypeError, 'matmul: expected a matrix, an array of rows, got 3'],
  [() => matmul([1] as never, [[1]]), TypeError, 'matmul: expected a matrix, an array of rows, got 1 as row 0'],
  [() => tr([[1, 2]]), RangeError, 'tr: expected a square matrix, got one of shape 1 × 2'],
  [
    () => matmul([['1' as never]], [[1]]),
    TypeError,
    'matmul: expected a number or a Scalar of dualgrad, got the string "1"',
  ],
])('%s is refused', (call, type, message) => {
  refuses(call, type, message);
  intact();
});
