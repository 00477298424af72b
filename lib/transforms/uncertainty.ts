import { describe } from '../describe.ts';
import { add, mul } from '../ops/arithmetic.ts';
import { dot } from '../ops/arrays.ts';
import { sqrt } from '../ops/powers.ts';
import type { Scalar } from '../scalar.ts';
import { numbersAlike } from '../tree/alike.ts';
import { isVector } from '../tree/container.ts';
import { ANY_RESULT } from '../tree/output.ts';
import type { Tree } from '../tree/tree.ts';
import { isSemidefinite } from './covariance.ts';
import type { Engine } from './engine.ts';
import { checkFunction } from './options.ts';
import { ANY_ARGUMENT, pointAt } from './point.ts';
import type { ArrayUnlessDeclared, Of, OfTree, Point, Result } from './tree-types.ts';
import type { Fn } from './types.ts';

/** The covariance of the numbers of X: a symmetric matrix of rows, or standard deviations in the tree of X. */
export type Covariance<X> = readonly (readonly number[])[] | Of<number, X> | Point<number, X>;

/** What is uncertain of a result Y: of a number its standard deviation, else the covariance of its numbers. */
export type Spread<Y> = Y extends Scalar ? number : number[][];

/** The verb {@link uncertainty}. */
export interface PropagateUncertainty {
  /** Of a function of an array, a record, or any tree of both. */
  <X = ArrayUnlessDeclared, Y = Scalar>(
    f: Fn<X, Y> & OfTree<X>,
    x: Point<number, X>,
    covariance: Covariance<X>,
  ): Spread<Y>;
  /** Of a function of one number, declared so: `(x: Scalar) => …`; its standard deviation is a number. */
  <Y = Scalar>(
    f: ((x: Scalar) => Y) & Result<Y>,
    x: number,
    deviation: number | readonly (readonly number[])[],
  ): Spread<Y>;
}

/** `uncertainty`, by the derivatives that an engine computes. */
export function makeUncertainty(engine: Engine): PropagateUncertainty {
  const propagated = (f: (x: never) => unknown, x: unknown, covariance: unknown): unknown => {
    checkFunction('uncertainty', f);
    const point = pointAt('uncertainty', f, x, [], {}, ANY_ARGUMENT, ANY_RESULT);
    const spread = columnsOf(covariance, point.tree, point.numbers.length);
    const { rows } = engine.rows('uncertainty', point.call as never, point.numbers, undefined);
    // S = J Σ, so that the result is S Jᵀ.
    const products = rows.map(spread);
    if (point.of.kind === 'number') return deviation(dot(products[0]!, rows[0]!));
    return products.map((product) => rows.map((row) => dot(product, row)));
  };
  return propagated as never;
}

/** √v, of a v that rounding may have left below 0. */
function deviation(v: Scalar): Scalar {
  return typeof v === 'number' ? Math.sqrt(Math.max(v, 0)) : sqrt(v);
}

/** g Σ as a function of g. */
function columnsOf(covariance: unknown, tree: Tree, n: number): (g: readonly Scalar[]) => Scalar[] {
  const matrix = matrixOf(covariance, tree);
  if (matrix !== undefined) {
    checkCovariance(matrix, n);
    return (g) => matrix.map((column) => g.reduce<Scalar>((total, gi, i) => add(total, mul(gi, column[i]!)), 0));
  }
  const deviations = numbersAlike('uncertainty', 'the standard deviations', covariance, tree, 'x') as number[];
  const wrong = deviations.find((s) => !(s >= 0));
  if (wrong !== undefined) {
    throw new RangeError(
      `uncertainty: expected standard deviations of 0 or more, got ${describe(wrong)}; write variances as a matrix`,
    );
  }
  return (g) => g.map((gi, i) => mul(gi, deviations[i]! * deviations[i]!));
}

/** A list of rows, which is a matrix unless x is a list of such rows itself. */
function matrixOf(covariance: unknown, tree: Tree): readonly (readonly number[])[] | undefined {
  if (!Array.isArray(covariance) || covariance.length === 0 || !covariance.every(isVector)) return undefined;
  if (tree.kind === 'list' && tree.entries.length === covariance.length) {
    const isAlike = tree.entries.every((row, i) => row.kind === 'numbers' && row.length === covariance[i]!.length);
    if (isAlike) return undefined;
  }
  return covariance.map((row) => Array.from(row as ArrayLike<number>));
}

/** Checks that a matrix is a covariance of n numbers. */
function checkCovariance(matrix: readonly (readonly number[])[], n: number): void {
  if (matrix.length !== n || matrix.some((row) => row.length !== n)) {
    throw new RangeError(
      `uncertainty: expected a covariance of ${n} rows of ${n} numbers, got ${matrix.length} of ${matrix.map(({ length }) => length).join(', ')}`,
    );
  }
  const size = Math.max(...matrix.flat().map(Math.abs));
  if (!Number.isFinite(size)) throw new RangeError('uncertainty: expected a covariance of finite numbers, got others');
  matrix.forEach((row, i) => {
    const j = row.findIndex(
      (a, k) => Math.abs(a - matrix[k]![i]!) > 1e-9 * Math.sqrt(Math.abs(row[i]! * matrix[k]![k]!)),
    );
    if (j < 0) return;
    throw new RangeError(
      `uncertainty: expected a symmetric covariance, got ${row[j]} in row ${i} and ${matrix[j]![i]} in row ${j}`,
    );
  });
  if (isSemidefinite(matrix)) return;
  throw new RangeError(
    'uncertainty: expected a covariance that is positive semidefinite, got one that gives some direction a negative variance',
  );
}
