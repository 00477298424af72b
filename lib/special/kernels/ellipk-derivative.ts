import { derivativeOfK } from './elliptic.ts';

/** The n-th derivative of K. */
export function ellipkDerivativeKernel(n: number, m: number): number {
  return derivativeOfK(n, m);
}
