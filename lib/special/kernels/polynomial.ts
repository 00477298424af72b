/** Σ cₖ xᵏ from k = `from` on, divided by x to the power `from`: Horner's scheme. */
export function polynomial(c: readonly number[], x: number, from = 0): number {
  let sum = c[c.length - 1]!;
  for (let k = c.length - 2; k >= from; k--) sum = sum * x + c[k]!;
  return sum;
}

/** p(1/x − c) by the first row whose end is not below x: end, c, coefficients. */
export function pieceAt(rows: readonly (readonly number[])[], x: number): number {
  const row = rows.find(([end]) => x <= end!)!;
  return polynomial(row, 1 / x - row[1]!, 2);
}
