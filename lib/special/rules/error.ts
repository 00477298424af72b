import { erfKernel } from '../kernels/erf.ts';
import { erfcKernel } from '../kernels/erfc.ts';
import { type SpecialRule, special1 } from './rule.ts';

const TWO_OVER_ROOT_PI = 1.1283791670955126;

/** The error function and its relatives. */
export const error: readonly SpecialRule[] = [
  special1({
    name: 'erf',
    kernel: erfKernel,
    formula: 'd(erf x) = 2/√π e^(−x²) dx',
    partials: (A, _v, x) => [A.mul(TWO_OVER_ROOT_PI, A.exp(A.neg(A.square(x))))],
    source: 'DLMF 7.2.1',
    sentence: 'Error function of `x`, 2/√π ∫₀ˣ e^(−t²) dt.',
    example: ['erf(Infinity)', '1'],
  }),
  special1({
    name: 'erfc',
    kernel: erfcKernel,
    formula: 'd(erfc x) = −2/√π e^(−x²) dx',
    partials: (A, _v, x) => [A.mul(-TWO_OVER_ROOT_PI, A.exp(A.neg(A.square(x))))],
    source: 'DLMF 7.2.2',
    sentence: 'Complementary error function of `x`, 1 − erf(`x`), with all its digits where it is small.',
    example: ['erfc(0)', '1'],
  }),
];
