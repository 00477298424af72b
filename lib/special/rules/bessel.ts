import { besseliKernel } from '../kernels/besseli.ts';
import { besseli0Kernel } from '../kernels/besseli0.ts';
import { besseli1Kernel } from '../kernels/besseli1.ts';
import { besseljKernel } from '../kernels/besselj.ts';
import { besseljSlopeKernel } from '../kernels/besselj-slope.ts';
import { besselj0Kernel } from '../kernels/besselj0.ts';
import { besselj1Kernel } from '../kernels/besselj1.ts';
import { besselkKernel } from '../kernels/besselk.ts';
import { besselk0Kernel } from '../kernels/besselk0.ts';
import { besselk1Kernel } from '../kernels/besselk1.ts';
import { besselyKernel } from '../kernels/bessely.ts';
import { besselySlopeKernel } from '../kernels/bessely-slope.ts';
import { bessely0Kernel } from '../kernels/bessely0.ts';
import { bessely1Kernel } from '../kernels/bessely1.ts';
import { family, type SpecialRule, special1 } from './rule.ts';

const ORDERS = [-Infinity, Infinity] as const;
const POSITIVE = [0, Infinity] as const;
const LINE = [-Infinity, Infinity] as const;

/**
 * Bessel functions. Derivatives are sums over the orders below and above, which do not cancel near 0 as f₀ − f₁/x does. Their
 * terms are halved one by one, so that no sum overflows before its half.
 */
export const bessel: readonly SpecialRule[] = [
  special1({
    name: 'besselj0',
    kernel: besselj0Kernel,
    formula: 'd(J₀(x)) = −J₁(x) dx',
    partials: (A, _v, x) => [A.neg(A.besselj1(x))],
    source: 'DLMF 10.6.3',
    sentence: 'Bessel function of the first kind of order 0.',
    remarks: '0 at ±∞',
    example: ['besselj0(0)', '1'],
  }),
  special1({
    name: 'besselj1',
    kernel: besselj1Kernel,
    formula: 'd(J₁(x)) = (J₀(x) − J₂(x))/2 dx',
    partials: (A, _v, x) => [A.besseljSlope(1, x)],
    source: 'DLMF 10.6.1',
    sentence: 'Bessel function of the first kind of order 1.',
    remarks: '0 at ±∞',
    example: ['derivative(besselj1)(0)', '0.5'],
  }),
  family({
    name: 'besselj',
    kernel: besseljKernel,
    domain: [ORDERS, LINE],
    formula: 'd(Jₙ(x)) = (Jₙ₋₁(x) − Jₙ₊₁(x))/2 dx',
    partial: (A, _v, n, x) => A.besseljSlope(n, x),
    source: 'DLMF 10.6.1',
    sentence: 'Bessel function of the first kind of integer order `n`.',
    remarks: '0 at ±∞',
    example: ['besselj(2, 0)', '0'],
  }),
  special1({
    name: 'bessely0',
    kernel: bessely0Kernel,
    domain: [POSITIVE],
    formula: 'd(Y₀(x)) = −Y₁(x) dx',
    partials: (A, _v, x) => [A.neg(A.bessely1(x))],
    kinks: [{ at: [0], partials: [Infinity], why: 'one-sided' }],
    source: 'DLMF 10.6.3',
    sentence: 'Bessel function of the second kind of order 0.',
    remarks: '−∞ at 0, its derivative +∞; 0 at ∞',
    example: ['bessely0(0)', '-Infinity'],
  }),
  special1({
    name: 'bessely1',
    kernel: bessely1Kernel,
    domain: [POSITIVE],
    formula: 'd(Y₁(x)) = (Y₀(x) − Y₂(x))/2 dx',
    partials: (A, _v, x) => [A.besselySlope(1, x)],
    kinks: [{ at: [0], partials: [Infinity], why: 'one-sided' }],
    source: 'DLMF 10.6.1',
    sentence: 'Bessel function of the second kind of order 1.',
    remarks: '−∞ at 0, its derivative +∞; 0 at ∞',
    example: ['bessely1(0)', '-Infinity'],
  }),
  family({
    name: 'bessely',
    kernel: besselyKernel,
    domain: [ORDERS, POSITIVE],
    formula: 'd(Yₙ(x)) = (Yₙ₋₁(x) − Yₙ₊₁(x))/2 dx',
    partial: (A, _v, n, x) => A.besselySlope(n, x),
    kinks: [{ at: [2, 0], partials: [0, Infinity], why: 'one-sided' }],
    source: 'DLMF 10.6.1',
    sentence: 'Bessel function of the second kind of integer order `n`.',
    remarks: '−∞ at 0, its derivative +∞, both with the sign of (−1)ⁿ where `n` is negative; 0 at ∞',
    example: ['bessely(2, 0)', '-Infinity'],
  }),
  special1({
    name: 'besseli0',
    kernel: besseli0Kernel,
    formula: 'd(I₀(x)) = I₁(x) dx',
    partials: (A, _v, x) => [A.besseli1(x)],
    source: 'DLMF 10.29.3',
    sentence: 'Modified Bessel function of the first kind of order 0.',
    remarks: '∞ at ±∞',
    example: ['besseli0(0)', '1'],
  }),
  special1({
    name: 'besseli1',
    kernel: besseli1Kernel,
    formula: 'd(I₁(x)) = (I₀(x) + I₂(x))/2 dx',
    partials: (A, _v, x) => [A.add(A.mul(0.5, A.besseli0(x)), A.mul(0.5, A.besseli(2, x)))],
    source: 'DLMF 10.29.1',
    sentence: 'Modified Bessel function of the first kind of order 1.',
    remarks: '±∞ at ±∞',
    example: ['derivative(besseli1)(0)', '0.5'],
  }),
  family({
    name: 'besseli',
    kernel: besseliKernel,
    domain: [ORDERS, LINE],
    formula: 'd(Iₙ(x)) = (Iₙ₋₁(x) + Iₙ₊₁(x))/2 dx',
    partial: (A, _v, n, x) => A.add(A.mul(0.5, A.besseli(A.sub(n, 1), x)), A.mul(0.5, A.besseli(A.add(n, 1), x))),
    source: 'DLMF 10.29.1',
    sentence: 'Modified Bessel function of the first kind of integer order `n`.',
    remarks: '∞ at ∞, (−1)ⁿ ∞ at −∞',
    example: ['besseli(2, 0)', '0'],
  }),
  special1({
    name: 'besselk0',
    kernel: besselk0Kernel,
    domain: [POSITIVE],
    formula: 'd(K₀(x)) = −K₁(x) dx',
    partials: (A, _v, x) => [A.neg(A.besselk1(x))],
    kinks: [{ at: [0], partials: [-Infinity], why: 'one-sided' }],
    source: 'DLMF 10.29.3',
    sentence: 'Modified Bessel function of the second kind of order 0.',
    remarks: '∞ at 0, its derivative −∞; 0 at ∞',
    example: ['besselk0(0)', 'Infinity'],
  }),
  special1({
    name: 'besselk1',
    kernel: besselk1Kernel,
    domain: [POSITIVE],
    formula: 'd(K₁(x)) = −(K₀(x) + K₂(x))/2 dx',
    partials: (A, _v, x) => [A.sub(A.mul(-0.5, A.besselk0(x)), A.mul(0.5, A.besselk(2, x)))],
    kinks: [{ at: [0], partials: [-Infinity], why: 'one-sided' }],
    source: 'DLMF 10.29.1',
    sentence: 'Modified Bessel function of the second kind of order 1.',
    remarks: '∞ at 0, its derivative −∞; 0 at ∞',
    example: ['besselk1(Infinity)', '0'],
  }),
  family({
    name: 'besselk',
    kernel: besselkKernel,
    domain: [ORDERS, POSITIVE],
    formula: 'd(Kₙ(x)) = −(Kₙ₋₁(x) + Kₙ₊₁(x))/2 dx',
    partial: (A, _v, n, x) => A.sub(A.mul(-0.5, A.besselk(A.sub(n, 1), x)), A.mul(0.5, A.besselk(A.add(n, 1), x))),
    kinks: [{ at: [2, 0], partials: [0, -Infinity], why: 'one-sided' }],
    source: 'DLMF 10.29.1',
    sentence: 'Modified Bessel function of the second kind of integer order `n`.',
    remarks: '∞ at 0, its derivative −∞; 0 at ∞',
    example: ['besselk(2, 0)', 'Infinity'],
  }),
  family({
    name: 'besseljSlope',
    internal: true,
    file: 'besselj-slope',
    kernel: besseljSlopeKernel,
    domain: [ORDERS, LINE],
    formula: 'd(Jₙ′(x)) = (Jₙ₋₁′(x) − Jₙ₊₁′(x))/2 dx',
    partial: (A, _v, n, x) =>
      A.sub(A.mul(0.5, A.besseljSlope(A.sub(n, 1), x)), A.mul(0.5, A.besseljSlope(A.add(n, 1), x))),
    source: 'DLMF 10.6.1',
    sentence: 'The derivative of Jₙ, with its digits near zeros.',
    example: ['derivative((x) => besselj(2, x))(0)', '0'],
  }),
  family({
    name: 'besselySlope',
    internal: true,
    file: 'bessely-slope',
    kernel: besselySlopeKernel,
    domain: [ORDERS, POSITIVE],
    formula: 'd(Yₙ′(x)) = (Yₙ₋₁′(x) − Yₙ₊₁′(x))/2 dx',
    partial: (A, _v, n, x) =>
      A.sub(A.mul(0.5, A.besselySlope(A.sub(n, 1), x)), A.mul(0.5, A.besselySlope(A.add(n, 1), x))),
    source: 'DLMF 10.6.1',
    sentence: 'The derivative of Yₙ, with its digits near zeros.',
    example: ['derivative(bessely1)(0)', 'Infinity'],
  }),
];
