import type { Algebra } from './algebra.ts';
import { binary, type Rule, unary } from './rule.ts';
import type { Term } from './term.ts';

/** Circular functions and their inverses; angles in radians. */
export const trigonometric: readonly Rule[] = [
  unary({
    name: 'sin',
    text: { js: 'Math.sin' },
    value: Math.sin,
    ulps: 1,
    formula: 'd(sin x) = cos x dx',
    partials: (A, _v, x) => [A.cos(x)],
    source: 'DLMF 4.20.1',
    sentence: 'Sine of `x` in radians.',
    example: ['derivative(sin)(0)', '1'],
  }),
  unary({
    name: 'cos',
    text: { js: 'Math.cos' },
    value: Math.cos,
    ulps: 1,
    formula: 'd(cos x) = −sin x dx',
    partials: (A, _v, x) => [A.neg(A.sin(x))],
    source: 'DLMF 4.20.2',
    sentence: 'Cosine of `x` in radians.',
    example: ['cos(dual(0, 0))', 'Dual(1 + 0ε)'],
  }),
  unary({
    name: 'tan',
    text: { js: 'Math.tan' },
    value: Math.tan,
    ulps: 1.1,
    formula: 'd(tan x) = (1 + tan² x) dx',
    partials: (A, v) => [A.add(1, A.square(v))],
    source: 'DLMF 4.20.3',
    sentence: 'Tangent of `x` in radians.',
    example: ['derivative(tan)(0)', '1'],
  }),
  // A row, so that at ±1 an infinite adjoint meets one partial, −2x, and not a factor that is 0.
  unary({
    name: 'oneLessSquare',
    internal: true,
    value: (A, x) => A.where('lt', A.square(x), 0.5, A.sub(1, A.square(x)), A.mul(A.sub(1, x), A.add(1, x))),
    formula: 'd(1 − x²) = −2x dx',
    partials: (A, _v, x) => [A.mul(-2, x)],
    sentence: '1 − `x`², with all its digits near ±1.',
    example: ['derivative(asin)(0)', '1'],
  }),
  unary({
    name: 'asin',
    text: { js: 'Math.asin' },
    value: Math.asin,
    ulps: 1,
    domain: [[-1, 1]],
    formula: 'd(asin x) = dx / √((1 − x)(1 + x))',
    partials: (A, _v, x) => [A.div(1, A.sqrt(A.oneLessSquare(x)))],
    taylor: (A, _v, x) => [[1], A.sqrt(A.oneLessSquare(x))],
    kinks: [
      { at: [1], partials: [Infinity], why: 'one-sided' },
      { at: [-1], partials: [Infinity], why: 'one-sided' },
    ],
    source: 'DLMF 4.24.7',
    sentence: 'Angle in [−π/2, π/2] whose sine is `x`.',
    example: ['derivative(asin)(0)', '1'],
  }),
  unary({
    name: 'acos',
    text: { js: 'Math.acos' },
    value: Math.acos,
    ulps: 1,
    domain: [[-1, 1]],
    formula: 'd(acos x) = −dx / √((1 − x)(1 + x))',
    partials: (A, _v, x) => [A.div(-1, A.sqrt(A.oneLessSquare(x)))],
    taylor: (A, _v, x) => [[-1], A.sqrt(A.oneLessSquare(x))],
    kinks: [
      { at: [1], partials: [-Infinity], why: 'one-sided' },
      { at: [-1], partials: [-Infinity], why: 'one-sided' },
    ],
    source: 'DLMF 4.24.8',
    sentence: 'Angle in [0, π] whose cosine is `x`.',
    example: ['derivative(acos)(0)', '-1'],
  }),
  unary({
    name: 'atan',
    text: { js: 'Math.atan' },
    value: Math.atan,
    ulps: 1,
    formula: 'd(atan x) = dx / (1 + x²)',
    // For large x 1/x/x, which has no intermediate overflow; from 1e50 on both forms round to the same.
    partials: (A, _v, x) => {
      const s = A.square(x);
      return [A.where('lt', s, 1e100, A.div(1, A.add(1, s)), A.div(A.div(1, x), x))];
    },
    source: 'DLMF 4.24.9',
    sentence: 'Angle in [−π/2, π/2] whose tangent is `x`.',
    example: ['derivative(atan)(1)', '0.5'],
  }),
  binary({
    name: 'atan2',
    args: ['y', 'x'],
    text: { js: 'Math.atan2' },
    value: Math.atan2,
    ulps: 2,
    jumps: true,
    formula: 'd(atan2(y, x)) = (x dy − y dx) / (x² + y²)',
    // One division by r at a time: x² + y² overflows at 1e170 and vanishes at 1e−170.
    partials: (A, _v, y, x) => {
      const r = A.hypot(x, y);
      return [A.div(A.direction(x, y), r), A.neg(A.div(A.direction(y, x), r))];
    },
    kinks: [{ at: [0, 0], partials: [NaN, NaN], why: 'the angle of nothing' }],
    sentence: 'Angle in [−π, π] of the point (`x`, `y`); `y` comes first, as in Math.atan2.',
    example: ['grad(([y, x]) => atan2(y, x))([0, 2])', '[0.5, 0]'],
  }),
  unary({
    name: 'sinc',
    value: (A, x) => A.where('eq', x, 0, 1, A.div(A.sin(x), x)),
    formula: 'd(sin x / x) = (cos x − sin x / x) / x dx',
    // (cos x − v)/x loses every digit near 0; the series is exact there, at every order.
    partials: (A, v, x) => [A.where('lt', A.square(x), 4, sincSlope(A, x), A.div(A.sub(A.cos(x), v), x))],
    sentence: 'sin(`x`)/`x`, 1 at 0.',
    example: ['sinc(0)', '1'],
  }),
];

// sinc′ x = −x/3 (1 − x²/10 (1 − x²/28 (1 − x²/54 (…)))), each divisor 2k(2k + 3); 14 terms give 60 bits up to |x| = 2,
// four orders up.
function sincSlope<T>(A: Algebra<T>, x: T): T {
  const s = A.square(x);
  let rest: Term<T> = 1;
  for (let k = 13; k >= 1; k--) rest = A.sub(1, A.mul(A.div(s, 2 * k * (2 * k + 3)), rest));
  return A.mul(A.div(x, -3), rest);
}
