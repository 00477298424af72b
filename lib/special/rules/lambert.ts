import { lambertwKernel } from '../kernels/lambertw.ts';
import { lambertwAboveKernel } from '../kernels/lambertw-above.ts';
import { lambertwSlopeKernel } from '../kernels/lambertw-slope.ts';
import { lambertwm1Kernel } from '../kernels/lambertwm1.ts';
import { lambertwm1AboveKernel } from '../kernels/lambertwm1-above.ts';
import { lambertwm1SlopeKernel } from '../kernels/lambertwm1-slope.ts';
import { type SpecialRule, special1 } from './rule.ts';

// The double nearest to −1/e: it stands for the branch point.
const BRANCH = -0.36787944117144233;

/** Both real branches of Lambert's W, the inverse of w eʷ. */
export const lambert: readonly SpecialRule[] = [
  special1({
    name: 'lambertw',
    kernel: lambertwKernel,
    domain: [[BRANCH, Infinity]],
    formula: 'd(W₀(x)) = W₀/(x (1 + W₀)) dx',
    partials: (A, _v, x) => [A.lambertwSlope(x)],
    kinks: [{ at: [BRANCH], partials: [Infinity], why: 'one-sided' }],
    source: 'DLMF 4.13.1',
    sentence: 'The principal branch of Lambert’s W: the solution w ≥ −1 of w eʷ = `x`.',
    remarks: '−1 at the branch point −1/e, the double −1/Math.E, its derivative +∞; ∞ at ∞',
    example: ['lambertw(Math.E)', '1'],
  }),
  special1({
    name: 'lambertwm1',
    kernel: lambertwm1Kernel,
    domain: [[BRANCH, 0]],
    formula: 'd(W₋₁(x)) = W₋₁/(x (1 + W₋₁)) dx',
    partials: (A, _v, x) => [A.lambertwm1Slope(x)],
    kinks: [
      { at: [BRANCH], partials: [-Infinity], why: 'one-sided' },
      { at: [0], partials: [-Infinity], why: 'one-sided' },
    ],
    source: 'DLMF 4.13.1',
    sentence: 'The other real branch of Lambert’s W: the solution w ≤ −1 of w eʷ = `x`.',
    remarks: '−1 at the branch point −1/e and −∞ at 0, its derivative −∞ at both',
    example: ['lambertwm1(-1 / Math.E)', '-1'],
  }),
  special1({
    name: 'lambertwSlope',
    internal: true,
    file: 'lambertw-slope',
    kernel: lambertwSlopeKernel,
    domain: [[BRANCH, Infinity]],
    formula: 'd(W₀′(x)) = −W₀′² (1 + 1/(1 + W₀)) dx',
    partials: (A, v, x) => [A.neg(A.mul(A.square(v), A.add(1, A.div(1, A.lambertwAbove(x)))))],
    source: 'DLMF 4.13.4',
    sentence: 'The derivative of W₀.',
    example: ['derivative(lambertw)(0)', '1'],
  }),
  special1({
    name: 'lambertwAbove',
    internal: true,
    file: 'lambertw-above',
    kernel: lambertwAboveKernel,
    domain: [[BRANCH, Infinity]],
    formula: 'd(1 + W₀(x)) = W₀′ dx',
    partials: (A, _v, x) => [A.lambertwSlope(x)],
    sentence: '1 + W₀(`x`), with its digits near the branch point.',
    example: ['derivative((x) => derivative(lambertw)(x))(0)', '-2'],
  }),
  special1({
    name: 'lambertwm1Slope',
    internal: true,
    file: 'lambertwm1-slope',
    kernel: lambertwm1SlopeKernel,
    domain: [[BRANCH, 0]],
    formula: 'd(W₋₁′(x)) = −W₋₁′² (1 + 1/(1 + W₋₁)) dx',
    partials: (A, v, x) => [A.neg(A.mul(A.square(v), A.add(1, A.div(1, A.lambertwm1Above(x)))))],
    source: 'DLMF 4.13.4',
    sentence: 'The derivative of W₋₁.',
    example: ['derivative(lambertwm1)(0)', '-Infinity'],
  }),
  special1({
    name: 'lambertwm1Above',
    internal: true,
    file: 'lambertwm1-above',
    kernel: lambertwm1AboveKernel,
    domain: [[BRANCH, 0]],
    formula: 'd(1 + W₋₁(x)) = W₋₁′ dx',
    partials: (A, _v, x) => [A.lambertwm1Slope(x)],
    sentence: '1 + W₋₁(`x`), with its digits near the branch point.',
    example: ['derivative(lambertwm1)(-1 / Math.E)', '-Infinity'],
  }),
];
