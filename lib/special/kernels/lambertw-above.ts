import { lambertwKernel } from './lambertw.ts';
import { aboveOf } from './lambertw-branch.ts';

/** 1 + W₀(x), which W₀ has rounded away near the branch point. */
export function lambertwAboveKernel(x: number): number {
  return aboveOf(x, lambertwKernel(x), 1);
}
