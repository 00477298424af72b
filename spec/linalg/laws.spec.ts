import { expect, test } from 'vitest';
import { jvp, mul, type Scalar } from '../../lib/entries/index.ts';
import { expm, inv, logdet } from '../../lib/entries/linalg.ts';
import { product } from '../ground-truth/linear-algebra.ts';
import { fc, runs } from '../support/fast-check.ts';
import { modes, some } from '../support/modes.ts';
import { byElimination, moderate, regular, rows } from './matrices.ts';

const regularMatrix = regular(byElimination.find(({ name }) => name === 'logdet')!);

/** A square matrix and a number. */
const matrixAndTime = fc.integer({ min: 1, max: 4 }).chain((n) =>
  fc.record({
    a: fc.array(fc.array(moderate, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
    t: moderate,
  }),
);

test('d logdet A = tr(A⁻¹ dA), in every mode', () => {
  fc.assert(
    fc.property(regularMatrix, some(modes, 3), ({ n, x }, chosen) => {
      const inverse = inv(rows(x, n)) as number[][];
      const scale = Math.max(...inverse.flat().map(Math.abs));
      for (const { name, partials } of chosen) {
        const found = partials((y) => logdet(rows(y, n)), 1)(x) as number[];
        // ∂/∂Aᵢⱼ tr(A⁻¹ dA) = (A⁻¹)ⱼᵢ
        for (const [k, y] of found.entries()) {
          const expected = inverse[k % n]![Math.floor(k / n)]!;
          expect(Math.abs(y - expected), `${name}, entry ${k}`).toBeLessThanOrEqual(1e-13 * scale);
        }
      }
    }),
    runs(0.2),
  );
});

test('d/dt expm(tA) = A expm(tA) = expm(tA) A, to second order', () => {
  fc.assert(
    fc.property(matrixAndTime, ({ a, t }) => {
      const f = (s: Scalar): Scalar[] => expm(a.map((row) => row.map((x) => mul(s, x)))).flat();
      const derivatives = (s: Scalar): Scalar[] => jvp(f, s, 1).tangent;
      const at = rows(f(t), a.length);
      const size = Math.max(...a.map((row) => row.reduce((sum, x) => sum + Math.abs(x), 0)));
      // The condition of expm is no less than ‖tA‖, and a product's rounding that of the sizes.
      const largest = Math.exp(Math.abs(t) * size);
      const expectClose = (got: readonly Scalar[], expected: readonly Scalar[], bound: number): void => {
        expect(got.length).toBe(expected.length);
        got.forEach((y, i) => {
          expect(Math.abs((y as number) - (expected[i] as number))).toBeLessThanOrEqual(bound);
        });
      };
      const bound = 1e-14 * (1 + Math.abs(t) * size) * largest;
      expectClose(derivatives(t), product(a, at).flat(), bound * size);
      expectClose(derivatives(t), product(at, a).flat(), bound * size);
      expectClose(jvp(derivatives, t, 1).tangent, product(a, product(a, at)).flat(), bound * size * size);
    }),
    runs(0.5),
  );
});
