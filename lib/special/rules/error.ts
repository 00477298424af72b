import { erfKernel } from '../kernels/erf.ts';
import { erfcKernel } from '../kernels/erfc.ts';
import { erfcxKernel } from '../kernels/erfcx.ts';
import { erfcxIntegralKernel } from '../kernels/erfcx-integral.ts';
import { erfinvKernel } from '../kernels/erfinv.ts';
import { erfinvSlopeKernel } from '../kernels/erfinv-slope.ts';
import { gaussianKernel } from '../kernels/gaussian.ts';
import { geluKernel } from '../kernels/gelu.ts';
import { geluSlopeKernel } from '../kernels/gelu-slope.ts';
import { normalDensityKernel } from '../kernels/normal-density.ts';
import { normcdfKernel } from '../kernels/normcdf.ts';
import { normquantileKernel } from '../kernels/normquantile.ts';
import { normquantileSlopeKernel } from '../kernels/normquantile-slope.ts';
import { family, type SpecialRule, special1 } from './rule.ts';

const TWO_OVER_ROOT_PI = 1.1283791670955126;

/** The error function and its relatives. */
export const errorFunctions: readonly SpecialRule[] = [
  special1({
    name: 'erf',
    error: '1',
    kernel: erfKernel,
    formula: 'd(erf x) = 2/√π e^(−x²) dx',
    partials: (A, _v, x) => [A.mul(TWO_OVER_ROOT_PI, A.gaussian(x))],
    source: 'DLMF 7.2.1',
    sentence: 'Error function of `x`, 2/√π ∫₀ˣ e^(−t²) dt.',
    example: ['erf(Infinity)', '1'],
  }),
  special1({
    name: 'erfc',
    error: '2',
    kernel: erfcKernel,
    formula: 'd(erfc x) = −2/√π e^(−x²) dx',
    partials: (A, _v, x) => [A.mul(-TWO_OVER_ROOT_PI, A.gaussian(x))],
    source: 'DLMF 7.2.2',
    sentence: 'Complementary error function of `x`, 1 − erf(`x`), with all its digits where it is small.',
    example: ['erfc(0)', '1'],
  }),
  // 2x erfcx x − 2/√π loses every digit at 1e8; so would the derivatives of −2F₁, were it not Fₙ′ = −2(n + 1) Fₙ₊₁.
  special1({
    name: 'erfcx',
    error: '2',
    kernel: erfcxKernel,
    formula: 'd(erfcx x) = (2x erfcx x − 2/√π) dx',
    partials: (A, _v, x) => [A.mul(-2, A.erfcxIntegral(1, x))],
    source: 'DLMF 7.2.3',
    sentence: 'Scaled complementary error function of `x`, e^(`x`²) erfc(`x`).',
    remarks: 'Overflows below −26.64.',
    example: ['erfcx(0)', '1'],
  }),
  family({
    name: 'erfcxIntegral',
    internal: true,
    kernel: erfcxIntegralKernel,
    domain: [
      [0, Infinity],
      [-Infinity, Infinity],
    ],
    formula: 'd(Fₙ(x)) = −2(n + 1) Fₙ₊₁(x) dx',
    partial: (A, _v, n, x) => A.mul(A.mul(-2, A.add(n, 1)), A.erfcxIntegral(A.add(n, 1), x)),
    source: 'DLMF 7.18.3',
    sentence: 'e^(`x`²) times the repeated integral of erfc, iⁿerfc(`x`).',
    example: ['erfcx(Infinity)', '0'],
  }),
  // Rows, so that the rounding of x² is not magnified.
  special1({
    name: 'gaussian',
    internal: true,
    kernel: gaussianKernel,
    formula: 'd(e^(−x²)) = −2x e^(−x²) dx',
    partials: (A, v, x) => [A.mul(A.mul(-2, x), v)],
    sentence: 'e^(−`x`²).',
    example: ['erf(-Infinity)', '-1'],
  }),
  special1({
    name: 'normalDensity',
    internal: true,
    kernel: normalDensityKernel,
    formula: 'd(φ(x)) = −x φ(x) dx',
    partials: (A, v, x) => [A.neg(A.mul(x, v))],
    sentence: 'Density of the standard normal distribution, e^(−`x`²/2) / √(2π).',
    example: ['normcdf(-Infinity)', '0'],
  }),
  special1({
    name: 'erfinv',
    error: '2',
    kernel: erfinvKernel,
    domain: [[-1, 1]],
    formula: 'd(erfinv x) = √π/2 e^(erfinv² x) dx',
    partials: (A, _v, x) => [A.erfinvSlope(x)],
    kinks: [
      { at: [1], partials: [Infinity], why: 'one-sided' },
      { at: [-1], partials: [Infinity], why: 'one-sided' },
    ],
    source: 'DLMF 7.17.1',
    sentence: 'The number whose erf is `x`.',
    remarks: '±∞ at ±1.',
    example: ['erfinv(1)', 'Infinity'],
  }),
  special1({
    name: 'erfinvSlope',
    internal: true,
    kernel: erfinvSlopeKernel,
    domain: [[-1, 1]],
    formula: 'd(s) = 2 s² erfinv x dx',
    partials: (A, v, x) => [A.mul(A.mul(2, A.erfinv(x)), A.square(v))],
    sentence: 'The derivative of erfinv at `x`.',
    example: ['derivative(erfinv)(1)', 'Infinity'],
  }),
  special1({
    name: 'normcdf',
    error: '3',
    kernel: normcdfKernel,
    formula: 'd(Φ(x)) = e^(−x²/2) / √(2π) dx',
    partials: (A, _v, x) => [A.normalDensity(x)],
    source: 'DLMF 7.1',
    sentence: 'Distribution function of the standard normal distribution, Φ(`x`) = ½ erfc(−`x`/√2).',
    example: ['normcdf(0)', '0.5'],
  }),
  special1({
    name: 'normquantile',
    error: '2',
    args: ['p'],
    kernel: normquantileKernel,
    domain: [[0, 1]],
    formula: 'd(Φ⁻¹(p)) = √(2π) e^(z²/2) dp, z = Φ⁻¹(p)',
    partials: (A, _v, p) => [A.normquantileSlope(p)],
    kinks: [
      { at: [0], partials: [Infinity], why: 'one-sided' },
      { at: [1], partials: [Infinity], why: 'one-sided' },
    ],
    sentence: 'Quantile of the standard normal distribution: the number whose normcdf is `p`.',
    remarks: '−∞ at 0, +∞ at 1.',
    example: ['normquantile(0.5)', '0'],
  }),
  special1({
    name: 'normquantileSlope',
    internal: true,
    args: ['p'],
    kernel: normquantileSlopeKernel,
    domain: [[0, 1]],
    formula: 'd(s) = s² Φ⁻¹(p) dp',
    partials: (A, v, p) => [A.mul(A.normquantile(p), A.square(v))],
    sentence: 'The derivative of normquantile at `p`.',
    example: ['normquantile(1)', 'Infinity'],
  }),
  special1({
    name: 'gelu',
    error: '4',
    kernel: geluKernel,
    formula: 'd(x Φ(x)) = (Φ(x) + x φ(x)) dx',
    partials: (A, _v, x) => [A.geluSlope(x)],
    source: 'Hendrycks and Gimpel 2016',
    sentence: 'Gaussian error linear unit, `x` Φ(`x`): the exact one, not the approximation by tanh.',
    example: ['gelu(0)', '0'],
  }),
  special1({
    name: 'geluSlope',
    internal: true,
    kernel: geluSlopeKernel,
    formula: 'd(Φ(x) + x φ(x)) = (2 − x²) φ(x) dx',
    partials: (A, _v, x) => [A.mul(A.sub(2, A.square(x)), A.normalDensity(x))],
    sentence: 'The derivative of gelu at `x`.',
    example: ['derivative(gelu)(0)', '0.5'],
  }),
];
