import { describe, expect, test } from 'vitest';
import { bundleAdjustment } from '../../bench/programs/bundle-adjustment.ts';
import * as dualgrad from '../../lib/entries/index.ts';
import {
  add,
  compile,
  cos,
  exp,
  grad,
  gradInto,
  gt,
  hessian,
  jacobian,
  lt,
  mul,
  relu,
  type Scalar,
  sin,
  square,
  valueAndGrad,
  valueAndJacobian,
  where,
} from '../../lib/entries/index.ts';
import { expectAgreement } from '../laws/agree.ts';
import { fc } from '../support/fast-check.ts';
import type { Fields } from '../support/modes.ts';
import { type Program, smoothPrograms, wildPrograms } from '../support/programs.ts';

describe('compiled by elimination', () => {
  const points = fc.array(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 4,
  });

  test('derivatives agree with eager ones as far as rounding allows, values to the bit', () => {
    let compared = 0;
    const check = (program: Program, xs: number[][]): void => {
      const eager = jacobian(program.runAll, { mode: 'reverse' });
      const compiled = compile(jacobian(program.runAll), { order: 'elimination' });
      const both = compile(valueAndJacobian(program.runAll), { order: 'elimination' });
      for (const x of xs) {
        // A magnitude is no number to a compiled function, which evaluates f as it is then.
        const left = (y: readonly Scalar[]): Scalar[] => compiled(y as number[]).flat();
        compared += expectAgreement(left, (y) => eager(y).flat(), x, 'jacobian');
        const plain = program.runAll(x);
        expect(both(x).value.every((v, i) => Object.is(v, plain[i]))).toBe(true);
      }
    };
    fc.assert(fc.property(smoothPrograms, points, check));
    fc.assert(fc.property(wildPrograms, points, check));
    expect(compared).toBeGreaterThan(100);
  });

  const arm = ([x, y]: readonly Scalar[]): Scalar[] => [
    mul(cos(x as Scalar), y as Scalar),
    sin(add(x as Scalar, y as Scalar)),
  ];
  const height = (x: readonly Scalar[]): Scalar => arm(x)[1] as Scalar;

  test('of every verb that gives first derivatives', () => {
    const order = 'elimination';
    expect(compile(grad(height), { order })([1, 2])).toEqual(grad(height)([1, 2]));
    expect(compile(valueAndGrad(height), { order })([1, 2])).toEqual(valueAndGrad(height)([1, 2]));
    expect(compile(jacobian(arm), { order })([1, 2])).toEqual(jacobian(arm)([1, 2]));
    const into = compile(gradInto(height), { order });
    for (const x of [
      [1, 2],
      [3, 4],
    ]) {
      const out = new Float64Array(2);
      expect(into(x, out)).toBe(height(x));
      expect([...out]).toEqual(grad(height)(x));
    }
  });

  test('takes fewer operations than the modes where that is to be had', () => {
    const residual = bundleAdjustment();
    const f = residual.write({ ...dualgrad, constant: (c: number): Scalar => c }) as unknown as Fields;
    const x = residual.sample(() => 0.3);
    const flops = (['forward', 'reverse', 'elimination'] as const).map((order) => {
      const compiled = compile(jacobian(f), { order });
      compiled(x);
      return compiled.stats.flops;
    });
    expect(Math.min(...flops)).toBe(flops[2]);
    expect(flops[2]).toBeLessThanOrEqual(301);
  });

  test('select and branches', () => {
    const f = ([x, y]: readonly Scalar[]): Scalar[] => [
      where(lt, x as Scalar, 0, mul(x as Scalar, y as Scalar), exp(x as Scalar)),
      gt(y as Scalar, 1) ? square(y as Scalar) : relu(mul(y as Scalar, x as Scalar)),
    ];
    const compiled = compile(jacobian(f), { order: 'elimination' });
    for (const x of [
      [1, 2],
      [-1, 2],
      [-1, 0.5],
      [1, 0.5],
      [0, 0],
      [2, 3],
      [-2, -3],
    ]) {
      for (const _ of [1, 2]) expect(compiled(x)).toEqual(jacobian(f)(x));
    }
    expect(compiled.stats.paths).toBe(2);
  });

  test('of anything else it says what it is for', () => {
    const expected =
      'compile: expected f to be made by grad, valueAndGrad, gradInto, jacobian or valueAndJacobian for order';
    expect(() => compile(hessian(height), { order: 'elimination' })).toThrow(
      `${expected} 'elimination', got one made by hessian`,
    );
    expect(() => compile(height, { order: 'elimination' })).toThrow(
      "compile: expected f to be made by a verb like grad or jacobian for order 'elimination'",
    );
  });
});
