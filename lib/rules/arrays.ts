import type { ArrayAlgebra, ArrayPartialsAlgebra, ArrayRule } from './array-rule.ts';
import { enlargedDirections, SMALL } from './powers.ts';
import type { Term } from './term.ts';

/** Reductions of an array to a number. Sums go left to right from the first entry. */
export const arrays: readonly ArrayRule[] = [
  {
    name: 'sum',
    args: ['xs'],
    value: total,
    formula: 'd(Σxᵢ) = Σ dxᵢ',
    partials: (A, _v, xs) => [A.map(xs, () => 1)],
    cost: 'n − 1 additions',
    sentence: 'Sum of the entries of `xs`, 0 of none.',
    example: ['grad(sum)([1, 2, 3])', '[1, 1, 1]'],
  },
  {
    name: 'mean',
    args: ['xs'],
    value: average,
    formula: 'd(Σxᵢ/n) = Σ dxᵢ / n',
    partials: (A, _v, xs) => [A.map(xs, () => A.div(1, A.count(xs)))],
    cost: 'n − 1 additions and 1 division',
    sentence: 'Mean of the entries of `xs`, NaN of none.',
    example: ['grad(mean)([1, 2, 3, 4])', '[0.25, 0.25, 0.25, 0.25]'],
  },
  {
    name: 'prod',
    args: ['xs'],
    value: (A, xs) => A.reduce(xs, A.mul, 1),
    formula: 'd(Πxᵢ) = Σ (Π_{j≠i} xⱼ) dxᵢ',
    partials: (A, v, xs) => [A.otherProducts(xs, v)],
    cost: 'n − 1 multiplications',
    sentence: 'Product of the entries of `xs`, 1 of none.',
    example: ['grad(prod)([2, 0, 3])', '[0, 6, 0]'],
  },
  {
    name: 'dot',
    args: ['xs', 'ys'],
    value: (A, xs, ys) => total(A, A.zip(xs, ys, A.mul)),
    formula: 'd(Σxᵢyᵢ) = Σ yᵢ dxᵢ + xᵢ dyᵢ',
    partials: (_A, _v, xs, ys) => [ys, xs],
    cost: 'n multiplications and n − 1 additions',
    sentence: 'Inner product of `xs` and `ys`, of the same length.',
    example: ['grad((x) => dot(x, [4, 5]))([1, 2])', '[4, 5]'],
  },
  {
    name: 'norm',
    args: ['xs'],
    value: (A, xs) => {
      const squares = total(
        A,
        A.map(xs, (x) => A.mul(x, x)),
      );
      const root = A.sqrt(squares);
      // The squares overflowed or underflowed: again, scaled by the largest.
      const largest = A.fold(xs, (m, x) => A.where('gt', A.abs(x), m, A.abs(x), m), 0);
      const scaled = total(
        A,
        A.map(xs, (x) => A.square(A.div(x, largest))),
      );
      const rescaled = A.mul(largest, A.sqrt(scaled));
      const other = A.where('eq', largest, 0, root, A.where('eq', largest, Infinity, root, rescaled));
      return A.where('gt', squares, 1e-280, A.where('lt', squares, Infinity, root, other), other);
    },
    formula: 'd‖x‖ = Σ xᵢ dxᵢ / ‖x‖',
    partials: (A, v, xs) => {
      // Where all are 0, as inside a box, 0/1 is the partial.
      const divisor = A.where('eq', v, 0, A.convention(1, v), v);
      const usual = (): typeof xs => A.map(xs, (x) => A.div(x, divisor));
      return [A.branch('lt', divisor, SMALL, () => enlargedDirections(A, xs), usual)];
    },
    kinks: [{ at: [0, 0, 0], partials: [0, 0, 0], why: 'convex, least norm' }],
    cost: 'n multiplications, n additions and a square root',
    sentence: 'Euclidean length of `xs`, without overflow.',
    example: ['grad(norm)([3, 4])', '[0.6, 0.8]'],
  },
  {
    name: 'logsumexp',
    args: ['xs'],
    value: (A, xs) => {
      const largest = A.fold(xs, A.max, -Infinity);
      const scaled = A.map(xs, (x) => A.exp(A.sub(x, largest)));
      const value = A.add(largest, A.log(total(A, scaled)));
      return A.where('gt', largest, -Infinity, A.where('lt', largest, Infinity, value, largest), largest);
    },
    formula: 'd(log Σ exp xᵢ) = Σ exp(xᵢ − v) dxᵢ',
    // The softmax weights, each of its exponential and the sum of the others: 1 − w has no digits where w is nearly 1.
    // Not exp(xᵢ − v): v = 1000.7 is rounded by 1e−13, and so would be every weight.
    // The shift starts at a finite number: where all entries are −∞ the exponentials are 0, and the weights as well.
    partials: (A, _v, xs) => {
      const shift = A.fold(xs, (m, x) => A.where('gt', x, m, A.passive(x), m), -Number.MAX_VALUE);
      const weights = A.map(xs, (x) => A.exp(A.sub(x, shift)));
      return [A.portions(weights)];
    },
    kinks: [
      { at: [-Infinity, -Infinity], partials: [0, 0], why: 'log 0, flat on the scale of exp xᵢ' },
      { at: [-Infinity, 1], partials: [0, 1], why: 'exp −∞ is 0' },
      { at: [Infinity, 1], partials: [NaN, NaN], why: 'infinite value' },
    ],
    cost: 'n exponentials, 2n additions and a logarithm',
    sentence: 'log Σ exp xᵢ without overflow; −∞ of none.',
    example: ['grad(logsumexp)([0])', '[1]'],
  },
  {
    name: 'variance',
    args: ['xs'],
    least: 2,
    value: (A, xs) => {
      const m = average(A, xs);
      const squares = A.map(
        A.map(xs, (x) => A.sub(x, m)),
        (d) => A.mul(d, d),
      );
      return A.div(total(A, squares), A.sub(A.count(xs), 1));
    },
    formula: 'd(Σ(xᵢ − m)²/(n − 1)) = Σ 2(xᵢ − m)/(n − 1) dxᵢ, m the mean',
    partials: (A, _v, xs) => {
      const m = average(A, xs);
      return [A.map(xs, (x) => A.mul(A.div(2, A.sub(A.count(xs), 1)), A.sub(x, m)))];
    },
    cost: 'n multiplications, 3n additions and 2 divisions',
    sentence: 'Sample variance of `xs`, its sum of squares divided by n − 1.',
    example: ['grad(variance)([1, 2, 3])', '[-1, 0, 1]'],
  },
  {
    name: 'maximum',
    args: ['xs'],
    value: (A, xs) => A.reduce(xs, A.max, -Infinity),
    formula: 'd = dxᵢ of the chosen entry; k equal ones share it, 1/k each',
    partials: (A, v, xs) => [shares(A, v, xs)],
    kinks: [{ at: [1, 1, 1, 1], partials: [0.25, 0.25, 0.25, 0.25], why: 'equal entries share' }],
    cost: 'n comparisons',
    sentence: 'The largest entry of `xs`; −∞ of none.',
    example: ['grad(maximum)([2, 2])', '[0.5, 0.5]'],
  },
  {
    name: 'minimum',
    args: ['xs'],
    value: (A, xs) => A.reduce(xs, A.min, Infinity),
    formula: 'd = dxᵢ of the chosen entry; k equal ones share it, 1/k each',
    partials: (A, v, xs) => [shares(A, v, xs)],
    kinks: [{ at: [1, 1, 1, 1], partials: [0.25, 0.25, 0.25, 0.25], why: 'equal entries share' }],
    cost: 'n comparisons',
    sentence: 'The smallest entry of `xs`; ∞ of none.',
    example: ['grad(minimum)([2, 2])', '[0.5, 0.5]'],
  },
];

function total<T, L>(A: ArrayAlgebra<T, L>, xs: L): T {
  return A.reduce(xs, A.add, 0);
}

function average<T, L>(A: ArrayAlgebra<T, L>, xs: L): T {
  return A.div(total(A, xs), A.count(xs));
}

/** The partials of the largest or the smallest entry. */
export function shares<T, L>(A: ArrayPartialsAlgebra<T, L>, v: T, xs: L): L {
  const equal = (x: T, yes: Term<T>, no: Term<T>): T => A.where('eq', x, v, yes, no);
  const count = A.fold(xs, (k, x) => A.add(k, equal(x, 1, 0)), 0);
  const share = A.convention(A.div(1, count), A.where('gt', count, 1, v, 0));
  return A.map(xs, (x) => equal(x, share, A.none));
}
