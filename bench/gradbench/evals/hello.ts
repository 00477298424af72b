import { derivative, mul, type Scalar } from '../../../lib/entries/index.ts';
import { type Eval, prepared } from '../eval.ts';

const square = (x: Scalar): Scalar => mul(x, x);
const double = derivative(square);

export const hello: Eval = {
  name: 'hello',
  functions: {
    square: (x: number) => prepared(() => square(x)),
    double: (x: number) => prepared(() => double(x)),
  },
};
