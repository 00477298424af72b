import type { Active, Scalar, Vector } from '../scalar.ts';
import type { TypedArray } from '../typed-array.ts';

type S = Scalar;

/** The type of an undeclared vector parameter, so that `([x, y]) => …` and `x[0]` need no `!`. */
export type Inputs = readonly [S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, ...S[]];

/** What is not searched for numbers. */
type Whole = ArrayBufferView | ((...args: never) => unknown);

type IsAny<T> = 0 extends 1 & T ? true : false;

/** Whether T stays what it is: any, a function, a typed array, or an instance of a registered class, which has methods. */
type IsWhole<T> =
  IsAny<T> extends true
    ? true
    : T extends readonly unknown[]
      ? false
      : T extends Whole
        ? true
        : [Extract<T[keyof T], (...args: never) => unknown>] extends [never]
          ? false
          : true;

/**
 * T's containers with every Scalar replaced by E: `Of<number, { W: Scalar[]; name: string }>` is
 * `{ W: number[]; name: string }`. Nothing is inferred for U: up to 5.4 TypeScript would
 * infer T through it without end.
 */
export type Of<E, T> = T extends Scalar
  ? E
  : T extends Inputs
    ? E[]
    : T extends infer U
      ? U extends readonly unknown[]
        ? { -readonly [K in keyof U]: Of<E, U[K]> }
        : U extends TypedArray
          ? never
          : IsWhole<U> extends true
            ? U
            : { -readonly [K in keyof U]: Of<E, U[K]> }
      : never;

/** T as an argument: E for its Scalars, and V, too, for an array of Scalars. Nothing is inferred for U. */
export type At<E, T, V = never> = T extends Scalar
  ? E
  : T extends infer U
    ? U extends Vector
      ? Readonly<Of<E, U>> | V
      : U extends TypedArray
        ? never
        : IsWhole<U> extends true
          ? U
          : { readonly [K in keyof U]: At<E, U[K], V> }
    : never;

/** T, whose leaves that can't be active are replaced by what to write instead. */
type Checked<T> = [Extract<T, number>] extends [never]
  ? CheckedParts<T, T>
  : Active extends T
    ? CheckedParts<T, T>
    : 'declare the parameter with Scalar instead of number, or mark the function by native';

type CheckedParts<T, All> = T extends Scalar | string | boolean | null
  ? T
  : T extends ArrayBufferView
    ? Scalar[] extends All
      ? T
      : 'declare it as readonly Scalar[]: f gets a plain array for a typed one'
    : T extends object
      ? T extends (...args: never) => unknown
        ? 'a tree holds no functions'
        : IsWhole<T> extends true
          ? T
          : { [K in keyof T]: Checked<T[K]> }
      : 'a tree holds Scalars, strings, booleans and null';

/** Refuses `(x: number[]) => x[0] * x[1]`. */
export type Differentiable<X> = X extends Checked<X> ? unknown : (x: Checked<X>) => unknown;

/** T, whose parts that are no result are replaced by what to write instead. */
type CheckedResult<T> = T extends Scalar | string | boolean | null
  ? T
  : T extends ArrayBufferView
    ? 'return a plain array: a typed one holds no Scalars'
    : T extends PromiseLike<unknown>
      ? 'f must be synchronous'
      : T extends object
        ? T extends (...args: never) => unknown
          ? 'a tree holds no functions'
          : IsWhole<T> extends true
            ? T
            : { [K in keyof T]: CheckedResult<T[K]> }
        : 'a tree holds Scalars, strings, booleans and null';

/** Refuses `() => undefined` and `() => new Float64Array(1)`. */
export type Result<Y> = unknown extends Y ? unknown : [Y] extends [CheckedResult<Y>] ? unknown : () => CheckedResult<Y>;

/** Of an argument A for X: refuses keys that X lacks. (Of any, too, which TypeScript takes for A where it compares functions.) */
export type Exact<A, X> = IsAny<A> extends true ? never : Known<A, X>;

type Known<A, X> = A extends Scalar | Whole
  ? unknown
  : { [K in keyof A]: [Part<X, K>] extends [never] ? never : Known<A[K], Part<X, K>> };

/** X[K], where a union X has K; of an optional one, what it is. */
type Part<X, K> = X extends unknown
  ? K extends keyof X
    ? Exclude<X[K], undefined>
    : K extends `${number}`
      ? X[number & keyof X]
      : never
  : never;

/** The derivatives by an argument A for X: a Float64Array for a typed array, else as X says. */
export type Slopes<A, X> = A extends Scalar
  ? IsAny<X> extends true
    ? number
    : Of<number, X>
  : A extends TypedArray
    ? Float64Array
    : A extends object
      ? IsWhole<A> extends true
        ? A
        : { -readonly [K in keyof A]: Slopes<A[K], Part<X, K>> }
      : Of<number, X>;

/** The arguments of f after the first. */
export type Rest = readonly unknown[];

// biome-ignore lint/suspicious/noExplicitAny: of another type, undeclared parameters would be that
type Any = any;

/** Arguments of f after the first. Undeclared they are `any`: `(x, k = 2) => …` tells TypeScript nothing about k. */
export type Data = readonly Any[];

/** A function to differentiate: by its first argument; further arguments are passed on untouched. */
export type Fn<X, Y> = ((x: X, ...rest: Data) => Y) & Differentiable<X> & Result<Y>;

/** The types of the arguments of F after the first. */
export type Further<F> = [F] extends [(x: never, ...rest: infer R extends Rest) => unknown] ? R : never;

/** The derivative of a function of one variable. Generic, so that `[1, 2].map(derivative(sin))` is `number[]`. */
export type Derivative<R extends Rest = []> = <A extends Scalar>(
  x: A,
  ...rest: R
) => A extends number ? number : Scalar;

/** A typed array, where X is an array of Scalars. */
export type Typed<X> = X extends Vector ? TypedArray : never;

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

/** The Jacobian of a vector function: row i is the gradient of output i. */
export interface Jacobian<X, Y, R extends Rest = []> {
  (x: Typed<X>, ...rest: R): Of<Float64Array, Y>;
  (x: At<number, X>, ...rest: R): Of<Of<number, X>, Y>;
  <A extends Point<number, X>>(x: A & Exact<A, X>, ...rest: R): Of<Slopes<A, X>, Y>;
  (x: At<Scalar, X>, ...rest: R): Of<Of<Scalar, X>, Y>;
}

/** A vector function together with its Jacobian. */
export interface ValueAndJacobian<X, Y, R extends Rest = []> {
  (x: Typed<X>, ...rest: R): { value: Of<number, Y>; jacobian: Of<Float64Array, Y> };
  (x: At<number, X>, ...rest: R): { value: Of<number, Y>; jacobian: Of<Of<number, X>, Y> };
  <A extends Point<number, X>>(x: A & Exact<A, X>, ...rest: R): { value: Of<number, Y>; jacobian: Of<Slopes<A, X>, Y> };
  (x: At<Scalar, X>, ...rest: R): { value: Of<Scalar, Y>; jacobian: Of<Of<Scalar, X>, Y> };
}

/** Where a function of X is differentiated, its scalars being E. */
export type Point<E, X> = At<E, X, E extends number ? TypedArray : never>;

/** A tree of X to write numbers into. */
export type Out<X> = X extends Scalar
  ? number
  : X extends Vector
    ? Float64Array | Of<number, X>
    : X extends infer U
      ? { -readonly [K in keyof U]: Out<U[K]> }
      : never;

/** A value and its tangent, both in the shape of f's result. */
export interface Tangents<E, Y> {
  value: Of<E, Y>;
  tangent: Of<E, Y>;
}
