import type { Scalar } from '../scalar.ts';
import type { ArrayUnlessDeclared, Of, Point, ToTree } from '../transforms/tree-types.ts';
import type { Further, Rest, TreeFn } from '../transforms/types.ts';
import { arrange } from '../tree/arrangement.ts';
import { type Sparse, type SparseMatrix, type SparseOptions, type SparseVerb, sparseVerb } from './sparse-verb.ts';

/** A sparse Jacobian or Hessian; its values are written into `values`, where that is given. */
export interface SparseDerivative<X, R extends Rest = []> extends Sparse {
  (x: Point<number, X>, values?: Float64Array, ...rest: R): SparseMatrix;
}

/** The value of f together with its sparse Jacobian. */
export interface ValueAndSparseDerivative<X, Y, R extends Rest = []> extends Sparse {
  (x: Point<number, X>, values?: Float64Array, ...rest: R): { value: Of<number, Y>; jacobian: SparseMatrix };
}

const JACOBIAN: SparseVerb = {
  verb: 'sparseJacobian',
  isSymmetric: false,
  list:
    (_verb, { call }) =>
    (xs) => {
      const list = call(xs) as readonly Scalar[];
      return { list, value: list };
    },
};

/**
 * The Jacobian of a function with many outputs in compressed rows, `{ starts, columns, values, pattern }`: a function
 * of x, and of an array to write the values into, such as that of an earlier result. Only derivatives that are not structurally
 * zero are computed. Of a tree, columns count the numbers of x in order, rows those of f(x).
 *
 * The pattern is found in the first call, from a trace: it has both sides of each `where`, max and abs. At a later point f may take
 * another branch and have derivatives in other places; then the pattern grows, and results have new `starts` and `columns`.
 * Until then they share them. A column that a result does not depend on at this point holds 0.
 *
 * Cost: one recording of f, and the products of partials along the paths from an input to a result; 12 bytes for every entry. The
 * first call traces f, too. Compiled, the products alone.
 * @throws {@link TypeError} when x or f(x) is not an array or a record of numbers, or inside another derivative.
 * @throws {@link RangeError} when `values` has another length, or f has a derivative outside of a `pattern` that is given.
 * @throws {@link Error} when f has another value on plain numbers.
 * @example sparseJacobian(([x, y, z]) => [mul(x, y), square(z)])([2, 3, 4]).values // Float64Array(3) [3, 2, 8]
 * @see Griewank & Walther, Evaluating Derivatives, chapters 7 and 8
 */
export function sparseJacobian<F, X = ArrayUnlessDeclared, Y = Scalar[]>(
  f: F & TreeFn<X, Y> & ToTree<Y>,
  options?: SparseOptions,
): SparseDerivative<X, Further<F>> {
  return jacobianOf(f, options) as SparseDerivative<X, Further<F>>;
}

/**
 * f(x) together with its sparse Jacobian, `{ value, jacobian }`. Otherwise as {@link sparseJacobian}.
 *
 * Cost: that of {@link sparseJacobian}.
 * @throws {@link TypeError} when x or f(x) is not an array or a record of numbers, or inside another derivative.
 * @throws {@link RangeError} when `values` has another length, or f has a derivative outside of a `pattern` that is given.
 * @throws {@link Error} when f has another value on plain numbers.
 * @example valueAndSparseJacobian(([x, y]) => [mul(x, y), y])([2, 3]).value // [6, 3]
 */
export function valueAndSparseJacobian<F, X = ArrayUnlessDeclared, Y = Scalar[]>(
  f: F & TreeFn<X, Y> & ToTree<Y>,
  options?: SparseOptions,
): ValueAndSparseDerivative<X, Y, Further<F>> {
  return valueAndJacobianOf(f, options) as ValueAndSparseDerivative<X, Y, Further<F>>;
}

const jacobianOf = /* @__PURE__ */ sparseVerb(JACOBIAN);
const valueAndJacobianOf = /* @__PURE__ */ sparseVerb({
  ...JACOBIAN,
  verb: 'valueAndSparseJacobian',
  matrix: 'jacobian',
  parts: ({ of }, { list }) => ({ value: arrange(of, [...list]) }),
});
