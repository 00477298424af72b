import type { Active, Scalar, Vector } from '../scalar.ts';
import type { TypedArray } from '../typed-array.ts';

type S = Scalar;

/**
 * The type of an undeclared parameter, so that `([x, y]) => …` and `x[0]` need no `!`. Its name tells in messages what to do
 * where it does not fit.
 */
export type ArrayUnlessDeclared = readonly [S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, ...S[]];

/** The entries of an array, to be taken apart: `([x, y]) => …`. */
export type Inputs = ArrayUnlessDeclared;

/** What is not searched for numbers. */
type Whole = ArrayBufferView | ((...args: never) => unknown);

/** Whether T is any. */
export type IsAny<T> = 0 extends 1 & T ? true : false;

/** Whether T stays what it is: any, unknown, a function, a typed array, or an instance of a registered class, which has methods. */
export type IsWhole<T> = unknown extends T
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
 * `{ W: number[]; name: string }`. Typed arrays become V; where V is any of them they stay. Nothing is inferred for U: up to
 * 5.4 TypeScript would infer T through it without end.
 */
export type Of<E, T, V = never> = T extends Scalar
  ? E
  : T extends Inputs
    ? E[]
    : T extends infer U
      ? U extends readonly unknown[]
        ? { -readonly [K in keyof U]: Of<E, U[K], V> }
        : U extends TypedArray
          ? [TypedArray] extends [V]
            ? U
            : V
          : IsWhole<U> extends true
            ? U
            : { -readonly [K in keyof U]: Of<E, U[K], V> }
      : never;

/** T as an argument: E for its Scalars, and V, too, for an array of Scalars. Nothing is inferred for U. */
export type At<E, T, V = never> = T extends Scalar
  ? E
  : T extends infer U
    ? U extends Vector
      ? Readonly<Of<E, U>> | (Active extends U[number] ? V : never)
      : U extends TypedArray
        ? [V] extends [never]
          ? never
          : U
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

/** What is no array and no record. */
type Leaf = Scalar | string | boolean | null | undefined;

/** Refuses functions of one number. */
export type OfTree<X> = [X] extends [Leaf]
  ? (x: 'declare an array or a record; for a function of one number use derivative') => unknown
  : unknown;

/** Refuses results of one number. */
export type ToTree<Y> = [Y] extends [never]
  ? unknown
  : [Y] extends [Leaf]
    ? (...args: never) => 'return an array or a record; for one number use grad'
    : unknown;

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
export type Result<Y> = unknown extends Y
  ? unknown
  : [Y] extends [CheckedResult<Y>]
    ? unknown
    : (...args: never) => CheckedResult<Y>;

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

/** A typed array, where X is an array of Scalars. */
export type Typed<X> = X extends Vector ? TypedArray : never;
