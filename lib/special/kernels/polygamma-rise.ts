import { BERNOULLI_OVER_FACTORIAL, factorial, farEnough, power } from './polygamma.ts';

/**
 * ψ⁽ⁿ⁾(x + h) − ψ⁽ⁿ⁾(x) for x ≥ 0, x + h ≥ 0: the differences of the terms of ψ⁽ⁿ⁾, each as y⁻ᵏ expm1(−k log1p(h/y)), all of one
 * sign (but for those of the asymptotic series, which are small).
 */
function polygammaRise(n: number, x: number, h: number): number {
  if (!(x >= 0 && x + h >= 0)) return NaN;
  // ((y + h)⁻ᵏ − y⁻ᵏ)
  const fall = (y: number, k: number): number => {
    const relative = Math.expm1(-k * Math.log1p(h / y));
    // The power of a small y underflows.
    return relative === 0 ? 0 : relative / power(y, k);
  };
  let sum = 0;
  let y = x;
  for (; y < farEnough(n); y++) sum += fall(y, n + 1);
  let rest = 0.5 * fall(y, n + 1);
  let factor = n + 1;
  for (let k = 1; k <= BERNOULLI_OVER_FACTORIAL.length; k++) {
    rest += BERNOULLI_OVER_FACTORIAL[k - 1]! * factor * fall(y, n + 2 * k);
    factor *= (n + 2 * k) * (n + 2 * k + 1);
  }
  const first = n === 0 ? -Math.log1p(h / y) : fall(y, n) / n;
  return (n % 2 === 0 ? -1 : 1) * factorial(n) * (sum + (first + rest));
}

/** ψ(x + h) − ψ(x) */
export const digammaRiseKernel = (x: number, h: number): number => polygammaRise(0, x, h);
/** ψ′(x + h) − ψ′(x) */
export const trigammaRiseKernel = (x: number, h: number): number => polygammaRise(1, x, h);
/** ψ″(x + h) − ψ″(x) */
export const polygamma2RiseKernel = (x: number, h: number): number => polygammaRise(2, x, h);
/** ψ‴(x + h) − ψ‴(x) */
export const polygamma3RiseKernel = (x: number, h: number): number => polygammaRise(3, x, h);
