import { erfcKernel } from './erfc.ts';
import { erfcxKernel } from './erfcx.ts';
import { expOfSquare } from './exp-of-square.ts';

/** ½ erfc(−x/√2); in the lower tail by erfcx, which does not magnify the rounding of x/√2. */
export function normcdfKernel(x: number): number {
  const t = -x * Math.SQRT1_2;
  return x < -1 ? 0.5 * (expOfSquare(-0.5, x) * erfcxKernel(t)) : 0.5 * erfcKernel(t);
}
