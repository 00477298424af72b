// dualgrad/linalg: linear algebra with rules on the factorization.

export { inverse as inv } from '../linalg/inverse.ts';
export { logdet } from '../linalg/logdet.ts';
export { solve } from '../linalg/solve.ts';
export type { Matrix } from '../ops/matrix.ts';
