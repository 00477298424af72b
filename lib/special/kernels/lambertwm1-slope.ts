import { aboveOf, slopeOf } from './lambertw-branch.ts';
import { lambertwm1Kernel } from './lambertwm1.ts';

/** W₋₁′(x). */
export function lambertwm1SlopeKernel(x: number): number {
  const w = lambertwm1Kernel(x);
  // Towards 0 that of log(−x)
  return x === 0 ? w : slopeOf(x, w, aboveOf(x, w, -1));
}
