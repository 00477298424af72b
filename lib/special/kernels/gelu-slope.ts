import { normalDensityKernel } from './normal-density.ts';
import { normcdfKernel } from './normcdf.ts';

/** Where Φ(x) + x φ(x) is 0, in two parts. */
const ROOT = -0.7517915246935645;
const REST = 1.4956759177009883e-17;
/** It over the distance d from there, for −0.75 ≤ d ≤ 0.5: a Chebyshev fit, its error 2 · 10⁻¹⁹. */
const COEFFICIENTS: readonly number[] = [
  0.4314939923140469, 0.388284982990552, -0.018199676398671042, -0.11400823329722114, -0.01477152214824768,
  0.0194216798381611, 0.004539228379215747, -0.002239538067434485, -0.0007448268397597501, 0.0001863397382937974,
  8.61594840235077e-5, -1.121432339356266e-5, -7.748459175520937e-6, 4.3261307801649285e-7, 5.701420062338933e-7,
  -1.112877421747631e-9, -3.4941732140310025e-8, -1.7672264342420015e-9, 1.2313840539398153e-9,
];

/** Φ(x) + x φ(x), without the cancellation near its root. */
export function geluSlopeKernel(x: number): number {
  const d = x - ROOT - REST;
  if (d >= -0.75 && d <= 0.5) return d * COEFFICIENTS.reduceRight((sum, c) => sum * d + c, 0);
  return normcdfKernel(x) + (Math.abs(x) < 40 ? x * normalDensityKernel(x) : 0);
}
