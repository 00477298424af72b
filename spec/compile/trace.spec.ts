import { describe, expect, test } from 'vitest';
import {
  abs,
  compile,
  countFlops,
  grad,
  gradInto,
  lt,
  mul,
  type Scalar,
  sin,
  sub,
  toDot,
} from '../../lib/entries/index.ts';
import { fc } from '../support/fast-check.ts';
import { smoothPrograms } from '../support/programs.ts';

type Xs = readonly [Scalar, Scalar];

describe('what was compiled', () => {
  test('can be looked at once it has been called', () => {
    const compiled = compile(([x, y]: Xs) => sub(mul(x, sin(y)), mul(x, sin(y))));
    expect(compiled.trace()).toBeUndefined();
    compiled([2, 3]);
    expect(compiled.trace()?.toString()).toBe(
      [
        'x[0] = input        2',
        'x[1] = input        3',
        `v1 = sin(x[1])      ${Math.sin(3)}`,
        `v2 = mul(x[0], v1)  ${2 * Math.sin(3)}`,
        'y = sub(v2, v2)     0',
        'result y',
      ].join('\n'),
    );
  });

  test('is counted: the FLOPs of stats', () => {
    const compiled = compile(grad(([x, y]: Xs) => mul(mul(x, y), sin(x))));
    compiled([2, 3]);
    const trace = compiled.trace();
    if (trace === undefined) throw new Error('expected a trace of what was compiled');
    expect(countFlops(trace).textbook).toBe(compiled.stats.flops);
    // One addition belongs to the guard that all numbers are finite.
    expect(countFlops(trace).ops).toEqual({ sin: 1, cos: 1, mul: 4, add: 2 });
  });

  test('is drawn, selects and unused inputs too', () => {
    const compiled = compile(grad(([x]: Xs) => abs(x)));
    compiled([2, 3]);
    const trace = compiled.trace();
    expect(trace?.inputs).toEqual([expect.any(Number), -1]);
    expect(trace && toDot(trace)).toMatch(/where lt/);
  });

  test('is that of the path and of the signature called last', () => {
    const compiled = compile((x: Scalar) => (lt(x, 0) ? mul(2, x) : sin(x)));
    compiled(1);
    expect(compiled.trace()?.toString()).toMatch(/sin\(x\)[\s\S]*guard lt\(x, 0\) is false/);
    compiled(-1);
    expect(compiled.trace()?.toString()).toMatch(/guard lt\(x, 0\) is true/);
    compiled(1);
    expect(compiled.trace()?.evaluate(0.5)).toBe(Math.sin(0.5));
    expect(() => compiled.trace()?.evaluate(-0.5)).toThrow('evaluate: expected lt');
  });

  test('of a function that writes its gradient gives value and gradient', () => {
    const compiled = compile(gradInto(([x, y]: Xs) => mul(x, y)));
    compiled([2, 3], [0, 0]);
    expect(compiled.trace()?.evaluate([5, 7])).toEqual({ value: 35, gradient: [7, 5] });
  });

  test('evaluates to what the compiled function returns', () => {
    const point = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(smoothPrograms, fc.tuple(point, point, point), (p, x) => {
        const compiled = compile(grad((xs: readonly Scalar[]) => p.run(xs)));
        const gradient = compiled(x);
        const trace = compiled.trace();
        if (trace !== undefined) expect(trace.evaluate(x)).toEqual(gradient);
      }),
    );
  });
});
