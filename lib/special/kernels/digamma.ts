import digamma from '@stdlib/math-base-special-digamma';

/** The kernel of digamma, by @stdlib's port of Boost; at ±0 the limit from that side. */
export function digammaKernel(x: number): number {
  return x === 0 ? -1 / x : digamma(x);
}
