import { sinpiKernel } from './sinpi.ts';

/** sin(πx) / (πx) */
export function sincpiKernel(x: number): number {
  if (x === 0) return 1;
  return Math.abs(x) === Infinity ? 0 : sinpiKernel(x) / (Math.PI * x);
}
