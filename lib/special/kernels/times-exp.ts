/** p eˣ, where eˣ alone may overflow or be subnormal though p eˣ is not. */
export function timesExp(p: number, x: number): number {
  if (Math.abs(x) < 700) return p * Math.exp(x);
  const half = Math.exp(x / 2);
  return p * half * half;
}
