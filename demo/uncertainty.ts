import { Matrix, QrDecomposition } from 'ml-matrix';
import type { Linearisation } from './levenberg-marquardt.ts';

/**
 * How far the data leave a fit undecided. With s² = ‖r‖²/(m − n), the parameters have the covariance s² (JᵀJ)⁻¹ =
 * S Sᵀ, where S = s J⁺ comes from a QR of J; forming JᵀJ would lose half of the digits.
 */
export interface Uncertainty {
  /** √(S Sᵀ)_jj, one for each parameter. */
  readonly standardErrors: readonly number[];
  /** The standard error ‖Sᵀ g‖ of a quantity whose gradient by the parameters is g. */
  standardErrorOf(gradient: readonly number[]): number;
}

export function uncertainty({ value, jacobian }: Linearisation): Uncertainty {
  const m = value.length;
  const n = (jacobian[0] as readonly number[]).length;
  const s = Math.hypot(...value) / Math.sqrt(m - n);
  const qr = new QrDecomposition(new Matrix(jacobian.map((row) => [...row])));
  // Where the data leave a direction wholly open, nothing can be said.
  const spread = qr.isFullRank() ? qr.solve(Matrix.eye(m)).mul(s) : new Matrix(n, m).fill(Number.NaN);
  return {
    standardErrors: spread.to2DArray().map((row) => Math.hypot(...row)),
    standardErrorOf: (gradient) =>
      Matrix.rowVector([...gradient])
        .mmul(spread)
        .norm(),
  };
}
