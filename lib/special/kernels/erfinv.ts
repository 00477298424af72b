import erfinv from '@stdlib/math-base-special-erfinv';

/** The kernel of erfinv, by @stdlib's port of Boost. */
export function erfinvKernel(x: number): number {
  return erfinv(x);
}
