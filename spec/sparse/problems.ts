import { add, cos, exp, gt, max, mul, type Scalar, sin, square, sub, where } from '../../lib/entries/index.ts';
import { data } from '../ground-truth/data.ts';

type Vector = readonly Scalar[];

/** A problem of spec/data/sparse. Rows hold their columns, and the values there. */
export interface Problem {
  readonly name: string;
  readonly kind: 'jacobian' | 'hessian';
  readonly n: number;
  readonly x: readonly string[];
  readonly value?: readonly string[];
  readonly gradient?: readonly string[];
  readonly pattern_rows: readonly (readonly number[])[];
  readonly values_rows?: readonly (readonly string[])[];
  readonly hessian_values_rows?: readonly (readonly string[])[];
  readonly column_chromatic_number: number;
  readonly row_chromatic_number?: number;
  readonly star_chromatic_number?: number;
}

export const problems: readonly Problem[] = data<{ problems: readonly Problem[] }>('sparse/sparse.json').problems;

const sum = (terms: readonly Scalar[]): Scalar => terms.reduce((s, t) => add(s, t), 0);

/** The functions of a grid of side m: f(cell, neighbour at an offset or 0). */
function grid(x: Vector, f: (u: Scalar, at: (di: number, dj: number) => Scalar | undefined) => Scalar): Scalar[] {
  const m = Math.round(Math.sqrt(x.length));
  return x.map((u, k) => {
    const [i, j] = [Math.floor(k / m), k % m];
    return f(u, (di, dj) => {
      const [a, b] = [i + di, j + dj];
      return a < 0 || b < 0 || a >= m || b >= m ? undefined : x[a * m + b];
    });
  });
}

const CROSS = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;

/** The vector functions of the problems, by name. */
export const functions: Readonly<Record<string, (x: Vector) => Scalar[]>> = {
  broyden_tridiagonal: (x) =>
    x.map((xi, i) => {
      let y = mul(sub(3, mul(2, xi)), xi);
      if (i > 0) y = sub(y, x[i - 1]!);
      if (i + 1 < x.length) y = sub(y, mul(2, x[i + 1]!));
      return add(y, 1);
    }),
  broyden_banded: (x) =>
    x.map((xi, i) => {
      let y = add(mul(xi, add(2, mul(5, square(xi)))), 1);
      for (let j = Math.max(0, i - 5); j <= Math.min(x.length - 1, i + 1); j++) {
        if (j !== i) y = sub(y, mul(x[j]!, add(1, x[j]!)));
      }
      return y;
    }),
  extended_rosenbrock: (x) =>
    x.map((_, i) => (i % 2 === 0 ? mul(10, sub(x[i + 1]!, square(x[i]!))) : sub(1, x[i - 1]!))),
  bratu_2d_5x5: (x) =>
    grid(x, (u, at) => {
      let y = mul(4, u);
      for (const [di, dj] of CROSS) y = sub(y, at(di, dj) ?? 0);
      return sub(y, mul(1 / 36, exp(u)));
    }),
  brusselator_1d: (w) => {
    const n = w.length / 2;
    const q = (n + 1) ** 2 / 50;
    const u = (i: number): Scalar => (i < 0 || i >= n ? 1 : w[2 * i]!);
    const v = (i: number): Scalar => (i < 0 || i >= n ? 3 : w[2 * i + 1]!);
    return Array.from({ length: n }, (_, i) => {
      const uuv = mul(square(u(i)), v(i));
      const curved = (z: (i: number) => Scalar): Scalar => mul(q, add(sub(z(i - 1), mul(2, z(i))), z(i + 1)));
      return [add(sub(add(1, uuv), mul(4, u(i))), curved(u)), add(sub(mul(3, u(i)), uuv), curved(v))];
    }).flat();
  },
  brusselator_2d_periodic_N6: (w) => {
    const N = 6;
    const a = 10 * (N - 1) ** 2;
    const at = (offset: number, i: number, j: number): Scalar => w[offset + ((i + N) % N) * N + ((j + N) % N)]!;
    const curved = (offset: number, i: number, j: number): Scalar =>
      mul(a, sub(sum(CROSS.map(([di, dj]) => at(offset, i + di, j + dj))), mul(4, at(offset, i, j))));
    const cells = Array.from({ length: N * N }, (_, k) => [Math.floor(k / N), k % N] as const);
    return [
      ...cells.map(([i, j]) => {
        const [u, v] = [at(0, i, j), at(N * N, i, j)];
        return add(sub(add(1, mul(square(u), v)), mul(4.4, u)), curved(0, i, j));
      }),
      ...cells.map(([i, j]) => {
        const [u, v] = [at(0, i, j), at(N * N, i, j)];
        return add(sub(mul(3.4, u), mul(square(u), v)), curved(N * N, i, j));
      }),
    ];
  },
  circulant: (x) =>
    x.map((xi, i) => sub(sub(mul(xi, square(xi)), x[(i + x.length - 1) % x.length]!), x[(i + 1) % x.length]!)),
  arrowhead: (x) => [sum(x.map((xi) => square(xi))), ...x.slice(1).map((xi) => mul(sin(xi), x[0]!))],
  nine_point_5x5: (x) =>
    grid(x, (u, at) => {
      const around = [-1, 0, 1].flatMap((di) => [-1, 0, 1].map((dj) => at(di, dj) ?? 0));
      return sum(around.map((other) => mul(other, u)));
    }),
  diagonal: (x) => x.map((xi) => mul(xi, exp(xi))),
  dense: (x) => x.map((xi) => mul(square(sum(x)), xi)),
  rectangular_chain: (x) => [
    ...x.slice(1).map((next, i) => mul(x[i]!, next)),
    ...x.slice(2).map((next, i) => sin(sub(x[i]!, next))),
  ],
};

/** The scalar functions of the problems, by name. */
export const scalars: Readonly<Record<string, (x: Vector) => Scalar>> = {
  chained_rosenbrock: (x) =>
    sum(x.slice(1).map((next, i) => add(mul(100, square(sub(next, square(x[i]!)))), square(sub(1, x[i]!))))),
  arrowhead_cutest: (x) => sum(x.slice(1).map((xi) => sub(square(add(square(xi), square(x[0]!))), mul(4, xi)))),
  grid_quartic_4x4: (x) => {
    const edges = x.flatMap((_, k) => [...(k % 4 < 3 ? [[k, k + 1]] : []), ...(k < 12 ? [[k, k + 4]] : [])]);
    return sum(edges.map(([a, b]) => mul(0.25, square(square(sub(x[a!]!, x[b!]!))))));
  },
};

/** One operation of a random sparse program: of two earlier numbers, which may be inputs. */
export interface Step {
  readonly op: number;
  readonly i: number;
  readonly j: number;
}

const OPS: readonly ((a: Scalar, b: Scalar) => Scalar)[] = [
  add,
  sub,
  mul,
  (a) => sin(a),
  (a) => square(a),
  (a, b) => max(a, b),
  // One side only, chosen by a number that has no derivative here.
  (a, b) => where(gt, a, 0, mul(a, b), cos(b)),
  (a, b) => (gt(b, 0) ? a : mul(b, 3)),
  (a) => mul(a, 0.5),
  () => 2.5,
];

/** A program whose steps read the two or three numbers before them: so each depends on few inputs. */
export function sparseProgram(steps: readonly Step[], outputs: readonly number[]) {
  return (x: Vector): Scalar[] => {
    const numbers: Scalar[] = [...x];
    steps.forEach(({ op, i, j }, k) => {
      const near = (reach: number): Scalar => numbers[(k * 3 + reach) % numbers.length]!;
      numbers.push(OPS[op % OPS.length]!(near(i), near(j)));
    });
    return outputs.map((place) => numbers[place % numbers.length]!);
  };
}
