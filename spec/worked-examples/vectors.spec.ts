import { describe, expect, test } from 'vitest';
import {
  add,
  div,
  dot,
  exp,
  grad,
  inv,
  jacobian,
  log,
  mul,
  type Scalar,
  sin,
  square,
  sub,
  sum,
  tape,
  value,
  vjp,
} from '../../lib/entries/index.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { outer, product, times, transposed } from './matrices.ts';
import { leaves, refill, type Tree } from './tree.ts';
import { expectNumber, expectTable, works } from './worked.ts';

const modes = ['forward', 'reverse', 'auto'] as const;
const mode = fc.constantFrom(...modes);

const vector = (n: number): fc.Arbitrary<number[]> => fc.array(moderate, { minLength: n, maxLength: n });
const matrix = (m: number, n: number): fc.Arbitrary<number[][]> => fc.array(vector(n), { minLength: m, maxLength: m });
const size = fc.integer({ min: 1, max: 5 });

const diagonal = (d: readonly number[]): number[][] => d.map((di, i) => d.map((_, j) => (i === j ? di : 0)));

/** Compares entry by entry; `scale` bounds what was added up, where sums were added up in another order. */
function expectClose(got: Tree<number>, expected: Tree<number>, scale?: number): void {
  const wanted = leaves(expected);
  expect(leaves(got).length).toBe(wanted.length);
  leaves(got).forEach((g, i) => {
    expectNumber(g, wanted[i] as number, `entry ${i}`, scale);
  });
}

describe('D1: Jacobians', () => {
  test('of y = A x it is A', () => {
    const A = fc.tuple(size, size).chain(([m, n]) => fc.tuple(matrix(m, n), vector(n)));
    fc.assert(
      fc.property(A, mode, ([A, x], mode) => {
        expectClose(jacobian((x: readonly Scalar[]) => times(A, x), { mode })(x), A, 0);
      }),
    );
  });

  test('of y = x², entry by entry, it is diag(2x)', () => {
    fc.assert(
      fc.property(fc.array(moderate, { minLength: 1, maxLength: 20 }), mode, (x, mode) => {
        const J = jacobian((x: readonly Scalar[]) => x.map(square), { mode })(x);
        expectClose(J, diagonal(x.map((xi) => 2 * xi)), 0);
      }),
    );
  });

  test('of f ∘ g it is the product of theirs, m×k times k×n', () => {
    const shapes = fc.tuple(size, size, size).chain(([m, k, n]) => fc.tuple(matrix(m, k), matrix(k, n), vector(n)));
    fc.assert(
      fc.property(shapes, mode, ([A, B, x], mode) => {
        const f = (y: readonly Scalar[]): Scalar[] => times(A, y).map(sin);
        const g = (x: readonly Scalar[]): Scalar[] => times(B, x.map(square));
        const whole = jacobian((x: readonly Scalar[]) => f(g(x)), { mode })(x);
        const factors = product(jacobian(f, { mode })(g(x).map(value)), jacobian(g, { mode })(x));
        expectClose(whole, factors, 5 * 5 * 3 * 3 * 6);
      }),
    );
  });

  test('of a scalar function it is a row, the gradient transposed', () => {
    fc.assert(
      fc.property(fc.array(moderate, { minLength: 1, maxLength: 20 }), mode, (x, mode) => {
        const f = (x: readonly Scalar[]): Scalar => sin(sum(x.map(square)));
        const row = jacobian((x: readonly Scalar[]) => [f(x)], { mode })(x);
        expectClose(row, [grad(f, { mode })(x)]);
      }),
    );
  });
});

describe.each(modes)('D2: what is differentiated by what, %s', (mode) => {
  /** The derivative of y by x: in the place of every entry of y a tree of x's shape. */
  function by(f: (x: Tree<Scalar>) => Tree<Scalar>, x: Tree<number>): Tree<number> {
    const shaped = (list: readonly Scalar[]): Tree<Scalar> => refill({ x }, list).x as Tree<Scalar>;
    const rows = jacobian((list: readonly Scalar[]) => leaves(f(shaped(list))), { mode })(leaves(x));
    return refill({ y: f(x) }, rows.map(shaped)).y as Tree<number>;
  }

  test('a vector by a scalar: one slope for each entry', () => {
    const y = by((t) => [square(t as Scalar), sin(t as Scalar), mul(3, t as Scalar)], 2);
    expect(y).toEqual([4, Math.cos(2), 3]);
  });

  test('a matrix by a scalar: a matrix of slopes', () => {
    const Y = by(
      (t) => [
        [t, square(t as Scalar)],
        [inv(t as Scalar), exp(t as Scalar)],
      ],
      2,
    );
    expect(Y).toEqual([
      [1, 4],
      [-0.25, Math.exp(2)],
    ]);
  });

  test('a vector by a vector: an m×n matrix', () => {
    const f = ([a, b, c]: readonly Scalar[]): Scalar[] => [
      mul(a as Scalar, b as Scalar),
      add(b as Scalar, c as Scalar),
    ];
    expect(by((x) => f(x as Scalar[]), [2, 3, 5])).toEqual([
      [3, 2, 0],
      [0, 1, 1],
    ]);
  });

  test('a matrix by a vector: m×k×n', () => {
    const x = [2, 3];
    // Y = x xᵀ: ∂Yᵢⱼ/∂xₖ = xⱼ where i = k, plus xᵢ where j = k.
    const Y = by((x) => (x as Scalar[]).map((xi) => (x as Scalar[]).map((xj) => mul(xi, xj))), x);
    expect(Y).toEqual([
      [
        [4, 0],
        [3, 2],
      ],
      [
        [3, 2],
        [0, 6],
      ],
    ]);
  });

  test('a scalar by a matrix: a matrix of the same shape', () => {
    const [a, b] = [
      [2, 3],
      [5, 7, 11],
    ];
    const X = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    // y = aᵀ X b: ∂y/∂X = a bᵀ.
    expect(by((X) => dot(a, times(X as Scalar[][], b)), X)).toEqual(outer(a, b));
  });
});

describe('D3: derivatives of forms', () => {
  test('∂(βᵀx)/∂x = β', () => {
    const form = size.chain((n) => fc.tuple(vector(n), vector(n)));
    fc.assert(
      fc.property(form, mode, ([beta, x], mode) => {
        expectClose(grad((x: readonly Scalar[]) => dot(beta, x), { mode })(x), beta, 0);
      }),
    );
  });

  test('∂(xᵀx)/∂x = 2x', () => {
    fc.assert(
      fc.property(size.chain(vector), mode, (x, mode) => {
        expectClose(
          grad((x: readonly Scalar[]) => dot(x, x), { mode })(x),
          x.map((xi) => 2 * xi),
          0,
        );
      }),
    );
  });

  test('∂(xᵀAx)/∂x = (A + Aᵀ)x', () => {
    const form = size.chain((n) => fc.tuple(matrix(n, n), vector(n)));
    fc.assert(
      fc.property(form, mode, ([A, x], mode) => {
        const B = transposed(A);
        const symmetric = A.map((row, i) => row.map((aij, j) => aij + (B[i]?.[j] as number)));
        const slope = grad((x: readonly Scalar[]) => dot(x, times(A, x)), { mode })(x);
        expectClose(slope, times(symmetric, x) as number[], 2 * 5 * 3 * 3);
      }),
    );
  });
});

works(
  'D4: f(W, x) = ‖W·x‖²',
  {
    at: {
      W: [
        [0.1, 0.5],
        [-0.3, 0.8],
      ],
      x: [0.2, 0.4],
    },
    steps: ({ W, x }) => {
      const P = times(W, x);
      const f = dot(P, P);
      return { P, f };
    },
  },
  {
    values: { P: [0.22, 0.26], f: 0.116 },
    tangents: [
      {
        along: {
          W: [
            [1, 0],
            [0, 0],
          ],
        },
        are: { P: [0.2, 0], f: 0.088 },
      },
      {
        along: {
          W: [
            [0, 1],
            [0, 0],
          ],
        },
        are: { P: [0.4, 0], f: 0.176 },
      },
      {
        along: {
          W: [
            [0, 0],
            [1, 0],
          ],
        },
        are: { P: [0, 0.2], f: 0.104 },
      },
      {
        along: {
          W: [
            [0, 0],
            [0, 1],
          ],
        },
        are: { P: [0, 0.4], f: 0.208 },
      },
      { along: { x: [1, 0] }, are: { P: [0.1, -0.3], f: -0.112 } },
      { along: { x: [0, 1] }, are: { P: [0.5, 0.8], f: 0.636 } },
    ],
    adjoints: {
      f: 1,
      P: [0.44, 0.52],
      W: [
        [0.088, 0.176],
        [0.104, 0.208],
      ],
      x: [-0.112, 0.636],
    },
  },
);

describe('D5: least squares, L = Σ (y − Xw)² / N', () => {
  const leastSquares = ({ X, w, y }: { X: Scalar[][]; w: Scalar[]; y: Scalar[] }) => {
    const a = times(X, w);
    const b = a.map((ai, i) => sub(y[i] as Scalar, ai));
    const c = b.map(square);
    const g = sum(c);
    const L = div(g, y.length);
    return { a, b, c, g, L };
  };

  const X = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];
  const w = [0.5, -1];
  // dL/da = −2b/N, and from there everything else.
  const down = [-5 / 3, -9 / 3, -13 / 3];

  works(
    'step by step',
    { at: { X, w, y: [1, 2, 3] }, steps: leastSquares },
    {
      values: { a: [-1.5, -2.5, -3.5], b: [2.5, 4.5, 6.5], c: [6.25, 20.25, 42.25], g: 68.75, L: 68.75 / 3 },
      tangents: [
        { along: { w: [1, 0] }, are: { a: [1, 3, 5], b: [-1, -3, -5], c: [-5, -27, -65], g: -97, L: -97 / 3 } },
        { along: { w: [0, 1] }, are: { a: [2, 4, 6], b: [-2, -4, -6], c: [-10, -36, -78], g: -124, L: -124 / 3 } },
        { along: { y: [1, 1, 1] }, are: { a: [0, 0, 0], b: [1, 1, 1], c: [5, 9, 13], g: 27, L: 9 } },
        {
          along: {
            X: [
              [0, 0],
              [1, 1],
              [0, 0],
            ],
          },
          are: { a: [0, -0.5, 0], b: [0, 0.5, 0], c: [0, 4.5, 0], g: 4.5, L: 1.5 },
        },
      ],
      adjoints: {
        ...{ L: 1, g: 1 / 3, c: [1 / 3, 1 / 3, 1 / 3], b: [5 / 3, 9 / 3, 13 / 3], a: down },
        ...{ X: outer(down, w), w: [-97 / 3, -124 / 3], y: [5 / 3, 9 / 3, 13 / 3] },
      },
    },
  );

  test('dL/dX is the outer product (dL/da)·wᵀ, for any X, w and y', () => {
    const shapes = fc.tuple(size, size).chain(([N, d]) => fc.tuple(matrix(N, d), vector(d), vector(N)));
    fc.assert(
      fc.property(shapes, mode, ([X, w, y], mode) => {
        const a = times(X, w) as number[];
        const dLda = a.map((ai, i) => (-2 * ((y[i] as number) - ai)) / y.length);
        const dLdX = grad((x: readonly Scalar[]) => leastSquares({ X: refill({ X }, x).X as Scalar[][], w, y }).L, {
          mode,
        })(X.flat());
        expectClose(dLdX, outer(dLda, w), 2 * (3 + 5 * 9) * 3);
      }),
    );
  });

  test('one sweep gives it from N·d + d + 4N + 2 numbers on a tape, where the Jacobian da/dX has N²d', () => {
    const [N, d] = [1000, 5];
    const t = tape();
    const variables = (n: number): Scalar[] => Array.from({ length: n }, (_, i) => t.variable(Math.sin(i)));
    const L = leastSquares({ X: Array.from({ length: N }, () => variables(d)), w: variables(d), y: variables(N) }).L;
    t.backward(L);
    expect(t.length).toBe(N * d + d + N + 3 * N + 2);
    expect(t.length).toBeLessThan((N * N * d) / 500);
  });
});

describe('D6: pullbacks', () => {
  const pairs = size.chain((n) => fc.tuple(vector(n), vector(n)));

  test('of x + a the pullback of v is v', () => {
    fc.assert(
      fc.property(pairs, moderate, ([x, v], a) => {
        expectClose(vjp((x: readonly Scalar[]) => x.map((xi) => add(xi, a)), x).pullback(v), v, 0);
      }),
    );
  });

  test('of log x it is v / x', () => {
    fc.assert(
      fc.property(pairs, ([x, v]) => {
        const positive = x.map((xi) => 0.1 + Math.abs(xi));
        const { pullback } = vjp((x: readonly Scalar[]) => x.map(log), positive);
        pullback(v).forEach((p, i) => {
          expectNumber(p, (v[i] as number) / (positive[i] as number), `entry ${i}`);
        });
      }),
    );
  });

  test('of c = b² it is v ⊙ 2b', () => {
    fc.assert(
      fc.property(pairs, ([b, v]) => {
        const { value, pullback } = vjp((b: readonly Scalar[]) => b.map(square), b);
        expectTable({ c: value }, { c: b.map((bi) => bi * bi) });
        expectTable({ b: pullback(v) }, { b: b.map((bi, i) => 2 * bi * (v[i] as number)) });
      }),
    );
  });

  test('the diagonal Jacobian is never formed: at 50,000 entries it would take 20 gigabytes', () => {
    const b = Array.from({ length: 50_000 }, (_, i) => i);
    const { pullback } = vjp((b: readonly Scalar[]) => b.map(square), b);
    expect(pullback(b)).toEqual(b.map((bi) => 2 * bi * bi));
  });
});
