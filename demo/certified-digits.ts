import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { certify, hessian, type Scalar, square, sum, type Vector } from '../lib/entries/index.ts';
import { type Problem, residuals } from './problems.ts';

const sumOfSquares = (b: Vector, problem: Problem): Scalar => sum(residuals(b, problem).map(square));

/**
 * How many digits of each fitted parameter doubles can tell: the fit ends where the gradient g of the sum of squares is 0, and
 * one Newton step H⁻¹g leads from b to where it is. So b is off by |H⁻¹| (|g| + the certified error of g) at most, to first
 * order; 0 where g is not certified.
 */
export function certifiedDigits(b: readonly number[], problem: Problem): number[] {
  const [, ...gradient] = certify(sumOfSquares)(b, problem).entries;
  const inverse = new SingularValueDecomposition(new Matrix(hessian(sumOfSquares)(b, problem))).inverse();
  return b.map((bj, j) => {
    const off = gradient.reduce(
      (total, { value, bound }, k) => total + Math.abs(inverse.get(j, k)) * (Math.abs(value) + bound),
      0,
    );
    const digits = -Math.log10(off / Math.abs(bj));
    return Math.max(0, Math.min(53 * Math.log10(2), digits)) || 0;
  });
}
