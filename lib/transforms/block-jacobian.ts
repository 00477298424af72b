import type { Vector } from '../scalar.ts';
import type { TypedArray } from '../typed-array.ts';
import { checkFamilies } from './block-families.ts';
import {
  type BlockEvaluator,
  type CompressedRows,
  checkData,
  checkFlat,
  checkPlain,
  checkRows,
  checkValues,
  type Family,
  fill,
  patternOf,
} from './block-rows.ts';
import type { Engines } from './engine.ts';
import { makeJacobian } from './jacobian.ts';
import { checkEngine, type Options } from './options.ts';
import { DERIVATION, type Derived } from './provenance.ts';
import type { Inputs } from './tree-types.ts';

/**
 * `count` functions of a few entries of x each: block i is `f([x[j] for j of columns(i)], i, own)`, a list of numbers.
 * All blocks take the same number of entries and give the same number of results.
 */
export interface Blocks {
  readonly count: number;
  /** Where the inputs of block i are in x; each place once. Called in the first call only. */
  readonly columns: (i: number) => readonly number[];
  /** Data, such as measurements: the numbers of block 0, of block 1, and so on, equally many for each. */
  readonly data?: readonly number[] | TypedArray | undefined;
  /** `own` are the numbers of block i among the data, read at each call. */
  readonly f: (xs: Inputs, i: number, own: Inputs) => Vector;
}

/** As {@link Blocks}, with known derivatives: compiled, or written by hand. */
export interface DerivedBlocks {
  readonly count: number;
  readonly columns: (i: number) => readonly number[];
  /** The rows of block i: for each result its derivatives by the entries. */
  readonly jacobian: (xs: number[], i: number) => readonly ArrayLike<number>[];
}

type AnyBlocks = Blocks | DerivedBlocks;
// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type AnyFn = (...args: any[]) => any;

/** A Jacobian in rows; its values are written into `values`, where that is given. */
export type JacobianOfBlocks = (x: readonly number[] | TypedArray, values?: Float64Array) => CompressedRows;

/** The verb {@link blockJacobian} of an entry with the modes M. */
export interface BlockJacobian<M extends string> {
  /**
   * The Jacobian of a function that consists of many small ones. Each row holds only the columns of its block. The rows of
   * the first family come first, block by block, then those of the next. Residuals of bundle adjustment, of
   * elements of a mesh or of measurements are such functions; in the literature they are called partially separable.
   * A column that a result does not depend on holds 0.
   *
   * Blocks may supply their derivatives, `jacobian` in place of `f`: written by hand, or compiled. They are used unchanged.
   * But `compile(blockJacobian(families))` is faster: it runs the blocks of a family in one loop of code. There i is a
   * traced number and cannot index an array, so whatever belongs to a block must be in `data`.
   *
   * The columns are determined in the first call; later results share its `starts` and `columns`. The second argument is an
   * array to write the values into, such as that of an earlier result. Without it they are in a new array.
   *
   * Cost: a small dense Jacobian for every block, 8 bytes for every entry, and once 4 more.
   * @throws {@link TypeError} when x is not an array of numbers, or a block does not return an array of numbers.
   * @throws {@link RangeError} when blocks of a family differ in their numbers of columns, results or data, a column is not in
   * x, or `values` has another length, or shares memory with x or data.
   * @example blockJacobian([{ count: 2, columns: (i) => [i, i + 1], f: ([a, b]) => [mul(a, b)] }])([2, 3, 4]).values // Float64Array(4) [3, 2, 4, 3]
   * @example compile(blockJacobian([{ count: 2, columns: () => [0], data: [5, 7], f: ([x], _, [t]) => [mul(t, square(x))] }]))([3]).values // Float64Array(2) [30, 42]
   * @see Griewank & Toint, On the unconstrained optimization of partially separable functions (1982)
   */
  (families: readonly AnyBlocks[], options?: Options<M>): JacobianOfBlocks;
}

/** `blockJacobian` with the modes of an entry. */
export function makeBlockJacobian<M extends string>(engines: Engines<M>): BlockJacobian<M> {
  const name = 'blockJacobian';
  const jacobian = makeJacobian(engines, name) as (f: AnyFn, options: Options<M>) => AnyFn;
  return (families, options = {}) => {
    checkFamilies(families);
    checkEngine(name, engines, options);
    const own = families.map((family): AnyFn | undefined =>
      'jacobian' in family ? undefined : jacobian(family.f, options),
    );
    const evaluators = families.map((family, k): BlockEvaluator => {
      const of = own[k];
      if (of) return { rows: (xs, i, data) => checkFlat(of(xs, i, data), i) };
      const { jacobian: rows } = family as DerivedBlocks;
      return { rows: (xs, i) => checkRows(rows(xs, i), xs.length, i) };
    });
    const assembled: JacobianOfBlocks & Pick<Derived, typeof DERIVATION> = assemble(families, evaluators);
    assembled[DERIVATION] = {
      kind: 'blocks',
      again: (evaluator) =>
        assemble(
          families,
          own.map((of, k) => (of ? evaluator(of) : evaluators[k]!)),
        ),
    };
    return assembled;
  };
}

/** The function from x to the rows of all families. */
function assemble(families: readonly Family[], evaluators: readonly BlockEvaluator[]): JacobianOfBlocks {
  let pattern: ReturnType<typeof patternOf> | undefined;
  return (at, into) => {
    const x = checkPlain(at);
    const data = families.map(checkData);
    pattern ??= patternOf(families, evaluators, x, data);
    const { starts, columns, shapes } = pattern;
    const values = checkValues(into, columns.length, [x, ...data]);
    let first = 0;
    shapes.forEach((shape, k) => {
      fill({ shape, x, data: data[k]!, values, first }, evaluators[k]!);
      first += shape.places.length * shape.height;
    });
    return { starts, columns, values };
  };
}
