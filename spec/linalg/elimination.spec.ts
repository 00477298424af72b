import { describe, expect, test } from 'vitest';
import { compile, grad, hessian } from '../../lib/entries/index.ts';
import { expectSame } from '../laws/agree.ts';
import { fc, runs } from '../support/fast-check.ts';
import { modes, some } from '../support/modes.ts';
import { byElimination, byFactors, listed, regular, weighted } from './matrices.ts';

/** Fails unless two lists agree to 11 digits of the largest entry. */
function expectClose(got: readonly unknown[], expected: readonly unknown[], what: string): void {
  const scale = Math.max(1, ...expected.map((y) => Math.abs(y as number)));
  expect(got.length, what).toBe(expected.length);
  got.forEach((y, i) => {
    const error = Math.abs((y as number) - (expected[i] as number));
    if (!(error <= 1e-11 * scale)) expect.fail(`${what}: entry ${i} is ${y}, and ${expected[i]} by elimination`);
  });
}

describe.each([...byElimination, ...byFactors])('$name', (compared) => {
  const { ours, textbook } = compared;

  test('is elimination, and its derivatives are those of elimination, in every mode', () => {
    fc.assert(
      fc.property(regular(compared), some(modes, 3), fc.integer({ min: 0, max: 2 }), ({ n, x }, chosen, order) => {
        const [f, g] = [listed(ours, n), listed(textbook, n)].map(weighted);
        for (const { name, partials } of chosen) {
          expectClose(partials(f!, order)(x), partials(g!, order)(x), `${name}, order ${order}`);
        }
      }),
      runs(0.12),
    );
  });

  test('is compiled as calls, which compute the same to the bit', () => {
    fc.assert(
      fc.property(regular(compared), ({ n, x }) => {
        const f = weighted(listed(ours, n));
        expect(compile(f)(x)).toBe(f(x));
        for (const g of [grad(f, { mode: 'reverse' }), grad(f, { mode: 'forward' })]) {
          expectSame(compile(g)(x) as number[], g(x) as number[], 'gradient');
        }
        expectSame(compile(hessian(f))(x).flat(), hessian(f)(x).flat(), 'Hessian');
      }),
      runs(0.04),
    );
  });
});
