import { div, mul, sub } from '../ops/arithmetic.ts';
import { eq, gt } from '../ops/compare.ts';
import { ruleHolds } from '../ops/ordering.ts';
import { abs } from '../ops/piecewise.ts';
import type { Scalar } from '../scalar.ts';

/** What factorizations do with rows of numbers. A call serves a whole row: a call for each entry would take most of the time. */
export interface RowArithmetic<T> {
  /** Whether |x| > |y|. */
  isLarger(x: T, y: T): boolean;
  isZero(x: T): boolean;
  /** x / y */
  ratio(x: T, y: T): T;
  /** Subtracts factor · top from a row, from one place to another. */
  subtract(row: T[], factor: T, top: readonly T[], from: number, to: number): void;
  /** x − Σ rowⱼ xsⱼ, from one place to another. */
  rest(x: T, row: readonly T[], xs: readonly T[], from: number, to: number): T;
}

/** Of numbers that carry derivatives. */
export const ofScalars: RowArithmetic<Scalar> = {
  isLarger: (x, y) => ruleHolds(gt, abs(x), abs(y)),
  isZero: (x) => ruleHolds(eq, x, 0),
  ratio: (x, y) => div(x, y),
  subtract(row, factor, top, from, to) {
    for (let j = from; j < to; j++) row[j] = sub(row[j]!, mul(factor, top[j]!));
  },
  rest(x, row, xs, from, to) {
    let rest = x;
    for (let j = from; j < to; j++) rest = sub(rest, mul(row[j]!, xs[j]!));
    return rest;
  },
};

/** Of plain numbers. */
export const ofNumbers: RowArithmetic<number> = {
  isLarger: (x, y) => Math.abs(x) > Math.abs(y),
  isZero: (x) => x === 0,
  ratio: (x, y) => x / y,
  subtract(row, factor, top, from, to) {
    for (let j = from; j < to; j++) row[j] = row[j]! - factor * top[j]!;
  },
  rest(x, row, xs, from, to) {
    let rest = x;
    for (let j = from; j < to; j++) rest -= row[j]! * xs[j]!;
    return rest;
  },
};
