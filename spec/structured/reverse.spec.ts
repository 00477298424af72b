import { describe, expect, test } from 'vitest';
import { grad, type Scalar } from '../../lib/entries/index.ts';
import { moduleText } from '../../lib/structured/module-text.ts';
import type { StructuredProgram } from '../../lib/structured/program.ts';
import { reverseProgram } from '../../lib/structured/reverse.ts';
import { fc } from '../support/fast-check.ts';
import { boundOf, exact, excess } from '../support/magnitude.ts';
import { evaluation } from './evaluation.ts';
import { randomProgram } from './random-program.ts';

const decisions = fc.array(fc.nat({ max: 999 }), { minLength: 60, maxLength: 600 });
// At the scale of 1e-300 a partial of the eager library overflows where a quotient, divided once for both operands, does not.
const ordinary = fc.integer({ min: -2000, max: 3000 }).map((x) => x / 1000);
const point = fc.tuple(
  fc.oneof(ordinary, fc.constantFrom(0, 1, -1, NaN, Infinity)),
  fc.oneof(ordinary, fc.constantFrom(0, 1, 2)),
);

function compiled(program: StructuredProgram): (...args: unknown[]) => unknown {
  return new Function(`${moduleText(program)}\nreturn ${program.functions[0].name};`)();
}

/** What a function returns, or the message of what it throws. */
function outcome<T>(f: () => T): { readonly value?: T; readonly error?: string } {
  try {
    return { value: f() };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

const SLACK = 16;

function agree(made: readonly number[], at: readonly [number, number]): void {
  const program = randomProgram(made);
  const f = evaluation(program) as (p: readonly number[]) => number;
  const gradient = compiled(reverseProgram(program, ['p']));
  const out = new Float64Array(2);
  const got = outcome(() => gradient([...at], 1, out));
  const plain = outcome(() => compiled(program)([...at]));
  expect(plain).toEqual(outcome(() => f([...at])));
  expect(got).toEqual(plain);
  // Where a derivative or the value is NaN, eager derivatives decide.
  if (got.error !== undefined || Number.isNaN(got.value) || out.some(Number.isNaN)) return;
  const eager = grad(f as (p: readonly Scalar[]) => Scalar, { mode: 'reverse' }) as (p: readonly Scalar[]) => Scalar[];
  const expected = eager(at) as number[];
  const bounds = eager(at.map(exact)).map(boundOf);
  expected.forEach((e, i) => {
    if (!Number.isFinite(e) || !Number.isFinite(bounds[i])) {
      if (!Number.isFinite(e)) expect(out[i]).toBe(e);
    } else expect(excess(out[i]!, e, bounds[i]!)).toBeLessThanOrEqual(SLACK);
  });
}

describe('reverse derivatives of random programs', () => {
  test('have the value to the bit and the gradient of the eager library', () => {
    fc.assert(
      fc.property(decisions, point, (made, at) => agree(made, at)),
      { endOnFailure: true },
    );
  });
});
