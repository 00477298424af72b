// Emitted from lib/rules/lists.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { ListOp } from '../interpreter.ts';
import { type Numeric, type Scalar, passive } from '../scalar.ts';
import { add, mul, sub } from './arithmetic.ts';
import { checkArity } from './arity.ts';
import { contraction } from './contraction.ts';
import { handedOn, joint, less, scaled } from './contributions.ts';
import { exp, log } from './exponential.ts';
import { checkScalars } from './lift-arrays.ts';
import { liftLists } from './lift-lists.ts';
import { others } from './others.ts';
import { max } from './piecewise.ts';
import { portions } from './portions.ts';
import { areModerate, runningProducts } from './running-products.ts';
import type { Matrix } from './matrix.ts';

/**
 * The sums of the first entries of `xs`: of one, of two, … of all.
 *
 *     dvᵢ = Σ_{j≤i} dxⱼ
 *
 * Cost: n − 1 additions; a tangent or an adjoint of all results takes O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example cumsum([1, 2, 3]) // [1, 3, 6]
 */
export function cumsum(xs: Numeric): Scalar[];
export function cumsum(xs: Numeric, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('cumsum', 1, next, after);
  const vs = checkScalars('cumsum', xs);
  if (vs.length > 0) vs[0] = handedOn(vs[0]!);
  for (let i = 1; i < vs.length; i++) vs[i] = add(vs[i - 1]!, vs[i]!);
  return vs;
}

/**
 * The products of the first entries of `xs`: of one, of two, … of all.
 *
 *     dvᵢ = xᵢ dvᵢ₋₁ + vᵢ₋₁ dxᵢ
 *
 * Cost: n − 1 multiplications; a tangent or an adjoint of all results takes O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example jacobian((x) => cumprod(x))([2, 0]) // [[1, 0], [0, 2]]
 */
export function cumprod(xs: Numeric): Scalar[];
export function cumprod(xs: Numeric, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('cumprod', 1, next, after);
  const vs = checkScalars('cumprod', xs);
  if (!areModerate(vs)) return liftLists(runningProducts, vs) as Scalar[];
  if (vs.length > 0) vs[0] = handedOn(vs[0]!);
  for (let i = 1; i < vs.length; i++) vs[i] = mul(vs[i - 1]!, vs[i]!);
  return vs;
}

/**
 * The weights exp(xᵢ) / Σ exp(xⱼ), without overflow: they are positive and sum to 1; NaN where all entries are −∞.
 *
 *     dvᵢ = vᵢ Σ_{j≠i} vⱼ (dxᵢ − dxⱼ)
 *
 * At x = (−∞, 1) the derivative is (0, 0): exp −∞ is 0.
 * At x = (∞, 1) the derivative is (NaN, NaN): infinite entry.
 * Cost: n exponentials, about 5n additions and n divisions; a tangent or an adjoint of all results takes O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example softmax([1, 1, 1, 1]) // [0.25, 0.25, 0.25, 0.25]
 */
export function softmax(xs: Numeric): Scalar[];
export function softmax(xs: Numeric, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('softmax', 1, next, after);
  const list = checkScalars('softmax', xs);
  const s1 = list.reduce<Scalar>((s, x) => max(s, passive(x)), -Infinity);
  const l1 = list.map((x) => exp(sub(x, s1)));
  return portions(l1);
}

/**
 * The logarithms of the softmax weights: xᵢ − log Σ exp(xⱼ), without overflow.
 *
 *     dvᵢ = Σ_{j≠i} wⱼ (dxᵢ − dxⱼ), w the softmax weights
 *
 * At x = (−∞, 1) the derivative is (0, 0): exp −∞ is 0.
 * At x = (∞, 1) the derivative is (NaN, NaN): infinite entry.
 * Cost: n exponentials, 3n additions and a logarithm; a tangent or an adjoint of all results takes O(n).
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example logSoftmax([0]) // [0]
 */
export function logSoftmax(xs: Numeric): Scalar[];
export function logSoftmax(xs: Numeric, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('logSoftmax', 1, next, after);
  return liftLists(logSoftmaxOp, checkScalars('logSoftmax', xs)) as Scalar[];
}

const logSoftmaxOp: ListOp<Scalar> = {
  name: 'logSoftmax',
  op: (xs) => {
    const s1 = xs.reduce<Scalar>((s, x) => max(s, passive(x)), -Infinity);
    const l1 = xs.map((x) => sub(x, s1));
    const l2 = l1.map((x) => exp(x));
    const s2 = l2.reduce<Scalar>((s, x) => add(s, x), 0);
    const c1 = log(s2);
    return l1.map((x) => sub(x, c1));
  },
  pushforward: (xs, _vs, tangents) => {
    const s1 = xs.reduce<Scalar>((s, x) => max(s, passive(x)), -Infinity);
    const l1 = xs.map((x) => exp(sub(x, s1)));
    const l2 = portions(l1);
    const s2 = xs.reduce<Scalar>((s, x) => max(s, passive(x)), -Infinity);
    const l3 = others(l2, (p, x) => add(p, x), mul(0, s2));
    const l4 = l3.map((x, i) => scaled(x, tangents[i]!));
    const l5 = l2.map((x, i) => scaled(x, tangents[i]!));
    const l6 = others(l5, (p, x) => joint(p, x), undefined);
    return l4.map((x, i) => less(x, l6[i]!));
  },
  pullback: (xs, _vs, tangents) => {
    const s1 = xs.reduce<Scalar>((s, x) => max(s, passive(x)), -Infinity);
    const l1 = xs.map((x) => exp(sub(x, s1)));
    const l2 = portions(l1);
    const s2 = xs.reduce<Scalar>((s, x) => max(s, passive(x)), -Infinity);
    const l3 = others(l2, (p, x) => add(p, x), mul(0, s2));
    const l4 = l3.map((x, i) => scaled(x, tangents[i]!));
    const l5 = others(tangents, (p, x) => joint(p, x), undefined);
    const l6 = l2.map((x, i) => scaled(x, l5[i]!));
    return l4.map((x, i) => less(x, l6[i]!));
  },
};

/**
 * The full discrete convolution of `xs` and `ys`, Σ xᵢ yₖ₋ᵢ: the coefficients of a product of polynomials.
 *
 *     dvₖ = Σ_{i+j=k} yⱼ dxᵢ + xᵢ dyⱼ
 *
 * Cost: mn products and their sums for m and n entries; a tangent or an adjoint of all results takes twice as many.
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example convolve([1, 2], [3, 4]) // [3, 10, 8]
 */
export function convolve(xs: Numeric, ys: Numeric): Scalar[];
export function convolve(xs: Numeric, ys: Numeric, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('convolve', 2, next, after);
  return contraction(convolveOp, xs, ys) as never;
}

const convolveOp = { name: 'convolve', args: ['xs', 'ys'], indices: ['i', 'j', 'i+j'] } as const;

/**
 * The product of the matrices `A` and `B`, arrays of rows.
 *
 *     d(AB) = dA B + A dB
 *
 * Cost: mkn products and their sums for an m × k and a k × n matrix; a tangent or an adjoint of all results takes twice as many.
 * @throws {@link TypeError} when an argument is not a matrix of Scalars.
 * @throws {@link RangeError} when the shapes do not fit, or the rows of a matrix have different lengths.
 * @example matmul([[1, 2], [3, 4]], [[0, 1], [1, 0]]) // [[2, 1], [4, 3]]
 */
export function matmul(A: Matrix, B: Matrix): Scalar[][];
export function matmul(A: Matrix, B: Matrix, next?: unknown, after?: unknown): Scalar[][] {
  if (next !== undefined) checkArity('matmul', 2, next, after);
  return contraction(matmulOp, A, B) as never;
}

const matmulOp = { name: 'matmul', args: ['A', 'B'], indices: ['ik', 'kj', 'ij'] } as const;

/**
 * The product of the matrix `A`, an array of rows, and the vector `xs`.
 *
 *     d(Ax) = dA x + A dx
 *
 * Cost: mn products and their sums for an m × n matrix; a tangent or an adjoint of all results takes twice as many.
 * @throws {@link TypeError} when an argument is not a matrix or an array of Scalars.
 * @throws {@link RangeError} when the shapes do not fit, or the rows of a matrix have different lengths.
 * @example matvec([[1, 2], [3, 4]], [1, 1]) // [3, 7]
 */
export function matvec(A: Matrix, xs: Numeric): Scalar[];
export function matvec(A: Matrix, xs: Numeric, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('matvec', 2, next, after);
  return contraction(matvecOp, A, xs) as never;
}

const matvecOp = { name: 'matvec', args: ['A', 'xs'], indices: ['ik', 'k', 'i'] } as const;

/**
 * The matrix of the products xᵢ yⱼ, an array of rows.
 *
 *     dvᵢⱼ = yⱼ dxᵢ + xᵢ dyⱼ
 *
 * Cost: mn multiplications for m and n entries; a tangent or an adjoint of all results takes twice as many.
 * @throws {@link TypeError} when an argument is not an array of Scalars.
 * @example outer([1, 2], [3, 4]) // [[3, 4], [6, 8]]
 */
export function outer(xs: Numeric, ys: Numeric): Scalar[][];
export function outer(xs: Numeric, ys: Numeric, next?: unknown, after?: unknown): Scalar[][] {
  if (next !== undefined) checkArity('outer', 2, next, after);
  return contraction(outerOp, xs, ys) as never;
}

const outerOp = { name: 'outer', args: ['xs', 'ys'], indices: ['i', 'j', 'ij'] } as const;
