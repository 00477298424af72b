import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile, type Scalar } from '../../lib/entries/index.ts';
import * as special from '../../lib/entries/special.ts';
import { type Mode, modesOfOne } from '../ground-truth/modes.ts';
import { boundOf, exact, excess } from '../support/magnitude.ts';
import { ulps } from '../support/ulps.ts';

interface Case {
  readonly x: number;
  /** The value and its derivatives to order 5, the last for the conditioning of the one before. */
  readonly d: readonly string[];
}

type Unary = (x: Scalar) => Scalar;

const tables = JSON.parse(readFileSync(new URL('../data/special/special.json', import.meta.url), 'utf8')) as Record<
  string,
  { readonly cases: readonly Case[] }
>;

const functions: ReadonlyMap<string, unknown> = new Map(Object.entries(special));

/** `besselj 2` is besselj of order 2, `lambertw -1` the other branch. */
function named(name: string): Unary {
  if (name === 'lambertw -1') return special.lambertwm1;
  const [family, order] = name.split(' ');
  const f = functions.get(family!) as (n: number, x: Scalar) => Scalar;
  return order === undefined ? (f as unknown as Unary) : (x) => f(Number(order), x);
}

/** Of a value, times the conditioning; as much again for each derivative, which is a few operations more. */
const ULPS = 2;
/** A kernel rounds more than once: of the bound of programs that round once an operation. */
const ROUNDINGS = 4;

/** How much of what is allowed a derivative is off: by the change of argument or by the sizes of the terms added. */
function off(f: Unary, mode: Mode, order: number, { x, d }: Case): number {
  const run = mode.partials(([t]) => f(t as Scalar), order);
  const got = run([x])[0] as number;
  // Beside a number that is nearly 0, ulps count all that lie between.
  const expected = Number(d[order]);
  const relative = Math.abs((got - expected) / expected) * 2 ** 53;
  const distance = Math.min(ulps(got, d[order]!), Number.isNaN(relative) ? Infinity : relative);
  // Beyond the range a term may overflow, and the result is NaN or infinite, but not a wrong number.
  if (order >= 2 && !Number.isFinite(got)) return 0;
  const change = Math.abs((x * Number(d[order + 1])) / expected);
  const allowed = ULPS * (1 + order) * (1 + (Number.isFinite(change) ? change : 0));
  if (order === 0 || distance <= allowed) return distance / allowed;
  const bound = boundOf(run([exact(x)])[0] as Scalar);
  return Math.min(distance / allowed, excess(got, d[order]!, bound) / ROUNDINGS);
}

const nested = modesOfOne.slice(0, 1);

describe.each(Object.keys(tables))('%s', (name) => {
  const f = named(name);
  const { cases } = tables[name]!;

  test.each([0, 1, 2, 3, 4])('its derivative of order %d has its digits', (order) => {
    const wrong = cases.flatMap((each, i) =>
      (order < 3 || i % 9 === 0 ? (order === 0 ? nested : modesOfOne) : nested).flatMap((mode) => {
        const much = off(f, mode, order, each);
        return much <= 1 ? [] : [`at ${each.x} by ${mode.name}: ${much} of what is allowed, for ${each.d[order]}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('compiled to the bit', () => {
    const second = (x: Scalar): Scalar => nested[0]!.partials(([t]) => f(t as Scalar), 2)([x])[0]!;
    const [compiled, compiledSecond] = [compile(f), compile(second)];
    for (const { x } of cases.filter((_, i) => i % 5 === 0)) {
      expect(compiled(x)).toBe(f(x));
      // The sign of a derivative that is 0 is free.
      expect((compiledSecond(x) as number) + 0).toBe((second(x) as number) + 0);
    }
  });
});
