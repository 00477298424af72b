import type { Scalar } from '../scalar.ts';
import type { ArrayUnlessDeclared } from '../transforms/tree-types.ts';

// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type Any = any;

/** What holds no numbers, or holds them where they can't be active: it stays. */
type Opaque =
  | string
  | boolean
  | bigint
  | symbol
  | null
  | undefined
  | ArrayBufferView
  | ArrayBuffer
  | Date
  | RegExp
  | Error
  | PromiseLike<Any>
  | ReadonlyMap<Any, Any>
  | ReadonlySet<Any>
  | WeakMap<Any, Any>
  | WeakSet<Any>
  | Iterator<Any, Any, Any>
  | (abstract new (
      ...args: never
    ) => unknown);

/** Typed arrays that are replaced by plain arrays while derivatives are taken. */
type Floats = Float64Array | Float32Array;

type IsAny<T> = 0 extends 1 & T ? true : false;

/**
 * T with Scalars for its numbers. Functions take and return such; methods, and whatever else of numbers, stay. A union of
 * literals such as 0 | 1 is a flag and stays, too; a branded number is a number.
 */
export type Lifted<T> =
  IsAny<T> extends true
    ? Any
    : T extends number
      ? LiftedNumber<T>
      : T extends Scalar
        ? T
        : T extends Floats
          ? T | readonly Scalar[]
          : T extends Opaque
            ? T
            : T extends (...args: infer A) => infer Y
              ? (...args: LiftedEntries<A>) => Lifted<Y>
              : T extends object
                ? { [K in keyof T]: T[K] extends (...args: never) => unknown ? T[K] : Lifted<T[K]> }
                : T;

type LiftedNumber<T extends number> = number extends T ? Scalar : keyof T extends keyof number ? T : Scalar;

type LiftedEntries<A extends readonly unknown[]> = { [K in keyof A]: Lifted<A[K]> };

/** The argument to differentiate by: verbs pass f a plain array for a typed one. Undeclared it is one for them, too. */
type LiftedInput<T> = IsAny<T> extends true ? ArrayUnlessDeclared : T extends Floats ? readonly Scalar[] : Lifted<T>;

type LiftedArguments<A extends readonly unknown[]> = {
  [K in keyof A]: K extends '0' ? LiftedInput<A[K]> : Lifted<A[K]>;
};

/** The result: what f makes of typed arrays are plain ones. */
type LiftedResult<T> =
  IsAny<T> extends true
    ? Any
    : T extends Float64Array
      ? Scalar[]
      : T extends readonly (infer E)[]
        ? IsAny<E> extends true
          ? Scalar[]
          : Lifted<T>
        : Lifted<T>;

/** Nothing is inferred for T here. (NoInfer, which TypeScript has from 5.4.) */
export type Unchanged<T> = [T][T extends Any ? 0 : never];

/**
 * A function of numbers that is one of Scalars, too. On numbers it gives numbers. (The Scalar form last: inference reads
 * the last signature.)
 */
export type Native<F extends (...args: Any[]) => Any> = F &
  ((...args: LiftedArguments<Parameters<F>>) => LiftedResult<ReturnType<F>>);
