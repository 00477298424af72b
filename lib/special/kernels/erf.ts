import erf from '@stdlib/math-base-special-erf';

/** The kernel of erf, by the port of FreeBSD's s_erf.c in @stdlib. */
export function erfKernel(x: number): number {
  return erf(x);
}
