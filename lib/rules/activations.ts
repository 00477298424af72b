import type { Algebra } from './algebra.ts';
import { binary, type Rule, unary } from './rule.ts';

/** The functions of neural networks and of statistics on the logistic scale. */
export const activations: readonly Rule[] = [
  unary({
    name: 'sigmoid',
    value: (A, x) => A.where('lt', x, 0, A.div(A.exp(x), A.add(1, A.exp(x))), A.div(1, A.add(1, A.exp(A.neg(x))))),
    formula: 'd(σ(x)) = σ(x) σ(−x) dx',
    partials: (A, _v, x) => [bell(A, x)],
    sentence: 'Logistic function 1/(1 + e⁻ˣ).',
    example: ['derivative(sigmoid)(0)', '0.25'],
  }),
  unary({
    name: 'logSigmoid',
    value: (A, x) => A.sub(A.min(x, 0), A.log1p(A.exp(A.neg(A.abs(x))))),
    formula: 'd(log σ(x)) = σ(−x) dx',
    partials: (A, _v, x) => [A.sigmoid(A.neg(x))],
    sentence: 'Logarithm of the logistic function, exact in both tails.',
    example: ['derivative(logSigmoid)(0)', '0.5'],
  }),
  unary({
    name: 'softplus',
    value: (A, x) => A.add(A.max(x, 0), A.log1p(A.exp(A.neg(A.abs(x))))),
    formula: 'd(log(1 + eˣ)) = σ(x) dx',
    partials: (A, _v, x) => [A.sigmoid(x)],
    sentence: 'log(1 + eˣ), exact in both tails.',
    example: ['derivative(softplus)(0)', '0.5'],
  }),
  binary({
    name: 'logaddexp',
    value: (A, x, y) => {
      const excess = A.log1p(A.exp(A.neg(A.abs(A.sub(x, y)))));
      return A.where('eq', x, y, A.add(x, Math.LN2), A.add(A.max(x, y), excess));
    },
    formula: 'd(log(eˣ + eʸ)) = σ(x − y) dx + σ(y − x) dy',
    partials: (A, v, x, y) => [weight(A, v, x, y), weight(A, v, y, x)],
    kinks: [
      { at: [-Infinity, -Infinity], partials: [0, 0], why: 'log 0, flat on the scale of exp x' },
      { at: [-Infinity, 1], partials: [0, 1], why: 'exp −∞ is 0' },
      { at: [Infinity, 1], partials: [NaN, NaN], why: 'infinite value' },
    ],
    sentence: 'log(eˣ + eʸ) without overflow.',
    example: ['grad(([x, y]) => logaddexp(x, y))([1, 1])', '[0.5, 0.5]'],
  }),
  unary({
    name: 'relu',
    value: (A, x) => A.max(x, 0),
    formula: 'd(relu x) = dx where x > 0',
    partials: (A, _v, x) => [A.where('lt', x, 0, A.none, A.where('gt', x, 0, 1, 0))],
    kinks: [{ at: [0], partials: [0], why: 'least norm' }],
    sentence: '`x` where it is positive, else 0; at 0 its derivative is 0.',
    example: ['derivative(relu)(0)', '0'],
  }),
  binary({
    name: 'leakyRelu',
    args: ['x', 'a'],
    value: (A, x, a) => A.where('lt', x, 0, A.mul(a, x), x),
    formula: 'd(leakyRelu(x, a)) = dx where x > 0, a dx + x da where x < 0',
    partials: (A, _v, x, a) => [
      A.where('lt', x, 0, a, A.where('gt', x, 0, 1, A.convention(A.max(0, A.min(a, 1)), 0))),
      A.where('gt', x, 0, A.none, A.where('lt', x, 0, x, 0)),
    ],
    kinks: [
      { at: [0, 0.1], partials: [0.1, 0], why: 'the least of the slopes between a and 1' },
      { at: [0, -0.5], partials: [0, 0], why: 'the least of the slopes between a and 1' },
      { at: [0, 3], partials: [1, 0], why: 'the least of the slopes between a and 1' },
    ],
    sentence: '`x` where it is positive, else `a` times `x`.',
    example: ['leakyRelu(dual(-2, 1), 0.5)', 'Dual(-1 + 0.5ε)'],
  }),
  binary({
    name: 'elu',
    args: ['x', 'a'],
    value: (A, x, a) => A.where('gt', x, 0, x, A.mul(a, A.expm1(x))),
    formula: 'd(elu(x, a)) = dx where x > 0, a eˣ dx + (eˣ − 1) da where x < 0',
    partials: (A, v, x, a) => [
      A.where('lt', x, 0, A.mul(a, A.exp(x)), A.where('gt', x, 0, 1, A.convention(A.max(0, A.min(a, 1)), v))),
      A.where('gt', x, 0, A.none, A.where('lt', x, 0, A.expm1(x), A.convention(0, x))),
    ],
    kinks: [
      { at: [0, 1], partials: [1, 0], why: 'the least of the slopes between a and 1' },
      { at: [0, 0.5], partials: [0.5, 0], why: 'the least of the slopes between a and 1' },
      { at: [0, -1], partials: [0, 0], why: 'the least of the slopes between a and 1' },
    ],
    sentence: '`x` where it is positive, else `a` times (eˣ − 1).',
    example: ['derivative((x) => elu(x, 1))(0)', '1'],
  }),
  // The quotient rule cancels where b is small compared with a; (b/s)/s does not.
  binary({
    name: 'portion',
    args: ['a', 'b'],
    internal: true,
    value: (A, a, b) => {
      const part = A.div(a, A.add(a, b));
      return A.where('eq', a, 0, A.where('eq', b, 0, 0, part), part);
    },
    formula: 'd(a/s) = (b/s)/s da − (a/s)/s db, s = a + b',
    partials: (A, v, a, b) => {
      const s = A.add(a, b);
      const share = A.portion(b, a);
      return [A.where('eq', s, 0, 0, A.div(share, s)), A.where('eq', s, 0, 0, A.neg(A.div(v, s)))];
    },
    kinks: [{ at: [0, 0], partials: [0, 0], why: 'weights of nothing but −∞' }],
    sentence: 'The part of `a` in `a` + `b`, 0 of nothing.',
    example: ['grad(logsumexp)([0, 0])', '[0.5, 0.5]'],
  }),
  unary({
    name: 'silu',
    value: (A, x) => {
      const [below, above] = [A.exp(x), A.exp(A.neg(x))];
      return A.where('lt', x, 0, A.mul(x, A.div(below, A.add(1, below))), A.div(x, A.add(1, above)));
    },
    formula: 'd(x σ(x)) = σ(x) (1 + x σ(−x)) dx',
    partials: (A, _v, x) => [A.add(A.sigmoid(x), A.mul(x, bell(A, x)))],
    sentence: '`x` times the logistic function of `x`.',
    example: ['derivative(silu)(0)', '0.5'],
  }),
];

// σ(x − y) as a partial of log(eˣ + eʸ): of infinite values it is that of logsumexp.
function weight<T>(A: Algebra<T>, v: T, x: T, y: T): T {
  const finite = A.sigmoid(A.sub(x, y));
  return A.where('gt', v, -Infinity, A.where('lt', v, Infinity, finite, A.convention(NaN, v)), 0);
}

// σ(x)σ(−x) = (sech(x/2)/2)². Not v(1 − v), which is 0 at 38, nor the product, whose derivative cancels near 0.
function bell<T>(A: Algebra<T>, x: T): T {
  return A.square(A.mul(0.5, A.sech(A.mul(0.5, x))));
}
