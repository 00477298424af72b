import type { Scalar } from '../scalar.ts';
import type { TypedArray } from '../typed-array.ts';
import type { At, Differentiable, Exact, Of, OfTree, Out, Point, Result, Slopes, Typed } from './tree-types.ts';

/** The arguments of f after the first. */
export type Rest = readonly unknown[];

// biome-ignore lint/suspicious/noExplicitAny: of another type, undeclared parameters would be that
type Any = any;

/** Arguments of f after the first. Undeclared they are `any`: `(x, k = 2) => …` tells TypeScript nothing about k. */
export type Data = readonly Any[];

/** A function to differentiate: by its first argument; further arguments are passed on untouched. */
export type Fn<X, Y> = ((x: X, ...rest: Data) => Y) & Differentiable<X> & Result<Y>;

/** A function of an array or a record. */
export type TreeFn<X, Y> = Fn<X, Y> & OfTree<X>;

/** A function that returns `[y, aux]`: y is differentiated, and aux comes out with the derivative. */
export type AuxFn<X, Y, A> = ((x: X, ...rest: Data) => readonly [Y, A]) & Differentiable<X> & Result<Y>;

/** The types of the arguments of F after the first. */
export type Further<F> = [F] extends [(x: never, ...rest: infer R extends Rest) => unknown] ? R : never;

/** The kind of numbers that results for such an argument: number or Scalar. */
export type Kind<E> = E extends number ? number : Scalar;

/** The derivative of a function of one variable. Generic, so that `[1, 2].map(derivative(sin))` is `number[]`. */
export type Derivative<R extends Rest = []> = <A extends Scalar>(x: A, ...rest: R) => Kind<A>;

/** The gradient of a scalar function. (The Scalar form last: inference reads the last overload.) */
export interface Gradient<X, R extends Rest = []> {
  (x: Typed<X>, ...rest: R): Float64Array;
  (x: At<number, X>, ...rest: R): Of<number, X>;
  <A extends Point<number, X>>(x: A & Exact<A, X>, ...rest: R): Slopes<A, X>;
  (x: At<Scalar, X>, ...rest: R): Of<Scalar, X>;
}

/** A scalar function together with its gradient. */
export interface ValueAndGradient<X, R extends Rest = []> {
  (x: Typed<X>, ...rest: R): { value: number; gradient: Float64Array };
  (x: At<number, X>, ...rest: R): { value: number; gradient: Of<number, X> };
  <A extends Point<number, X>>(x: A & Exact<A, X>, ...rest: R): { value: number; gradient: Slopes<A, X> };
  (x: At<Scalar, X>, ...rest: R): { value: Scalar; gradient: Of<Scalar, X> };
}

/** Writes the gradient into `out` and returns the value: the callback that optimisers want. */
export interface GradientInto<X, R extends Rest = []> {
  (x: Point<number, X>, out: Out<X>, ...rest: R): number;
}

/** The Jacobian of a function with many outputs: the tree of outputs, with the derivatives by x for each number. */
export interface Jacobian<X, Y, R extends Rest = []> {
  (x: Typed<X>, ...rest: R): Of<Float64Array, Y>;
  (x: At<number, X>, ...rest: R): Of<Of<number, X>, Y>;
  <A extends Point<number, X>>(x: A & Exact<A, X>, ...rest: R): Of<Slopes<A, X>, Y>;
  (x: At<Scalar, X>, ...rest: R): Of<Of<Scalar, X>, Y>;
}

/** A function with many outputs together with its Jacobian. */
export interface ValueAndJacobian<X, Y, R extends Rest = []> {
  (x: Typed<X>, ...rest: R): { value: Of<number, Y>; jacobian: Of<Float64Array, Y> };
  (x: At<number, X>, ...rest: R): { value: Of<number, Y>; jacobian: Of<Of<number, X>, Y> };
  <A extends Point<number, X>>(x: A & Exact<A, X>, ...rest: R): { value: Of<number, Y>; jacobian: Of<Slopes<A, X>, Y> };
  (x: At<Scalar, X>, ...rest: R): { value: Of<Scalar, Y>; jacobian: Of<Of<Scalar, X>, Y> };
}

/** A value and its tangent, both in the tree of f's result. */
export interface Tangents<E, Y> {
  value: Of<E, Y>;
  tangent: Of<E, Y>;
}

/** The same of a function that returns `[y, aux]`. */
export interface TangentsAndAux<E, Y, A> extends Tangents<E, Y> {
  aux: Of<E, A, TypedArray>;
}
