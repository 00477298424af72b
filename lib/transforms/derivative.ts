import { DualOf } from '../forward/dual.ts';
import { primalBelow, tangentOf } from '../forward/passes.ts';
import { asInput } from '../instrument.ts';
import { enter, leave } from '../level.ts';
import { checkScalar, type Scalar } from '../scalar.ts';
import { scalarOutput } from '../tree/output.ts';
import { type CheckOption, checkFunction, checkOption } from './options.ts';
import { plainComparison } from './plain-value.ts';
import type { Derivative, Fn, Further, Rest } from './types.ts';

/**
 * The derivative f′ of a function of one number, itself a function of one number: f′(x) = df/dx.
 * Further arguments are passed to f untouched. Nests: `derivative(derivative(f))` is f″.
 *
 * Cost: one pass, about 2 to 3 times the work of f. f is called once for it, and once more, on plain numbers, in the first
 * call of each derivative made, or as the option `check` says: its values are compared.
 * @throws {@link TypeError} when f is not a function, x is not a Scalar or f(x) is not a number.
 * @throws {@link Error} when f has another value on plain numbers.
 * @example derivative((x) => mul(x, x))(3) // 6
 * @see Griewank & Walther, Evaluating Derivatives, section 3.1
 */
export function derivative<F>(f: F & Fn<Scalar, Scalar>, options?: CheckOption): Derivative<Further<F>> {
  checkFunction('derivative', f);
  const check = checkOption('derivative', options);
  const slopeAt = (x: Scalar, ...rest: Rest): Scalar => {
    checkScalar(x, 'derivative');
    const level = enter(undefined);
    let [value, slope]: Scalar[] = [];
    try {
      const y = scalarOutput(
        'derivative',
        f(asInput(new DualOf(level, x, 1)), ...rest),
        'for a vector of functions use jvp(f, x, 1).tangent',
      );
      value = primalBelow(level, y);
      slope = tangentOf(level, y);
    } finally {
      leave(level);
    }
    compare('derivative', ([xi]) => f(xi!, ...rest), [x], value);
    return slope;
  };
  const compare = plainComparison(f, check, slopeAt);
  return slopeAt as Derivative<Further<F>>;
}
