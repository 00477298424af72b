import { describe, expect, test } from 'vitest';
import {
  add,
  type CompileOptions,
  compile,
  derivative,
  dual,
  emitModule,
  evaluationTrace,
  grad,
  hessian,
  hypot,
  max,
  min,
  mul,
  type Scalar,
  square,
  sub,
  taylor,
  trace,
} from '../../lib/entries/index.ts';
import { refuses } from '../scalar/refuses.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';

const ops: readonly { name: 'max' | 'min' | 'hypot'; op: typeof max; none: number }[] = [
  { name: 'max', op: max, none: -Infinity },
  { name: 'min', op: min, none: Infinity },
  { name: 'hypot', op: hypot, none: 0 },
];
const backends: readonly NonNullable<CompileOptions['backend']>[] = ['js', 'wasm', 'interpreter'];
const lists = fc.array(anyNumber, { maxLength: 6 });

describe.each(ops)('$name of any number of arguments', ({ name, op, none }) => {
  const field = (xs: readonly Scalar[]): Scalar => op(...xs);

  test('has the value of Math, to the bit, plain, active, compiled and as a module', () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(...backends), (xs, backend) => {
        const v = Math[name](...xs);
        expect(op(...xs)).toBe(v);
        if (xs.length === 0) return;
        derivative((x) => {
          const y = op(...xs.map((xi) => add(sub(xi, 0), mul(0, x))));
          const same = op(...xs.map((xi) => xi + 0));
          expect(typeof y === 'number' ? y : y.value).toBe(same);
          return 0;
        })(1);
        expect(compile(field, { backend })(xs)).toBe(v);
      }),
    );
  });

  test('of none and of one', () => {
    expect([op(), op(3), op(-3), op(-0)]).toEqual([none, 3, Math[name](-3), Math[name](-0)]);
    expect(derivative((x) => op(x))(3)).toBe(1);
  });

  test('is one operation of a trace, of a printed evaluation and of a module', () => {
    expect(String(trace(field, [2, 3, 6]))).toContain(`y = ${name}(x[0], x[1], x[2])`);
    expect(String(trace(field, [2, 3, 6]).share())).toContain(`y = ${name}(x[0], x[1], x[2])`);
    expect(String(evaluationTrace(field, [2, 3, 6]))).toContain(`${name}(x[0], x[1], x[2])`);
    expect(emitModule(field, [2, 3, 6])).toMatch(new RegExp(`Math\\.${name}\\(`));
    expect(emitModule(grad(field), [2, 3, 6])).toContain('export function evaluate');
  });

  test('refuses undefined, and an array, wherever it stands', () => {
    const message = (got: string): string => `${name}: expected a number or a Scalar of dualgrad, got ${got}`;
    const untyped = op as (...xs: unknown[]) => Scalar;
    for (const [wrong, text] of [
      [undefined, 'undefined'],
      [[1, 2], 'an array of length 2'],
      [Float64Array.of(1), 'a Float64Array of length 1'],
    ] as const) {
      refuses(() => untyped(wrong), TypeError, message(text));
      refuses(() => untyped(1, wrong), TypeError, message(text));
      refuses(() => untyped(wrong, 1, 2), TypeError, message(text));
      refuses(() => untyped(1, 2, 3, 4, wrong), TypeError, message(text));
    }
    refuses(() => untyped(1, 2, undefined), TypeError, message('undefined'));
    refuses(() => grad(([x]) => untyped(x, 2, '3'))([1]), TypeError, message('the string "3"'));
  });

  test('as a callback of reduce is of two, with numbers and with Scalars', () => {
    const xs: readonly Scalar[] = [2, 6, 3];
    expect(xs.reduce(op)).toBe([2, 6, 3].reduce((x, y) => Math[name](x, y)));
    const slopes = (f: (v: readonly Scalar[]) => Scalar): number[] => grad(f)([2, 6, 3]);
    expect(slopes((v) => v.reduce(op))).toEqual(slopes((v) => v.reduce((x, y) => op(x, y))));
    expect(Float64Array.of(2, 6).reduce<Scalar>(op, 1)).toBe([2, 6].reduce((x, y) => Math[name](x, y), 1));
  });
});

describe('the derivatives of more than two', () => {
  test('equal ones share, whether or not the others are active', () => {
    expect(grad(([x, y, z]) => max(x, y, z))([1, 1, 1])).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(grad(([x, y, z]) => min(x, y, z))([1, 1, 2])).toEqual([0.5, 0.5, 0]);
    expect(derivative((x) => max(x, 1, 1))(1)).toBe(1 / 3);
    expect(derivative((x) => max(1, 0, x, 1))(1)).toBe(1 / 3);
    expect(derivative((x) => max(x, x, 1))(1)).toBe(2 / 3);
    expect(grad(([x, y, z]) => hypot(x, y, z))([0, 0, 0])).toEqual([0, 0, 0]);
  });

  test('one that was not chosen contributes nothing, not 0 · ∞', () => {
    const root = (x: Scalar): Scalar => max(hypot(x, 0, 0), 1, 2);
    expect(grad(([x]) => add(root(x), x))([0])).toEqual([1]);
  });

  test('of hypot have no cancellation where one argument is far larger, at the second order as well', () => {
    // ∂²h/∂x² = (y² + z²)/h³
    const [[xx]] = hessian(([x, y, z]) => hypot(x, y, z))([1, 3e-9, 4e-9]) as [[number]];
    expect(xx / 2.5e-17).toBeCloseTo(1, 14);
    const [, , c] = taylor((x) => hypot(x, 3e-9, 4e-9), 1, 2);
    expect(c! / 1.25e-17).toBeCloseTo(1, 14);
  });

  test('of hypot do not overflow, and NaN among infinities makes them NaN', () => {
    const at = (xs: number[]): number[] => grad((v) => hypot(...v))(xs);
    expect(at([2e300, 3e300, 6e300])).toEqual([2 / 7, 3 / 7, 6 / 7].map((p) => expect.closeTo(p, 15)));
    expect(at([Infinity, NaN, 1])).toEqual([NaN, NaN, NaN]);
    expect(derivative((x) => hypot(x, NaN, Infinity))(1)).toBeNaN();
  });

  test('mix levels as those of two do', () => {
    const f = (x: Scalar): Scalar => derivative((y) => hypot(x, y, 2))(1);
    expect(derivative(f)(2)).toBeCloseTo(-2 / 27, 15);
    expect(max(dual(1, 2), dual(3, 4), 2).toString()).toBe('Dual(3 + 4ε)');
    for (const backend of backends) {
      const f = ([x, y, z]: readonly [Scalar, Scalar, Scalar]): Scalar => square(hypot(x, y, z));
      expect(compile(hessian(f), { backend })([2, 3, 6])).toEqual(hessian(f)([2, 3, 6]));
    }
  });
});
