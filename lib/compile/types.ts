import type { Trace } from '../inspect/trace.ts';
import type { Scalar, Vector } from '../scalar.ts';
import type { DerivativeBy, GradientIntoBy, TypedDataBy } from '../transforms/selection-types.ts';
import type { At, Of } from '../transforms/tree-types.ts';
import type {
  Further,
  Gradient,
  GradientInto,
  Jacobian,
  Rest,
  ValueAndGradient,
  ValueAndJacobian,
} from '../transforms/types.ts';
import type { TypedArray } from '../typed-array.ts';
import type { CompileStats } from './stats.ts';

/** Data with numbers for Scalars, and typed arrays for arrays of Scalars. */
type TypedData<R extends Rest> = { [K in keyof R]: R[K] | At<number, R[K], TypedArray> };

/** D, where there is data for it. */
type WithData<R extends Rest, D> = R extends readonly [] ? unknown : D;

/** A derivative by chosen arguments, its data in typed arrays; never for other functions, of which W is unknown. */
type ByTypedData<F> =
  F extends DerivativeBy<infer W, infer V, infer P, infer Y, infer A>
    ? unknown extends W
      ? never
      : DerivativeBy<W, V, TypedDataBy<P, W>, Y, A>
    : F extends GradientIntoBy<infer W, infer P>
      ? unknown extends W
        ? never
        : GradientIntoBy<W, TypedDataBy<P, W>>
      : never;

/** f on numbers, and its arrays of Scalars in typed arrays. Derivatives have forms for their x; of those the data is typed. */
type OnNumbers<F> =
  F extends Gradient<infer X, infer R>
    ? WithData<R, Gradient<X, TypedData<R>>>
    : F extends ValueAndGradient<infer X, infer R>
      ? WithData<R, ValueAndGradient<X, TypedData<R>>>
      : F extends GradientInto<infer X, infer R>
        ? WithData<R, GradientInto<X, TypedData<R>>>
        : F extends Jacobian<infer X, infer Y, infer R>
          ? WithData<R, Jacobian<X, Y, TypedData<R>>>
          : F extends ValueAndJacobian<infer X, infer Y, infer R>
            ? WithData<R, ValueAndJacobian<X, Y, TypedData<R>>>
            : [ByTypedData<F>] extends [never]
              ? F extends (...args: infer A) => infer Y
                ? (...args: { [K in keyof A]: At<number, A[K], TypedArray> }) => Of<number, Y, TypedArray>
                : never
              : ByTypedData<F>;

/** The properties of a compiled function. */
export interface Compilation {
  readonly stats: CompileStats;
  /**
   * The program of the path called last, to print, to draw with `toDot`, to count with `countFlops`, and to evaluate;
   * undefined before the first call. It is simplified: equal operations are one node, and selects stand for the branches
   * of the rules. Its values are those of the arguments that the path was traced with.
   */
  trace(): Trace | undefined;
}

/** A compiled function. It is called like f; on numbers it returns numbers. */
export type Compiled<F> = OnNumbers<F> & F & Compilation;

/**
 * The type inferred for F while the parameters of f are undeclared. No function has it, so that TypeScript goes on to the
 * next overload, which types the parameters, before they become `never`.
 */
export interface Undeclared {
  (...args: never[]): number;
  readonly undeclared: never;
}

/** Refuses `([x], k) => …`, where nothing tells what k is. */
export type Declared<F> = true extends HasAny<Further<F>> ? 'declare the parameters after the first' : unknown;

/** Whether an argument that R requires is `any`. */
type HasAny<R> = R extends readonly [infer A, ...infer Others] ? (0 extends 1 & A ? true : HasAny<Others>) : false;

/** The results that f may have, as far as a type can tell without knowing F. */
export type Returnable =
  | Scalar
  | string
  | boolean
  | null
  | readonly unknown[]
  | Float64Array
  | { readonly [key: string]: unknown };

/** Functions whose first argument is any Scalar. */
export type OfScalar = (x: Scalar, ...rest: never[]) => Returnable;

/** Functions whose first argument is any array of Scalars. */
export type OfVector = (x: Vector, ...rest: never[]) => Returnable;

type Result<F> = F extends (...args: never[]) => infer Y ? Y : never;

/** Refuses `async (x: Scalar) => …`. */
export type Synchronous<F> = 0 extends 1 & Result<F>
  ? unknown
  : [Extract<Result<F>, PromiseLike<unknown>>] extends [never]
    ? unknown
    : 'f must be synchronous: await first, then call what is compiled';
