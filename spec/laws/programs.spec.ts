import { expect, test } from 'vitest';
import { value } from '../../lib/entries/forward.ts';
import { arrays, lists, rules } from '../../lib/rules/table.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Mode, pure } from '../support/modes.ts';
import {
  everyOp,
  numbers,
  type Program,
  program,
  smoothOps,
  smoothPrograms,
  wildProgramsOf,
} from '../support/programs.ts';

const point = fc.array(moderate, { minLength: 1, maxLength: 4 });

test('random programs draw on every public row of the table', () => {
  const names = [...rules.filter((rule) => !rule.internal), ...arrays, ...lists].map((rule) => rule.name);
  expect(new Set(everyOp)).toEqual(new Set([...names, 'where']));
  expect(smoothOps.length).toBeGreaterThan(40);
  expect(smoothOps.filter((op) => ['abs', 'relu', 'max', 'mod', 'where', 'maximum'].includes(op))).toEqual([]);
});

test('guards keep values and derivatives moderate, two orders up', () => {
  fc.assert(
    fc.property(smoothPrograms, point, (p, x) => {
      for (const y of p.over(numbers, x)) expect(Math.abs(y)).toBeLessThan(1e5);
      for (const d of (pure[0] as Mode).partials(p.run, 2)(x)) expect(Number.isFinite(value(d))).toBe(true);
    }),
  );
});

test('a counterexample shrinks to the instruction that matters, and prints as the program it is', () => {
  const noHypot = (p: Program): boolean => p.instructions.every(({ op }) => op !== 'hypot');
  const { counterexample } = fc.check(fc.property(wildProgramsOf(['add', 'hypot', 'sin']), noHypot), {
    numRuns: 1000,
    seed: 1,
  });
  const [p] = counterexample as [Program];
  expect(p.instructions.map(({ op }) => op)).toEqual(['hypot']);
  expect(fc.stringify(p)).toBe("program([], [['hypot', 0, 0]], false) /* t0 = hypot(z, z) */");
  expect(program([], [['hypot', 0, 1]], false).run([3, 4])).toBe(5);
});
