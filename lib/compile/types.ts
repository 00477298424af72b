import type { Trace } from '../inspect/trace.ts';
import type { Scalar, Vector } from '../scalar.ts';
import type { Inputs, Of } from '../transforms/tree-types.ts';
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

/** T with numbers for Scalars. */
type Plain<T> = T extends Scalar
  ? number
  : T extends ArrayBufferView
    ? T
    : T extends Inputs
      ? number[]
      : T extends object
        ? { -readonly [K in keyof T]: Plain<T[K]> }
        : T;

/** An argument with numbers for Scalars. */
type Numbers<T> = T extends Scalar ? number : T extends readonly unknown[] ? Readonly<Of<number, T>> : T;

/** f on plain numbers. */
type OnNumbers<F> = F extends (...args: infer A) => infer Y
  ? (...args: { [K in keyof A]: Numbers<A[K]> }) => Plain<Y>
  : never;

/** The type of {@link Numbers}, or a typed array for an array of Scalars. */
type Typed<T> =
  | Numbers<T>
  | (T extends readonly (infer E)[]
      ? [Scalar] extends [E]
        ? [E] extends [Scalar]
          ? TypedArray
          : never
        : never
      : never);

/** f on typed arrays, unless its own type covers those, as the types of derivatives do. */
type OnTyped<F> = F extends (x: TypedArray, ...rest: never[]) => unknown
  ? unknown
  : F extends (...args: infer A) => infer Y
    ? (...args: { [K in keyof A]: Typed<A[K]> }) => Plain<Y>
    : never;

/** Data with typed arrays for arrays of Scalars. */
type TypedData<R extends Rest> = { [K in keyof R]: R[K] | Typed<R[K]> };

/** A derivative of f, its data in typed arrays. */
type OnTypedData<F> =
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
            : unknown;

type WithData<R extends Rest, D> = R extends readonly [] ? unknown : D;

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
export type Compiled<F> = OnNumbers<F> & OnTyped<F> & OnTypedData<F> & F & Compilation;

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
