import { polygammaKernel } from './polygamma.ts';

/** ψ′(x) */
export function trigammaKernel(x: number): number {
  return polygammaKernel(1, x);
}
