import type { Term } from '../../rules/term.ts';
import { cospiKernel } from '../kernels/cospi.ts';
import { sincpiKernel } from '../kernels/sincpi.ts';
import { sinpiKernel } from '../kernels/sinpi.ts';
import type { SpecialAlgebra } from './algebra.ts';
import { type SpecialRule, special1 } from './rule.ts';

/** Circular functions of angles in half turns. */
export const circularFunctions: readonly SpecialRule[] = [
  special1({
    name: 'sinpi',
    error: '1',
    kernel: sinpiKernel,
    formula: 'd(sin πx) = π cos πx dx',
    partials: (A, _v, x) => [A.mul(Math.PI, A.cospi(x))],
    source: 'IEEE 754-2019, 9.2',
    sentence: 'sin(π`x`), 0 at every integer.',
    example: ['sinpi(1e15)', '0'],
  }),
  special1({
    name: 'cospi',
    error: '1',
    kernel: cospiKernel,
    formula: 'd(cos πx) = −π sin πx dx',
    partials: (A, _v, x) => [A.mul(-Math.PI, A.sinpi(x))],
    source: 'IEEE 754-2019, 9.2',
    sentence: 'cos(π`x`), 0 at every half-integer.',
    example: ['cospi(1e15)', '1'],
  }),
  special1({
    name: 'sincpi',
    error: '2',
    kernel: sincpiKernel,
    formula: 'd(sin πx / πx) = (cos πx − sin πx / πx) / x dx',
    // (cos πx − v)/x loses every digit near 0; the series is exact there, at every order.
    partials: (A, v, x) => [A.where('lt', A.square(x), 0.4, slopeNearZero(A, x), A.div(A.sub(A.cospi(x), v), x))],
    sentence: 'sin(π`x`)/(π`x`), the normalized sinc: 1 at 0, 0 at every other integer.',
    example: ['sincpi(0)', '1'],
  }),
];

// −π²x/3 (1 − s/10 (1 − s/28 (1 − s/54 (…)))), s = π²x², as of sinc.
function slopeNearZero<T>(A: SpecialAlgebra<T>, x: T): T {
  const s = A.square(A.mul(Math.PI, x));
  let rest: Term<T> = 1;
  for (let k = 13; k >= 1; k--) rest = A.sub(1, A.mul(A.div(s, 2 * k * (2 * k + 3)), rest));
  return A.mul(A.mul(-(Math.PI ** 2) / 3, x), rest);
}
