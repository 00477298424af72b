import { describe, expect, test } from 'vitest';
import {
  type CompileOptions,
  compile,
  countFlops,
  derivative,
  diagnose,
  dual,
  emitModule,
  grad,
  hessian,
  label,
  mul,
  type Scalar,
  taylor,
  toDot,
  trace,
} from '../../lib/entries/index.ts';
import { erf, erfc, polygamma } from '../../lib/entries/special.ts';
import { evaluateOf } from '../support/emitted-module.ts';
import { ulps } from '../support/ulps.ts';

const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(erf(x), polygamma(2, mul(x, y)));
const at = [0.5, 3] as const;

describe('a special function is an operation like any other', () => {
  test('in every mode, nested as well', () => {
    const expected = grad(f, { mode: 'forward' })(at);
    expect(grad(f, { mode: 'reverse' })(at)).toEqual(expected);
    expect(grad(f, { mode: 'forward', lanes: 1 })(at)).toEqual(expected);
    expect(derivative((x) => f([x, 3]))(0.5)).toBe(expected[0]);
    const inner = ([x, y]: readonly [Scalar, Scalar]): Scalar => derivative((s) => f([s, y]))(x);
    expect(ulps(grad(inner)(at)[1], String(hessian(f)(at)[0][1]))).toBeLessThanOrEqual(4);
  });

  test('has Taylor coefficients', () => {
    const c = taylor(erf, 0.5, 3);
    expect(c[1]).toBe(derivative(erf)(0.5));
    expect(c[2]! * 2).toBeCloseTo(derivative(derivative(erf))(0.5), 14);
  });

  test.each<NonNullable<CompileOptions['backend']>>(['js', 'wasm', 'interpreter'])(
    'compiled, %s, to the bit',
    (backend) => {
      const compiled = compile(grad(f), { backend });
      for (const x of [
        [0.5, 3],
        [0.25, 1],
        [2, 0.125],
      ] as const)
        expect(compiled(x)).toEqual(grad(f)(x));
      expect(compiled.stats.paths).toBe(1);
    },
  );

  test('by its name in traces, pictures, counts; nothing to diagnose', () => {
    const program = trace(f, at);
    expect(String(program)).toContain('= erf(x[0])');
    expect(String(program)).toContain('= polygamma(2, ');
    expect(toDot(program)).toContain('erf');
    expect(countFlops(f, at).ops).toEqual({ erf: 1, mul: 2, polygamma: 1 });
    expect(diagnose(f, at).findings).toEqual([]);
  });

  test('is an operation of one number as map calls it, and refuses one too many', () => {
    expect([0, Infinity].map(erf)).toEqual([0, 1]);
    expect(() => (erf as (...xs: unknown[]) => Scalar)(1, dual(2, 1))).toThrow(
      new TypeError('erf: expected 1 argument, got a Dual as well; leave it out'),
    );
    expect(() => erf('1' as never)).toThrow(
      new TypeError('erf: expected a number or a Scalar of dualgrad, got the string "1"'),
    );
  });
});

describe('an emitted module', () => {
  const module = emitModule(
    grad(([x, y]: readonly [Scalar, Scalar]) => mul(label(erf(x), 'erfc'), polygamma(2, erfc(y)))),
    at,
  );

  test('imports the special functions that it calls, and says so', () => {
    expect(module).toMatch(
      /^\/\/ Special functions are imported.*\nimport \{ erf, [a-z, ]+ \} from "dualgrad\/special\/kernels";\n/,
    );
  });

  test('has no variable of their names', () => {
    expect(module).toContain('const erfc_2 = erf(x_0);');
    expect(module).not.toMatch(/const (?:erf|erfc|polygamma) =/);
  });

  test('computes the same', () => {
    const g = grad(([x, y]: readonly [Scalar, Scalar]) => mul(erf(x), polygamma(2, erfc(y))));
    expect(evaluateOf(module)([0.25, 1])).toEqual(g([0.25, 1]));
  });
});

describe('the order of a family', () => {
  test('is a plain number, by which no derivative is taken', () => {
    expect(() => derivative((n) => polygamma(n as number, 1))(1)).toThrow(
      new TypeError(
        'polygamma: expected the order n to be a plain number, got a Dual; derivatives are taken by x only',
      ),
    );
  });

  test('is an integer in its range', () => {
    expect(() => polygamma(1.5, 1)).toThrow(
      new RangeError('polygamma: expected the order n to be an integer ≥ 0, got 1.5'),
    );
    expect(() => polygamma(-1, 1)).toThrow(
      new RangeError('polygamma: expected the order n to be an integer ≥ 0, got -1'),
    );
  });
});
