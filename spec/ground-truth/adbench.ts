import { expect } from 'vitest';
import { type Scalar, trace, valueAndGrad, valueAndJacobian } from '../../lib/entries/index.ts';
import type { Decimal } from './data.ts';
import { closeForComposition, compare } from './examine.ts';
import type { Field, Fields } from './modes.ts';
import { type Comparison, sentence } from './worst.ts';

type Decimals = readonly Decimal[];

// ADBench itself asks for 1e-8 only.
const MEASURE = 1e-12;

type Mode = 'forward' | 'reverse';

/** How a case is run; a trace only where it is small. */
export type Way = 'forward' | 'reverse' | 'trace';

export const everyWay: readonly Way[] = ['forward', 'reverse', 'trace'];

/** A field with its value and its gradient, by each of the ways. */
export function compareGradient(
  name: string,
  ways: readonly Way[],
  f: Field,
  x: readonly number[],
  value: Decimal,
  gradient: Decimals,
): Comparison[] {
  const run = (mode: Mode) => (y: readonly Scalar[]) => {
    const { value: v, gradient: g } = valueAndGrad(f, { mode })(y);
    return [v, ...g];
  };
  return compared(name, ways, (y) => [f(y)], run, x, [value], gradient);
}

/** A list of numbers and its Jacobian, by each of the ways. */
export function compareJacobian(
  name: string,
  ways: readonly Way[],
  f: Fields,
  x: readonly number[],
  values: Decimals,
  rows: readonly Decimals[],
): Comparison[] {
  const run = (mode: Mode) => (y: readonly Scalar[]) => {
    const { value, jacobian } = valueAndJacobian(f, { mode })(y);
    return [...value, ...jacobian.flat()];
  };
  return compared(name, ways, f, run, x, values, rows.flat());
}

/**
 * Expects every digit that rounding leaves: at most some ulps off, or within the bound that the same computation gives on
 * numbers that know how far rounding moved them. As bounds may be wide, ADBench's own measure has to be small, too.
 */
export function expectClose(comparisons: readonly Comparison[]): void {
  expect(comparisons.length).toBeGreaterThan(0);
  const far = (c: Comparison): boolean => !closeForComposition(c) || measure(c) > MEASURE;
  expect(comparisons.filter(far).map(sentence)).toEqual([]);
}

/** How ADBench compares: relative for large numbers, absolute for small ones. */
function measure({ got, expected }: Comparison): number {
  const e = Number(expected);
  return Math.abs(got - e) / Math.max(1, Math.abs(got) + Math.abs(e));
}

function compared(
  name: string,
  ways: readonly Way[],
  f: Fields,
  run: (mode: Mode) => Fields,
  x: readonly number[],
  values: Decimals,
  derivatives: Decimals,
): Comparison[] {
  const plain = f(x);
  const all = ways.flatMap((way) => {
    if (way === 'trace') {
      expect(trace(f, x).evaluate(x)).toEqual(plain);
      return [];
    }
    const comparisons = compare(name, way, 1, run(way), x, [...values, ...derivatives]);
    expect(comparisons.slice(0, values.length).map(({ got }) => got)).toEqual(plain);
    return comparisons;
  });
  // In place of hundreds of arguments.
  return all.map((c, i) => ({ ...c, at: `${x.length} numbers, result ${i % (values.length + derivatives.length)}` }));
}
