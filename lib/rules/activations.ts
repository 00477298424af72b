import type { Algebra } from './algebra.ts';
import { binary, type Rule, unary } from './rule.ts';

/** The functions of neural networks and of statistics on the logistic scale. */
export const activations: readonly Rule[] = [
  unary({
    name: 'sigmoid',
    js: 'x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))',
    value: (x) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x))),
    formula: 'd(σ(x)) = σ(x) σ(−x) dx',
    partials: (A, _v, x) => [bell(A, x)],
    sentence: 'Logistic function 1/(1 + e⁻ˣ).',
    example: ['derivative(sigmoid)(0)', '0.25'],
  }),
  unary({
    name: 'logSigmoid',
    js: 'Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)))',
    value: (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
    formula: 'd(log σ(x)) = σ(−x) dx',
    partials: (A, _v, x) => [A.sigmoid(A.neg(x))],
    sentence: 'Logarithm of the logistic function, exact in both tails.',
    example: ['derivative(logSigmoid)(0)', '0.5'],
  }),
  unary({
    name: 'softplus',
    js: 'Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))',
    value: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    formula: 'd(log(1 + eˣ)) = σ(x) dx',
    partials: (A, _v, x) => [A.sigmoid(x)],
    sentence: 'log(1 + eˣ), exact in both tails.',
    example: ['derivative(softplus)(0)', '0.5'],
  }),
  binary({
    name: 'logaddexp',
    js: 'x === y ? x + Math.LN2 : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)))',
    value: (x, y) => (x === y ? x + Math.LN2 : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)))),
    formula: 'd(log(eˣ + eʸ)) = σ(x − y) dx + σ(y − x) dy',
    partials: (A, _v, x, y) => [A.sigmoid(A.sub(x, y)), A.sigmoid(A.sub(y, x))],
    sentence: 'log(eˣ + eʸ) without overflow.',
    example: ['grad(([x, y]) => logaddexp(x, y))([1, 1])', '[0.5, 0.5]'],
  }),
  unary({
    name: 'relu',
    js: 'Math.max(x, 0)',
    value: (x) => Math.max(x, 0),
    formula: 'd(relu x) = dx where x > 0',
    partials: (A, _v, x) => [A.where('lt', x, 0, A.none, A.where('gt', x, 0, 1, 0))],
    kinks: [{ at: [0], partials: [0], why: 'least norm' }],
    cost: 'free',
    sentence: '`x` where it is positive, else 0; at 0 its derivative is 0.',
    example: ['derivative(relu)(0)', '0'],
  }),
  binary({
    name: 'leakyRelu',
    args: ['x', 'a'],
    js: 'x < 0 ? a * x : x',
    value: (x, a) => (x < 0 ? a * x : x),
    formula: 'd(leakyRelu(x, a)) = dx where x > 0, a dx + x da where x < 0',
    partials: (A, _v, x, a) => [
      A.where('lt', x, 0, a, A.where('gt', x, 0, 1, A.max(0, A.min(a, 1)))),
      A.where('gt', x, 0, A.none, x),
    ],
    kinks: [
      { at: [0, 0.1], partials: [0.1, 0], why: 'the least of the slopes between a and 1' },
      { at: [0, -0.5], partials: [0, 0], why: 'the least of the slopes between a and 1' },
      { at: [0, 3], partials: [1, 0], why: 'the least of the slopes between a and 1' },
    ],
    cost: 'flop',
    sentence: '`x` where it is positive, else `a` times `x`.',
    example: ['leakyRelu(dual(-2, 1), 0.5)', 'Dual(-1 + 0.5ε)'],
  }),
  binary({
    name: 'elu',
    args: ['x', 'a'],
    js: 'x > 0 ? x : a * Math.expm1(x)',
    value: (x, a) => (x > 0 ? x : a * Math.expm1(x)),
    formula: 'd(elu(x, a)) = dx where x > 0, a eˣ dx + (eˣ − 1) da where x < 0',
    partials: (A, _v, x, a) => [
      A.where('lt', x, 0, A.mul(a, A.exp(x)), A.where('gt', x, 0, 1, A.max(0, A.min(a, 1)))),
      A.where('gt', x, 0, A.none, A.expm1(x)),
    ],
    kinks: [
      { at: [0, 1], partials: [1, 0], why: 'the least of the slopes between a and 1' },
      { at: [0, 0.5], partials: [0.5, 0], why: 'the least of the slopes between a and 1' },
      { at: [0, -1], partials: [0, 0], why: 'the least of the slopes between a and 1' },
    ],
    sentence: '`x` where it is positive, else `a` times (eˣ − 1).',
    example: ['derivative((x) => elu(x, 1))(0)', '1'],
  }),
  unary({
    name: 'silu',
    js: 'x < 0 ? x * (Math.exp(x) / (1 + Math.exp(x))) : x / (1 + Math.exp(-x))',
    value: (x) => (x < 0 ? x * (Math.exp(x) / (1 + Math.exp(x))) : x / (1 + Math.exp(-x))),
    formula: 'd(x σ(x)) = σ(x) (1 + x σ(−x)) dx',
    partials: (A, _v, x) => [A.add(A.sigmoid(x), A.mul(x, bell(A, x)))],
    sentence: '`x` times the logistic function of `x`.',
    example: ['derivative(silu)(0)', '0.5'],
  }),
];

// σ(x)σ(−x) = (sech(x/2)/2)². Not v(1 − v), which is 0 at 38, nor the product, whose derivative cancels near 0.
function bell<T>(A: Algebra<T>, x: T): T {
  return A.square(A.mul(0.5, A.sech(A.mul(0.5, x))));
}
