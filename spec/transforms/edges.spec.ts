import { describe, expect, test } from 'vitest';
import {
  add,
  derivative,
  div,
  exp,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  log,
  mul,
  neg,
  prod,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  sum,
  valueAndGrad,
  valueAndJacobian,
} from '../../lib/entries/forward.ts';

/** The same rows, but for the last digits: orders of addition differ. */
function near(rows: readonly (readonly number[])[]): unknown {
  return rows.map((row) => row.map((x) => expect.closeTo(x, 13)));
}

const widths = [undefined, 1, 2, 3, 16];

describe.each(widths)('lanes: %s', (lanes) => {
  const options = { lanes };

  test('equal inputs are different variables', () => {
    expect(grad(([x, y]) => mul(x, square(y)), options)([3, 3])).toEqual([9, 18]);
    expect(hessian(([x, y]) => mul(x, square(y)), options)([3, 3])).toEqual([
      [0, 6],
      [6, 6],
    ]);
  });

  test('an input used many times', () => {
    expect(grad(([x]) => add(mul(x, x), mul(x, mul(x, x))), options)([2])).toEqual([16]);
    expect(grad(([x, y]) => sum([x, x, y, x]), options)([2, 5])).toEqual([3, 1]);
    expect(grad(([x]) => prod([x, x, x]), options)([2])).toEqual([12]);
  });

  test('an input that is not used has the derivative 0', () => {
    expect(grad(([x, _, z]) => mul(x, z), options)([2, 5, 3])).toEqual([3, 0, 2]);
    expect(hessian(([x, _]) => square(x), options)([2, 5])).toEqual([
      [2, 0],
      [0, 0],
    ]);
  });

  test('an input that is not used has the derivative 0 beside infinite ones too', () => {
    expect(grad(([x, y, z]) => add(sqrt(x), mul(y, z)), options)([0, 2, 3])).toEqual([Number.POSITIVE_INFINITY, 3, 2]);
    expect(jacobian(([x, y]) => [log(x), y, div(y, x)], options)([0, 1])).toEqual([
      [Number.POSITIVE_INFINITY, 0],
      [0, 1],
      [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    ]);
  });

  test('an output that ignores the input', () => {
    expect(grad(() => 7, options)([1, 2])).toEqual([0, 0]);
    expect(grad(() => Number.NaN, options)([1, 2])).toEqual([0, 0]);
    expect(valueAndGrad(() => 7, options)([1, 2])).toEqual({ value: 7, gradient: [0, 0] });
    expect(jacobian(([x]) => [7, x], options)([1, 2])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(hessian(() => 7, options)([1, 2])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('outputs that are inputs, in any order and number', () => {
    expect(jacobian((x: readonly Scalar[]) => x, options)([1, 2, 3])).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(jacobian(([x, y]) => [y, x, y], options)([1, 2])).toEqual([
      [0, 1],
      [1, 0],
      [0, 1],
    ]);
  });

  test('n = 0', () => {
    expect(grad(() => 7, options)([])).toEqual([]);
    expect(grad(() => 7, options)(new Float64Array(0))).toEqual(new Float64Array(0));
    expect(valueAndGrad(() => 7, options)([])).toEqual({ value: 7, gradient: [] });
    expect(gradInto(() => 7, options)([], [])).toBe(7);
    expect(jacobian(() => [7, 8], options)([])).toEqual([[], []]);
    expect(valueAndJacobian(() => [7, 8], options)([])).toEqual({ value: [7, 8], jacobian: [[], []] });
    expect(hessian(() => 7, options)([])).toEqual([]);
  });

  test('no outputs', () => {
    expect(jacobian(() => [], options)([1, 2])).toEqual([]);
    expect(valueAndJacobian(() => [], options)([1, 2])).toEqual({ value: [], jacobian: [] });
  });

  test('n = 1', () => {
    expect(grad(([x]) => sin(x), options)([0])).toEqual([1]);
    expect(valueAndGrad(([x]) => square(x), options)([3])).toEqual({ value: 9, gradient: [6] });
    expect(jacobian(([x]) => [x, square(x)], options)([3])).toEqual([[1], [6]]);
    expect(hessian(([x]) => square(x), options)([3])).toEqual([[2]]);
  });

  test('one more input than lanes, and many more', () => {
    const f = (x: readonly Scalar[]): Scalar => sum(x.map((xi, i) => mul(i, xi)));
    for (const n of [2, 3, 4, 16, 17, 33, 100]) {
      expect(grad(f, options)(new Array(n).fill(1))).toEqual(Array.from({ length: n }, (_, i) => i));
    }
  });

  test('the value comes out to the last bit, −0 and NaN too', () => {
    const f = ([x, y]: readonly Scalar[]): Scalar => div(neg(sin(x as Scalar)), exp(y as Scalar));
    for (const at of [
      [0, 1],
      [1, 2],
      [-3, 700],
      [Number.NaN, 1],
      [1, -1000],
    ]) {
      expect(valueAndGrad(f, options)(at).value).toBe(f(at));
      expect(valueAndJacobian((x: readonly Scalar[]) => [f(x)], options)(at).value).toEqual([f(at)]);
    }
  });
});

describe('derivative', () => {
  test('of a constant, the identity, and a function that ignores its argument', () => {
    expect(derivative(() => 7)(3)).toBe(0);
    expect(derivative((x) => x)(3)).toBe(1);
    expect(derivative(derivative((x) => x))(3)).toBe(0);
  });

  test('at NaN and at infinity', () => {
    expect(derivative(square)(Number.NaN)).toBeNaN();
    expect(derivative(square)(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(derivative(exp)(Number.NEGATIVE_INFINITY)).toBe(0);
  });

  test('does not look at f before it is called, and may be called again and again', () => {
    let calls = 0;
    const slope = derivative((x) => {
      calls += 1;
      return square(x);
    });
    expect(calls).toBe(0);
    expect([slope(1), slope(2), slope(1)]).toEqual([2, 4, 2]);
    // Once more on plain numbers, at the first call.
    expect(calls).toBe(4);
  });
});

describe('jvp', () => {
  test('of a number: value and derivative along v', () => {
    expect(jvp(square, 3, 2)).toEqual({ value: 9, tangent: 12 });
    expect(jvp(square, 3, 0)).toEqual({ value: 9, tangent: 0 });
    expect(jvp(square, 3, Number.NaN)).toEqual({ value: 9, tangent: Number.NaN });
  });

  test('of a number, to an array', () => {
    expect(jvp((t) => [sin(t), 7, square(t)], 0, 2)).toEqual({ value: [0, 7, 0], tangent: [2, 0, 0] });
    expect(jvp(() => [], 0, 2)).toEqual({ value: [], tangent: [] });
  });

  test('along the j-th unit vector is the j-th column of the Jacobian', () => {
    const f = ([x, y, z]: readonly [Scalar, Scalar, Scalar]): [Scalar, Scalar] => [
      mul(sin(x), mul(y, z)),
      sub(div(x, z), exp(y)),
    ];
    const at: [number, number, number] = [0.3, -1.5, 2];
    const rows = jacobian(f)(at);
    for (let j = 0; j < 3; j++) {
      const v: [number, number, number] = [0, 0, 0];
      v[j] = 1;
      expect(jvp(f, at, v)).toEqual({ value: f(at), tangent: rows.map((row) => row[j]) });
    }
  });

  test('a 0 in v seeds nothing, so it meets no infinite partial', () => {
    expect(jvp(([x, y]) => mul(sqrt(x), y), [0, 3], [0, 2]).tangent).toBe(0);
    expect(jvp(([x, y]) => add(sqrt(x), y), [0, 3], [-0, 2]).tangent).toBe(2);
  });

  test('v may carry an outer derivative, even where it is 0', () => {
    const h = (t: Scalar): Scalar => jvp(([x, y]) => mul(x, y), [2, 3], [t, 1]).tangent;
    expect(derivative(h)(0)).toBe(3);
    expect(derivative((t) => jvp(square, 3, t).tangent)(0)).toBe(6);
  });
});

describe('hvp', () => {
  const f = ([x, y, z]: readonly [Scalar, Scalar, Scalar]): Scalar => add(mul(square(x), y), mul(sin(y), z));
  const at: [number, number, number] = [0.5, -1, 3];

  test('is the Hessian times v', () => {
    const v: [number, number, number] = [1, -2, 0.5];
    const expected = hessian(f)(at).map((row) => row.reduce((s, h, j) => s + h * (v[j] as number), 0));
    const got = hvp(f, at, v);
    for (const [i, e] of expected.entries()) expect(got[i]).toBeCloseTo(e, 14);
  });

  test('along the unit vectors gives the Hessian, which is symmetric', () => {
    const rows = hessian(f)(at);
    expect([hvp(f, at, [1, 0, 0]), hvp(f, at, [0, 1, 0]), hvp(f, at, [0, 0, 1])]).toEqual(near(rows));
  });

  test('along 0 is 0', () => {
    expect(hvp(f, at, [0, 0, 0])).toEqual([0, 0, 0]);
  });
});

describe('transforms of transforms', () => {
  const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(sin(x), mul(exp(y), square(y)));
  const at: [number, number] = [0.7, -1.2];

  test('the Hessian is the Jacobian of the gradient', () => {
    expect(jacobian(grad(f))(at)).toEqual(near(hessian(f)(at)));
    expect(jacobian(grad(f, { lanes: 1 }), { lanes: 1 })(at)).toEqual(near(hessian(f, { lanes: 1 })(at)));
  });

  test('the Jacobian of a Jacobian: second derivatives of every output', () => {
    const g = ([x, y]: readonly [Scalar, Scalar]): [Scalar, Scalar] => [f([x, y]), mul(x, square(y))];
    const second = jacobian((x: readonly [Scalar, Scalar]) => jacobian(g)(x).flat())(at);
    expect(second).toEqual(near([...hessian(f)(at), [0, 2 * at[1]], [2 * at[1], 2 * at[0]]]));
  });

  test('third derivatives, in any nesting, symmetric', () => {
    const g = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(mul(x, x), mul(mul(y, y), y));
    const third = jacobian((x: readonly [Scalar, Scalar]) => hessian(g)(x).flat())([2, 3]);
    // ∂³(x²y³): xxx 0, xxy 6y², xyy 12xy, yyy 6x²
    expect(third).toEqual([
      [0, 54],
      [54, 72],
      [54, 72],
      [72, 24],
    ]);
    expect(hessian((x: readonly [Scalar, Scalar]) => grad(g)(x)[0])([2, 3])).toEqual([
      [0, 54],
      [54, 72],
    ]);
  });

  test('a gradient of a directional derivative', () => {
    const along = (x: readonly [Scalar, Scalar]): Scalar => jvp(f, x, [1, 2]).tangent;
    const [[a, b], [c, d]] = hessian(f)(at);
    const [p, q] = grad(along)(at);
    expect(p).toBeCloseTo(a + 2 * b, 14);
    expect(q).toBeCloseTo(c + 2 * d, 14);
  });

  test('values and gradients inside a function being differentiated', () => {
    // One step of gradient descent on y² from y = x, by a rate r, and its derivatives by r.
    const after = (r: Scalar): Scalar => {
      const { value, gradient } = valueAndGrad(([y]) => square(y))([3]);
      return sub(add(value, 0), mul(r, gradient[0] as Scalar));
    };
    expect(derivative(after)(0.1)).toBe(-6);
  });
});
