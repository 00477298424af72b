import type { Reduction } from './reductions.ts';
import * as reductions from './reductions.ts';
import type { Kink } from './rule.ts';

/** What the manual says of an array operation. */
interface Manual {
  readonly formula: string;
  /** The operations of the value, for n entries. */
  readonly cost: string;
  readonly sentence: string;
  readonly example: readonly [call: string, result: string];
  readonly kinks?: readonly Kink[];
}

/** A row over arrays. */
export interface ArrayRule extends Reduction, Manual {}

/** Reductions of an array to a number. Sums go left to right from the first entry. */
export const arrays: readonly ArrayRule[] = [
  {
    ...reductions.sumRow,
    formula: 'd(Σxᵢ) = Σ dxᵢ',
    cost: 'n − 1 additions',
    sentence: 'Sum of the entries of `xs`, 0 of none.',
    example: ['grad(sum)([1, 2, 3])', '[1, 1, 1]'],
  },
  {
    ...reductions.meanRow,
    formula: 'd(Σxᵢ/n) = Σ dxᵢ / n',
    cost: 'n − 1 additions and 1 division',
    sentence: 'Mean of the entries of `xs`, NaN of none.',
    example: ['grad(mean)([1, 2, 3, 4])', '[0.25, 0.25, 0.25, 0.25]'],
  },
  {
    ...reductions.prodRow,
    formula: 'd(Πxᵢ) = Σ (Π_{j≠i} xⱼ) dxᵢ',
    cost: 'n − 1 multiplications',
    sentence: 'Product of the entries of `xs`, 1 of none.',
    example: ['grad(prod)([2, 0, 3])', '[0, 6, 0]'],
  },
  {
    ...reductions.dotRow,
    formula: 'd(Σxᵢyᵢ) = Σ yᵢ dxᵢ + xᵢ dyᵢ',
    cost: 'n multiplications and n − 1 additions',
    sentence: 'Inner product of `xs` and `ys`, of the same length.',
    example: ['grad((x) => dot(x, [4, 5]))([1, 2])', '[4, 5]'],
  },
  {
    ...reductions.normRow,
    formula: 'd‖x‖ = Σ xᵢ dxᵢ / ‖x‖',
    kinks: [{ at: [0, 0, 0], partials: [0, 0, 0], why: 'convex, least norm' }],
    cost: 'n multiplications, n additions and a square root',
    sentence: 'Euclidean length of `xs`, without overflow.',
    example: ['grad(norm)([3, 4])', '[0.6, 0.8]'],
  },
  {
    ...reductions.logsumexpRow,
    formula: 'd(log Σ exp xᵢ) = Σ exp(xᵢ − v) dxᵢ',
    kinks: [
      { at: [-Infinity, -Infinity], partials: [NaN, NaN], why: 'no largest entry' },
      { at: [Infinity, 1], partials: [NaN, NaN], why: 'infinite value' },
    ],
    cost: 'n exponentials, 2n additions and a logarithm',
    sentence: 'log Σ exp xᵢ without overflow; −∞ of none.',
    example: ['grad(logsumexp)([0])', '[1]'],
  },
  {
    ...reductions.varianceRow,
    formula: 'd(Σ(xᵢ − m)²/(n − 1)) = Σ 2(xᵢ − m)/(n − 1) dxᵢ, m the mean',
    cost: 'n multiplications, 3n additions and 2 divisions',
    sentence: 'Sample variance of `xs`, its sum of squares divided by n − 1.',
    example: ['grad(variance)([1, 2, 3])', '[-1, 0, 1]'],
  },
  {
    ...reductions.maximumRow,
    formula: 'd = dxᵢ of the chosen entry; k equal ones share it, 1/k each',
    kinks: [{ at: [1, 1, 1, 1], partials: [0.25, 0.25, 0.25, 0.25], why: 'equal entries share' }],
    cost: 'n comparisons',
    sentence: 'The largest entry of `xs`; −∞ of none.',
    example: ['grad(maximum)([2, 2])', '[0.5, 0.5]'],
  },
  {
    ...reductions.minimumRow,
    formula: 'd = dxᵢ of the chosen entry; k equal ones share it, 1/k each',
    kinks: [{ at: [1, 1, 1, 1], partials: [0.25, 0.25, 0.25, 0.25], why: 'equal entries share' }],
    cost: 'n comparisons',
    sentence: 'The smallest entry of `xs`; ∞ of none.',
    example: ['grad(minimum)([2, 2])', '[0.5, 0.5]'],
  },
];
