import { aboveOf } from './lambertw-branch.ts';
import { lambertwm1Kernel } from './lambertwm1.ts';

/** 1 + W₋₁(x), which W₋₁ has rounded away near the branch point. */
export function lambertwm1AboveKernel(x: number): number {
  return aboveOf(x, lambertwm1Kernel(x), -1);
}
