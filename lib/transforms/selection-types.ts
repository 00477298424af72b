import type { Scalar } from '../scalar.ts';
import type { TypedArray } from '../typed-array.ts';
import type { At, Differentiable, Exact, IsAny, Of, Out, Result, Slopes } from './tree-types.ts';
import type { Data, Rest } from './types.ts';

/** The arguments of F. */
export type Arguments<F> = F extends (...args: infer P) => unknown ? P : never;

/** The places of P's arguments, those of text and flags left out: of `[x: Scalar, k: Scalar, name: string]`, 0 | 1. */
type PlaceIn<P extends Rest> = [P['length']] extends [never]
  ? number
  : number extends P['length']
    ? number
    : keyof P extends infer K
      ? K extends `${infer I extends number}`
        ? [Exclude<P[I], string | boolean | null>] extends [never]
          ? never
          : I
        : never
      : never;

/** What the option `wrt` may be for F: the place of an argument, or a list of places. */
export type Wrt<F> = PlaceIn<Arguments<F>> | readonly PlaceIn<Arguments<F>>[];

/** The argument at the place W, or a tuple of those at the places W. */
export type Chosen<P, W> = W extends Rest
  ? { -readonly [I in keyof W]: Chosen<P, W[I]> }
  : P extends Rest
    ? P[W & number]
    : never;

/** Refuses F where its arguments at W hold no Scalars. (While F is unknown, it has none.) */
export type DifferentiableBy<F, W> = [Arguments<F>] extends [never] ? unknown : Differentiable<Chosen<Arguments<F>, W>>;

/** A function to differentiate by its arguments at W. */
export type FnBy<F, W, Y> = F & ((...args: Data) => Y) & DifferentiableBy<F, W> & Result<Y>;

/** The same, of a function that returns `[y, aux]`. */
export type AuxFnBy<F, W, X, Y, A> = F &
  ((x: X, ...rest: Data) => readonly [Y, A]) &
  DifferentiableBy<F, W> &
  Result<Y>;

/** The option of functions that are differentiated by other arguments than the first. */
export interface ByOption<W> {
  /**
   * The arguments to differentiate by: the place of one, from 0, or a list of places. The derivative has the tree of that
   * argument; of a list it is a tuple of their trees. Other arguments are passed to f untouched.
   */
  readonly wrt: W;
}

/** The options of functions that return `[y, aux]`. */
export interface AuxOption<W = 0> extends Partial<ByOption<W>> {
  /**
   * y is differentiated, and aux comes out with the result, under that name. Numbers in it come out plain, or as numbers of
   * the derivative further out; all else is unchanged.
   */
  readonly aux: true;
}

/** The places W as keys. */
type Keys<W> = `${(W extends Rest ? W[number] : W) & number}`;

/** P, its arguments at W being points to differentiate at. */
type ArgumentsAt<E, P extends Rest, W, V = never> = {
  [K in keyof P]: K extends Keys<W> ? At<E, P[K], V> : P[K];
};

/** T, its arguments at W being {@link Exact}. */
type ExactAt<T extends Rest, P extends Rest, W> = {
  [K in keyof T]: K extends Keys<W> ? T[K] & Exact<T[K], P[K & keyof P]> : T[K];
};

/** What a verb gives at numbers E, by its name: D are the derivatives by the tree X, Y is the tree of f's result. */
export interface Results<E, D, X, Y, A> {
  grad: D;
  valueAndGrad: { value: E; gradient: D };
  jacobian: Of<D, Y>;
  valueAndJacobian: { value: Of<E, Y>; jacobian: Of<D, Y> };
  hessian: Of<D, X>;
  'grad, aux': { gradient: D; aux: Of<E, A, TypedArray> };
  'valueAndGrad, aux': { value: E; gradient: D; aux: Of<E, A, TypedArray> };
  'jacobian, aux': { jacobian: Of<D, Y>; aux: Of<E, A, TypedArray> };
  'valueAndJacobian, aux': { value: Of<E, Y>; jacobian: Of<D, Y>; aux: Of<E, A, TypedArray> };
  'hessian, aux': { hessian: Of<D, X>; aux: Of<E, A, TypedArray> };
}

/** A derivative of a function with the arguments P by those at the places W. */
export interface DerivativeBy<W, Verb extends keyof Results<0, 0, 0, 0, 0>, P extends Rest, Y = Scalar, A = never> {
  (...args: ArgumentsAt<number, P, W>): Results<number, Of<number, Chosen<P, W>>, Chosen<P, W>, Y, A>[Verb];
  <T extends ArgumentsAt<number, P, W, TypedArray>>(
    ...args: IsAny<T> extends true ? never[] : Extract<ExactAt<T, P, W>, Rest>
  ): Results<number, Slopes<Chosen<T, W>, Chosen<P, W>>, Chosen<P, W>, Y, A>[Verb];
  (...args: ArgumentsAt<Scalar, P, W>): Results<Scalar, Of<Scalar, Chosen<P, W>>, Chosen<P, W>, Y, A>[Verb];
}

/** The arguments P with `out` in second place. */
type WithOut<P, O> = P extends readonly [infer X, ...infer R] ? [x: X, out: O, ...rest: R] : never;

/** Writes the gradient by the arguments at the places W into `out`, and returns the value. */
export interface GradientIntoBy<W, P extends Rest> {
  (...args: WithOut<ArgumentsAt<number, P, W, TypedArray>, Out<Chosen<P, W>>>): number;
}

/** P with typed arrays for arrays of Scalars in the arguments that are data. */
export type TypedDataBy<P extends Rest, W> = {
  [K in keyof P]: K extends Keys<W> ? P[K] : P[K] | At<number, P[K], TypedArray>;
};
