import { describe, expect, test } from 'vitest';
import {
  add,
  grad,
  gradInto,
  hessian,
  hvp,
  isActive,
  jacobian,
  mul,
  relu,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  sum,
  value,
  valueAndGrad,
} from '../../lib/entries/reverse.ts';
import { runningDepth } from '../../lib/level.ts';
import { ended, refuses } from '../scalar/refuses.ts';

const product = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(x, square(y));

/** Expects that the tape kept from call to call is as good as new. */
function reusable(): void {
  expect(runningDepth()).toBe(0);
  expect(valueAndGrad(product)([2, 3])).toEqual({ value: 18, gradient: [9, 12] });
  expect(jacobian((x: readonly [Scalar, Scalar]) => [product(x), x[0], 7])([2, 3])).toEqual([
    [9, 12],
    [1, 0],
    [0, 0],
  ]);
  expect(hessian(product)([2, 3])).toEqual([
    [0, 6],
    [6, 4],
  ]);
}

describe('when f fails', () => {
  const broken = new Error('f is broken');

  test.each<[string, (f: (x: readonly Scalar[]) => Scalar) => unknown]>([
    ['grad', (f) => grad(f)([1, 2])],
    ['valueAndGrad', (f) => valueAndGrad(f)([1, 2])],
    ['gradInto', (f) => gradInto(f)([1, 2], [0, 0])],
    ['jacobian', (f) => jacobian((x: readonly Scalar[]) => [f(x)])([1, 2])],
    ['hessian', (f) => hessian(f)([1, 2])],
    ['hvp', (f) => hvp(f, [1, 2], [1, 1])],
    ['a grad inside a grad', (f) => grad((x: readonly Scalar[]) => sum(grad(f)([...x])))([1, 2])],
  ])('%s lets the error out, ends its levels, and the next call is right', (_, run) => {
    for (let time = 0; time < 3; time++) {
      expect(() =>
        run((x) => {
          let y = x[0] as Scalar;
          for (let i = 0; i < 1000; i++) y = sin(add(y, x[1] as Scalar));
          throw broken;
        }),
      ).toThrow(broken);
      reusable();
    }
  });

  test('in the middle of an op', () => {
    expect(() => grad(([x]) => mul(x, undefined as never))([1, 2])).toThrow('mul: expected a number');
    reusable();
    expect(() => grad((x) => [x[0]] as never)([1, 2])).toThrow('grad: expected f(x) to be a number');
    reusable();
  });

  test('because the stack is full', () => {
    // A local: an import is a getter to Vitest, and one that overflows the stack may give undefined.
    const derive = grad;
    const forever = (x: Scalar[]): Scalar => derive(forever as never)(x as never)[0] as never;
    expect(() => derive(forever as never)([1, 2])).toThrow(RangeError);
    reusable();
  });
});

describe('calls inside calls', () => {
  test('have a tape each, to any depth', () => {
    const f = (depth: number, x: Scalar[]): Scalar =>
      depth === 0 ? (x[0] as Scalar) : sum(grad((y: Scalar[]) => mul(f(depth - 1, y), y[1] as Scalar))(x) as Scalar[]);
    // Hand over: each level multiplies by y and takes ∂x + ∂y.
    expect(f(1, [3, 5])).toBe(5 + 3);
    expect(f(2, [3, 5])).toBe(5 + (5 + 3) + 5);
    expect(grad((x: Scalar[]) => f(2, x))([3, 5])).toEqual([1, 3]);
    reusable();
  });

  test('one after the other use one tape, though the first result is held', () => {
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => {
      const a = grad(product)([x, y]);
      const b = grad(product)([y, x]);
      return add(mul(a[0] as Scalar, b[1] as Scalar), x);
    };
    // y² · 2xy + x
    expect(grad(f)([2, 3])).toEqual([2 * 27 + 1, 6 * 2 * 9]);
  });

  test('numbers of an outer record are constants inside', () => {
    const f = ([x]: readonly [Scalar]): Scalar => mul(x, grad(([y]) => add(x, y))([1, 2])[0] as Scalar);
    expect(grad(f)([3])).toEqual([1]);
  });

  test('gradients of gradients, to third order', () => {
    const f = (x: Scalar[]): Scalar => mul(square(x[0] as Scalar), square(x[1] as Scalar));
    const first = (x: Scalar[]): Scalar => grad(f)(x)[0] as Scalar;
    const second = (x: Scalar[]): Scalar => grad(first)(x)[1] as Scalar;
    expect([first([3, 5]), second([3, 5]), grad(second)([3, 5])]).toEqual([150, 60, [20, 12]]);
  });
});

describe('numbers that outlive their call', () => {
  test('are refused, and do not get onto the tape of the next', () => {
    const leaked: Scalar[] = [];
    grad(([x, y]) => {
      if (isActive(x)) leaked.push(x, mul(x, y));
      return y;
    })([2, 3]);
    expect(leaked.map(value)).toEqual([2, 6]);
    refuses(() => square(leaked[0] as Scalar), TypeError, ended('square', 'Var(2)'));
    refuses(() => grad(([x]) => mul(x, leaked[1] as Scalar))([1, 2]), TypeError, ended('mul', 'Var(6)'));
    refuses(() => grad(() => leaked[1] as Scalar)([1, 2]), TypeError, ended('grad', 'Var(6)'));
    reusable();
  });

  test('results are plain', () => {
    expect(grad(([x, y]) => mul(x, y))([2, 3]).every((d) => typeof d === 'number')).toBe(true);
  });
});

describe('inputs and outputs', () => {
  test('none, one, equal, repeated and unused inputs', () => {
    expect(grad((_: readonly Scalar[]) => 7)([])).toEqual([]);
    expect(jacobian((_: readonly Scalar[]) => [7, 8])([])).toEqual([[], []]);
    expect(hessian((_: readonly Scalar[]) => 7)([])).toEqual([]);
    expect(grad(([x]) => square(x))([3])).toEqual([6]);
    expect(grad(([a, b]) => mul(a, square(b)))([3, 3, 3])).toEqual([9, 18, 0]);
    expect(jacobian((_: readonly Scalar[]): Scalar[] => [])([1, 2])).toEqual([]);
  });

  test('outputs that are inputs, constants, or one node', () => {
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar[] => {
      const p = mul(x, y);
      return [p, y, 7, p, x, value(p)];
    };
    expect(jacobian(f)([2, 3])).toEqual([
      [3, 2],
      [0, 1],
      [0, 0],
      [3, 2],
      [1, 0],
      [0, 0],
    ]);
  });

  test('Float64Arrays give Float64Arrays', () => {
    const x = Float64Array.of(2, 3);
    expect(grad(product)(x)).toEqual(Float64Array.of(9, 12));
    expect(jacobian((v: readonly [Scalar, Scalar]) => [product(v), v[1]])(x)).toEqual([
      Float64Array.of(9, 12),
      Float64Array.of(0, 1),
    ]);
    expect(hessian(product)(x)).toEqual([Float64Array.of(0, 6), Float64Array.of(6, 4)]);
    expect(hvp(product, x, Float64Array.of(1, 10))).toEqual(Float64Array.of(60, 46));
    const out = new Float64Array(2);
    expect(gradInto(product)(x, out)).toBe(18);
    expect(out).toEqual(Float64Array.of(9, 12));
    expect(x).toEqual(Float64Array.of(2, 3));
  });

  test('x is copied before f sees it, and f may write to what it gets', () => {
    const x = [2, 3];
    const f = (xs: Scalar[]): Scalar => {
      x[0] = 100;
      xs[0] = mul(xs[0] as Scalar, xs[1] as Scalar);
      xs.push(1);
      return sum(xs);
    };
    expect(grad(f)(x)).toEqual([3, 3]);
    expect(x).toEqual([100, 3]);
  });

  test('f runs once on a tape, and at the first call once on plain numbers, which shows a branch that has no hook', () => {
    let runs = 0;
    const f = (xs: readonly Scalar[]): Scalar => {
      runs++;
      return typeof xs[0] === 'number' ? 0 : sum(xs);
    };
    expect(() => grad(f)(new Array(100).fill(1))).toThrow(
      'grad: expected the value of f on plain numbers, 0, got 100;',
    );
    // On a tape, and twice on plain numbers.
    expect(runs).toBe(3);
    const slope = grad((xs: readonly Scalar[]) => {
      runs++;
      return sum(xs);
    });
    for (const _ of [1, 2, 3]) expect(slope([1, 2])).toEqual([1, 1]);
    expect(runs).toBe(3 + 4);
  });

  test('what does not depend is 0, beside an infinity too', () => {
    expect(grad(([x, y]) => add(relu(sub(sqrt(x), 1)), y))([0, 3])).toEqual([0, 1]);
    expect(grad(([x, y]) => add(sqrt(x), y))([0, 3])).toEqual([Number.POSITIVE_INFINITY, 1]);
    expect(grad(([x, y]) => add(mul(0, sqrt(x)), y))([0, 3])).toEqual([Number.NaN, 1]);
  });
});
