import { describe } from '../describe.ts';
import { primalBelow } from '../forward/passes.ts';
import { enter, INTERPRETING, leave } from '../level.ts';
import { checkScalar, derived, type Scalar } from '../scalar.ts';
import { type Expansion, Series } from '../taylor/series.ts';
import { scalarOutput } from '../tree/output.ts';
import { type CheckOption, checkFunction, checkOption } from './options.ts';
import { comparisonOf } from './plain-value.ts';

/**
 * The Taylor coefficients of a function of one number at x: `c[k] = f⁽ᵏ⁾(x) / k!` for k = 0 … order, so that
 * f(x + t) = Σ c[k] tᵏ. They stay finite where the derivative itself overflows. Nests with every verb, inside and out.
 *
 * Cost: one pass, O(order) for each sum and O(order²) for each product or function; a k-fold `derivative` takes about 3ᵏ
 * times the work of f. At order 8 that is 5 to 10 times a hand-written recurrence, and compiled less than one. f is called once
 * for it, and once more, on plain numbers, when it is not the function compared last, or as the option `check` says: its
 * values are compared.
 * @throws {@link TypeError} when f is not a function, x is not a Scalar or f(x) is not a number.
 * @throws {@link RangeError} when order is not a whole number from 0.
 * @throws {@link Error} when f has another value on plain numbers.
 * @example taylor((x) => div(1, sub(1, x)), 0, 3) // [1, 1, 1, 1]
 * @see Griewank & Walther, Evaluating Derivatives, chapter 13
 */
export function taylor(f: (x: Scalar) => Scalar, x: number, order: number, options?: CheckOption): number[];
export function taylor(f: (x: Scalar) => Scalar, x: Scalar, order: number, options?: CheckOption): Scalar[];
export function taylor(f: (x: Scalar) => Scalar, x: Scalar, order: number, options?: CheckOption): Scalar[] {
  checkFunction('taylor', f, ' to expand');
  const check = checkOption('taylor', options);
  checkScalar(x, 'taylor');
  checkOrder(order);
  const expansion: Expansion = { order, isComposing: false };
  const level = enter(expansion, INTERPRETING);
  const coefficients: Scalar[] = [];
  try {
    const y = scalarOutput('taylor', f(new Series(level, [x, 1])), 'expand its entries one by one');
    const known = y instanceof Series && y.level === level ? y.upTo(order) : [];
    coefficients.push(primalBelow(level, y));
    for (let k = 1; k <= order; k++) {
      const c = k < known.length ? known[k]! : 0;
      coefficients.push(derived(y, c));
    }
  } finally {
    leave(level);
  }
  comparisonOf(f, check)('taylor', ([x0]) => f(x0!), [x], coefficients[0]!);
  return coefficients;
}

function checkOrder(order: number): void {
  if (Number.isInteger(order) && order >= 0) return;
  throw new RangeError(`taylor: expected order to be a whole number from 0, got ${describe(order)}`);
}
