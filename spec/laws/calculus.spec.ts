import { describe, test } from 'vitest';
import { add, derivative, div, jvp, mul, type Scalar, sub } from '../../lib/entries/forward.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, type Fields, firstOrder, type Mode, modes, some } from '../support/modes.ts';
import { type Program, smoothPrograms } from '../support/programs.ts';
import { expectAgreement, tracked } from './agree.ts';

const point = fc.array(moderate, { minLength: 1, maxLength: 4 });

function inEach(
  among: readonly Mode[],
  law: string,
  left: Field,
  right: (gradient: (f: Field) => Fields) => Fields,
  x: readonly number[],
): void {
  for (const mode of among) {
    const gradient = (f: Field): Fields => mode.partials(tracked(f), 1);
    expectAgreement(gradient(left), right(gradient), x, `${law} by ${mode.name}`);
  }
}

const outer =
  (g: Program) =>
  (y: Scalar): Scalar =>
    g.run([y]);

describe('on random programs', () => {
  test('the chain rule: ∇(g ∘ f) = g′(f) ∇f', () => {
    fc.assert(
      fc.property(smoothPrograms, smoothPrograms, point, some(firstOrder), (f, g, x, among) => {
        inEach(
          among,
          'chain rule',
          (xs) => outer(g)(f.run(xs)),
          (gradient) => (xs) => {
            const slope = derivative(outer(g))(f.run(xs));
            return gradient(f.run)(xs).map((d) => mul(slope, d));
          },
          x,
        );
      }),
    );
  });

  test('the chain rule for vectors: the pushforward of g ∘ f is that of g after that of f', () => {
    fc.assert(
      fc.property(smoothPrograms, smoothPrograms, point, (f, g, x) => {
        const v: readonly number[] = x.map((_, i) => i - 1.5);
        expectAgreement(
          (xs) => [
            ...jvp(
              tracked((ys) => g.runAll(f.runAll(ys))),
              xs,
              v,
            ).tangent,
          ],
          (xs) => {
            const inner = jvp(tracked(f.runAll), xs, v);
            return [...jvp(g.runAll, inner.value as readonly Scalar[], inner.tangent as readonly Scalar[]).tangent];
          },
          x,
          'chain rule for vectors',
        );
      }),
    );
  });

  test('the product rule: ∇(f g) = g ∇f + f ∇g', () => {
    fc.assert(
      fc.property(smoothPrograms, smoothPrograms, point, some(firstOrder), (f, g, x, among) => {
        inEach(
          among,
          'product rule',
          (xs) => mul(f.run(xs), g.run(xs)),
          (gradient) => (xs) => {
            const [a, b, da, db] = [f.run(xs), g.run(xs), gradient(f.run)(xs), gradient(g.run)(xs)];
            return da.map((d, i) => add(mul(b, d), mul(a, db[i] as Scalar)));
          },
          x,
        );
      }),
    );
  });

  test('the quotient rule: ∇(f / g) = (g ∇f − f ∇g) / g²', () => {
    fc.assert(
      fc.property(smoothPrograms, smoothPrograms, point, some(firstOrder), (f, g, x, among) => {
        inEach(
          among,
          'quotient rule',
          (xs) => div(f.run(xs), g.run(xs)),
          (gradient) => (xs) => {
            const [a, b, da, db] = [f.run(xs), g.run(xs), gradient(f.run)(xs), gradient(g.run)(xs)];
            return da.map((d, i) => div(sub(mul(b, d), mul(a, db[i] as Scalar)), mul(b, b)));
          },
          x,
        );
      }),
    );
  });

  test('the product rule at second order: (f g)″ = f″ g + 2 f′ g′ + f g″', () => {
    fc.assert(
      fc.property(smoothPrograms, smoothPrograms, moderate, fc.constantFrom(...modes), (f, g, x, mode: Mode) => {
        const second =
          (h: Field): Fields =>
          (xs) =>
            mode.partials(tracked(h), 2)(xs);
        const first =
          (h: Field): Fields =>
          (xs) =>
            mode.partials(tracked(h), 1)(xs);
        expectAgreement(
          second((xs) => mul(f.run(xs), g.run(xs))),
          (xs) => {
            const [f2, g2] = [second(f.run)(xs)[0] as Scalar, second(g.run)(xs)[0] as Scalar];
            const [f1, g1] = [first(f.run)(xs)[0] as Scalar, first(g.run)(xs)[0] as Scalar];
            return [add(add(mul(f2, g.run(xs)), mul(2, mul(f1, g1))), mul(f.run(xs), g2))];
          },
          [x],
          `product rule at second order by ${mode.name}`,
        );
      }),
    );
  });
});
