import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  cos,
  defineOp,
  derivative,
  div,
  emitModule,
  exp,
  expm1,
  grad,
  hessian,
  isActive,
  jacobian,
  jvp,
  log,
  logsumexp,
  lt,
  mul,
  pow,
  relu,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  taylor,
  trace,
  value,
  where,
} from '../../lib/entries/index.ts';
import { runningDepth } from '../../lib/level.ts';

const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));

function expectClose(got: readonly number[], expected: readonly number[], tolerance = 1e-14): void {
  expect(got).toHaveLength(expected.length);
  const scale = Math.max(...expected.map(Math.abs));
  got.forEach((c, k) => {
    expect(Math.abs(c - expected[k]!), `coefficient ${k}: ${c}, ${expected[k]}`).toBeLessThanOrEqual(tolerance * scale);
  });
}

describe('known series', () => {
  const orders = Array.from({ length: 11 }, (_, k) => k);

  test('exp has 1/k!', () => {
    expectClose(
      taylor(exp, 0, 10),
      orders.map((k) => 1 / factorial(k)),
    );
  });

  test('1/(1 − x) has 1', () => {
    expect(taylor((x) => div(1, sub(1, x)), 0, 10)).toEqual(orders.map(() => 1));
  });

  test('log(1/(1 − x)) has 1/k', () => {
    expectClose(
      taylor((x) => log(div(1, sub(1, x))), 0, 10),
      orders.map((k) => (k === 0 ? 0 : 1 / k)),
    );
  });

  test('√(1 + x) has the binomial coefficients of ½', () => {
    const binomials = [1];
    for (let k = 1; k <= 10; k++) binomials.push((binomials[k - 1]! * (1.5 - k)) / k);
    expectClose(
      taylor((x) => sqrt(add(1, x)), 0, 10),
      binomials,
    );
    expectClose(
      taylor((x) => pow(add(1, x), 0.5), 0, 10),
      binomials,
    );
  });

  test('1/(1 − x − x²) has the Fibonacci numbers', () => {
    const f = (x: Scalar): Scalar => div(1, sub(sub(1, x), mul(x, x)));
    expect(taylor(f, 0, 10)).toEqual([1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]);
  });

  // (eˣ − 1)/x by its own coefficients: at 0 the quotient is 0/0.
  test('x/(eˣ − 1) has the Bernoulli numbers over k!', () => {
    const shifted = taylor(expm1, 0, 11).slice(1);
    const quotient = (x: Scalar): Scalar => shifted.reduceRight<Scalar>((s, c) => add(mul(s, x), c), 0);
    const bernoulli = [1, -1 / 2, 1 / 6, 0, -1 / 30, 0, 1 / 42, 0, -1 / 30, 0, 5 / 66];
    expectClose(
      taylor((x) => div(1, quotient(x)), 0, 10),
      bernoulli.map((b, k) => b / factorial(k)),
    );
  });

  test('a polynomial ends: what comes after is 0', () => {
    expect(taylor((x) => pow(x, 3), 2, 6)).toEqual([8, 12, 6, 1, 0, 0, 0]);
    expect(taylor((x) => mul(square(x), x), 0, 4)).toEqual([0, 0, 0, 1, 0]);
  });

  test('coefficients are finite where derivatives overflow', () => {
    const c = taylor((x) => div(1, sub(1, x)), 0, 200);
    expect(c).toEqual(c.map(() => 1));
    expect(factorial(200)).toBe(Infinity);
  });

  test('the cost grows with the square of the order', () => {
    const c = taylor((x) => sin(exp(x)), 0.5, 300);
    expect(c).toHaveLength(301);
    expect(c.every(Number.isFinite)).toBe(true);
  });
});

describe('what f does', () => {
  test('it branches on the point', () => {
    const f = (x: Scalar): Scalar => (lt(x, 0) ? mul(x, x) : sin(x));
    expect(taylor(f, -2, 3)).toEqual([4, -4, 1, 0]);
    expect(taylor((x) => where(lt, x, 0, mul(x, x), sin(x)), -2, 3)).toEqual([4, -4, 1, 0]);
    expect(taylor((x) => relu(sub(sqrt(x), 1)), 0, 3)).toEqual([0, 0, 0, 0]);
  });

  test('it sees an active number, prints it, and reads its value', () => {
    let text = '';
    const c = taylor(
      (x) => {
        expect(isActive(x)).toBe(true);
        const y = mul(x, x);
        text = y.toString();
        return mul(value(y), x);
      },
      3,
      2,
    );
    expect(text).toBe('Series(9, 6, 1)');
    expect(c).toEqual([27, 9, 0]);
  });

  test('a constant has no further coefficients, and order 0 is f(x)', () => {
    expect(taylor(() => 5, 2, 3)).toEqual([5, 0, 0, 0]);
    expect(taylor(sin, 2, 0)).toEqual([Math.sin(2)]);
    expect(taylor(() => 5, 2, 0)).toEqual([5]);
  });

  test("a user's op is expanded by its partials", () => {
    const both = defineOp({
      name: 'both',
      arity: 1,
      value: (x) => Math.sin(x) + Math.cos(x),
      partials: (A, _v, x) => [A.sub(A.cos(x), A.sin(x))],
    });
    expectClose(
      taylor(both, 0.3, 6),
      taylor((x) => add(sin(x), cos(x)), 0.3, 6),
    );
    const total = defineOp({
      name: 'total',
      arity: 'array',
      value: (xs) => xs.reduce((s, x) => s + x * x, 0),
      partials: (A, _v, xs) => xs.map((x) => A.mul(2, x)),
    });
    expect(taylor((x) => total([x, 2, mul(x, x)]), 1, 4)).toEqual([6, 6, 7, 4, 1]);
  });

  test('ops over thousands of entries do not exhaust the stack', () => {
    const list = (x: Scalar): Scalar[] => Array.from({ length: 10_000 }, (_, i) => mul(x, i / 10_000));
    expect(taylor((x) => logsumexp(list(x)), 0.5, 3).every(Number.isFinite)).toBe(true);
  });
});

describe('nesting', () => {
  const f = (x: Scalar): Scalar => mul(exp(x), sin(mul(2, x)));
  const c = taylor(f, 0.4, 6);
  /** Coefficient k as a function of x: its derivative is k + 1 times the next. */
  const coefficient =
    (k: number) =>
    (x: Scalar): Scalar =>
      taylor(f, x, k)[k]!;

  test('derivatives inside: f′ has (k + 1) cₖ₊₁', () => {
    const expected = c.slice(1).map((ck, k) => (k + 1) * ck);
    expectClose(taylor(derivative(f), 0.4, 5), expected);
    for (const mode of ['forward', 'reverse'] as const) {
      expectClose(
        taylor((x) => grad(([t]) => f(t!), { mode })([x])[0]!, 0.4, 5),
        expected,
      );
    }
    const second = c.slice(2).map((ck, k) => (k + 1) * (k + 2) * ck);
    expectClose(
      taylor((x) => hessian(([t]) => f(t!))([x])[0]![0]!, 0.4, 4),
      second,
    );
  });

  test('derivatives outside, in every mode', () => {
    for (let k = 0; k < 5; k++) {
      const expected = [(k + 1) * c[k + 1]!];
      expectClose([derivative(coefficient(k))(0.4)], expected);
      expectClose([jvp(coefficient(k), 0.4, 1).tangent as number], expected);
      for (const mode of ['forward', 'reverse'] as const) {
        expectClose(grad(([x]) => coefficient(k)(x!), { mode })([0.4]), expected);
      }
    }
    const rows = jacobian(([x]) => taylor(f, x!, 4), { mode: 'reverse' })([0.4]);
    expectClose(
      rows.map(([d]) => d!),
      c.slice(1, 6).map((ck, k) => (k + 1) * ck),
    );
  });

  test('along parameters of f', () => {
    // ∂/∂a of the coefficients of exp(a t) at 0 is k aᵏ⁻¹/k!.
    const rows = jacobian(([a]) => taylor((t) => exp(mul(a!, t)), 0, 4))([1.5]);
    expectClose(
      rows.map(([d]) => d!),
      [0, 1, 2, 3, 4].map((k) => (k * 1.5 ** (k - 1)) / factorial(k)),
    );
  });

  test('an expansion in another: f(s t) about s = 1 and t = 2', () => {
    const mixed = taylor((t) => taylor((s) => sin(mul(s, t)), 1, 2)[2]!, 2, 2);
    // −t² sin(t)/2 and its derivatives by t.
    expectClose(
      mixed,
      taylor((t) => mul(mul(-0.5, square(t)), sin(t)), 2, 2),
    );
    const inner = taylor((t) => add(taylor((s) => mul(s, t), 3, 1)[1]!, t), 2, 2);
    expect(inner).toEqual([4, 2, 0]);
  });

  test('compiled it is the same', () => {
    const compiled = compile((x: Scalar) => taylor(f, x, 6));
    expectClose(compiled(0.4) as number[], c);
    expect(compiled.stats.backend).not.toBe('none');
    const slope = compile((x: Scalar) => derivative(coefficient(3))(x));
    expectClose([slope(0.4) as number], [4 * c[4]!]);
    for (const x of [-0.7, 0, 2]) expectClose(compiled(x) as number[], taylor(f, x, 6));
  });

  test('compiled it selects as f does', () => {
    const g = (x: Scalar): Scalar => add(relu(sin(x)), where(lt, x, 1, square(x), exp(x)));
    const compiled = compile((x: Scalar) => taylor(g, x, 4));
    for (const x of [-1, 0, 0.5, 1, 2, 4]) expectClose(compiled(x) as number[], taylor(g, x, 4));
    const h = (x: Scalar): Scalar => pow(x, 2.5);
    const power = compile((x: Scalar) => taylor(h, x, 2));
    for (const x of [0, 0.5, 3]) expectClose(power(x) as number[], taylor(h, x, 2));
  });

  test('traced and written as a module', () => {
    expect(trace((x: Scalar) => taylor((t) => mul(t, t), x, 2), 3).toString()).toContain('mul');
    expect(emitModule((x: Scalar) => taylor((t) => mul(t, t), x, 2), 3)).toContain('export');
  });
});

describe('errors', () => {
  const cases: readonly (readonly [string, () => unknown, string])[] = [
    ['f that is none', () => taylor(3 as never, 1, 2), 'taylor: expected a function to expand, got 3'],
    [
      'x that is a vector',
      () => taylor(sin, [1, 2] as never, 2),
      'taylor: expected a number or a Scalar of dualgrad, got an array of length 2',
    ],
    ['a negative order', () => taylor(sin, 1, -1), 'taylor: expected order to be a whole number from 0, got -1'],
    ['an order between', () => taylor(sin, 1, 2.5), 'taylor: expected order to be a whole number from 0, got 2.5'],
    [
      'no order',
      () => (taylor as (...args: unknown[]) => unknown)(sin, 1),
      'taylor: expected order to be a whole number from 0, got undefined',
    ],
    [
      'a vector as result',
      () => taylor(((x: Scalar) => [x, x]) as never, 1, 2),
      'taylor: expected f(x) to be a number, got an array of length 2; expand its entries one by one',
    ],
    [
      'an async f',
      () => taylor((async (x: Scalar) => sin(x)) as never, 1, 2),
      'taylor: expected f(x) to be a number, got a Promise; f must be synchronous: await first, then differentiate',
    ],
    [
      'nothing',
      () => taylor((() => undefined) as never, 1, 2),
      'taylor: expected f(x) to be a number, got undefined; does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)',
    ],
  ];

  test.each(cases)('%s', (_, call, message) => {
    expect(call).toThrow(message);
    expect(runningDepth()).toBe(0);
  });

  test('what f throws comes out, and nothing of the call stays', () => {
    const failing = defineOp({
      name: 'failing',
      arity: 1,
      value: (x) => x,
      partials: () => {
        throw new Error('not today');
      },
    });
    expect(() => taylor(failing, 1, 2)).toThrow('not today');
    expect(runningDepth()).toBe(0);
    // Within f too: the expansion goes on.
    const c = taylor(
      (x) => {
        expect(() => failing(x)).toThrow('not today');
        return sin(exp(x));
      },
      0.5,
      3,
    );
    expect(c).toEqual(taylor((x) => sin(exp(x)), 0.5, 3));
  });

  test('a number that outlives its call is refused, and its value can be read', () => {
    let kept: Scalar = 0;
    taylor(
      (x) => {
        if (isActive(x)) kept = mul(x, 2);
        return x;
      },
      3,
      1,
    );
    expect(value(kept)).toBe(6);
    expect(() => sin(kept)).toThrow('sin: expected a number of a running derivative, got Series(6, 2)');
  });

  test('native operators on it throw', () => {
    expect(() => taylor((x) => ((x as number) * 2) as Scalar, 3, 1)).toThrow('write mul(x, y) for x * y');
  });
});

test('a power of ∞ has the derivatives of its partials, not ∞/∞', () => {
  expect(taylor((x) => pow(x, 0.9999999999999999), Infinity, 2)).toEqual([Infinity, 0, 0]);
});
