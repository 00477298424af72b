/** sin(πx), x reduced exactly by its nearest integer n before it meets π: ±sin(π(x − n)), of large r by cos(π(½ − r)). */
export function sinpiKernel(x: number): number {
  const y = x % 2;
  const r = y - 2 * Math.round(y / 2);
  if (r === 0) return 0 * x;
  const a = Math.abs(r);
  const v = a <= 0.25 ? Math.sin(Math.PI * a) : a < 0.75 ? Math.cos(Math.PI * (0.5 - a)) : Math.sin(Math.PI * (1 - a));
  return r < 0 ? -v : v;
}
