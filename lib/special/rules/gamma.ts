import { betaKernel } from '../kernels/beta.ts';
import { digammaKernel } from '../kernels/digamma.ts';
import { gammaKernel } from '../kernels/gamma.ts';
import { lbetaKernel } from '../kernels/lbeta.ts';
import { lgammaKernel } from '../kernels/lgamma.ts';
import { polygammaKernel } from '../kernels/polygamma.ts';
import {
  digammaRiseKernel,
  polygamma2RiseKernel,
  polygamma3RiseKernel,
  trigammaRiseKernel,
} from '../kernels/polygamma-rise.ts';
import { trigammaKernel } from '../kernels/trigamma.ts';
import type { SpecialAlgebra } from './algebra.ts';
import { family, type SpecialRule, special1, special2 } from './rule.ts';

const POSITIVE: readonly [number, number] = [0, Infinity];

/** The gamma function and its relatives. */
export const gammaFunctions: readonly SpecialRule[] = [
  special1({
    name: 'gamma',
    error: '1',
    kernel: gammaKernel,
    formula: 'd(Γ(x)) = Γ(x) ψ(x) dx',
    partials: (A, v, x) => [A.mul(v, A.digamma(x))],
    source: 'DLMF 5.2.1',
    sentence: 'Gamma function of `x`, Γ(n + 1) = n!.',
    remarks: 'NaN at negative integers; ±∞ at ±0, the derivative −∞. Overflows above 171.62.',
    example: ['gamma(5)', '24'],
  }),
  special1({
    name: 'lgamma',
    error: '2 κ',
    kernel: lgammaKernel,
    formula: 'd(ln |Γ(x)|) = ψ(x) dx',
    partials: (A, _v, x) => [A.digamma(x)],
    source: 'DLMF 5.2.1',
    sentence: 'Logarithm of the absolute value of the gamma function of `x`.',
    remarks: '∞ at 0 and at negative integers, where the derivative is ∓∞ at ±0, else NaN.',
    example: ['lgamma(2)', '0'],
  }),
  special1({
    name: 'digamma',
    error: '2 κ',
    kernel: digammaKernel,
    formula: 'd(ψ(x)) = ψ′(x) dx',
    partials: (A, _v, x) => [A.trigamma(x)],
    source: 'DLMF 5.2.2',
    sentence: 'Digamma function of `x`, the derivative of lgamma.',
    remarks: 'NaN at negative integers; ∓∞ at ±0, the derivative ∞.',
    example: ['digamma(Infinity)', 'Infinity'],
  }),
  special1({
    name: 'trigamma',
    error: '3',
    kernel: trigammaKernel,
    formula: 'd(ψ′(x)) = ψ″(x) dx',
    partials: (A, _v, x) => [A.polygamma(2, x)],
    source: 'DLMF 5.15.1',
    sentence: 'Trigamma function of `x`, the derivative of digamma.',
    remarks: '∞ at 0 and at negative integers.',
    example: ['trigamma(Infinity)', '0'],
  }),
  family({
    name: 'polygamma',
    error: '4',
    kernel: polygammaKernel,
    domain: [
      [0, Infinity],
      [-Infinity, Infinity],
    ],
    formula: 'd(ψ⁽ⁿ⁾(x)) = ψ⁽ⁿ⁺¹⁾(x) dx',
    partial: (A, _v, n, x) => A.polygamma(A.add(n, 1), x),
    source: 'DLMF 5.15',
    sentence: 'Polygamma function of `x`, the derivative of order `n` of digamma.',
    remarks: 'At 0 and at negative integers ∞ for odd n; for even n ∓∞ at ±0, else NaN.',
    example: ['polygamma(1, Infinity)', '0'],
  }),
  special2({
    name: 'beta',
    error: '3 κ',
    args: ['a', 'b'],
    kernel: betaKernel,
    domain: [POSITIVE, POSITIVE],
    formula: 'd(B(a, b)) = B(a, b) ((ψ(a) − ψ(a + b)) da + (ψ(b) − ψ(a + b)) db)',
    partials: (A, v, a, b) => [A.neg(A.mul(v, A.digammaRise(a, b))), A.neg(A.mul(v, A.digammaRise(b, a)))],
    source: 'DLMF 5.12.1',
    sentence: 'Beta function of `a` and `b`, Γ(`a`) Γ(`b`) / Γ(`a` + `b`).',
    remarks: '∞ at 0.',
    example: ['beta(2, 1)', '0.5'],
  }),
  special2({
    name: 'lbeta',
    error: '3 κ',
    args: ['a', 'b'],
    kernel: lbetaKernel,
    domain: [POSITIVE, POSITIVE],
    formula: 'd(ln B(a, b)) = (ψ(a) − ψ(a + b)) da + (ψ(b) − ψ(a + b)) db',
    // Below 0 there is no derivative by the other argument either, though that is infinite.
    partials: (A, _v, a, b) => [
      A.where('lt', b, 0, NaN, A.neg(A.digammaRise(a, b))),
      A.where('lt', a, 0, NaN, A.neg(A.digammaRise(b, a))),
    ],
    source: 'DLMF 5.12.1',
    sentence: 'Logarithm of the beta function of `a` and `b`.',
    remarks: '∞ at 0.',
    example: ['lbeta(1, 1)', '0'],
  }),
  // ψ(x + h) − ψ(x) cancels where h is less than x; so do its derivatives by x.
  rise('digammaRise', 'ψ', digammaRiseKernel, 1, (A, x, h) => A.trigammaRise(x, h)),
  rise('trigammaRise', 'ψ′', trigammaRiseKernel, 2, (A, x, h) => A.polygamma2Rise(x, h)),
  rise('polygamma2Rise', 'ψ″', polygamma2RiseKernel, 3, (A, x, h) => A.polygamma3Rise(x, h)),
  rise('polygamma3Rise', 'ψ‴', polygamma3RiseKernel, 4, (A, x, h) =>
    A.sub(A.polygamma(4, A.add(x, h)), A.polygamma(4, x)),
  ),
];

/** f(x + h) − f(x) for a polygamma function f; its derivative by x is the next, that by h ψ⁽ᵏ⁾(x + h). */
function rise(
  name: string,
  f: string,
  kernel: (x: number, h: number) => number,
  k: number,
  next: <T>(A: SpecialAlgebra<T>, x: T, h: T) => T,
): SpecialRule {
  return special2({
    name,
    internal: true,
    args: ['x', 'h'],
    kernel,
    file: 'polygamma-rise',
    formula: `d(${f}(x + h) − ${f}(x)) = (${f}′(x + h) − ${f}′(x)) dx + ${f}′(x + h) dh`,
    partials: (A, _v, x, h) => [next(A, x, h), A.polygamma(k, A.add(x, h))],
    sentence: `${f}(\`x\` + \`h\`) − ${f}(\`x\`).`,
    example: ['lbeta(1, 1)', '0'],
  });
}
