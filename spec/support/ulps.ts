const doubles = new Float64Array(1);
const bits = new BigInt64Array(doubles.buffer);

/** Numbers the doubles in order: neighbours differ by 1, ±0 are both 0, ∞ follows the largest double. */
function ordinal(x: number): bigint {
  doubles[0] = x;
  const b = bits[0] as bigint;
  return b < 0n ? -(b & 0x7fff_ffff_ffff_ffffn) : b;
}

/**
 * How many doubles lie between `got` and `expected`, a number or a decimal of any length.
 * Subnormals count as what they are; a decimal beyond the range of doubles is ±∞ (or 0), and one double past the
 * largest is ∞; NaN equals NaN and nothing else.
 */
export function ulps(got: number, expected: number | string): number {
  const e = Number(expected);
  if (Number.isNaN(got) || Number.isNaN(e)) return Number.isNaN(got) && Number.isNaN(e) ? 0 : Number.POSITIVE_INFINITY;
  const distance = ordinal(got) - ordinal(e);
  return Number(distance < 0n ? -distance : distance);
}
