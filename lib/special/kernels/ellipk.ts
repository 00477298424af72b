import { derivativeOfK } from './elliptic.ts';

/** K(m). */
export function ellipkKernel(m: number): number {
  return derivativeOfK(0, m);
}
