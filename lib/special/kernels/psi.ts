import { BERNOULLI } from './zeta-coefficients.ts';

/** ψ⁽ⁿ⁾(x) for x > 0: the recurrence up to where the asymptotic series has all digits (DLMF 5.5.2, 5.15.5, 5.11.2, 5.15.8). */
export function psi(n: number, x: number): number {
  let y = x;
  let sum = 0;
  for (; y < 12 + n; y++) sum += y ** -(n + 1);
  // Σ B₂ⱼ/(2j)! (n + 2j − 1)!/n! y^(−n−2j), and of n = 0 log y for the first term
  let rest = 0.5 * y ** -(n + 1);
  let factor = y ** -(n + 2) * (n + 1);
  for (let j = 1; j <= BERNOULLI.length; j++) {
    rest += BERNOULLI[j - 1]! * factor;
    factor *= ((n + 2 * j) * (n + 2 * j + 1)) / (y * y);
  }
  if (n === 0) return Math.log(y) - (rest + sum);
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return (n % 2 === 0 ? -1 : 1) * factorial * (y ** -n / n + (rest + sum));
}
