import { erfcKernel } from './erfc.ts';
import { erfcxFraction } from './erfcx-fraction.ts';
import { expOfSquare } from './exp-of-square.ts';

/** e^(x²) erfc x; from 2 on by a continued fraction. */
export function erfcxKernel(x: number): number {
  return x < 2 ? expOfSquare(1, x) * erfcKernel(x) : erfcxFraction(0, x);
}
