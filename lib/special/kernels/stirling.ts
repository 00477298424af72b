/** B₂ₖ / (2k (2k − 1)), k = 1, 2, … */
const STIRLING: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];
const HALF_LOG_TWO_PI = 0.9189385332046728;

/** What Stirling's formula leaves out of ln Γ(x), x ≥ 10 (DLMF 5.11.1). */
function remainder(x: number): number {
  const s = 1 / (x * x);
  return STIRLING.reduceRight((sum, c) => sum * s + c, 0) / x;
}

/** ln Γ(x + h) − ln Γ(x) for x ≥ 10, h > 0: what is large of both is taken together (Didonato and Morris 1992). */
export function logGammaRise(x: number, h: number): number {
  const y = x + h;
  return remainder(y) - remainder(x) + h * Math.log(y) - h - (x - 0.5) * Math.log1p(-h / y);
}

/** ln B(a, b) for 10 ≤ a ≤ b, in the same manner. */
export function logBetaOfLarge(a: number, b: number): number {
  const corrections = remainder(a) + remainder(b) - remainder(a + b);
  const logs = (a - 0.5) * Math.log(a / (a + b)) + b * Math.log1p(-a / (a + b));
  return HALF_LOG_TWO_PI - 0.5 * Math.log(b) + corrections + logs;
}
