import { zetaDerivativeKernel } from './zeta-derivative.ts';

/** ζ(s). */
export function zetaKernel(s: number): number {
  return zetaDerivativeKernel(0, s);
}
