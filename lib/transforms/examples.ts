import type { Active, Scalar, Vector } from '../scalar.ts';
import type { TypedArray } from '../typed-array.ts';
import type { Data, Rest } from './types.ts';

/** What arguments are not searched for numbers. */
type Whole = ((...args: never) => unknown) | ArrayBufferView;

/** The types of the numbers in T, down to four levels of arrays and records. */
type Leaf<T, Depth extends readonly unknown[] = []> = T extends Scalar
  ? T
  : T extends Whole
    ? never
    : Depth['length'] extends 4
      ? never
      : T extends readonly (infer E)[]
        ? Leaf<E, [...Depth, E]>
        : T extends object
          ? { [K in keyof T]: Leaf<T[K], [...Depth, K]> }[keyof T]
          : never;

/** Refuses `(x: number) => x * x`. What takes a Float64Array too, such as a gradient that is written, takes plain numbers. */
type OfScalars<X> = Float64Array extends X
  ? unknown
  : number extends Leaf<X>
    ? Active extends Leaf<X>
      ? unknown
      : 'declare the parameter with Scalar instead of number, or mark the function by native'
    : unknown;

/** A function that is called on traced numbers: its first argument holds Scalars, as that of a function to differentiate. */
export type Traceable<F> = F extends (x: infer X, ...rest: never) => unknown ? OfScalars<X> : unknown;

/** An argument like T, with typed arrays for arrays of numbers. Of an unknown function it is unknown. */
type Example<T> = [T] extends [never]
  ? unknown
  : T extends Whole | Active
    ? T
    : T extends Vector
      ? Readonly<T> | TypedArray
      : T extends object
        ? { readonly [K in keyof T]: Example<T[K]> }
        : T;

/** The arguments to trace F at. */
export type Examples<F> = F extends (...args: infer A) => unknown ? { [K in keyof A]: Example<A[K]> } : never;

/** What undeclared arrays are taken to be, so that `([x, y]) => …` and `x[0]` need no `!`. */
type Many<T> = readonly [T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, ...T[]];

/** A parameter with Scalars for the numbers of an example. */
type LikeExample<T> = T extends number
  ? Scalar
  : T extends TypedArray
    ? Many<Scalar>
    : T extends Whole
      ? T
      : T extends readonly (infer E)[]
        ? Many<LikeExample<E>>
        : T extends object
          ? { readonly [K in keyof T]: LikeExample<T[K]> }
          : T;

/** The types of undeclared parameters at the examples A. */
export type FromExamples<A extends Rest> = { [K in keyof A]: LikeExample<A[K]> };

/**
 * F with undeclared parameters, to be traced at the examples A; Y is its result. Parameters without an example have
 * defaults.
 */
export type UndeclaredFn<F, A extends Rest, Y = unknown> = F &
  ((...args: [...FromExamples<A>, ...Data]) => Y) &
  Exemplified<F, A>;

type Exemplified<F, A extends Rest> = F extends (...args: infer P) => unknown
  ? P extends readonly [...{ [K in keyof A]: unknown }, ...infer Others]
    ? [] extends Others
      ? unknown
      : 'an example of each argument'
    : unknown
  : unknown;
