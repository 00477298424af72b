import erfc from '@stdlib/math-base-special-erfc';

/** The kernel of erfc, by the port of FreeBSD's s_erf.c in @stdlib. */
export function erfcKernel(x: number): number {
  return erfc(x);
}
