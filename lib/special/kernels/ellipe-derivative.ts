import { derivativeOfE } from './elliptic.ts';

/** The n-th derivative of E. */
export function ellipeDerivativeKernel(n: number, m: number): number {
  return derivativeOfE(n, m);
}
