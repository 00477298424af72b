/** cos(πx), x reduced exactly before it meets π; a half-integer has 0, and what is near one the sine of the distance. */
export function cospiKernel(x: number): number {
  const y = x % 2;
  const a = Math.abs(y - 2 * Math.round(y / 2));
  if (a <= 0.25) return Math.cos(Math.PI * a);
  return a < 0.75 ? Math.sin(Math.PI * (0.5 - a)) : -Math.cos(Math.PI * (1 - a));
}
