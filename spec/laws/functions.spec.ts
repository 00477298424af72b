import { describe, expect, test } from 'vitest';
import {
  checkpoint,
  compile,
  defineFunction,
  grad,
  jvp,
  mul,
  type Scalar,
  sin,
  sum,
  vjp,
} from '../../lib/entries/index.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, type Fields, modes, some } from '../support/modes.ts';
import { type Program, smoothPrograms } from '../support/programs.ts';
import { expectAgreement } from './agree.ts';

type List = readonly Scalar[];

const point = fc.tuple(moderate, moderate, moderate);

/** The values of a program as a function with rules of its own. */
const ruled: Readonly<Record<string, (p: Program) => Fields>> = {
  'with jvp': (p) => defineFunction(p.runAll, { jvp: (x: List, v: List) => jvp(p.runAll, x, v) }) as Fields,
  'with vjp': (p) => defineFunction(p.runAll, { vjp: (x: List) => vjp(p.runAll, x) }) as Fields,
  'with both': (p) =>
    defineFunction(p.runAll, {
      jvp: (x: List, v: List) => jvp(p.runAll, x, v),
      vjp: (x: List) => vjp(p.runAll, x),
    }) as Fields,
};

/** A program that contains it: its arguments are computed, and its results computed with. */
const around =
  (f: Fields): Field =>
  (xs) =>
    sum(f(xs.map((x, i) => sin(mul(i + 1, x)))).map((y, i) => mul(sin(y), i + 1)));

describe.each(Object.entries(ruled))('a function %s', (_name, define) => {
  test('is the function without a rule, in every mode, nested and traced', () => {
    let compared = 0;
    fc.assert(
      fc.property(smoothPrograms, point, some(modes), fc.constantFrom(1, 2), (p, x, chosen, order) => {
        const [f, g] = [around(define(p)), around(p.runAll)];
        for (const { name, partials } of chosen) {
          compared += expectAgreement(partials(f, order), partials(g, order), x, `${name}, order ${order}`);
        }
      }),
      { numRuns: 30 },
    );
    expect(compared).toBeGreaterThan(50);
  });

  test('is the same checkpointed, compiled, and checkpointed and compiled', () => {
    let compared = 0;
    fc.assert(
      fc.property(smoothPrograms, point, (p, x) => {
        const expected: Fields = (xs) => grad(around(p.runAll))(xs);
        const f = around(define(p));
        const kept = checkpoint(f as (xs: List) => Scalar) as Field;
        for (const h of [f, kept]) {
          const g = compile(grad(h)) as unknown as Fields;
          compared += expectAgreement(
            (xs) => (xs.every((xi) => typeof xi === 'number') ? g(xs) : expected(xs)),
            expected,
            x,
            'compiled',
          );
          compared += expectAgreement(grad(h, { mode: 'reverse' }) as Fields, expected, x, 'eager');
        }
      }),
      { numRuns: 20 },
    );
    expect(compared).toBeGreaterThan(50);
  });
});
