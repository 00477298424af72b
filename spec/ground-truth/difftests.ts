import {
  abs,
  add,
  cos,
  div,
  dot,
  exp,
  gt,
  log,
  mean,
  mul,
  neg,
  pow,
  prod,
  type Scalar,
  sigmoid,
  sin,
  softplus,
  sqrt,
  square,
  sub,
  sum,
} from '../../lib/entries/forward.ts';
import { determinant, inverse, type Matrix, outer, product, solve, transpose } from './linear-algebra.ts';

// The functions of JuliaDiff/DiffTests.jl as a user of ours would write them.

type Vector = readonly Scalar[];

const zip = (x: Vector, y: Vector, f: (a: Scalar, b: Scalar) => Scalar): Scalar[] =>
  x.map((a, i) => f(a, y[i] as Scalar));
const neighbours = (x: Vector, f: (a: Scalar, b: Scalar) => Scalar): Scalar => sum(zip(x.slice(0, -1), x.slice(1), f));
const cubed = (x: Scalar): Scalar => mul(x, mul(x, x));
const triangle = (x: readonly Scalar[][], keep: (i: number, j: number) => boolean): Matrix =>
  x.map((row, i) => row.map((a, j) => (keep(i, j) ? a : 0)));

const number1 = (x: Scalar): Scalar => div(square(sin(x)), square(cos(x)));
const number2 = (x: Scalar): Scalar => add(mul(2, x), sqrt(mul(mul(x, x), x)));
const number3 = (x: Scalar): Scalar => sub(pow(10.31, add(x, x)), x);

export const fromNumber: Readonly<Record<string, (x: Scalar) => Scalar | Scalar[]>> = {
  num2num_1: number1,
  num2num_2: number2,
  num2num_3: number3,
  num2num_4: () => 1,
  num2num_5: (x) => div(1, add(1, exp(neg(x)))),
  identity: (x) => x,
  num2arr_1: (x) => {
    const [a, b, c] = [number1(x), number2(x), number3(x)];
    return [a, b, c, sub(a, b), b, c, b, c];
  },
  num2arr_1_inplace_len6: (x) => {
    const y: Scalar[] = [0, 0, 0, 0, 0, 0];
    for (let i = 1; i < 6; i++) y[i] = square(add(sin(x), y[i - 1] as Scalar));
    return y;
  },
};

const rosenbrock = (x: Vector, a: Scalar, b: Scalar): Scalar =>
  neighbours(x, (p, q) => add(square(sub(a, p)), mul(b, square(sub(q, square(p))))));

export const fromVector: Readonly<Record<string, (x: Vector) => Scalar>> = {
  vec2num_1: ([a, , c, d, e]) => div(add(exp(a as Scalar), mul(log(c as Scalar), d as Scalar)), e as Scalar),
  vec2num_2: ([a, b]) => add(mul(a as Scalar, b as Scalar), sin(a as Scalar)),
  vec2num_3: (x) => sqrt(sum(outer(x, x).flat().map(square))),
  vec2num_4: (x) => {
    add(sum(x), prod(x));
    return 1;
  },
  vec2num_5: (x) => sum(x.map((a) => cubed(neg(a)))),
  vec2num_6: (x) => sum(x.map((a) => (gt(a, 0) ? a : 0))),
  vec2num_7: (x) => sum(x.map((a) => mul(x[0] as Scalar, a))),
  rosenbrock_1: (x) => rosenbrock(x, 1, 100),
  rosenbrock_2: (x) => rosenbrock(x, x[0] as Scalar, mul(100, x[0] as Scalar)),
  rosenbrock_3: (x) => {
    const slopes = x.slice(0, -1).map((a) => square(sub(1, a)));
    const valleys = x.slice(1).map((b, i) => square(sub(b, square(x[i] as Scalar))));
    return sum(zip(slopes, valleys, (s, v) => add(s, mul(100, v))));
  },
  rosenbrock_4: (x) => neighbours(x, (a, b) => add(square(add(1, a)), mul(100, square(abs(add(b, square(a))))))),
  ackley: (x) =>
    add(
      sub(mul(-20, exp(mul(-0.2, sqrt(mean(x.map(square)))))), exp(mean(x.map((a) => cos(mul(2 * Math.PI, a)))))),
      20 + Math.E,
    ),
  self_weighted_logit: (x) => div(1, add(1, exp(neg(dot(x, x))))),
  nested_array_mul: (x) => {
    const nest: [Vector, [Vector]] = [x.slice(0, 1), [x.slice(1, 3)]];
    return mul(sum(nest[0]), sum(nest[1][0]));
  },
  first: (x) => x[0] as Scalar,
};

// T₁ … Tₙ at 2x − 1
function chebyshev(x: Scalar, n: number): Scalar[] {
  const z = sub(mul(2, x), 1);
  const t: Scalar[] = [1, z];
  for (let i = 2; i <= n; i++) t.push(sub(mul(mul(2, z), t[i - 1] as Scalar), t[i - 2] as Scalar));
  return t.slice(1);
}

export const toVector: Readonly<Record<string, (x: Vector) => Scalar[]>> = {
  negate: (x) => x.map(neg),
  identity: (x) => [...x],
  chebyquad: (x) => {
    const columns = x.map((a) => chebyshev(a, x.length));
    return x.map((_, i) => {
      const average = mean(columns.map((column) => column[i] as Scalar));
      return i % 2 === 0 ? average : add(average, 1 / ((i + 1) ** 2 - 1));
    });
  },
  brown_almost_linear: (x) => {
    const c = sub(sum(x), x.length + 1);
    const line = sum(x.slice(0, -1).map((a) => add(a, c)));
    return x.map((_, i) => (i < x.length - 1 ? line : sub(prod(x), 1)));
  },
  trigonometric: (x) => {
    let y: Scalar[] = x.map(() => cos(x[x.length - 1] as Scalar));
    const c = sum(y);
    for (const a of x) y = y.map((b) => sub(add(mul(sin(a), b), x.length), c));
    return y;
  },
  arr2arr_1: (x) => x.map(() => 0),
  mutation_test_1: (x) => {
    const y: Scalar[] = x.map(() => 0);
    y[0] = x[0] as Scalar;
    y[0] = mul(y[0], x[1] as Scalar);
    y[1] = mul(y[1] as Scalar, x[2] as Scalar);
    y[2] = sum(y);
    return y;
  },
  mutation_test_2: (x) => {
    const y: Scalar[] = x.map(() => 1);
    for (const factor of x.slice(0, 2)) for (const i of [0, 1]) y[i] = mul(y[i] as Scalar, factor);
    return y;
  },
};

export const fromMatrix: Readonly<Record<string, (x: Matrix) => Scalar>> = {
  det: determinant,
  mat2num_1: (x) => {
    const corner = x[0]?.[0] as Scalar;
    return determinant(zipped(inverse(product(x, x)), x, (a, b) => add(mul(corner, a), b)));
  },
  // All entries of the n² × n² matrix log(1 + ab + a − b) are formed, and the diagonal used.
  mat2num_2: (x) => {
    const column = transpose(x).flat();
    const logs = column.map((a) => column.map((b) => log(sub(add(add(1, mul(a, b)), a), b))));
    return sum(logs.map((row, i) => row[i] as Scalar));
  },
  mat2num_3: (x) => sum(x.flat().map((a) => mul(0.5, sqrt(add(abs(a), square(a)))))),
  mat2num_4: (x) =>
    mean(
      product(
        x.map((row) => row.map(sin)),
        x,
      ).map(sum),
    ),
  softmax: (x) =>
    sum(
      x.flatMap((row) => {
        const weights = row.map(exp);
        const total = sum(weights);
        return weights.map((w) => div(w, total));
      }),
    ),
};

const zipped = (a: Matrix, b: Matrix, f: (x: Scalar, y: Scalar) => Scalar): Scalar[][] =>
  a.map((row, i) => zip(row, b[i] as Vector, f));

export const ofTwoMatrices: Readonly<Record<string, (a: Matrix, b: Matrix) => Matrix>> = {
  add: (a, b) => zipped(a, b, add),
  sub: (a, b) => zipped(a, b, sub),
  matmul: product,
  rdiv: (a, b) => transpose(solve(transpose(b), transpose(a))),
  ldiv: solve,
  b_mul: (a, b) => zipped(a, b, mul),
  b_div: (a, b) => zipped(a, b, div),
  b_ldiv: (a, b) => zipped(b, a, div),
  b_pow: (a, b) => zipped(a, b, pow),
  A_Bt: (a, b) => product(a, transpose(b)),
  At_B: (a, b) => product(transpose(a), b),
  At_Bt: (a, b) => product(transpose(a), transpose(b)),
};

export const matrixToMatrix: Readonly<Record<string, (x: Matrix) => Matrix>> = {
  inv: inverse,
  arr2arr_2: (x) => {
    const row = x[0] as Vector;
    return [row.map((a) => add(add(a, a), row[0] as Scalar))];
  },
};

/** sigmoid(w₂ · softplus(w₁ x)), where x and w₂ are the first columns of what is given. */
export function neuralStep(x: Matrix, w1: Matrix, w2: Matrix): Scalar {
  const column = (m: Matrix): Vector => m.map((row) => row[0] as Scalar);
  return sigmoid(
    dot(
      column(w2),
      w1.map((row) => softplus(dot(row, column(x)))),
    ),
  );
}

/** The matrices that the linear maps multiply by or solve for. */
export function linearMaps(n: number): Readonly<Record<string, Matrix>> {
  const table = (entry: (i: number, j: number) => number): Scalar[][] =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j)));
  const lehmer = table((i, j) => (Math.min(i, j) + 1) / (Math.max(i, j) + 1));
  return {
    diag: table((i, j) => (i === j ? 0.01 + (i * (100 - 0.01)) / (n - 1) : 0)),
    dense: lehmer,
    utriag: triangle(lehmer, (i, j) => i <= j),
    ltriag: triangle(lehmer, (i, j) => i >= j),
  };
}
