import { describe } from '../describe.ts';
import { checkScalar, numberWithin, type Scalar } from '../scalar.ts';

/**
 * y itself, under a name of your own wherever it is traced: in the texts of traces and errors, in pictures, and as a variable
 * of the module that `emitModule` prints. A name that is taken gets a number, as in `z_2`.
 *
 * Cost: none outside a trace.
 * @throws {@link TypeError} when y is neither a number nor a Scalar, or the name is not a string with something in it.
 * @example String(trace((x: Scalar) => sin(label(square(x), 'z')), 3)).split('\n')[1] // 'z = square(x)  9'
 */
export function label(y: Scalar, name: string): Scalar {
  if (typeof name !== 'string' || name.trim() === '') {
    throw new TypeError(`label: expected a name as a string that is not empty, got ${describe(name)}`);
  }
  checkScalar(y, 'label');
  const v = numberWithin(y);
  if (typeof v !== 'number') v.interpreter.label?.(name);
  return y;
}
