import { polygammaKernel } from '../kernels/polygamma.ts';
import { family, type SpecialRule } from './rule.ts';

/** The gamma function and its relatives. */
export const gamma: readonly SpecialRule[] = [
  family({
    name: 'polygamma',
    kernel: polygammaKernel,
    domain: [
      [1, Infinity],
      [0, Infinity],
    ],
    formula: 'd(ψ⁽ⁿ⁾(x)) = ψ⁽ⁿ⁺¹⁾(x) dx',
    partial: (A, _v, n, x) => A.polygamma(A.add(n, 1), x),
    source: 'DLMF 5.15.1',
    sentence: 'The derivative of order `n` of the digamma function of `x`.',
    example: ['polygamma(1, Infinity)', '0'],
  }),
];
