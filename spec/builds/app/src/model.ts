import { native } from 'dualgrad/native';

export interface Sample {
  readonly x: number;
  readonly y: number;
}

/** Kinds of weight; an enum is more than types. */
export enum Weight {
  None,
  Square,
}

export class Scale {
  constructor(private readonly factor: number) {}

  of(x: number): number {
    'use grad';
    return x * this.factor;
  }
}

/** Minifiers drop the `new` of a built-in error. */
export class Failure extends Error {}

/** A model in ordinary arithmetic: a exp(b x). */
export const model = native(([a, b]: readonly [number, number], x: number): number => a * Math.exp(b * x));
