import { expOfSquare } from './exp-of-square.ts';

const ONE_OVER_ROOT_TWO_PI = 0.3989422804014327;

/** e^(−x²/2) / √(2π) */
export function normalDensityKernel(x: number): number {
  return ONE_OVER_ROOT_TWO_PI * expOfSquare(-0.5, x);
}
