/**
 * Whether a symmetric matrix gives no direction a negative variance, but for rounding: Cholesky's factorization with the
 * largest pivots first, of the correlations, so that units do not matter.
 * @see Higham, Accuracy and Stability of Numerical Algorithms, section 10.3
 */
export function isSemidefinite(matrix: readonly (readonly number[])[]): boolean {
  const scales = matrix.map((row, i) => Math.sqrt(row[i]!));
  // A variance of 0 leaves nothing to share.
  const isOpen = scales.every((s, i) => s > 0 || (s === 0 && matrix[i]!.every((a) => a === 0)));
  if (!isOpen) return false;
  const kept = [...matrix.keys()].filter((i) => scales[i]! > 0);
  const a = kept.map((i) => kept.map((j) => matrix[i]![j]! / scales[i]! / scales[j]!));
  const tolerance = 1e-12 * a.length;
  const left = new Set(a.keys());
  while (left.size > 0) {
    const [k] = [...left].sort((i, j) => a[j]![j]! - a[i]![i]!) as [number];
    left.delete(k);
    const pivot = a[k]![k]!;
    // The rest is 0, or it has no square root.
    if (pivot <= tolerance)
      return [k, ...left].every((i) => [k, ...left].every((j) => Math.abs(a[i]![j]!) <= tolerance));
    for (const i of left) {
      const factor = a[i]![k]! / pivot;
      for (const j of left) a[i]![j]! -= factor * a[k]![j]!;
    }
  }
  return true;
}
