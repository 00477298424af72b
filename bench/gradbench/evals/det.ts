import { add, checkpoint, grad, mul, type Scalar, sub } from '../../../lib/entries/index.ts';
import { type Eval, prepared } from '../eval.ts';

interface Input {
  readonly A: readonly number[];
  readonly ell: number;
}

// 623 529 multiplications, 30 MB of record: larger determinants are taken apart into minors of this size.
const RECORDED = 9;

/** The determinant of the rows from `row` on without the `used` columns, a set of bits, by expansion along `row`. */
function minor(a: readonly Scalar[], ell: number, row: number, used: number): Scalar {
  const below = ell - row - 1 === RECORDED ? checkpointed : minor;
  let sum: Scalar | undefined;
  for (let [column, sign] = [0, 1]; column < ell; column++) {
    if ((used >> column) & 1) continue;
    const entry = a[row * ell + column] as Scalar;
    if (row === ell - 1) return entry;
    const term = mul(entry, below(a, ell, row + 1, used | (1 << column)));
    if (sum === undefined) sum = term;
    else sum = sign === 1 ? add(sum, term) : sub(sum, term);
    sign = -sign;
  }
  return sum as Scalar;
}

const checkpointed = checkpoint(minor);

const determinant = (a: readonly Scalar[], ell: number): Scalar => minor(a, ell, 0, 0);

const gradient = grad(determinant, { mode: 'reverse' });

export const det: Eval = {
  name: 'det',
  functions: {
    primal: ({ A, ell }: Input) => prepared(() => determinant(A, ell)),
    gradient: ({ A, ell }: Input) => prepared(() => gradient(A, ell)),
  },
};
