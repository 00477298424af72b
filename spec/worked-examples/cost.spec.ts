import { describe, expect, test } from 'vitest';
import {
  add,
  countFlops,
  derivative,
  div,
  exp,
  grad,
  isActive,
  jacobian,
  mul,
  type Scalar,
  sqrt,
  square,
  sum,
  tape,
  value,
  vjp,
} from '../../lib/entries/index.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { expectNumber, works } from './worked.ts';

describe('C1: f(x) = exp(x²)', () => {
  works(
    'step by step',
    {
      at: { x: 1.5 },
      steps: ({ x }) => {
        const a = square(x);
        const f = exp(a);
        return { a, f };
      },
    },
    {
      values: { a: 2.25, f: Math.exp(2.25) },
      tangents: [{ along: { x: 1 }, are: { a: 3, f: 3 * Math.exp(2.25) } }],
      adjoints: { f: 1, a: Math.exp(2.25), x: 3 * Math.exp(2.25) },
    },
  );

  test('bracketed from the inside or from the outside, the chain is 2x·exp(x²)', () => {
    fc.assert(
      fc.property(moderate, (x) => {
        const inside = derivative((x: Scalar) => exp(square(x)))(x);
        const outside = vjp((x: Scalar) => exp(square(x)), x).pullback(1);
        // exp′(x²) · (2x · 1) and (1 · exp′(x²)) · 2x: products of the same three numbers.
        expectNumber(inside, 2 * x * Math.exp(x * x), 'from the inside');
        expectNumber(outside, 2 * x * Math.exp(x * x), 'from the outside');
      }),
    );
  });
});

describe('C2: f(x) = √(exp(x²) + x²)', () => {
  const e = Math.E;

  works(
    'x² shared',
    {
      at: { x: 1 },
      steps: ({ x }) => {
        const a = square(x);
        const b = exp(a);
        const c = add(a, b);
        const d = sqrt(c);
        return { a, b, c, d };
      },
    },
    {
      values: { a: 1, b: e, c: 1 + e, d: Math.sqrt(1 + e) },
      tangents: [{ along: { x: 1 }, are: { a: 2, b: 2 * e, c: 2 + 2 * e, d: Math.sqrt(1 + e) } }],
      adjoints: {
        d: 1,
        c: 0.5 / Math.sqrt(1 + e),
        b: 0.5 / Math.sqrt(1 + e),
        a: (0.5 * (1 + e)) / Math.sqrt(1 + e),
        x: Math.sqrt(1 + e),
      },
    },
  );

  const shared = (x: Scalar): Scalar => {
    const a = square(x);
    return sqrt(add(exp(a), a));
  };
  const unshared = (x: Scalar): Scalar => sqrt(add(exp(square(x)), square(x)));

  test('a tape records 4 steps where x² is shared, and 5 where it is not', () => {
    const steps = (f: (x: Scalar) => Scalar): number => {
      const t = tape();
      const x = t.variable(1);
      f(x);
      return t.length - 1;
    };
    expect([steps(shared), steps(unshared)]).toEqual([4, 5]);
  });

  test('4 FLOPs where x² is shared, 5 where it is not; sharing finds the one from the other', () => {
    expect([countFlops(shared, 1).textbook, countFlops(unshared, 1).textbook]).toEqual([4, 5]);
    expect(countFlops(unshared, 1).shared.textbook).toBe(4);
  });

  test('the slope by its formula costs 10 FLOPs from scratch, and 3 once b and d are there', () => {
    const formula = (x: Scalar): Scalar => div(mul(x, add(1, exp(square(x)))), unshared(x));
    expect(countFlops(formula, 1).textbook).toBe(10);
    const reusing = (x: Scalar, b: Scalar, d: Scalar): Scalar => div(mul(x, add(1, b)), d);
    expect(countFlops(reusing, 1, e, Math.sqrt(1 + e)).textbook).toBe(3);
  });

  // The function's own 4 are among them, 3 for partials (2x; 1/2d, and d + 0), and a product with each of the 5 partials,
  // factors of 1 too: forward adds once, where two tangents meet; a sweep adds for each of the 5 edges, and the pullback
  // once more for its weight. Shared: of the traced program, without factors of 1.
  test('the slope as the modes find it, with its function: FLOPs carried out, and with sharing', () => {
    const ways: Readonly<Record<string, (x: Scalar) => Scalar>> = {
      forward: derivative(shared),
      reverse: (x) => vjp(shared, x).pullback(1),
    };
    const counted = Object.entries(ways).map(([mode, f]) => {
      const { textbook, shared: once } = countFlops(f, 1);
      return [mode, textbook, once.textbook];
    });
    expect(counted).toEqual([
      ['forward', 13, 10],
      ['reverse', 18, 12],
    ]);
  });

  test('the slope is x(1 + b)/d, shared or not, in either mode', () => {
    fc.assert(
      fc.property(
        moderate.filter((x) => x !== 0),
        fc.constantFrom(shared, unshared),
        (x, f) => {
          const slope = (x * (1 + Math.exp(x * x))) / value(f(x));
          expectNumber(derivative(f)(x), slope, 'forward');
          expectNumber(vjp(f, x).pullback(1), slope, 'reverse');
        },
      ),
    );
  });
});

describe('C3: evaluations of f for a gradient of n inputs', () => {
  /** f, and how often it was called with numbers or with numbers that carry derivatives. */
  function counted<Y>(f: (x: readonly Scalar[]) => Y): {
    f: (x: readonly Scalar[]) => Y;
    plain: number;
    active: number;
  } {
    const count = {
      plain: 0,
      active: 0,
      f: (x: readonly Scalar[]): Y => {
        count[x.some(isActive) ? 'active' : 'plain']++;
        return f(x);
      },
    };
    return count;
  }

  const squares = (x: readonly Scalar[]): Scalar => sum(x.map(square));
  const point = (n: number): number[] => Array.from({ length: n }, (_, i) => i / n);
  const exact = (n: number): number[] => point(n).map((x) => 2 * x);
  const moved = (x: readonly number[], i: number, h: number): number[] => x.map((xj, j) => (j === i ? xj + h : xj));

  const sizes = [1, 2, 3, 10, 16, 17, 100, 1000];

  test.each(sizes)('n = %i: finite differences take n + 1, or 2n from both sides', (n) => {
    const x = point(n);
    const h = 2 ** -20;
    const oneSided = counted(squares);
    const y = oneSided.f(x) as number;
    const ahead = x.map((_, i) => ((oneSided.f(moved(x, i, h)) as number) - y) / h);
    const twoSided = counted(squares);
    const both = x.map(
      (_, i) => ((twoSided.f(moved(x, i, h)) as number) - (twoSided.f(moved(x, i, -h)) as number)) / (2 * h),
    );
    expect([oneSided.plain, twoSided.plain]).toEqual([n + 1, 2 * n]);
    // Half a step of curvature, and rounding; from both sides rounding alone.
    exact(n).forEach((slope, i) => {
      expect(Math.abs((ahead[i] as number) - slope)).toBeLessThan(1.1 * h);
      expect(Math.abs((both[i] as number) - slope)).toBeLessThan(0.1 * h);
    });
  });

  test.each(sizes)('n = %i: forward mode takes n passes, or ⌈n/k⌉ with k lanes', (n) => {
    for (const lanes of [1, 2, 4, 7, 16]) {
      const count = counted(squares);
      expect(grad(count.f, { mode: 'forward', lanes })(point(n))).toEqual(exact(n));
      // And one plain run, which checks the value once.
      expect([count.plain, count.active]).toEqual([1, Math.ceil(n / lanes)]);
    }
  });

  test.each(sizes)('n = %i: reverse mode takes one sweep', (n) => {
    const count = counted(squares);
    expect(grad(count.f, { mode: 'reverse' })(point(n))).toEqual(exact(n));
    expect([count.plain, count.active]).toEqual([1, 1]);
  });

  describe.each([1, 10, 100, 1000])('with m = %i outputs', (m) => {
    // Output i is (i + 1) times an input, so that row i of the Jacobian has one entry.
    const outputs = (x: readonly Scalar[]): Scalar[] =>
      Array.from({ length: m }, (_, i) => mul(i + 1, x[i % x.length] as Scalar));

    test.each([1, 10, 100])('and n = %i inputs, forward takes ⌈n/16⌉ passes and reverse one, and m sweeps', (n) => {
      const x = point(n);
      const expected = Array.from({ length: m }, (_, i) => x.map((_, j) => (i % n === j ? i + 1 : 0)));
      const pushed = counted(outputs);
      expect(jacobian(pushed.f, { mode: 'forward', lanes: 16 })(x)).toEqual(expected);
      expect(pushed.active).toBe(Math.ceil(n / 16));

      const pulled = counted(outputs);
      const { pullback } = vjp(pulled.f, x);
      const rows = expected.map((_, i) => pullback(expected.map((_, k) => (k === i ? 1 : 0))));
      expect(rows).toEqual(expected);
      expect(pulled.active).toBe(1);
    });
  });

  test('left to itself, the gradient of many inputs goes in reverse, and a tall Jacobian forward', () => {
    const gradient = counted(squares);
    grad(gradient.f)(point(1000));
    expect(gradient.active).toBe(1);

    const tall = counted((x) => Array.from({ length: 1000 }, () => squares(x)));
    jacobian(tall.f)(point(100));
    expect(tall.active).toBe(Math.ceil(100 / 16));
  });
});
