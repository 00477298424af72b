import { derivativeOfE } from './elliptic.ts';

/** E(m). */
export function ellipeKernel(m: number): number {
  return derivativeOfE(0, m);
}
