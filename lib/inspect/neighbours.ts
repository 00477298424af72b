const BITS = new DataView(new ArrayBuffer(8));

/** The next double above x, 5e−324 above ±0. */
export function above(x: number): number {
  if (!(x < Infinity)) return x;
  if (x === 0) return Number.MIN_VALUE;
  BITS.setFloat64(0, x);
  BITS.setBigInt64(0, BITS.getBigInt64(0) + (x > 0 ? 1n : -1n));
  return BITS.getFloat64(0);
}

/** x, and the numbers on its two sides that rounding errors of this size may make of it. */
export function sidesOf(x: number, noise: number): readonly [left: number, right: number] {
  return [Math.min(x - noise, -above(-x)), Math.max(x + noise, above(x))];
}
