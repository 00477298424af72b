import { twoProduct } from './pair.ts';

/** e^(s x²) for s = ±1 or ±½. The rounding of x² would be 700 ulps of the result where that is least; its error is added. */
export function expOfSquare(s: number, x: number): number {
  const [square, error] = twoProduct(x, x);
  const e = Math.exp(s * square);
  return e === 0 || !(e < Infinity) ? e : e + e * s * error;
}
