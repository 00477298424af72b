import { afterAll, describe, expect, test } from 'vitest';
import { jacobian, type Scalar } from '../../lib/entries/forward.ts';
import { exact } from '../support/magnitude.ts';
import { type Decimal, data, type FieldCase, field } from './data.ts';
import {
  fromMatrix,
  fromNumber,
  fromVector,
  linearMaps,
  matrixToMatrix,
  neuralStep,
  ofTwoMatrices,
  toVector,
} from './difftests.ts';
import { closeForComposition, compare, examine } from './examine.ts';
import { type Matrix, product, solve } from './linear-algebra.ts';
import { type Field, type Fields, modes, widths } from './modes.ts';
import { type Comparison, sentence, Worst } from './worst.ts';

type Decimals = readonly Decimal[];
type Cases<C> = Readonly<Record<string, { readonly cases: readonly C[] }>>;

interface Arrays {
  readonly value_row_major: Decimals;
  readonly jacobian_row_major: readonly Decimals[];
  readonly jacobian_wrt_A_row_major: readonly Decimals[];
  readonly jacobian_wrt_B_row_major: readonly Decimals[];
}

interface DiffTests {
  readonly number_to_number: Cases<{ x: Decimal; value: Decimal; d1: Decimal; d2: Decimal }>;
  readonly number_to_array: Cases<{ x: Decimal; value: Decimals; derivative: Decimals }>;
  readonly vector_to_number: Cases<FieldCase>;
  readonly matrix_to_number: Cases<{ n: number; x_row_major: Decimals; value: Decimal; grad_row_major: Decimals }>;
  readonly vector_to_vector: Cases<{ x: Decimals; value: Decimals; jacobian: readonly Decimals[] }>;
  readonly linear_maps: {
    readonly n: number;
    readonly x: Decimals;
    readonly functions: Readonly<Record<string, { value: Decimals; jacobian: readonly Decimals[] }>>;
  };
  readonly binary_matrix_to_matrix: {
    readonly A: readonly Decimals[];
    readonly B: readonly Decimals[];
    readonly functions: Readonly<Record<string, Arrays>>;
  };
  readonly ternary_matrix_to_number: {
    readonly neural_step: Readonly<Record<'x1' | 'w1' | 'w2', readonly Decimals[]>> & {
      readonly value: Decimal;
      readonly grad_x1_row_major: Decimals;
      readonly grad_w1_row_major: Decimals;
      readonly grad_w2_row_major: Decimals;
    };
  };
  readonly matrix_to_matrix: {
    readonly x: readonly Decimals[];
    readonly inv: Arrays;
    readonly arr2arr_2: { readonly value: Decimals; readonly jacobian_row_major: readonly Decimals[] };
  };
}

const { source: _, ...file } = data<DiffTests & { source: string }>('difftests/difftests.json');

const worst = new Worst();
afterAll(() => worst.print('The functions of DiffTests.jl'));

function expectClose(comparisons: readonly Comparison[]): void {
  worst.note(comparisons);
  expect(comparisons.length).toBeGreaterThan(0);
  expect(comparisons.filter((c) => !closeForComposition(c)).map(sentence)).toEqual([]);
}

// `f` is given the constants it computes with, as numbers or, to bound the rounding, as exact magnitudes.
function compareJacobian(
  name: string,
  f: (lift: (c: Matrix) => Matrix) => Fields,
  x: Decimals,
  value: Decimals,
  rows: readonly Decimals[],
): Comparison[] {
  const at = x.map(Number);
  const plain = f((c) => c);
  const tracked = f((c) => c.map((row) => row.map((a) => exact(a as number))));
  return widths.flatMap((lanes) => {
    const slopes =
      (g: Fields): Fields =>
      (y) =>
        jacobian(g, { lanes })(y).flat();
    return [
      ...compare(name, `lanes ${lanes}`, 0, plain, at, value, tracked),
      ...compare(name, `lanes ${lanes}`, 1, slopes(plain), at, rows.flat(), slopes(tracked)),
    ];
  });
}

// Matrices are differentiated by their entries, row after row.
function shaped(entries: readonly Scalar[], n: number): Matrix {
  return Array.from({ length: entries.length / n }, (_, i) => entries.slice(i * n, (i + 1) * n));
}

const numbers = (m: readonly Decimals[]): number[][] => m.map((row) => row.map(Number));

describe('from a number', () => {
  test.each(Object.entries(file.number_to_number))('%s', (name, { cases }) => {
    const f: Field = ([x]) => fromNumber[name]?.(x as Scalar) as Scalar;
    const flat = cases.map(({ x, value, d1, d2 }) => ({ x: [Number(x)], partials: [[value], [d1], [d2]] }));
    expectClose(modes.flatMap((mode) => flat.flatMap((c) => examine(name, mode, f, c))));
  });

  test.each(Object.entries(file.number_to_array))('%s', (name, { cases }) => {
    const f: Fields = ([x]) => fromNumber[name]?.(x as Scalar) as Scalar[];
    const column = (d: Decimals): Decimals[] => d.map((entry) => [entry]);
    expectClose(cases.flatMap((c) => compareJacobian(name, () => f, [c.x], c.value, column(c.derivative))));
  });
});

describe('from a vector', () => {
  test.each(Object.entries(file.vector_to_number))('%s', (name, { cases }) => {
    const f = fromVector[name] as Field;
    expectClose(modes.flatMap((mode) => cases.flatMap((c) => examine(name, mode, f, field(c)))));
  });

  test.each(Object.entries(file.vector_to_vector))('%s', (name, { cases }) => {
    const f = toVector[name] as Fields;
    expectClose(cases.flatMap((c) => compareJacobian(name, () => f, c.x, c.value, c.jacobian)));
  });

  const { n, x, functions } = file.linear_maps;
  test.each(Object.entries(functions))('%s', (name, { value, jacobian: rows }) => {
    const [map, action] = name.split('_') as [string, 'lmul' | 'ldiv'];
    const matrix = linearMaps(n)[map] as Matrix;
    const apply = action === 'lmul' ? product : solve;
    const column = (y: readonly Scalar[]): Matrix => y.map((a) => [a]);
    expectClose(compareJacobian(name, (lift) => (y) => apply(lift(matrix), column(y)).flat(), x, value, rows));
  });
});

describe('from matrices', () => {
  test.each(Object.entries(file.matrix_to_number))('%s', (name, { cases }) => {
    for (const { n, x_row_major: x, value, grad_row_major: slopes } of cases) {
      const f: Field = (entries) => fromMatrix[name]?.(shaped(entries, n)) as Scalar;
      const flat = { x: x.map(Number), partials: [[value], slopes] };
      expectClose(modes.flatMap((mode) => examine(name, mode, f, flat)));
    }
  });

  const { x, inv, arr2arr_2 } = file.matrix_to_matrix;
  test.each([
    ['inv', inv.value_row_major, inv.jacobian_row_major] as const,
    ['arr2arr_2', arr2arr_2.value, arr2arr_2.jacobian_row_major] as const,
  ])('%s', (name, value, rows) => {
    const f = matrixToMatrix[name] as (m: Matrix) => Matrix;
    const flat: Fields = (entries) => f(shaped(entries, x.length)).flat();
    expectClose(compareJacobian(name, () => flat, x.flat(), value, rows));
  });

  const pair = file.binary_matrix_to_matrix;
  test.each(Object.entries(pair.functions))('%s of two', (name, c) => {
    const f = ofTwoMatrices[name] as (a: Matrix, b: Matrix) => Matrix;
    const [a, b] = [numbers(pair.A), numbers(pair.B)];
    const { value_row_major: value, jacobian_wrt_A_row_major: byA, jacobian_wrt_B_row_major: byB } = c;
    expectClose([
      ...compareJacobian(name, (lift) => (x) => f(shaped(x, a.length), lift(b)).flat(), pair.A.flat(), value, byA),
      ...compareJacobian(name, (lift) => (x) => f(lift(a), shaped(x, b.length)).flat(), pair.B.flat(), value, byB),
    ]);
  });

  test('neural_step of three', () => {
    const { value, ...c } = file.ternary_matrix_to_number.neural_step;
    const [x1, w1, w2] = [c.x1, c.w1, c.w2].map(numbers) as [number[][], number[][], number[][]];
    const inputs: [Field, number[][], Decimals][] = [
      [(entries) => neuralStep(shaped(entries, 3), w1, w2), x1, c.grad_x1_row_major],
      [(entries) => neuralStep(x1, shaped(entries, 3), w2), w1, c.grad_w1_row_major],
      [(entries) => neuralStep(x1, w1, shaped(entries, 3)), w2, c.grad_w2_row_major],
    ];
    expectClose(
      inputs.flatMap(([f, x, slopes]) =>
        modes.flatMap((mode) => examine('neural_step', mode, f, { x: x.flat(), partials: [[value], slopes] })),
      ),
    );
  });
});
