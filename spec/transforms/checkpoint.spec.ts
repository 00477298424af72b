import { describe, expect, test } from 'vitest';
import {
  add,
  checkpoint,
  dot,
  exp,
  grad,
  hessian,
  hvp,
  type Inputs,
  isActive,
  jacobian,
  jvp,
  mul,
  type Scalar,
  sin,
  sqrt,
  square,
  sum,
  tape,
  trace,
  value,
  variance,
  vjp,
} from '../../lib/entries/index.ts';
import { runningDepth } from '../../lib/level.ts';
import { agrees, same } from '../compile/eager.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, modes, some } from '../support/modes.ts';
import { type Program, program, smoothPrograms, wildPrograms } from '../support/programs.ts';

const point = fc.array(moderate, { minLength: 1, maxLength: 3 });
const reverse = { mode: 'reverse' } as const;

/** A program of which some part is a checkpoint: a whole, its second half, or steps of a loop one in the other. */
const ways: readonly ((p: Program) => [plain: Field, checkpointed: Field])[] = [
  (p) => [p.run, checkpoint(p.run)],
  (p) => {
    const again: Field = (x) => p.run([...p.runAll(x), ...x].slice(-3));
    return [again, (x) => checkpoint(p.run)([...p.runAll(x), ...x].slice(-3))];
  },
  (p) => {
    const step = (x: readonly Scalar[]): Scalar[] => [...p.runAll(x), ...x].slice(0, x.length).map(sin);
    const twice = (once: (x: readonly Scalar[]) => Scalar[]) => (x: readonly Scalar[]) => once(once(x));
    return [(x) => sum(twice(step)(x)), (x) => sum(checkpoint(twice(checkpoint(step)))(x))];
  },
];
const way = fc.constantFrom(...ways);

describe('checkpoint(f) is f', () => {
  test('in every mode and nesting, to third order', () => {
    fc.assert(
      fc.property(
        smoothPrograms,
        way,
        point,
        some(modes, 3),
        fc.integer({ min: 1, max: 3 }),
        (p, pair, x, chosen, order) => {
          const [plain, checkpointed] = pair(p);
          for (const mode of chosen) {
            const expected = mode.partials(plain, order)(x).map(value);
            const scale = Math.max(1, ...expected.map(Math.abs));
            const got = mode.partials(checkpointed, order)(x).map(value);
            expect(got).toHaveLength(expected.length);
            for (const [i, g] of got.entries()) {
              expect(Math.abs(g - (expected[i] as number)), mode.name).toBeLessThanOrEqual(1e-9 * scale);
            }
          }
        },
      ),
    );
  });

  test('where an op has other partials for a number that carries derivatives', () => {
    const p = program([], [['pow', 1, 0]], true);
    for (const mode of modes) {
      expect(mode.partials(checkpoint(p.run), 2)([0, 0]), mode.name).toEqual(mode.partials(p.run, 2)([0, 0]));
    }
  });

  test('to the bit in its value and first derivatives, at kinks, poles and NaN too', () => {
    fc.assert(
      fc.property(
        wildPrograms,
        fc.array(fc.constantFrom(-1, -0, 0, 1, 2, Infinity, NaN), { minLength: 1, maxLength: 3 }),
        (p, x) => {
          const [plain, checkpointed] = [vjp(p.run, x), vjp(checkpoint(p.run), x)];
          expect(checkpointed.value).toBe(plain.value);
          expect((checkpointed.pullback(1) as number[]).map((g) => g + 0)).toEqual(
            (plain.pullback(1) as number[]).map((g) => g + 0),
          );
        },
      ),
    );
  });

  test('to the bit compiled and traced as uncompiled, where an entry of x comes twice too', () => {
    const doubled: (typeof ways)[number] = (p) => {
      const once: Field = (x) => mul(p.run([...x, ...x]), x[0] as Scalar);
      return [once, (x) => mul(checkpoint(p.run)([...x, ...x]), x[0] as Scalar)];
    };
    const programs = fc.oneof(smoothPrograms, wildPrograms);
    fc.assert(
      fc.property(programs, fc.constantFrom(...ways, doubled), point, point, (p, pair, x, y) => {
        const [, f] = pair(p);
        for (const derivative of [grad(f, reverse), hessian(f, reverse)]) {
          agrees(derivative as never, [[x], [x.map((_, i) => y[i] ?? 1)]]);
          same(trace(derivative as never, x).evaluate(x), derivative(x));
        }
      }),
    );
    const f = ([x]: Inputs): Scalar => mul(checkpoint(([a, b, c]) => variance([square(a), b, c, c]))([1.5, x, x]), x);
    agrees(
      hessian(f, reverse) as never,
      Array.from({ length: 200 }, (_, i) => [[(i + 1) / 7]]),
    );
  });

  test('what its result does not depend on is not reached, whatever the partials before it', () => {
    const first = checkpoint(([a]: readonly Scalar[]) => mul(2, a as Scalar));
    expect(grad(([x, y]) => first([x, sqrt(y)]), reverse)([3, 0])).toEqual([2, 0]);
    const other = checkpoint(([a, b]: readonly Scalar[]) => [square(a as Scalar), exp(b as Scalar)]);
    expect(grad(([x, y]) => other([x, sqrt(y)])[0] as Scalar, reverse)([3, 0])).toEqual([6, 0]);
    expect(jacobian(([x, y]) => other([x, sqrt(y)]), reverse)([3, 0])).toEqual([
      [6, 0],
      [0, Infinity],
    ]);
  });

  test('of numbers and arrays, with further arguments, on plain numbers, in a trace and on a tape by hand', () => {
    const f = checkpoint((x: Scalar, power: number) => (power === 2 ? square(x) : sin(x)));
    expect(f(3, 2)).toBe(9);
    expect(grad(([x]) => f(x, 2), reverse)([3])).toEqual([6]);
    const g = checkpoint((x: readonly Scalar[]) => x.map((xi) => mul(xi, xi)));
    expect(g([2, 3])).toEqual([4, 9]);
    expect(
      trace(
        grad((x: readonly Scalar[]) => sum(g(x)), reverse),
        [1, 2],
      ).evaluate([3, 4]),
    ).toEqual([6, 8]);
    const t = tape();
    const [x, y] = [t.variable(2), t.variable(5)];
    t.backward(dot(g([x, y]), [10, 100]));
    expect([x.grad, y.grad]).toEqual([40, 1000]);
  });

  test('closing over numbers of a derivative further out', () => {
    const f = ([t]: readonly Scalar[]) =>
      grad(
        (x: readonly Scalar[]) => checkpoint(([a]: readonly Scalar[]) => mul(square(a as Scalar), t as Scalar))(x),
        reverse,
      )([3])[0] as Scalar;
    expect(grad(f, reverse)([2])).toEqual([6]);
    expect(jvp(f, [2], [1])).toEqual({ value: 12, tangent: 6 });
  });
});

describe('the tape', () => {
  const step = (x: readonly Scalar[]): Scalar[] => x.map((xi) => sin(add(mul(1.1, xi), sum(x))));

  function loop(once: typeof step, x: readonly Scalar[], steps = 100): Scalar {
    let y = [...x];
    for (let i = 0; i < steps; i++) y = once(y);
    return sum(y);
  }

  test('holds n + m rows for a checkpoint, however long f is', () => {
    const long = (x: readonly Scalar[]): Scalar[] => [loop(step, x), loop(step, x, 3)];
    const t = tape();
    const x = [t.variable(0.1), t.variable(0.2), t.variable(0.3)];
    const [y] = checkpoint(long)(x) as [Scalar];
    expect(t.length).toBe(5);
    t.backward(y);
    expect(x.map((xi) => xi.grad)).toEqual(grad((xs: readonly Scalar[]) => loop(step, xs), reverse)([0.1, 0.2, 0.3]));
  });

  test('a loop of steps has the same derivatives of first and second order', () => {
    const x = [0.1, 0.2, 0.3];
    const checkpointed = (y: readonly Scalar[]): Scalar => loop(checkpoint(step), y);
    const plain = (y: readonly Scalar[]): Scalar => loop(step, y);
    expect(grad(checkpointed, reverse)(x)).toEqual(grad(plain, reverse)(x));
    expect(hvp(checkpointed, x, [1, 2, 3])).toEqual(hvp(plain, x, [1, 2, 3]));
    expect(hessian(checkpointed, reverse)(x)).toEqual(hessian(plain, reverse)(x));
  });
});

describe('what is refused', () => {
  test('what is no function, no numbers, or gives none', () => {
    expect(() => checkpoint(3 as never)).toThrow(TypeError);
    expect(() => checkpoint((x: Scalar) => x)('1' as never)).toThrow(
      new TypeError('checkpoint: expected x to be a number, an array or a record, got the string "1"'),
    );
    expect(() => checkpoint((() => undefined) as never)(1 as never)).toThrow(
      new TypeError(
        'checkpoint: expected f(x) to be a number, an array or a record, got undefined; does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)',
      ),
    );
  });

  test('a number of the same derivative that is not in x', () => {
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => checkpoint((a: Scalar) => mul(a, y))(x);
    expect(() => grad(f, reverse)([2, 3])).toThrow(
      new TypeError(
        'checkpoint: expected f to reach the numbers of running derivatives through x alone, got a result that depends on others, Var(6); make them part of x',
      ),
    );
    expect(runningDepth()).toBe(0);
    expect(grad(f, { mode: 'forward' })([2, 3])).toEqual([3, 2]);
  });

  test('an f that does not do the same again', () => {
    let calls = 0;
    const f = checkpoint((a: Scalar) => mul(a, ++calls));
    expect(() => grad(([x]) => f(x), reverse)([2])).toThrow(
      new Error(
        'checkpoint: expected the same f(x)[0] from every pass over one x, got 2 and then 4; f must not branch on x === 0, truthiness or typeof (write eq(x, 0)), nor use Math.random',
      ),
    );
    const g = checkpoint((a: Scalar) => (isActive(a) ? [a, a] : [a]));
    expect(() => grad(([x]) => g(x)[0] as Scalar, reverse)([2])).toThrow('expected the same number of outputs');
    expect(runningDepth()).toBe(0);
  });
});
