import { expOfSquare } from './exp-of-square.ts';

/** e^(−x²) */
export function gaussianKernel(x: number): number {
  return expOfSquare(-1, x);
}
