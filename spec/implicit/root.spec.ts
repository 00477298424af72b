import { describe, expect, test } from 'vitest';
import {
  add,
  type CompileOptions,
  checkpoint,
  compile,
  cos,
  derivative,
  diagnose,
  div,
  dot,
  exp,
  fixedPoint,
  grad,
  hessian,
  jacobian,
  log,
  mul,
  root,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  taylor,
  value,
} from '../../lib/entries/index.ts';
import { fc, runs } from '../support/fast-check.ts';
import { firstOrder } from '../support/modes.ts';

const positive: fc.Arbitrary<number> = fc.double({ min: 0.1, max: 10, noNaN: true });
const close = (got: number, expected: number, within = 1e-12): void =>
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(expected)));

const rootOf = (a: Scalar): Scalar => root((x) => sub(square(x), a), 1);

/** Systems whose solutions are known in closed form: f of x and parameters, and the solution. */
const systems: readonly {
  readonly name: string;
  readonly solve: (p: readonly Scalar[]) => readonly Scalar[];
  readonly closed: (p: readonly Scalar[]) => readonly Scalar[];
}[] = [
  { name: '√a', solve: ([a]) => [rootOf(a!)], closed: ([a]) => [sqrt(a!)] },
  {
    name: 'log(a + b²), a and b as arguments',
    solve: ([a, b]) => [
      root((x: Scalar, p: Scalar, q: Scalar) => sub(exp(x), add(p, square(q))), 0, { args: [a!, b!] }),
    ],
    closed: ([a, b]) => [log(add(a!, square(b!)))],
  },
  {
    name: 'a linear system in a record',
    solve: ([a, b]) => {
      const { x, y } = root(
        (u: { x: Scalar; y: Scalar }) => [sub(add(mul(2, u.x), u.y), a!), sub(sub(u.x, u.y), mul(a!, b!))],
        { x: 0, y: 0 },
      );
      return [x, y];
    },
    closed: ([a, b]) => [div(add(a!, mul(a!, b!)), 3), sub(div(add(a!, mul(a!, b!)), 3), mul(a!, b!))],
  },
  {
    name: 'a fixed point: Heron',
    solve: ([a, b]) => [fixedPoint((x) => mul(0.5, add(x, div(mul(a!, b!), x))), 1)],
    closed: ([a, b]) => [sqrt(mul(a!, b!))],
  },
];

describe.each(systems)('$name', ({ solve, closed }) => {
  const f = (p: readonly Scalar[]): Scalar => dot(solve(p), [1.5, -2].slice(0, solve(p).length));
  const g = (p: readonly Scalar[]): Scalar => dot(closed(p), [1.5, -2].slice(0, closed(p).length));

  test.each(firstOrder)('has the derivatives of the closed form, by $name', ({ partials }) => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const expected = grad(g)([a, b]);
        partials(
          f,
          1,
        )([a, b]).forEach((d, i) => {
          close(value(d), expected[i]!, 1e-9);
        });
      }),
      { ...runs(0.1), examples: [[4, 1]] },
    );
  });

  test('has second derivatives and Taylor coefficients', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const [found, expected] = [hessian(f)([a, b]), hessian(g)([a, b])];
        found.flat().forEach((d, i) => {
          close(d, expected.flat()[i]!, 1e-7);
        });
        const series = (h: typeof f): number[] => taylor((t) => h([add(a, t), add(b, mul(2, t))]), 0, 4);
        const wanted = series(g);
        series(f).forEach((c, i) => {
          close(c, wanted[i]!, 1e-6 * Math.max(1, Math.abs(wanted[i]!), a ** -i, b ** -i));
        });
      }),
      runs(0.1),
    );
  });

  test.each<NonNullable<CompileOptions['backend']>>(['js', 'wasm', 'interpreter'])('compiled: %s', (backend) => {
    const compiled = compile(grad(f), { backend });
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        expect(compiled([a, b])).toEqual(grad(f)([a, b]));
      }),
      { numRuns: 12 },
    );
  });
});

describe('a solution', () => {
  test('has the value found on plain numbers, to the bit, in every mode', () => {
    let calls = 0;
    const watched = ([x]: readonly Scalar[]): Scalar => {
      const y = rootOf(x!);
      expect(value(y)).toBe(rootOf(value(x!)));
      calls++;
      return y;
    };
    fc.assert(
      fc.property(positive, (a) => {
        for (const { partials } of firstOrder) partials(watched, 1)([a]);
      }),
      runs(0.2),
    );
    expect(calls).toBeGreaterThan(firstOrder.length);
  });

  test('is right where a bisection finds it, whose own derivative is 0', () => {
    const bisect = (f: (x: number) => number): number => {
      let [low, high] = [0, 20];
      for (let i = 0; i < 100; i++) {
        const middle = (low + high) / 2;
        if (f(middle) > 0) high = middle;
        else low = middle;
      }
      return low;
    };
    close(derivative((a) => root((x) => sub(square(x), a), 1, { solver: bisect }))(9), 1 / 6);
  });

  test('is right where the search starts at it: no step is taken', () => {
    expect(derivative((a) => root((x) => sub(square(x), a), 3))(9)).toBe(1 / 6);
    expect(derivative((a) => fixedPoint((x) => mul(a, cos(x)), 0))(0)).toBe(1);
  });

  test('carries no derivative of where the search starts', () => {
    expect(derivative((a) => root((x) => sub(square(x), 4), a))(1)).toBe(0);
  });

  test('is one of the outer derivative in an inner one', () => {
    const inner = (a: Scalar): Scalar => derivative((t) => root((x) => sub(mul(a, exp(x)), t), 0))(2);
    close(inner(3) as number, 0.5);
    close(derivative(inner)(3), 0);
  });

  test('through a checkpoint, and in a loop', () => {
    const step = checkpoint((x: Scalar): Scalar => root((y) => sub(add(y, mul(0.1, sin(y))), x), x));
    const loop = (x: Scalar): Scalar => {
      let y = x;
      for (let i = 0; i < 5; i++) y = step(y);
      return y;
    };
    const forward = derivative(loop)(1);
    close(grad(([x]) => loop(x))([1])[0]!, forward);
    let [y, expected] = [1, 1];
    for (let i = 0; i < 5; i++) {
      y = root((z) => sub(add(z, mul(0.1, sin(z))), y), y) as number;
      expected /= 1 + 0.1 * Math.cos(y);
    }
    close(forward, expected);
  });

  test('of Kepler’s equation, where diagnose has nothing to tell of the search', () => {
    const anomaly = ([m, e]: readonly Scalar[]): Scalar => fixedPoint((x) => add(m!, mul(e!, sin(x))), 0.5);
    const [x, e] = [anomaly([1, 0.3]) as number, 0.3];
    const [dm, de] = grad(anomaly)([1, e]);
    close(dm!, 1 / (1 - e * Math.cos(x)));
    close(de!, Math.sin(x) / (1 - e * Math.cos(x)));
    expect(diagnose(anomaly, [1, e]).findings).toEqual([]);
  });

  test('has derivative NaN where the Jacobian there is singular, and its value', () => {
    const flat = (a: Scalar): Scalar => root((x) => sub(square(x), square(a)), 0);
    expect(flat(0)).toBe(0);
    expect(derivative(flat)(0)).toBeNaN();
    expect(jacobian(([a]) => [flat(a), mul(2, a)])([0])).toEqual([[NaN], [2]]);
  });

  test('of 30 equations', () => {
    const n = 30;
    const solve = (t: Scalar): readonly Scalar[] =>
      root(
        (x: Scalar[]) =>
          x.map((xi, i) => sub(add(mul(3, xi), sin(x[(i + 1) % n]!)), i === 0 ? t : mul(0.1, x[(i + n - 1) % n]!))),
        Array.from({ length: n }, () => 0),
      );
    const [h, at] = [1e-5, 0.7];
    const slope = jacobian(([t]: readonly [Scalar]) => solve(t) as Scalar[])([at]).map(([d]) => d!);
    const [up, down] = [solve(at + h) as number[], solve(at - h) as number[]];
    slope.forEach((d, i) => {
      close(d, (up[i]! - down[i]!) / (2 * h), 1e-8);
    });
  });
});

describe('errors', () => {
  test.each([
    [
      'no solution',
      () => root((x) => add(square(x), 1), 1),
      'root: expected to come to a solution from x0, got a residual of 1 at x = [0], where its Jacobian is singular; start nearer to it, or find it by { solver }',
    ],
    [
      'NaN',
      () => root((x) => log(sub(x, 3)), 1),
      'root: expected to come to a solution from x0, got a residual of NaN at x = [1], where no step makes it smaller; start nearer to it, or find it by { solver }',
    ],
    [
      'too few equations',
      () => root(([x, y]) => [add(x, y)], [1, 2]),
      'root: expected f to return as many numbers as x has, 2, got 1',
    ],
    ['no function', () => root(3 as never, 1), 'root: expected a function, got 3'],
    [
      'another option',
      () => root((x) => x, 1, { tol: 1 } as never),
      "root: expected no option but args and solver, got 'tol'",
    ],
    ['args', () => root((x) => x, 1, { args: 3 as never }), 'root: expected args to be an array, got 3'],
    [
      'what a solver returns',
      () => fixedPoint((x) => x, 1, { solver: () => [1] as never }),
      'fixedPoint: expected a number or a Scalar of dualgrad, got an array of length 1',
    ],
  ])('%s', (_name, run, message) => {
    expect(run).toThrow(message);
    // State is intact.
    expect(derivative(rootOf)(4)).toBe(0.25);
  });
});
