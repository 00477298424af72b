import { normcdfKernel } from './normcdf.ts';

/** x Φ(x), at −∞ its limit 0. */
export function geluKernel(x: number): number {
  return x === -Infinity ? 0 : x * normcdfKernel(x);
}
