import { describe, expect, test } from 'vitest';
import {
  add,
  derivative,
  grad,
  gradInto,
  hessian,
  hvp,
  isActive,
  jacobian,
  jvp,
  mul,
  type Scalar,
  square,
  sum,
  valueAndGrad,
  valueAndJacobian,
} from '../../lib/entries/forward.ts';
import { refuses } from '../scalar/refuses.ts';

const f = ([x, y]: readonly Scalar[]): Scalar => mul(square(x as Scalar), y as Scalar);
const g = (x: readonly Scalar[]): Scalar[] => [f(x), add(x[0] as Scalar, x[1] as Scalar)];
const at = [2, 3];
const typed = Float64Array.of(2, 3);
const F = (...xs: number[]): Float64Array => Float64Array.from(xs);

describe('an array in, arrays out', () => {
  test('number[]', () => {
    expect(grad(f)(at)).toEqual([12, 4]);
    expect(valueAndGrad(f)(at)).toEqual({ value: 12, gradient: [12, 4] });
    expect(jacobian(g)(at)).toEqual([
      [12, 4],
      [1, 1],
    ]);
    expect(valueAndJacobian(g)(at)).toEqual({
      value: [12, 5],
      jacobian: [
        [12, 4],
        [1, 1],
      ],
    });
    expect(hessian(f)(at)).toEqual([
      [6, 4],
      [4, 0],
    ]);
    expect(hvp(f, at, [1, 10])).toEqual([46, 4]);
    expect(jvp(g, at, [1, 10])).toEqual({ value: [12, 5], tangent: [52, 11] });
  });

  test('Float64Array', () => {
    expect(grad(f)(typed)).toEqual(F(12, 4));
    expect(valueAndGrad(f)(typed)).toEqual({ value: 12, gradient: F(12, 4) });
    expect(jacobian(g)(typed)).toEqual([F(12, 4), F(1, 1)]);
    expect(valueAndJacobian(g)(typed)).toEqual({ value: [12, 5], jacobian: [F(12, 4), F(1, 1)] });
    expect(hessian(f)(typed)).toEqual([F(6, 4), F(4, 0)]);
    expect(hvp(f, typed, F(1, 10))).toEqual(F(46, 4));
    expect(hvp(f, typed, [1, 10])).toEqual(F(46, 4));
    expect(hvp(f, at, F(1, 10))).toEqual([46, 4]);
    // What comes out has the shape of f(x), which is a plain array.
    expect(jvp(g, typed, F(1, 10))).toEqual({ value: [12, 5], tangent: [52, 11] });
    expect(jvp(f, typed, [1, 10])).toEqual({ value: 12, tangent: 52 });
  });

  test('part of a larger buffer', () => {
    const buffer = Float64Array.of(9, 2, 3, 9);
    expect(grad(f)(buffer.subarray(1, 3))).toEqual(F(12, 4));
    const out = new Float64Array(4);
    gradInto(f)(typed, out.subarray(1, 3));
    expect(out).toEqual(F(0, 12, 4, 0));
  });

  test('frozen', () => {
    expect(grad(f)(Object.freeze([2, 3]) as number[])).toEqual([12, 4]);
  });

  test('gradInto writes the derivatives by several arguments into a list, numbers alone among them', () => {
    const product = (p: { a: Scalar; v: readonly Scalar[] }, k: Scalar): Scalar => mul(k, mul(p.a, p.v[0]!));
    const out: [{ a: number; v: Float64Array }, number] = [{ a: 0, v: new Float64Array(1) }, 0];
    expect(gradInto(product, { wrt: [0, 1] })({ a: 2, v: [3] }, out, 5)).toBe(30);
    expect(out).toEqual([{ a: 15, v: Float64Array.of(10) }, 6]);
    // A number alone is no place to write to.
    const alone = gradInto(product as never, { wrt: 1 } as never) as (...args: readonly unknown[]) => number;
    expect(() => alone({ a: 2, v: [3] }, 0, 5)).toThrow(TypeError);
  });

  test('gradInto mixes containers, and returns the value', () => {
    for (const x of [at, typed]) {
      const [array, float64] = [[0, 0], new Float64Array(2)];
      expect([gradInto(f)(x, array), gradInto(f)(x, float64)]).toEqual([12, 12]);
      expect([array, float64]).toEqual([[12, 4], F(12, 4)]);
    }
  });
});

describe('what f receives', () => {
  test.each([
    ['an array', at],
    ['a Float64Array', typed],
  ])('is a plain array of its own, whether x is %s', (_, x) => {
    const seen: unknown[] = [];
    const spy = (xs: readonly Scalar[]): Scalar => {
      seen.push(xs);
      return sum(xs);
    };
    grad(spy, { lanes: 1 })(x as number[]);
    hvp(spy, x as number[], x as number[]);
    jvp(spy, x as number[], x as number[]);
    expect(seen.every(Array.isArray)).toBe(true);
    expect(new Set([x, ...seen]).size).toBe(seen.length + 1);
  });

  test('holds plain numbers where an input is not being differentiated', () => {
    const seen: boolean[][] = [];
    const spy = (xs: readonly Scalar[]): Scalar => {
      seen.push(xs.map(isActive));
      return sum(xs);
    };
    grad(spy, { lanes: 1 })(at);
    jvp(spy, at, [0, 5]);
    jvp(spy, at, [-0, 0]);
    const plain = [false, false];
    expect(seen).toEqual([
      [true, false],
      [false, true],
      plain,
      [false, true],
      // The plain runs: of each function made by grad, and of each f that jvp gets.
      plain,
      [false, false],
    ]);
  });

  test('x is left as it was', () => {
    const x = [2, 3];
    const before = [...typed];
    for (const call of [grad(f), valueAndGrad(f), hessian(f), jacobian(g), valueAndJacobian(g)]) {
      call(x);
      call(typed);
    }
    expect([x, [...typed]]).toEqual([[2, 3], before]);
  });
});

describe('what comes out', () => {
  test('belongs to the caller: no two results share an array', () => {
    const slope = grad(f);
    const [first, second] = [slope(at), slope(at)];
    first[0] = 99;
    expect(second).toEqual([12, 4]);
    const rows = jacobian((x: readonly Scalar[]) => x)(at);
    (rows[0] as number[])[0] = 99;
    expect(rows[1]).toEqual([0, 1]);
    const { value, jacobian: js } = valueAndJacobian((x: readonly Scalar[]) => x)(at);
    (value as number[])[0] = 99;
    expect(js).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

describe('a Float64Array inside another derivative', () => {
  const inTyped = (name: string, text: string): string =>
    `${name}: expected a derivative of plain numbers to put into a Float64Array, got ${text} of an outer derivative; pass x as a plain array`;

  test.each<[string, string, (a: Scalar) => unknown]>([
    ['grad', 'Dual(12 + 4ε)', (a) => grad((x: readonly Scalar[]) => mul(a, f(x)))(F(1, 2))],
    ['valueAndGrad', 'Dual(12 + 4ε)', (a) => valueAndGrad((x: readonly Scalar[]) => mul(a, f(x)))(F(1, 2))],
    ['jacobian', 'Dual(12 + 4ε)', (a) => jacobian((x: readonly Scalar[]) => [mul(a, f(x))])(F(1, 2))],
    ['valueAndJacobian', 'Dual(12 + 4ε)', (a) => valueAndJacobian((x: readonly Scalar[]) => [mul(a, f(x))])(F(1, 2))],
    ['hessian', 'Dual(12 + 4ε)', (a) => hessian((x: readonly Scalar[]) => mul(a, f(x)))(F(1, 2))],
    ['hvp', 'Dual(12 + 4ε)', (a) => hvp((x: readonly Scalar[]) => mul(a, f(x)), F(1, 2), [1, 0])],
  ])('cannot hold the result of %s, which says so', (name, text, inner) => {
    refuses(
      () =>
        derivative((a) => {
          inner(a);
          return a;
        })(3),
      TypeError,
      inTyped(name, text),
    );
  });

  test('is fine where nothing of the outer derivative goes in', () => {
    const h = (a: Scalar): Scalar => mul(a, sum(grad(f)(typed)));
    expect(derivative(h)(5)).toBe(16);
  });

  test('a plain array is the way', () => {
    const h = (a: Scalar): Scalar => sum(grad((x: readonly Scalar[]) => mul(a, f(x)))([1, 2]) as Scalar[]);
    expect(derivative(h)(5)).toBe(5);
  });
});

describe('further arguments', () => {
  test('reach f as they are', () => {
    const data = { xs: Float64Array.of(1, 2), label: 'data' };
    const seen: unknown[][] = [];
    const loss = (x: readonly Scalar[], ...rest: unknown[]): Scalar => {
      seen.push(rest);
      return sum(x);
    };
    const losses = (x: readonly Scalar[], ...rest: unknown[]): Scalar[] => [loss(x, ...rest)];
    grad(loss)(at, data, undefined, 3);
    valueAndGrad(loss)(typed as never, data, undefined, 3);
    gradInto(loss)(at, [0, 0], data, undefined, 3);
    hessian(loss)(at, data, undefined, 3);
    jacobian(losses)(at, data, undefined, 3);
    valueAndJacobian(losses)(at, data, undefined, 3);
    derivative((x, ...rest: unknown[]) => loss([x], ...rest))(3, data, undefined, 3);
    expect(seen.length).toBeGreaterThanOrEqual(7);
    for (const rest of seen) {
      expect(rest).toEqual([data, undefined, 3]);
      expect(rest[0]).toBe(data);
    }
  });

  test('are not differentiated', () => {
    const h = ([x]: readonly [Scalar], y: Scalar): Scalar => mul(x, square(y));
    expect(grad(h)([2], 3)).toEqual([9]);
    expect(derivative((y) => grad(h)([2], y)[0])(3)).toBe(6);
  });

  test('none are made up', () => {
    let given = -1;
    grad((...args: [readonly Scalar[]]) => {
      given = args.length;
      return sum(args[0]);
    })(at);
    expect(given).toBe(1);
  });
});
