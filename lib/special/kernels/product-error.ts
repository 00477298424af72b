const SPLITTER = 2 ** 27 + 1;

/** ab − p exactly, for p = ab rounded: two products of halves (Dekker 1971). Factors below 2⁹⁹⁵. */
export function productError(a: number, b: number, p: number): number {
  const c = SPLITTER * a;
  const a1 = c - (c - a);
  const a2 = a - a1;
  const d = SPLITTER * b;
  const b1 = d - (d - b);
  const b2 = b - b1;
  return a2 * b2 - (p - a1 * b1 - a2 * b1 - a1 * b2);
}
