import { ellipeKernel } from '../kernels/ellipe.ts';
import { ellipeDerivativeKernel } from '../kernels/ellipe-derivative.ts';
import { ellipkKernel } from '../kernels/ellipk.ts';
import { ellipkDerivativeKernel } from '../kernels/ellipk-derivative.ts';
import { expintKernel } from '../kernels/expint.ts';
import { expinteiKernel } from '../kernels/expintei.ts';
import { zetaKernel } from '../kernels/zeta.ts';
import { zetaDerivativeKernel } from '../kernels/zeta-derivative.ts';
import { family, type SpecialRule, special1 } from './rule.ts';

/** Exponential and complete elliptic integrals, and Riemann's zeta function. */
export const integrals: readonly SpecialRule[] = [
  special1({
    name: 'expint',
    kernel: expintKernel,
    domain: [[0, Infinity]],
    formula: 'd(E₁(x)) = −e⁻ˣ/x dx',
    partials: (A, _v, x) => [A.neg(A.div(A.exp(A.neg(x)), A.add(x, 0)))],
    kinks: [{ at: [0], partials: [-Infinity], why: 'one-sided' }],
    source: 'DLMF 6.2.1',
    sentence: 'Exponential integral E₁(`x`), ∫ e⁻ᵗ/t dt from `x` to ∞.',
    remarks: '∞ at 0, its derivative −∞; 0 at ∞',
    example: ['expint(0)', 'Infinity'],
  }),
  special1({
    name: 'expintei',
    kernel: expinteiKernel,
    formula: 'd(Ei(x)) = eˣ/x dx',
    partials: (A, _v, x) => {
      // Halves do not overflow alone.
      const half = A.exp(A.mul(0.5, x));
      const slope = A.where('gt', x, 700, A.mul(A.div(half, x), half), A.div(A.exp(x), x));
      return [A.where('eq', x, 0, A.convention(NaN, x), A.where('lt', x, Infinity, slope, A.exp(x)))];
    },
    kinks: [{ at: [0], partials: [NaN], why: '−∞ and +∞ on its two sides' }],
    source: 'DLMF 6.2.5',
    sentence: 'Exponential integral Ei(`x`), the principal value of ∫ eᵗ/t dt from −∞ to `x`; Ei(−`x`) = −E₁(`x`).',
    remarks: '−∞ at 0, where it has no derivative; 0 at −∞, ∞ at ∞',
    example: ['expintei(0)', '-Infinity'],
  }),
  special1({
    name: 'ellipk',
    args: ['m'],
    kernel: ellipkKernel,
    domain: [[-Infinity, 1]],
    formula: 'd(K(m)) = (E(m) − (1 − m)K(m))/(2m(1 − m)) dm',
    partials: (A, _v, m) => [A.ellipkDerivative(1, m)],
    kinks: [{ at: [1], partials: [Infinity], why: 'one-sided' }],
    source: 'DLMF 19.2.8',
    sentence:
      'Complete elliptic integral of the first kind, ∫ (1 − m sin²θ)^(−1/2) dθ from 0 to π/2, of the parameter `m` = k².',
    remarks: '∞ at 1, its derivative too; 0 at −∞',
    example: ['ellipk(1)', 'Infinity'],
  }),
  special1({
    name: 'ellipe',
    args: ['m'],
    kernel: ellipeKernel,
    domain: [[-Infinity, 1]],
    formula: 'd(E(m)) = (E(m) − K(m))/(2m) dm',
    partials: (A, _v, m) => [A.ellipeDerivative(1, m)],
    kinks: [{ at: [1], partials: [-Infinity], why: 'one-sided' }],
    source: 'DLMF 19.2.8',
    sentence:
      'Complete elliptic integral of the second kind, ∫ (1 − m sin²θ)^(1/2) dθ from 0 to π/2, of the parameter `m` = k².',
    remarks: '1 at 1, its derivative −∞; ∞ at −∞',
    example: ['ellipe(1)', '1'],
  }),
  family({
    name: 'ellipkDerivative',
    internal: true,
    file: 'ellipk-derivative',
    kernel: ellipkDerivativeKernel,
    domain: [
      [0, Infinity],
      [-Infinity, 1],
    ],
    formula: 'd(K⁽ⁿ⁾(x)) = K⁽ⁿ⁺¹⁾(x) dx',
    partial: (A, _v, n, x) => A.ellipkDerivative(A.add(n, 1), x),
    source: 'DLMF 19.4.8',
    sentence: 'The derivative of order `n` of K by its parameter, with its digits near 0.',
    example: ['derivative(ellipk)(1)', 'Infinity'],
  }),
  family({
    name: 'ellipeDerivative',
    internal: true,
    file: 'ellipe-derivative',
    kernel: ellipeDerivativeKernel,
    domain: [
      [0, Infinity],
      [-Infinity, 1],
    ],
    formula: 'd(E⁽ⁿ⁾(x)) = E⁽ⁿ⁺¹⁾(x) dx',
    partial: (A, _v, n, x) => A.ellipeDerivative(A.add(n, 1), x),
    source: 'DLMF 19.4.9',
    sentence: 'The derivative of order `n` of E by its parameter, with its digits near 0.',
    example: ['derivative(ellipe)(1)', '-Infinity'],
  }),
  special1({
    name: 'zeta',
    args: ['s'],
    kernel: zetaKernel,
    formula: 'd(ζ(s)) = ζ′(s) ds',
    partials: (A, _v, s) => [A.zetaDerivative(1, s)],
    kinks: [{ at: [1], partials: [-Infinity], why: 'on both sides' }],
    source: 'DLMF 25.2.1',
    sentence: 'Riemann’s zeta function of a real number `s`.',
    remarks: '∞ at its pole 1, the limit from the right, its derivative −∞; 1 at ∞, NaN at −∞',
    example: ['zeta(0)', '-0.5'],
  }),
  family({
    name: 'zetaDerivative',
    internal: true,
    file: 'zeta-derivative',
    kernel: zetaDerivativeKernel,
    domain: [
      [0, Infinity],
      [-Infinity, Infinity],
    ],
    formula: 'd(ζ⁽ⁿ⁾(x)) = ζ⁽ⁿ⁺¹⁾(x) dx',
    partial: (A, _v, n, x) => A.zetaDerivative(A.add(n, 1), x),
    source: 'DLMF 25.2.11',
    sentence: 'The derivative of order `n` of ζ.',
    example: ['derivative(zeta)(Infinity)', '0'],
  }),
];
