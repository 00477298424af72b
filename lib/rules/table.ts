import { activations } from './activations.ts';
import { arithmetic } from './arithmetic.ts';
import { exponential } from './exponential.ts';
import { hyperbolic } from './hyperbolic.ts';
import { piecewise } from './piecewise.ts';
import { powers } from './powers.ts';
import type { Rule } from './rule.ts';
import { trigonometric } from './trigonometric.ts';

export { arrays } from './arrays.ts';
export { lists } from './lists.ts';

/** The rule table, by family. Everything the library knows about an operation is in its row. */
export const families: Readonly<Record<string, readonly Rule[]>> = {
  arithmetic,
  powers,
  exponential,
  trigonometric,
  hyperbolic,
  piecewise,
  activations,
};

/** Every row of one, two or three arguments. */
export const rules: readonly Rule[] = Object.values(families).flat();
