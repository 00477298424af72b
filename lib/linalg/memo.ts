// Of the last few matrices: derivatives of several orders at one point factorize once.
const MOST = 4;

/** Factors of matrices, by their entries. */
export class Memo<F> {
  private readonly kept: { readonly matrix: readonly number[]; readonly factors: F }[] = [];

  /** The factors of a matrix, which `make` finds where it is new. */
  of(matrix: readonly number[], make: (matrix: readonly number[]) => F): F {
    for (const known of this.kept) if (isSame(known.matrix, matrix)) return known.factors;
    const factors = make(matrix);
    this.kept.push({ matrix, factors });
    if (this.kept.length > MOST) this.kept.shift();
    return factors;
  }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
