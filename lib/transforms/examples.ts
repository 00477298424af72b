import type { Active, Scalar, Vector } from '../scalar.ts';
import type { TypedArray } from '../typed-array.ts';
import type { GradientIntoBy } from './selection-types.ts';
import type { IsWhole } from './tree-types.ts';
import type { Data, GradientInto, Rest } from './types.ts';

/** What arguments are not searched for numbers. */
type Whole = ((...args: never) => unknown) | ArrayBufferView;

/** T, whose plain numbers are replaced by what to write instead. */
type Traced<T> = number extends T
  ? Active extends T
    ? TracedParts<T>
    : 'declare the parameter with Scalar instead of number, or mark the function by native'
  : TracedParts<T>;

type TracedParts<T> = T extends Scalar | Whole
  ? T
  : T extends object
    ? IsWhole<T> extends true
      ? T
      : { [K in keyof T]: Traced<T[K]> }
    : T;

/** Whether F writes a gradient. Of other functions X and W are unknown. */
type Writes<F> =
  F extends GradientInto<infer X, infer _>
    ? unknown extends X
      ? false
      : true
    : F extends GradientIntoBy<infer W, Rest>
      ? unknown extends W
        ? false
        : true
      : false;

/**
 * Refuses `(x: number) => x * x`: a function that is called on traced numbers has Scalars in its first argument, as one to
 * differentiate. What takes a Float64Array too, such as a gradient that is written, takes plain numbers.
 */
export type Traceable<F> = F extends (x: infer X, ...rest: never) => unknown
  ? true extends Writes<F> | (Float64Array extends X ? true : never)
    ? unknown
    : [X] extends [Traced<X>]
      ? unknown
      : (x: Traced<X>) => unknown
  : unknown;

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
