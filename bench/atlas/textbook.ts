import { BigFloat } from '../../spec/support/big-float.ts';
import { computed, errorInUlps } from './measure.ts';
import { truths } from './truth.ts';

/** A derivative by the formula that textbooks have, at a point where it loses its digits. */
export interface Textbook {
  readonly row: string;
  /** What is computed, as the page has it. */
  readonly name: string;
  readonly formula: string;
  readonly at: readonly number[];
  /** Which number of the row: its order, and its place there. */
  readonly which: readonly [order: 0 | 1 | 2, place: number];
  readonly value: (...xs: readonly number[]) => number;
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const near1 = 1 - 2 ** -40;

/** Forms that are right on paper. */
export const textbook: readonly Textbook[] = [
  {
    row: 'tanh',
    name: 'tanh′(20)',
    formula: '1 − tanh² x',
    at: [20],
    which: [1, 0],
    value: (x) => 1 - Math.tanh(x!) ** 2,
  },
  {
    row: 'tanh',
    name: 'tanh″(15)',
    formula: '−2 tanh x (1 − tanh² x)',
    at: [15],
    which: [2, 0],
    value: (x) => -2 * Math.tanh(x!) * (1 - Math.tanh(x!) ** 2),
  },
  {
    row: 'sigmoid',
    name: 'σ′(38)',
    formula: 'σ (1 − σ)',
    at: [38],
    which: [1, 0],
    value: (x) => logistic(x!) * (1 - logistic(x!)),
  },
  {
    row: 'softplus',
    name: 'softplus(−40)',
    formula: 'log(1 + eˣ)',
    at: [-40],
    which: [0, 0],
    value: (x) => Math.log(1 + Math.exp(x!)),
  },
  {
    row: 'expm1',
    name: 'expm1′(−40)',
    formula: 'expm1 x + 1',
    at: [-40],
    which: [1, 0],
    value: (x) => Math.expm1(x!) + 1,
  },
  {
    row: 'sinc',
    name: 'sinc′(10⁻⁸)',
    formula: '(x cos x − sin x) / x²',
    at: [1e-8],
    which: [1, 0],
    value: (x) => (x! * Math.cos(x!) - Math.sin(x!)) / (x! * x!),
  },
  {
    row: 'asin',
    name: 'asin′(1 − 2⁻⁴⁰)',
    formula: '1 / √(1 − x²)',
    at: [near1],
    which: [1, 0],
    value: (x) => 1 / Math.sqrt(1 - x! * x!),
  },
  {
    row: 'atanh',
    name: 'atanh″(1 − 2⁻⁴⁰)',
    formula: '2x / (1 − x²)²',
    at: [near1],
    which: [2, 0],
    value: (x) => (2 * x!) / (1 - x! * x!) ** 2,
  },
  {
    row: 'acosh',
    name: 'acosh′(10²⁰⁰)',
    formula: '1 / √(x² − 1)',
    at: [1e200],
    which: [1, 0],
    value: (x) => 1 / Math.sqrt(x! * x! - 1),
  },
  {
    row: 'asinh',
    name: 'asinh′(10¹⁶⁰)',
    formula: '1 / √(x² + 1)',
    at: [1e160],
    which: [1, 0],
    value: (x) => 1 / Math.sqrt(x! * x! + 1),
  },
  {
    row: 'hypot',
    name: '∂x hypot(3·10²⁰⁰, 4·10²⁰⁰)',
    formula: 'x / √(x² + y²)',
    at: [3e200, 4e200],
    which: [1, 0],
    value: (x, y) => x! / Math.sqrt(x! * x! + y! * y!),
  },
  {
    row: 'atan2',
    name: '∂y atan2(10⁻¹⁷⁰, 10⁻¹⁷⁰)',
    formula: 'x / (x² + y²)',
    at: [1e-170, 1e-170],
    which: [1, 0],
    value: (y, x) => x! / (x! * x! + y! * y!),
  },
  {
    row: 'div',
    name: '∂y div(10⁻²⁰⁰, 10⁻²⁰⁰)',
    formula: '−x / y²',
    at: [1e-200, 1e-200],
    which: [1, 1],
    value: (x, y) => -x! / (y! * y!),
  },
];

/** The exact number, ours and the textbook's, each with its error in ulps. */
export function compared({ row, at, which: [order, place], value }: Textbook): {
  readonly exact: number;
  readonly ours: number;
  readonly textbook: number;
  readonly errors: readonly [ours: number, textbook: number];
} {
  const [v, first, second] = truths[row]!(...at.map(BigFloat.from));
  const exact = [[v], first, second][order]![place]!;
  const ours = computed(row, at)[order]![place]!;
  const other = value(...at);
  return {
    exact: exact.toNumber(),
    ours,
    textbook: other,
    errors: [errorInUlps(ours, exact), errorInUlps(other, exact)],
  };
}
