import type { Algebra } from './algebra.ts';
import type { ArrayPartialsAlgebra } from './array-rule.ts';
import { binary, type Rule, unary } from './rule.ts';
import type { Term } from './term.ts';

/** Lengths up to here have too few bits, times SCALE enough. */
export const SMALL: number = 1e-290;
const SCALE: number = 1e20;

/** Roots, powers and the length of a pair. */
export const powers: readonly Rule[] = [
  unary({
    name: 'sqrt',
    text: { js: 'Math.sqrt', wasm: 'f64.sqrt' },
    value: Math.sqrt,
    ulps: 0.5,
    domain: [[0, Infinity]],
    formula: 'd(√x) = dx / 2√x',
    // √−0 is −0: adding 0 makes both zeros the same point.
    partials: (A, v) => [A.div(0.5, A.add(v, 0))],
    taylor: (A, v) => [[0.5], A.add(v, 0)],
    kinks: [{ at: [0], partials: [Infinity], why: 'one-sided' }],
    cost: 'flop',
    sentence: 'Square root of `x`.',
    example: ['derivative(sqrt)(4)', '0.25'],
  }),
  unary({
    name: 'rsqrt',
    value: (A, x) => A.div(1, A.sqrt(x)),
    domain: [[0, Infinity]],
    formula: 'd(1/√x) = −(1/√x) / 2x dx',
    partials: (A, v, x) => [A.div(A.mul(-0.5, v), x)],
    taylor: (A, v, x) => [[A.mul(-0.5, v)], x],
    kinks: [{ at: [0], partials: [-Infinity], why: 'one-sided' }],
    cost: 'elementary',
    sentence: 'Reciprocal of the square root of `x`.',
    example: ['derivative(rsqrt)(4)', '-0.0625'],
  }),
  unary({
    name: 'cbrt',
    text: { js: 'Math.cbrt' },
    value: Math.cbrt,
    ulps: 0.7,
    formula: 'd(∛x) = dx / 3(∛x)²',
    partials: (A, v) => [A.div(1, A.mul(A.mul(3, v), v))],
    kinks: [{ at: [0], partials: [Infinity], why: 'vertical tangent' }],
    sentence: 'Cube root of `x`, negative for negative `x`.',
    example: ['derivative(cbrt)(1)', '0.3333333333333333'],
  }),
  binary({
    name: 'pow',
    text: { js: 'Math.pow' },
    value: Math.pow,
    ulps: 1,
    formula: 'd(xʸ) = y xʸ⁻¹ dx + xʸ log x dy',
    // ∂y at 0: 0ʸ is 0 for every y > 0. A constant exponent never looks at ∂y, so (−2)³ is fine.
    partials: (A, v, x, y) => [
      slopeOfPower(A, v, x, y),
      // For x < 0 log x makes it NaN, so that its derivatives by x are NaN as well.
      A.where('gt', x, 0, A.xlogy(v, x), A.where('eq', x, 0, slopeByExponentAt0(A, x, y), A.mul(v, A.log(x)))),
    ],
    // x v′ = y v x′, but not where v is 0 or ∞, which alone equal their double, nor for whole y, whose partials come to an
    // end: this would go on with rounding errors.
    taylor: (A, v, x, y) => {
      const either = (whole: Term<typeof x>, other: typeof x): typeof x =>
        A.where('eq', v, A.add(v, v), whole, A.where('eq', y, A.floor(y), whole, other));
      return [[either(slopeOfPower(A, v, x, y), A.mul(y, v))], either(1, x)];
    },
    domain: [
      [0, Infinity],
      [-Infinity, Infinity],
    ],
    kinks: [
      { at: [0, 0], partials: [0, NaN], why: 'x⁰ is 1' },
      { at: [0, 0.5], partials: [Infinity, 0], why: 'one-sided' },
      { at: [0, 1], partials: [1, 0], why: 'x¹ is x' },
      { at: [0, 2], partials: [0, 0], why: 'smooth' },
      { at: [0, -1], partials: [-Infinity, NaN], why: 'a pole' },
      { at: [-2, 3], partials: [12, NaN], why: 'xʸ with x < 0 is defined at whole y only' },
    ],
    sentence: '`x` to the power `y`; a power `y` that is constant may have any `x`.',
    example: ['derivative((x) => pow(x, 3))(-2)', '12'],
  }),
  binary({
    name: 'hypot',
    text: { js: 'Math.hypot' },
    value: Math.hypot,
    ulps: 2.5,
    formula: 'd(√(x² + y²)) = (x dx + y dy) / √(x² + y²)',
    partials: (A, _v, x, y) => [A.direction(x, y), A.direction(y, x)],
    many: (A, v, xs) => [
      A.branch(
        'lt',
        v,
        SMALL,
        () => enlargedDirections(A, xs),
        () => directions(A, xs),
      ),
    ],
    kinks: [{ at: [0, 0], partials: [0, 0], why: 'convex, least norm' }],
    sentence: 'Length of the vector (`x`, `y`), or of any number of arguments, without overflow.',
    example: ['grad(([x, y]) => hypot(x, y))([3, 4])', '[0.6, 0.8]'],
  }),
  // Differentiating x/√(x² + y²) by the quotient rule cancels where y is small compared with x; s²/h does not.
  binary({
    name: 'direction',
    internal: true,
    // Scaled among the subnormals, where the length has few bits.
    value: (A, x, y) => {
      const size = A.add(A.abs(x), A.abs(y));
      const [p, q] = [A.mul(x, SCALE), A.mul(y, SCALE)];
      const enlarged = A.where('eq', size, 0, 0, A.div(p, A.hypot(p, q)));
      return A.where('gt', size, SMALL, A.div(x, A.hypot(x, y)), enlarged);
    },
    formula: 'd(x/h) = (y/h)²/h dx − (x/h)(y/h)/h dy, h = √(x² + y²)',
    partials: (A, v, x, y) => {
      const h = A.hypot(x, y);
      const s = A.direction(y, x);
      // Not s²/h, whose square underflows.
      return [A.mul(s, A.div(s, h)), A.neg(A.div(A.mul(v, s), h))];
    },
    kinks: [{ at: [0, 0], partials: [NaN, NaN], why: 'the derivative of what hypot chose' }],
    sentence: 'Cosine of the angle of the vector (`x`, `y`), 0 at the origin.',
    example: ['grad(([x, y]) => hypot(x, y))([3, 4])', '[0.6, 0.8]'],
  }),
];

// Each entry with the length of all others: a pair again.
function directions<T, L>(A: ArrayPartialsAlgebra<T, L>, xs: L): L {
  return A.zip(xs, A.others(xs, A.hypot, 0), A.direction);
}

/** The partials of the length of `xs` where it is small: those of a multiple. */
export function enlargedDirections<T, L>(A: ArrayPartialsAlgebra<T, L>, xs: L): L {
  return directions(
    A,
    A.map(xs, (x) => A.mul(x, SCALE)),
  );
}

// ∂y of xʸ at x = 0. Its own derivative by x goes to −∞ where y ≤ 1, and that of order k where y ≤ k. For n − 1 < y ≤ n
// all are those of −x^(n − ½): 0, and infinities of the same signs.
function slopeByExponentAt0<T>(A: Algebra<T>, x: T, y: T): T {
  const both = A.add(x, y);
  return A.where(
    'gt',
    y,
    1,
    A.neg(A.pow(x, A.sub(A.ceil(y), 0.5))),
    A.where('gt', y, 0, A.convention(0, x), A.convention(NaN, both)),
  );
}

// ∂x of xʸ. Below ½ as y v/x: y − 1 is rounded there, and xʸ⁻¹ overflows where y times it does not. Where v is 0 or ∞,
// which alone equal their double, that is NaN. Whether y is active must not matter: that is another question in each pass.
function slopeOfPower<T>(A: Algebra<T>, v: T, x: T, y: T): T {
  const usual = A.mul(y, A.pow(x, A.sub(y, 1)));
  // x⁰ at 0.
  const other = A.where('eq', x, 0, A.convention(0, y), A.div(A.mul(y, v), x));
  return A.where('ge', y, 0.5, usual, A.where('eq', v, A.add(v, v), usual, other));
}
