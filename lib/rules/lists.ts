import type { ArrayPartialsAlgebra } from './array-rule.ts';
import type { ListRule } from './list-rule.ts';

/** Operations that give arrays and matrices. */
export const lists: readonly ListRule[] = [
  {
    name: 'cumsum',
    kind: 'scan',
    args: ['xs'],
    step: 'add',
    formula: 'dvᵢ = Σ_{j≤i} dxⱼ',
    cost: 'n − 1 additions',
    sentence: 'The sums of the first entries of `xs`: of one, of two, … of all.',
    example: ['cumsum([1, 2, 3])', '[1, 3, 6]'],
  },
  {
    name: 'cumprod',
    kind: 'scan',
    args: ['xs'],
    step: 'mul',
    isProduct: true,
    formula: 'dvᵢ = xᵢ dvᵢ₋₁ + vᵢ₋₁ dxᵢ',
    cost: 'n − 1 multiplications',
    sentence: 'The products of the first entries of `xs`: of one, of two, … of all.',
    example: ['jacobian((x) => cumprod(x))([2, 0])', '[[1, 0], [0, 2]]'],
  },
  {
    name: 'softmax',
    kind: 'map',
    args: ['xs'],
    value: weights,
    formula: 'dvᵢ = vᵢ Σ_{j≠i} vⱼ (dxᵢ − dxⱼ)',
    kinks: [
      { at: [-Infinity, 1], partials: [0, 0], why: 'exp −∞ is 0' },
      { at: [Infinity, 1], partials: [NaN, NaN], why: 'infinite entry' },
    ],
    cost: 'n exponentials, about 5n additions and n divisions',
    sentence:
      'The weights exp(xᵢ) / Σ exp(xⱼ), without overflow: they are positive and sum to 1; NaN where all entries are −∞.',
    example: ['softmax([1, 1, 1, 1])', '[0.25, 0.25, 0.25, 0.25]'],
  },
  {
    name: 'logSoftmax',
    kind: 'map',
    args: ['xs'],
    value: (A, xs) => {
      const shift = largest(A, xs);
      const shifted = A.map(xs, (x) => A.sub(x, shift));
      const sum = A.fold(A.map(shifted, A.exp), A.add, 0);
      const logarithm = A.log(sum);
      return A.map(shifted, (x) => A.sub(x, logarithm));
    },
    formula: 'dvᵢ = Σ_{j≠i} wⱼ (dxᵢ − dxⱼ), w the softmax weights',
    // Each of the sum of the other weights: 1 − w has no digits where w is nearly 1.
    pushforward: (A, _vs, tangents, xs) => {
      const ws = weights(A, xs);
      const own = A.zip(rests(A, ws, xs), tangents, A.scaled);
      return A.zip(own, A.others(A.zip(ws, tangents, A.scaled), A.joint, A.none), A.less);
    },
    pullback: (A, _vs, adjoints, xs) => {
      const ws = weights(A, xs);
      const own = A.zip(rests(A, ws, xs), adjoints, A.scaled);
      return A.zip(own, A.zip(ws, A.others(adjoints, A.joint, A.none), A.scaled), A.less);
    },
    kinks: [
      { at: [-Infinity, 1], partials: [0, 0], why: 'exp −∞ is 0' },
      { at: [Infinity, 1], partials: [NaN, NaN], why: 'infinite entry' },
    ],
    cost: 'n exponentials, 3n additions and a logarithm',
    sentence: 'The logarithms of the softmax weights: xᵢ − log Σ exp(xⱼ), without overflow.',
    example: ['logSoftmax([0])', '[0]'],
  },
  {
    name: 'convolve',
    kind: 'contraction',
    args: ['xs', 'ys'],
    indices: ['i', 'j', 'i+j'],
    formula: 'dvₖ = Σ_{i+j=k} yⱼ dxᵢ + xᵢ dyⱼ',
    cost: 'mn products and their sums for m and n entries',
    sentence:
      'The full discrete convolution of `xs` and `ys`, Σ xᵢ yₖ₋ᵢ: the coefficients of a product of polynomials.',
    example: ['convolve([1, 2], [3, 4])', '[3, 10, 8]'],
  },
  {
    name: 'matmul',
    kind: 'contraction',
    args: ['A', 'B'],
    indices: ['ik', 'kj', 'ij'],
    formula: 'd(AB) = dA B + A dB',
    cost: 'mkn products and their sums for an m × k and a k × n matrix',
    sentence: 'The product of the matrices `A` and `B`, arrays of rows.',
    example: ['matmul([[1, 2], [3, 4]], [[0, 1], [1, 0]])', '[[2, 1], [4, 3]]'],
  },
  {
    name: 'matvec',
    kind: 'contraction',
    args: ['A', 'xs'],
    indices: ['ik', 'k', 'i'],
    formula: 'd(Ax) = dA x + A dx',
    cost: 'mn products and their sums for an m × n matrix',
    sentence: 'The product of the matrix `A`, an array of rows, and the vector `xs`.',
    example: ['matvec([[1, 2], [3, 4]], [1, 1])', '[3, 7]'],
  },
  {
    name: 'outer',
    kind: 'contraction',
    args: ['xs', 'ys'],
    indices: ['i', 'j', 'ij'],
    formula: 'dvᵢⱼ = yⱼ dxᵢ + xᵢ dyⱼ',
    cost: 'mn multiplications for m and n entries',
    sentence: 'The matrix of the products xᵢ yⱼ, an array of rows.',
    example: ['outer([1, 2], [3, 4])', '[[3, 4], [6, 8]]'],
  },
];

/** exp(xᵢ − m) in the sum of all, m the largest entry, a constant. Each is of itself and the sum of the others. */
function weights<T, L>(A: ArrayPartialsAlgebra<T, L>, xs: L): L {
  const shift = largest(A, xs);
  return A.portions(A.map(xs, (x) => A.exp(A.sub(x, shift))));
}

function largest<T, L>(A: ArrayPartialsAlgebra<T, L>, xs: L): T {
  return A.fold(xs, (m, x) => A.max(m, A.passive(x)), -Infinity);
}

/** The sum of all weights but one: of a single one 0, or NaN where its entry is infinite. */
function rests<T, L>(A: ArrayPartialsAlgebra<T, L>, ws: L, xs: L): L {
  return A.others(ws, A.add, A.mul(0, largest(A, xs)));
}
