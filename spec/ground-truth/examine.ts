import { expect } from 'vitest';
import { boundOf, exact, excess } from '../support/magnitude.ts';
import { ulps } from '../support/ulps.ts';
import type { Case, Decimal } from './data.ts';
import { rounded } from './functions.ts';
import type { Field, Fields, Mode } from './modes.ts';
import { cancelling } from './skipped.ts';
import { type Comparison, sentence } from './worst.ts';

/** What a row of the table may be off in its value and first derivatives; the worst of them all needs this much. */
const OP_ULPS = 4;

/** For rows of the table: a few ulp times the conditioning, from second order on within the bound. */
export function closeForOp(c: Comparison): boolean {
  return c.ulps <= OP_ULPS || c.ulps <= OP_ULPS * c.rounding || (c.order >= 2 && closeForComposition(c));
}

/** For functions composed of ops: within the bound at every order. */
export function closeForComposition(c: Comparison): boolean {
  return c.ulps <= OP_ULPS || c.excess <= 1 || beyondRange(c);
}

/** Whether a term on the way overflowed. Then the result may be NaN or infinite, but not a wrong number. */
export function beyondRange(c: Comparison): boolean {
  return c.ulps > 0 && !Number.isFinite(c.bound) && !Number.isFinite(c.got);
}

/**
 * Whether a second or third derivative lost its digits, though it may be within the bound: what is off is more than some
 * ulps and more than moving the arguments by some ulps would explain.
 */
function lostDigits(c: Comparison): boolean {
  return c.order >= 2 && c.ulps > 64 * Math.max(1, c.condition) && !beyondRange(c);
}

/** Every partial of every order that the case lists, by one mode, compared. */
export function examine(name: string, mode: Mode, f: Field, { x, partials }: Case): Comparison[] {
  const n = x.length;
  return partials.flatMap((expected, order) => {
    const changes = rounded[name]?.(x, order) ?? [];
    const slopes = partials[order + 1];
    return compare(name, mode.name, order, mode.partials(f, order), x, expected).map((c, i) => {
      const rates = slopes?.slice(i * n, (i + 1) * n);
      const [condition, rounding] = [x, changes].map((dx) => relativeChange(c.expected, dx, rates));
      return { ...c, condition: condition as number, rounding: rounding as number };
    });
  });
}

/**
 * The outputs of `run` at `x` compared with what is expected, their rounding bounded by running the same on magnitudes;
 * `tracked` is the same computation for that, where `run` computes with constants whose rounding counts.
 */
export function compare(
  name: string,
  mode: string,
  order: number,
  run: Fields,
  x: readonly number[],
  expected: readonly Decimal[],
  tracked: Fields = run,
): Comparison[] {
  const outputs = run(x) as number[];
  const bounds = tracked(x.map(exact)).map(boundOf);
  if (outputs.length !== expected.length) throw new Error(`${name}: ${outputs.length} results for ${expected.length}`);
  return expected.map((e, i) => {
    const got = outputs[i] as number;
    const bound = bounds[i] as number;
    const distance = { ulps: ulps(got, e), bound, excess: excess(got, e, bound) };
    const unknown = { condition: Number.NaN, rounding: Number.NaN };
    return { name, mode, order, at: x.join(', '), got, expected: e, ...distance, ...unknown };
  });
}

/** Expects that higher derivatives keep their digits, and that a row listed as cancelling does cancel. */
export function expectDigits(name: string, comparisons: readonly Comparison[]): void {
  const lost = comparisons.filter(lostDigits).map(sentence);
  if (cancelling.has(name)) expect(lost).not.toEqual([]);
  else expect(lost).toEqual([]);
}

// The relative change of q when its arguments change: Σ |Δxⱼ ∂q/∂xⱼ| / |q|; NaN if we have no rates to tell.
function relativeChange(q: Decimal, changes: readonly number[], rates: readonly Decimal[] | undefined): number {
  if (rates === undefined) return Number.NaN;
  const change = rates.reduce((sum, rate, j) => sum + Math.abs(Number(rate) * (changes[j] ?? 0)), 0);
  return change === 0 ? 0 : change / Math.abs(Number(q));
}
