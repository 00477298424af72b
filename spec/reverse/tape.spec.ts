import { describe, expect, test } from 'vitest';
import {
  add,
  cos,
  derivative,
  dot,
  dual,
  exp,
  grad,
  gt,
  isActive,
  log,
  mul,
  relu,
  type Scalar,
  sin,
  sqrt,
  square,
  stopGradient,
  sub,
  sum,
  tape,
  value,
  vjp,
} from '../../lib/entries/index.ts';
import { refuses } from '../scalar/refuses.ts';

const twoTapes = 'expected numbers of one tape or trace, got numbers of two';

describe('backward', () => {
  test('leaves the gradient in the variables', () => {
    const t = tape();
    const [x, y] = [t.variable(2), t.variable(5)];
    t.backward(sub(add(log(x), mul(x, y)), sin(y)));
    expect(x.grad).toBe(1 / 2 + 5);
    expect(y.grad).toBe(2 - Math.cos(5));
  });

  test('adds up over shared nodes, and over a number used twice by one op', () => {
    const t = tape();
    const x = t.variable(3);
    const shared = mul(x, x);
    t.backward(add(mul(shared, shared), add(shared, x)));
    expect(x.grad).toBe(4 * 27 + 2 * 3 + 1);
    t.backward(sum([x, x, shared]));
    expect(x.grad).toBe(2 + 6);
  });

  test('takes paths that double with every node once each', () => {
    const t = tape();
    const x = t.variable(1);
    let y: Scalar = x;
    for (let i = 0; i < 60; i++) y = add(y, y);
    t.backward(y);
    expect(x.grad).toBe(2 ** 60);
    expect(t.length).toBe(61);
  });

  test('knows the gradients of numbers on the way, and 1 of the result itself', () => {
    const t = tape();
    const x = t.variable(3);
    const middle = square(x) as typeof x;
    const y = mul(2, middle) as typeof x;
    t.backward(y);
    expect([x.grad, middle.grad, y.grad]).toEqual([12, 2, 1]);
  });

  test('from a variable is 1 there and 0 elsewhere', () => {
    const t = tape();
    const [x, y] = [t.variable(3), t.variable(4)];
    t.backward(y);
    expect([x.grad, y.grad]).toEqual([0, 1]);
    t.backward(x);
    expect([x.grad, y.grad]).toEqual([1, 0]);
  });

  test('a second time replaces the gradients of the first', () => {
    const t = tape();
    const [x, y] = [t.variable(3), t.variable(4)];
    const [p, s] = [mul(x, y), square(y)];
    t.backward(p);
    expect([x.grad, y.grad]).toEqual([4, 3]);
    t.backward(s);
    expect([x.grad, y.grad]).toEqual([0, 8]);
    t.backward(p);
    t.backward(p);
    expect([x.grad, y.grad]).toEqual([4, 3]);
  });

  test('goes on: more can be computed after it', () => {
    const t = tape();
    const x = t.variable(3);
    const y = square(x);
    t.backward(y);
    const z = t.variable(10);
    expect(z.grad).toBe(0);
    t.backward(mul(y, z));
    expect([x.grad, z.grad]).toEqual([60, 9]);
  });

  test.each<[string, unknown, string]>([
    ['a number', 3, '3, a plain number without history'],
    ['NaN', Number.NaN, 'NaN, a plain number without history'],
    ['an array', [1, 2], 'an array of length 2'],
    ['undefined', undefined, 'undefined'],
    ['a function', () => 3, 'a function'],
    ['a dual', dual(1, 2), 'a Dual'],
  ])('refuses %s', (_, y, text) => {
    const t = tape();
    t.variable(3);
    refuses(
      () => t.backward(y as Scalar),
      TypeError,
      `backward: expected a number computed from variables of this tape, got ${text}`,
    );
  });

  test('refuses a number of another tape, of a derivative, and what turned out to depend on nothing', () => {
    const [t, other] = [tape(), tape()];
    const [x, y] = [t.variable(3), other.variable(4)];
    const message = 'backward: expected a number computed from variables of this tape, got ';
    refuses(() => t.backward(y), TypeError, `${message}a Var`);
    refuses(() => t.backward(stopGradient(x)), TypeError, `${message}3, a plain number without history`);
    const inside = ([a, b]: readonly [Scalar, Scalar]): Scalar => {
      t.backward(mul(a, b));
      return a;
    };
    expect(() => grad(inside)([1, 2])).toThrow(message);
    t.backward(x);
    expect(x.grad).toBe(1);
  });
});

describe('variable', () => {
  test.each<[string, unknown, string]>([
    ['text', '3', 'the string "3"'],
    ['undefined', undefined, 'undefined'],
    ['an array', [3], 'an array of length 1'],
    ['a dual', dual(3, 1), 'a Dual'],
  ])('refuses %s', (_, x, text) => {
    refuses(() => tape().variable(x as number), TypeError, `variable: expected a plain number, got ${text}`);
  });

  test('is a Scalar like any other', () => {
    const x = tape().variable(-0);
    expect(isActive(x)).toBe(true);
    expect(value(x)).toBe(-0);
    expect(gt(tape().variable(3), 2)).toBe(true);
    expect(tape().variable(Number.NaN).toString()).toBe('Var(NaN)');
  });

  test('that is not used has the gradient 0, and NaN is data', () => {
    const t = tape();
    const [x, unused, nan] = [t.variable(3), t.variable(4), t.variable(Number.NaN)];
    t.backward(sin(x));
    expect([x.grad, unused.grad, nan.grad]).toEqual([Math.cos(3), 0, 0]);
    t.backward(mul(x, nan));
    expect([x.grad, unused.grad, nan.grad]).toEqual([Number.NaN, 0, Number.NaN]);
  });

  test('has no gradient before backward', () => {
    const t = tape();
    const x = t.variable(3);
    square(x);
    const message = 'grad: expected backward(y) to have been called on the tape of this number, got no gradients yet';
    refuses(() => x.grad, Error, message);
    tape().variable(1);
    refuses(() => x.grad, Error, message);
  });
});

describe('plain numbers mix in', () => {
  test('on either side and in arrays, and are not recorded', () => {
    const t = tape();
    const x = t.variable(3);
    const y = add(mul(2, x), dot([x, 4, x], [1, 5, 10]));
    expect(t.length).toBe(1 + 3);
    t.backward(y);
    expect(x.grad).toBe(2 + 11);
  });

  test('results that do not depend on a variable are plain numbers', () => {
    const t = tape();
    const x = t.variable(-3);
    expect(relu(x)).toBe(0);
    expect(t.length).toBe(1);
  });

  test('an edge that is no edge carries no infinity', () => {
    const t = tape();
    const [x, y] = [t.variable(0), t.variable(2)];
    t.backward(add(relu(sub(sqrt(x), 1)), square(y)));
    expect([x.grad, y.grad]).toEqual([0, 4]);
    t.backward(mul(0, sqrt(x)));
    expect(x.grad).toBe(Number.NaN);
  });
});

describe('numbers of two tapes', () => {
  test('are refused by every kind of op, and neither tape is harmed', () => {
    const [t, other] = [tape(), tape()];
    const [x, y] = [t.variable(3), other.variable(4)];
    const lengths = [t.length, other.length];
    refuses(() => mul(x, y), TypeError, twoTapes);
    refuses(() => sub(y, x), TypeError, twoTapes);
    refuses(() => sum([x, 1, y]), TypeError, twoTapes);
    refuses(() => dot([x, 1], [1, y]), TypeError, twoTapes);
    refuses(() => mul(dual(x as never as number, 1), 1), TypeError, refusedParts);
    expect([t.length, other.length]).toEqual(lengths);
    t.backward(square(x));
    other.backward(square(y));
    expect([x.grad, y.grad]).toEqual([6, 8]);
  });

  const refusedParts =
    'dual: expected numbers or hand-made duals as parts, got a Var of a running derivative; pass its seed to jvp instead';

  test('live side by side', () => {
    const [t, other] = [tape(), tape()];
    const [x, y] = [t.variable(3), other.variable(4)];
    const [p, q] = [square(x), exp(y)];
    other.backward(q);
    t.backward(p);
    expect([x.grad, y.grad]).toEqual([6, Math.exp(4)]);
  });
});

function cleared(op: string, text: string): string {
  return `${op}: expected a number of a running derivative, got ${text} of a tape that has been cleared; make its variables again by variable(x)`;
}

describe('clear', () => {
  test('begins again: the tape is empty and records anew', () => {
    const t = tape();
    for (let step = 1; step <= 3; step++) {
      const x = t.variable(step);
      t.backward(mul(x, square(x)));
      expect(x.grad).toBe(3 * step * step);
      expect(t.length).toBe(3);
      t.clear();
      expect(t.length).toBe(0);
    }
  });

  test('leaves numbers of before with their values only', () => {
    const t = tape();
    const x = t.variable(3);
    const y = square(x);
    t.clear();
    expect(value(y)).toBe(9);
    expect(y.toString()).toBe('Var(9)');
    refuses(() => sin(x), TypeError, cleared('sin', 'Var(3)'));
    refuses(() => add(y, 1), TypeError, cleared('add', 'Var(9)'));
    refuses(() => sum([x, y]), TypeError, cleared('sum', 'Var(3)'));
    refuses(() => mul(t.variable(1), x), TypeError, cleared('mul', 'Var(3)'));
    refuses(() => t.backward(y), TypeError, cleared('backward', 'Var(9)'));
    refuses(() => t.grad(y), TypeError, cleared('grad', 'Var(9)'));
    refuses(() => x.grad, TypeError, cleared('grad', 'Var(3)'));
    expect(t.length).toBe(1);
  });

  test('does not give numbers of before the gradients of the next record', () => {
    const t = tape();
    const before = t.variable(3);
    t.clear();
    const x = t.variable(5);
    t.backward(mul(x, 7));
    expect(x.grad).toBe(7);
    expect(() => before.grad).toThrow(/^grad: /);
  });

  test('of an empty tape is fine, and so is clearing twice', () => {
    const t = tape();
    t.clear();
    t.clear();
    const x = t.variable(2);
    t.backward(x);
    expect(x.grad).toBe(1);
  });
});

describe('control flow', () => {
  test('is recorded as it went', () => {
    // Newton's method for √a, until it moves no more.
    const root = (a: Scalar): Scalar => {
      let s: Scalar = a;
      for (let i = 0; i < 100; i++) {
        const next = mul(0.5, add(s, mul(a, derivative(log)(s))));
        if (value(next) === value(s)) return next;
        s = next;
      }
      return s;
    };
    const t = tape();
    const a = t.variable(2);
    t.backward(root(a));
    expect(a.grad).toBeCloseTo(0.5 / Math.SQRT2, 12);
  });

  test('takes the branch that the values take', () => {
    const f = (x: Scalar): Scalar => (gt(x, 1) ? square(x) : gt(x, 0) ? sin(x) : 7);
    for (const [at, slope] of [
      [3, 6],
      [0.5, Math.cos(0.5)],
    ] as const) {
      const t = tape();
      const x = t.variable(at);
      t.backward(f(x));
      expect(x.grad).toBe(slope);
    }
  });
});

describe('with the transforms', () => {
  test('derivatives inside are recorded through', () => {
    const t = tape();
    const [x, y] = [t.variable(3), t.variable(2)];
    const slope = derivative((s: Scalar) => mul(square(s), y))(x);
    expect(value(slope)).toBe(12);
    t.backward(slope);
    expect([x.grad, y.grad]).toEqual([4, 6]);
    const slopes = grad(([a, b]) => mul(square(a), sin(b)))([x, y]);
    t.backward(slopes[1] as Scalar);
    expect([x.grad, y.grad]).toEqual([6 * Math.cos(2), -9 * Math.sin(2)]);
    t.backward(vjp(([a, b]) => mul(a, cos(b)), [x, y]).pullback(5)[0] as Scalar);
    expect([x.grad, y.grad]).toEqual([0, -5 * Math.sin(2)]);
  });

  test('a tape inside a derivative keeps to itself', () => {
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => {
      const t = tape();
      const p = t.variable(value(x));
      t.backward(square(p));
      return mul(mul(p.grad, x), y);
    };
    expect(grad(f)([3, 5])).toEqual([30, 18]);
    expect(derivative((x: Scalar) => f([x, 5]))(3)).toBe(30);
  });

  test('a tape outside, its variables inside a derivative, are constants to it', () => {
    const t = tape();
    const w = t.variable(4);
    const inner = grad(([x, y]) => mul(w, mul(x, y)))([2, 3]) as Scalar[];
    expect(inner.map(value)).toEqual([12, 8]);
    t.backward(sum(inner));
    expect(w.grad).toBe(5);
  });
});
