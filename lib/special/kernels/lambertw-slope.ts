import { lambertwKernel } from './lambertw.ts';
import { aboveOf, slopeOf } from './lambertw-branch.ts';

/** W₀′(x). */
export function lambertwSlopeKernel(x: number): number {
  const w = lambertwKernel(x);
  return w === Infinity ? 0 : slopeOf(x, w, aboveOf(x, w, 1));
}
