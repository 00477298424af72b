import { describe, expect, test } from 'vitest';
import {
  add,
  cube,
  derivative,
  div,
  dual,
  exp,
  grad,
  hessian,
  isActive,
  jacobian,
  jvp,
  lt,
  mul,
  type Scalar,
  sin,
  square,
  sub,
  sum,
  value,
  where,
} from '../../lib/entries/forward.ts';
import { intact } from '../scalar/refuses.ts';
import { outermost, slopes } from './slopes.ts';

describe.each(outermost)('$name of …', ({ slope: outer }) => {
  describe.each(slopes)('… $name', ({ slope: inner }) => {
    test('d/dx [x · d/dy (x + y)] = 1', () => {
      expect(
        outer(
          (x) =>
            mul(
              x,
              inner((y) => add(x, y), 1),
            ),
          1,
        ),
      ).toBe(1);
    });

    test('d/dx [x · d/dy (x·y)] = 2x', () => {
      expect(
        outer(
          (x) =>
            mul(
              x,
              inner((y) => mul(x, y), 1),
            ),
          3,
        ),
      ).toBe(6);
    });

    test('the inner point may be the outer number: d/dx [d/dy (x·y²) at y = x] = 4x', () => {
      expect(outer((x) => inner((y) => mul(x, square(y)), x), 3)).toBe(12);
    });

    test('an outer number is a constant inside: d/dx [d/dy x²] = 0', () => {
      expect(outer((x) => inner(() => square(x), 1), 3)).toBe(0);
      expect(outer((x) => inner((y) => y, x), 3)).toBe(0);
    });

    test('mixed operands in either order: d/dx [d/dy (x − y)·(y − x)] at y = 2 is 2', () => {
      expect(outer((x) => inner((y) => mul(sub(x, y), sub(y, x)), 2), 5)).toBe(2);
      expect(outer((x) => inner((y) => mul(sub(y, x), sub(x, y)), 2), 5)).toBe(2);
    });

    test('over arrays: d/dx [d/dy sum(x, y, xy, 1)] = 1', () => {
      expect(outer((x) => inner((y) => sum([x, y, mul(x, y), 1]), 2), 5)).toBe(1);
    });

    test('second derivatives: (x³)″ = 6x', () => {
      expect(outer((x) => inner(cube, x), 5)).toBe(30);
    });

    test('a closure over both levels: d/dx [x · d/dy (f(x)·f(y)) at y = 2] with f = square', () => {
      // x · x² · 2y = 4x³
      expect(
        outer(
          (x) =>
            mul(
              x,
              inner((y) => mul(square(x), square(y)), 2),
            ),
          3,
        ),
      ).toBe(108);
    });

    test('side by side: two inner derivatives do not mix', () => {
      const f = (x: Scalar): Scalar =>
        mul(
          inner((y) => mul(x, y), 1),
          inner((z) => mul(square(x), z), 1),
        );
      expect(outer(f, 2)).toBe(12);
    });
  });

  test('three deep: d/dx d/dy d/dz x·y²·z³', () => {
    const f = (x: Scalar): Scalar =>
      derivative((y) => grad(([z]) => mul(x, mul(square(y), cube(z))))([2])[0] as Scalar)(3);
    expect(outer(f, 5)).toBe(72);
  });
});

describe('a function nested in its own derivative', () => {
  // f₀ = x³ and fₙ(x) = x · fₙ₋₁′(x), so fₙ = 3ⁿ x³
  test.each(slopes)('by $name', ({ slope }) => {
    const f = (x: Scalar, n: number): Scalar =>
      n === 0
        ? cube(x)
        : mul(
            x,
            slope((y) => f(y, n - 1), x),
          );
    expect([0, 1, 2, 3].map((n) => slope((x) => f(x, n), 2))).toEqual([12, 36, 108, 324]);
  });

  test('differentiating the function that is being differentiated', () => {
    // f(x) = x² above 1 and f′(x + 1)·x below: there x·2(x + 1)
    const f = (x: Scalar): Scalar => where(lt, x, 1, 0, square(x));
    const g = (x: Scalar): Scalar => (lt(x, 1) ? mul(derivative(g)(add(x, 1)), x) : f(x));
    expect(g(0.5)).toBe(1.5);
    expect(derivative(g)(0.5)).toBe(4);
    expect(derivative(derivative(g))(0.5)).toBe(4);
  });

  test('Newton’s method on a derivative, differentiated: the minimiser of (y − x²)² is x²', () => {
    const minimiser = (x: Scalar): Scalar => {
      const slope = derivative((y) => square(sub(y, square(x))));
      let y: Scalar = 0;
      for (let i = 0; i < 3; i++) y = sub(y, div(slope(y), derivative(slope)(y)));
      return y;
    };
    expect(minimiser(3)).toBe(9);
    expect(derivative(minimiser)(3)).toBe(6);
    expect(derivative(derivative(minimiser))(3)).toBe(2);
  });
});

describe('levels', () => {
  test('deep towers: the tenth derivative of exp, and of x¹⁰', () => {
    const nth = (f: (x: Scalar) => Scalar, n: number): ((x: Scalar) => Scalar) =>
      n === 0 ? f : derivative(nth(f, n - 1));
    expect(nth(exp, 10)(0)).toBe(1);
    const tenth = (x: Scalar): Scalar => mul(square(square(x)), mul(square(square(x)), square(x)));
    expect(nth(tenth, 10)(7)).toBe(3628800);
    expect(nth(sin, 4)(0.5)).toBe(Math.sin(0.5));
  });

  test('a number of an outer level is active inside, but not to the inner derivative', () => {
    const seen: boolean[] = [];
    const f = (x: Scalar): Scalar => {
      derivative((y) => {
        seen.push(isActive(x), isActive(y));
        return add(x, y);
      })(1);
      return x;
    };
    derivative(f)(2);
    // First of all; the plain run of the first call comes last.
    expect(seen.slice(0, 2)).toEqual([true, true]);
  });

  test('an inner result is a number of the outer level: plain outside, active inside', () => {
    const seen: boolean[] = [];
    const f = (x: Scalar): Scalar => {
      const inner = derivative((y) => mul(x, y))(1);
      const constant = derivative((y) => mul(2, y))(1);
      seen.push(isActive(inner), isActive(constant));
      expect([value(inner), value(constant)]).toEqual([2, 2]);
      return inner;
    };
    expect(derivative(f)(2)).toBe(1);
    expect(seen.slice(0, 2)).toEqual([true, false]);
  });

  test('gradients, Jacobians and Hessians of functions that take gradients', () => {
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(square(x), y);
    const g = ([x, y]: readonly [Scalar, Scalar]): Scalar => {
      const [fx, fy] = grad(f)([x, y]);
      return add(mul(x, fx), mul(y, fy));
    };
    // g = 2x²y + x²y = 3x²y
    expect(grad(g)([2, 3])).toEqual([36, 12]);
    expect(hessian(g)([2, 3])).toEqual([
      [18, 12],
      [12, 0],
    ]);
    expect(jacobian(grad(g))([2, 3])).toEqual(hessian(g)([2, 3]));
    expect(jvp(grad(g), [2, 3], [1, 0])).toEqual({ value: [36, 12], tangent: [18, 12] });
  });
});

describe('duals made by hand inside a derivative', () => {
  test('are constants, and come through with their own part', () => {
    const d = dual(2, 1);
    expect(derivative((x) => mul(x, d))(3).toString()).toBe('Dual(2 + 1ε)');
    expect(derivative((x) => mul(d, square(x)))(3).toString()).toBe('Dual(12 + 6ε)');
    const [gx, gy] = grad(([x, y]) => mul(d, mul(x, y)))([3, 4]) as Scalar[];
    expect([gx?.toString(), gy?.toString()]).toEqual(['Dual(8 + 4ε)', 'Dual(6 + 3ε)']);
    intact();
  });

  test('are points to differentiate at', () => {
    expect(derivative(cube)(dual(2, 1)).toString()).toBe('Dual(12 + 12ε)');
    expect(derivative(derivative(cube))(dual(2, 1)).toString()).toBe('Dual(12 + 6ε)');
    const [gx, gy] = grad(([x, y]) => mul(square(x), y))([dual(2, 1), 3]) as [Scalar, Scalar];
    expect([gx.toString(), gy.toString()]).toEqual(['Dual(12 + 6ε)', 'Dual(4 + 4ε)']);
  });

  test('do not take the place of a derivative that is running', () => {
    expect(derivative((x) => mul(dual(3, 5), 2) && x)(4)).toBe(1);
    expect(derivative((x) => derivative((y) => mul(mul(x, y), 2))(dual(1, 1) as never))(4)).toBe(2);
  });
});
