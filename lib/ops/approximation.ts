import { numberWithin, type Scalar } from '../scalar.ts';

/** Tells numbers that keep account of their errors that `verb` found its result from them by iteration, to a tolerance. */
export function noteApproximation(verb: string, numbers: readonly Scalar[]): void {
  for (const x of numbers) {
    const v = numberWithin(x);
    if (typeof v !== 'number') v.interpreter.approximate?.(verb);
  }
}
