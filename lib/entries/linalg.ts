// dualgrad/linalg: linear algebra with rules on the factorization.

export { cholesky } from '../linalg/cholesky.ts';
export { det } from '../linalg/determinant.ts';
export { type Eigensystem, eigh } from '../linalg/eigenvalues.ts';
export { expm } from '../linalg/exponential.ts';
export { inverse as inv } from '../linalg/inverse.ts';
export { lstsq } from '../linalg/least-squares.ts';
export { logdet } from '../linalg/logdet.ts';
export { matrixNorm, type NormKind } from '../linalg/matrix-norm.ts';
export { type OrthogonalFactors, qr } from '../linalg/qr.ts';
export { svdvals } from '../linalg/singular-values.ts';
export { solve } from '../linalg/solve.ts';
export { solveLower, solveUpper } from '../linalg/triangular.ts';
export type { Matrix } from '../ops/matrix.ts';
