import { describe, expect, test } from 'vitest';
import {
  add,
  cube,
  derivative,
  exp,
  grad,
  hessian,
  isActive,
  jacobian,
  jvp,
  mul,
  relu,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  sum,
  value,
  vjp,
} from '../../lib/entries/index.ts';
import { ended, notNumbers, refuses } from '../scalar/refuses.ts';

const polar = ([r, t]: readonly [Scalar, Scalar]): [Scalar, Scalar, Scalar] => [mul(r, sin(t)), mul(r, r), t];

describe('the shapes of x and f(x)', () => {
  test('a number to a number', () => {
    const { value: y, pullback } = vjp(square, 3);
    expect(y).toBe(9);
    expect(pullback(1)).toBe(6);
    expect(pullback(-2)).toBe(-12);
  });

  test('a number to an array', () => {
    const { value: y, pullback } = vjp((t: Scalar) => [square(t), 7, t], 3);
    expect(y).toEqual([9, 7, 3]);
    expect(pullback([1, 100, 10])).toBe(16);
  });

  test('an array to a number', () => {
    const { value: y, pullback } = vjp(([a, b]) => mul(a, b), [2, 3]);
    expect(y).toBe(6);
    expect(pullback(10)).toEqual([30, 20]);
  });

  test('an array to an array', () => {
    const { value: y, pullback } = vjp(polar, [2, 0]);
    expect(y).toEqual([0, 4, 0]);
    expect(pullback([1, 0, 0])).toEqual([0, 2]);
    expect(pullback([1, 10, 100])).toEqual([40, 102]);
  });

  test('a Float64Array gives Float64Arrays', () => {
    const { value: y, pullback } = vjp(polar, Float64Array.of(2, 0));
    expect(y).toEqual([0, 4, 0]);
    expect(pullback([1, 10, 100])).toEqual(Float64Array.of(40, 102));
    expect(pullback(Float64Array.of(1, 10, 100) as never)).toEqual(Float64Array.of(40, 102));
  });

  test('of no inputs, and of no outputs', () => {
    const none = vjp((_: readonly Scalar[]): Scalar[] => [7, 8], []);
    expect(none.value).toEqual([7, 8]);
    expect(none.pullback([1, 2])).toEqual([]);
    const nothing = vjp((_: readonly Scalar[]): Scalar[] => [], [1, 2]);
    expect(nothing.value).toEqual([]);
    expect(nothing.pullback([])).toEqual([0, 0]);
  });
});

describe('outputs', () => {
  test('that ignore the inputs pull back nothing', () => {
    expect(vjp(() => 7, [1, 2]).pullback(5)).toEqual([0, 0]);
    expect(vjp((x: readonly Scalar[]) => [value(x[0] as Scalar), x[1] as Scalar], [1, 2]).pullback([5, 6])).toEqual([
      0, 6,
    ]);
  });

  test('that are inputs, or one node several times, add up', () => {
    const { value: y, pullback } = vjp(
      ([a, b]: readonly [Scalar, Scalar]) => {
        const p = mul(a, b);
        return [p, p, a, a, p];
      },
      [2, 3],
    );
    expect(y).toEqual([6, 6, 2, 2, 6]);
    expect(pullback([1, 10, 1000, 2000, 100])).toEqual([333 + 3000, 222]);
  });

  test('whose weight is a plain 0 seed nothing, infinite partials or not', () => {
    const { pullback } = vjp(([a, b]: readonly [Scalar, Scalar]) => [sqrt(a), b], [0, 1]);
    expect(pullback([0, 1])).toEqual([0, 1]);
    expect(pullback([1, 0])).toEqual([Number.POSITIVE_INFINITY, 0]);
  });

  test('that drop an operand drop its infinite slope', () => {
    expect(vjp((x) => relu(sub(sqrt(x), 1)), 0).pullback(1)).toBe(0);
    expect(vjp((x) => mul(0, sqrt(x)), 0).pullback(1)).toBe(Number.NaN);
  });

  test('as many as memory has room for', () => {
    const x = new Array(300_000).fill(3);
    const slopes = vjp((xs: readonly Scalar[]) => xs.map(square), x).pullback(new Array(300_000).fill(1));
    expect(slopes).toEqual(new Array(300_000).fill(6));
  });
});

describe('inputs', () => {
  test('that are equal are different variables, and unused ones have 0', () => {
    expect(vjp(([a, b]) => mul(a, square(b)), [3, 3, 3]).pullback(1)).toEqual([9, 18, 0]);
  });

  test.each(notNumbers.filter(({ text }) => !/^an? (array|object|Float64Array)/.test(text)))(
    'refuses $text for x',
    ({ x, text }) => {
      refuses(
        () => vjp(sin, x as never),
        TypeError,
        `vjp: expected x to be a number, an array or a record, got ${text}`,
      );
    },
  );

  test('refuses what is no function, and what f must not return', () => {
    refuses(() => vjp(3 as never, 1), TypeError, 'vjp: expected a function to differentiate, got 3');
    refuses(
      () => vjp((() => undefined) as never, 1),
      TypeError,
      'vjp: expected f(x) to be a number, an array or a record, got undefined; does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)',
    );
    refuses(
      () => vjp((() => [1, new Set()]) as never, [1]),
      TypeError,
      'vjp: expected f(x)[1] to be a number, got a Set',
    );
    refuses(
      () => vjp((async () => 1) as never, 1),
      TypeError,
      'vjp: expected f(x) to be a number, an array or a record, got a Promise; f must be synchronous: await first, then differentiate',
    );
  });
});

describe('w', () => {
  const { pullback } = vjp(polar, [2, 0]);

  test('of another length is refused', () => {
    const message = (got: number): string => `pullback: expected w to have the length of f(x), 3, got ${got}`;
    refuses(() => pullback([1, 2] as never), RangeError, message(2));
    refuses(() => pullback([1, 2, 3, 4] as never), RangeError, message(4));
    refuses(() => pullback([] as never), RangeError, message(0));
  });

  test('of another kind is refused', () => {
    refuses(() => pullback(1 as never), TypeError, 'pullback: expected w to be an array or a Float64Array, got 1');
    refuses(
      () => pullback([1, 'x', 3] as never),
      TypeError,
      'pullback: expected w[1] to be a number, got the string "x"',
    );
    const ofNumber = vjp(square, 3).pullback;
    refuses(
      () => ofNumber([1] as never),
      TypeError,
      'pullback: expected a number or a Scalar of dualgrad, got an array of length 1',
    );
    refuses(
      () => ofNumber(undefined as never),
      TypeError,
      'pullback: expected a number or a Scalar of dualgrad, got undefined',
    );
  });

  test('after a refusal the pullback works as before', () => {
    expect(pullback([1, 10, 100])).toEqual([40, 102]);
  });
});

describe('a pullback owns its record', () => {
  test('called many times it gives the same', () => {
    const { pullback } = vjp(polar, [2, 1]);
    const first = pullback([1, 2, 3]);
    for (let i = 0; i < 50; i++) {
      pullback([i, -i, 1]);
      expect(pullback([1, 2, 3])).toEqual(first);
    }
  });

  test('its results are fresh arrays', () => {
    const { pullback } = vjp(polar, [2, 1]);
    const first = pullback([1, 2, 3]) as number[];
    const copy = first.slice();
    first.fill(0);
    expect(pullback([1, 2, 3])).toEqual(copy);
  });

  test('it stays valid after other calls, which use the kept tape again and again', () => {
    const held = Array.from({ length: 20 }, (_, k) => {
      const { pullback } = vjp(([a, b]) => mul(square(a), add(b, k)), [k, 2]);
      grad(([a, b]) => exp(mul(a, b)))([k, 1]);
      jacobian((xs: readonly Scalar[]) => xs.map(sin), { mode: 'reverse' })(new Array(300).fill(k));
      hessian(([a, b]) => mul(a, cube(b)))([k, 1]);
      return pullback;
    });
    held.forEach((pullback, k) => {
      expect(pullback(1)).toEqual([2 * k * (2 + k), k * k]);
    });
  });

  test('two at a time, and one inside the function of another, do not meet', () => {
    const outer = vjp(
      ([a, b]: readonly [Scalar, Scalar]) => {
        const inner = vjp(([p, q]) => mul(p, square(q)), [a, b]);
        return sum(inner.pullback(1) as Scalar[]);
      },
      [3, 5],
    );
    const other = vjp(square, 4);
    // b² + 2ab
    expect(outer.value).toBe(55);
    expect(outer.pullback(1)).toEqual([10, 16]);
    expect(other.pullback(1)).toBe(8);
  });

  test('an f that throws leaves nothing behind, and its error comes out', () => {
    const broken = new Error('f is broken');
    expect(() =>
      vjp((x: Scalar) => {
        square(x);
        throw broken;
      }, 3),
    ).toThrow(broken);
    refuses(
      () => vjp(((x: Scalar) => mul(x, {} as never)) as never, 3),
      TypeError,
      'mul: expected a number or a Scalar of dualgrad, got an object',
    );
  });
});

describe('inside another derivative', () => {
  test('a pullback is differentiated through, its weights too', () => {
    // d/da of (w·2a) at w = a²: 6a².
    expect(derivative((a: Scalar) => vjp(square, a).pullback(square(a)))(3)).toBe(54);
    expect(vjp((a: Scalar) => vjp(square, a).pullback(square(a)), 3).pullback(1)).toBe(54);
    expect(grad(([a, b]) => vjp((x: Scalar) => mul(b, cube(x)), a).pullback(1))([2, 5])).toEqual([60, 12]);
  });

  test('f may close over numbers further out', () => {
    const f = (a: Scalar): Scalar => vjp((x: Scalar) => mul(a, mul(x, x)), 3).pullback(1);
    expect(derivative(f)(5)).toBe(6);
    expect(vjp(f, 5).pullback(1)).toBe(6);
  });

  test('weights further out than the record', () => {
    const { pullback } = vjp(([a, b]) => mul(a, b), [2, 3]);
    expect(jvp((w: Scalar) => [...(pullback(w) as Scalar[])], 7, 1)).toEqual({ value: [21, 14], tangent: [3, 2] });
    expect(jacobian(([w]: readonly [Scalar]) => pullback(w) as Scalar[], { mode: 'reverse' })([7])).toEqual([[3], [2]]);
  });

  test.each([
    ['derivative', (f: (x: Scalar) => Scalar) => derivative(f)(3), 'Dual(3 + 1ε)'],
    ['grad in reverse', (f: (x: Scalar) => Scalar) => grad(([x]) => f(x), { mode: 'reverse' })([3]), 'Var(3)'],
    ['vjp', (f: (x: Scalar) => Scalar) => vjp(f, 3), 'Var(3)'],
  ])('it is valid while %s runs, and an error after it', (_, run, text) => {
    let pullback: (w: number) => unknown = () => undefined;
    const seen: number[] = [];
    run((x) => {
      if (!isActive(x)) return x;
      ({ pullback } = vjp((y: Scalar) => mul(y, y), x) as never);
      seen.push(value(pullback(1) as Scalar), value(pullback(2) as Scalar));
      return x;
    });
    expect(seen).toEqual([6, 12]);
    refuses(() => pullback(1), TypeError, ended('mul', text));
  });

  test('one that does not depend on the outer derivative outlives it', () => {
    let pullback: (w: number) => unknown = () => undefined;
    derivative((x: Scalar) => {
      ({ pullback } = vjp((y: Scalar) => mul(y, y), 5) as never);
      return x;
    })(3);
    expect(pullback(1)).toBe(10);
  });

  test('a Float64Array cannot take what depends on it', () => {
    const f = (a: Scalar): Scalar => {
      const { pullback } = vjp(([x, y]: readonly [Scalar, Scalar]) => mul(a, mul(x, y)), Float64Array.of(2, 3));
      return (pullback(1) as unknown as Scalar[])[0] as Scalar;
    };
    expect(() => derivative(f)(5)).toThrow(
      /^vjp: expected a derivative of plain numbers to put into a Float64Array, got Dual\(15 \+ 3ε\) of an outer derivative; pass x as a plain array$/,
    );
  });
});

test('the numbers of the record end with the call', () => {
  let leaked: Scalar = 0;
  const { pullback } = vjp((x: Scalar) => {
    if (isActive(x)) leaked = x;
    return square(x);
  }, 3);
  refuses(() => square(leaked), TypeError, ended('square', 'Var(3)'));
  expect(value(leaked)).toBe(3);
  expect(pullback(1)).toBe(6);
});
