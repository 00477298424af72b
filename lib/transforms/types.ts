import type { Scalar, Vector } from '../scalar.ts';
import type { TypedArray } from '../typed-array.ts';

type S = Scalar;

/** The type of an undeclared vector parameter, so that `([x, y]) => …` and `x[0]` need no `!`. */
export type Inputs = readonly [S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, ...S[]];

/**
 * T's containers with every scalar replaced by E: `Of<number, [Scalar, Scalar]>` is `[number, number]`. Nothing is inferred
 * for U: up to 5.4 TypeScript would infer T through it without end.
 */
export type Of<E, T> = T extends Scalar
  ? E
  : T extends Inputs
    ? E[]
    : T extends infer U
      ? { -readonly [K in keyof U]: Of<E, U[K]> }
      : never;

type Leaf<T> = T extends readonly (infer E)[] ? Leaf<E> : T;

/** Refuses `(x: number[]) => x[0] * x[1]`. */
export type Differentiable<X> =
  Scalar extends Leaf<X>
    ? unknown
    : 'declare the parameter with Scalar instead of number, or mark the function by native';

/** The arguments of f after the first. */
export type Rest = readonly unknown[];

// biome-ignore lint/suspicious/noExplicitAny: of another type, undeclared parameters would be that
type Any = any;

/** Arguments of f after the first. Undeclared they are `any`: `(x, k = 2) => …` tells TypeScript nothing about k. */
export type Data = readonly Any[];

/** A function to differentiate: by its first argument; further arguments are passed on untouched. */
export type Fn<X, Y> = ((x: X, ...rest: Data) => Y) & Differentiable<X>;

/** The types of the arguments of F after the first. */
export type Further<F> = [F] extends [(x: never, ...rest: infer R extends Rest) => unknown] ? R : never;

/** The derivative of a function of one variable. Generic, so that `[1, 2].map(derivative(sin))` is `number[]`. */
export type Derivative<R extends Rest = []> = <A extends Scalar>(
  x: A,
  ...rest: R
) => A extends number ? number : Scalar;

/** The gradient of a scalar function. (The Scalar form last: inference reads the last overload.) */
export interface Gradient<X extends Vector, R extends Rest = []> {
  (x: TypedArray, ...rest: R): Float64Array;
  (x: Readonly<Of<number, X>>, ...rest: R): Of<number, X>;
  (x: Readonly<Of<Scalar, X>>, ...rest: R): Of<Scalar, X>;
}

/** A scalar function together with its gradient. */
export interface ValueAndGradient<X extends Vector, R extends Rest = []> {
  (x: TypedArray, ...rest: R): { value: number; gradient: Float64Array };
  (x: Readonly<Of<number, X>>, ...rest: R): { value: number; gradient: Of<number, X> };
  (x: Readonly<Of<Scalar, X>>, ...rest: R): { value: Scalar; gradient: Of<Scalar, X> };
}

/** Writes the gradient into `out` and returns the value: the callback that optimisers want. */
export interface GradientInto<X extends Vector, R extends Rest = []> {
  (x: TypedArray | Readonly<Of<number, X>>, out: Float64Array | Of<number, X>, ...rest: R): number;
}

/** The Jacobian of a vector function: row i is the gradient of output i. */
export interface Jacobian<X extends Vector, Y extends Vector, R extends Rest = []> {
  (x: TypedArray, ...rest: R): Of<Float64Array, Y>;
  (x: Readonly<Of<number, X>>, ...rest: R): Of<Of<number, X>, Y>;
  (x: Readonly<Of<Scalar, X>>, ...rest: R): Of<Of<Scalar, X>, Y>;
}

/** A vector function together with its Jacobian. */
export interface ValueAndJacobian<X extends Vector, Y extends Vector, R extends Rest = []> {
  (x: TypedArray, ...rest: R): { value: Of<number, Y>; jacobian: Of<Float64Array, Y> };
  (x: Readonly<Of<number, X>>, ...rest: R): { value: Of<number, Y>; jacobian: Of<Of<number, X>, Y> };
  (x: Readonly<Of<Scalar, X>>, ...rest: R): { value: Of<Scalar, Y>; jacobian: Of<Of<Scalar, X>, Y> };
}

/** Where a function of X is differentiated, its scalars being E. */
export type Point<E, X> = Readonly<Of<E, X>> | (E extends number ? TypedArray : never);

/** A value and its tangent, both in the shape of f's result. */
export interface Tangents<E, Y> {
  value: Of<E, Y>;
  tangent: Of<E, Y>;
}
