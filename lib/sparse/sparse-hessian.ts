import type { Scalar } from '../scalar.ts';
import { reverseEngine } from '../transforms/reverse-engine.ts';
import type { ArrayUnlessDeclared, Of, Point } from '../transforms/tree-types.ts';
import type { Further, Rest, TreeFn } from '../transforms/types.ts';
import { derivativeLike } from '../tree/container.ts';
import type { SparseDerivative } from './sparse-jacobian.ts';
import { type Sparse, type SparseMatrix, type SparseOptions, type SparseVerb, sparseVerb } from './sparse-verb.ts';

/** The value of f together with its gradient and its sparse Hessian. */
export interface ValueAndSparseHessian<X, R extends Rest = []> extends Sparse {
  (
    x: Point<number, X>,
    values?: Float64Array,
    ...rest: R
  ): {
    value: number;
    gradient: Of<number, X>;
    hessian: SparseMatrix;
  };
}

const HESSIAN: SparseVerb = {
  verb: 'sparseHessian',
  isSymmetric: true,
  list:
    (verb, { call }) =>
    (xs) => {
      const { value, gradient } = reverseEngine.gradient(verb, call, xs, undefined);
      return { list: gradient, value };
    },
};

/**
 * The Hessian of a scalar function in compressed rows, `{ starts, columns, values, pattern }`, with both triangles: a function of
 * x, and of an array to write the values into. It is the {@link sparseJacobian} of the gradient, and has its pattern from the
 * same trace: the pairs of inputs that f does not depend on linearly, and their mirror images.
 *
 * Cost: one recording of f with its sweep, itself recorded, and the products of partials along the paths from an input to an
 * entry of the gradient; 12 bytes for every entry. The first call traces f, too. Compiled, the products alone.
 * @throws {@link TypeError} when x is not an array or a record of numbers, f(x) is not a number, or inside another derivative.
 * @throws {@link RangeError} when `values` has another length, or f has a derivative outside of a `pattern` that is given.
 * @throws {@link Error} when f has another value on plain numbers.
 * @example sparseHessian(([x, y, z]) => add(mul(x, y), square(z)))([2, 3, 4]).values // Float64Array(3) [1, 1, 2]
 * @see Gower & Mello, A new framework for the computation of Hessians (2012)
 */
export function sparseHessian<F, X = ArrayUnlessDeclared>(
  f: F & TreeFn<X, Scalar>,
  options?: SparseOptions,
): SparseDerivative<X, Further<F>> {
  return hessianOf(f, options) as SparseDerivative<X, Further<F>>;
}

/**
 * f(x) together with its gradient and its sparse Hessian, `{ value, gradient, hessian }`: what a step of Newton's method needs.
 * Otherwise as {@link sparseHessian}.
 *
 * Cost: that of {@link sparseHessian}.
 * @throws {@link TypeError} when x is not an array or a record of numbers, f(x) is not a number, or inside another derivative.
 * @throws {@link RangeError} when `values` has another length, or f has a derivative outside of a `pattern` that is given.
 * @throws {@link Error} when f has another value on plain numbers.
 * @example valueAndSparseHessian(([x, y]) => mul(square(x), y))([2, 3]).gradient // [12, 4]
 */
export function valueAndSparseHessian<F, X = ArrayUnlessDeclared>(
  f: F & TreeFn<X, Scalar>,
  options?: SparseOptions,
): ValueAndSparseHessian<X, Further<F>> {
  return valueAndHessianOf(f, options) as ValueAndSparseHessian<X, Further<F>>;
}

const hessianOf = /* @__PURE__ */ sparseVerb(HESSIAN);
const valueAndHessianOf = /* @__PURE__ */ sparseVerb({
  ...HESSIAN,
  verb: 'valueAndSparseHessian',
  matrix: 'hessian',
  parts: ({ tree }, { list, value }) => ({ value, gradient: derivativeLike('valueAndSparseHessian', tree, [...list]) }),
});
