import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  add,
  derivative,
  grad,
  gradInto,
  hessian,
  isActive,
  jacobian,
  jvp,
  lt,
  mul,
  type Scalar,
  square,
  stopGradient,
  sum,
  value,
} from '../../lib/entries/forward.ts';
import { runningDepth } from '../../lib/level.ts';
import { intact, refuses } from '../scalar/refuses.ts';
import { slopes } from './slopes.ts';

function ended(op: string, text: string): string {
  return `${op}: expected a number of a running derivative, got ${text} of a derivative call that has ended; return results from f instead of storing them, and keep f synchronous`;
}

/** The number that `run` hands to its function, after the call. */
function leak(run: (f: (x: Scalar) => Scalar) => unknown): Scalar {
  let leaked: Scalar = 0;
  run((x) => {
    if (isActive(x)) leaked = x;
    return x;
  });
  return leaked;
}

afterEach(intact);

describe('a number that outlives its derivative call', () => {
  const dual = (): Scalar => leak((f) => derivative(f)(3));
  const lanes = (): Scalar => leak((f) => grad(([x]) => f(x))([3, 4]));

  test.each<[string, string, () => unknown]>([
    ['mul', 'Dual(3 + 1ε)', () => mul(dual(), 2)],
    ['mul', 'Dual(3 + 1ε)', () => mul(2, dual())],
    ['mul', 'Lanes(3 + [1, 0]ε)', () => mul(lanes(), lanes())],
    ['square', 'Lanes(3 + [1, 0]ε)', () => square(lanes())],
    ['sum', 'Dual(3 + 1ε)', () => sum([1, dual()])],
    ['lt', 'Dual(3 + 1ε)', () => lt(dual(), 2)],
    ['stopGradient', 'Dual(3 + 1ε)', () => stopGradient(dual())],
    ['add', 'Dual(3 + 1ε)', () => derivative((x) => add(x, dual()))(1)],
    ['derivative', 'Dual(3 + 1ε)', () => derivative((x) => x)(dual())],
    ['derivative', 'Dual(3 + 1ε)', () => derivative(() => dual())(1)],
    ['grad', 'Lanes(3 + [1, 0]ε)', () => grad(([x]) => x)([1, lanes()])],
    ['grad', 'Lanes(3 + [1, 0]ε)', () => grad(() => lanes())([1, 2])],
    ['jacobian', 'Lanes(3 + [1, 0]ε)', () => jacobian(([x]) => [x, lanes()])([1, 2])],
    ['jvp', 'Dual(3 + 1ε)', () => jvp((x) => x, 1, dual())],
    ['jvp', 'Dual(3 + 1ε)', () => jvp(() => [dual()], 1, 1)],
  ])('is refused by %s', (op, text, call) => {
    refuses(call, TypeError, ended(op, text));
  });

  test('still tells its value and its text', () => {
    expect(value(dual())).toBe(3);
    expect(dual().toString()).toBe('Dual(3 + 1ε)');
  });

  test.each(slopes)('when it was leaked from $name inside a derivative that still runs', ({ slope }) => {
    let refused: unknown;
    const f = (x: Scalar): Scalar => {
      const leaked = leak((inner) => slope(inner, x));
      try {
        mul(leaked, x);
      } catch (error) {
        refused = error;
      }
      return square(x);
    };
    expect(derivative(f)(3)).toBe(6);
    expect(String(refused)).toMatch(/^TypeError: mul: .* of a derivative call that has ended; /);
  });

  test('when it was leaked from one pass into the next', () => {
    let first: Scalar | undefined;
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => {
      first ??= x;
      return mul(first, y);
    };
    refuses(() => grad(f, { lanes: 1 })([3, 4]), TypeError, ended('mul', 'Dual(3 + 1ε)'));
  });

  test('when a cache keeps it', () => {
    const cache = new Map<number, Scalar>();
    const cached = (x: Scalar): Scalar => {
      const known = cache.get(value(x));
      if (known !== undefined) return known;
      const y = square(x);
      cache.set(value(x), y);
      return y;
    };
    expect(derivative(cached)(3)).toBe(6);
    refuses(() => derivative(cached)(3), TypeError, ended('derivative', 'Dual(9 + 6ε)'));
  });

  test('when a generator keeps it', () => {
    function* powers(x: Scalar): Generator<Scalar> {
      for (let p: Scalar = x; ; p = mul(p, x)) yield p;
    }
    let kept: Generator<Scalar> | undefined;
    const f = (x: Scalar): Scalar => {
      // Not in the plain run that ends the first call.
      if (!isActive(x)) return mul(x, mul(x, x));
      kept = powers(x);
      kept.next();
      kept.next();
      return kept.next().value;
    };
    expect(derivative(f)(2)).toBe(12);
    refuses(() => kept?.next(), TypeError, ended('mul', 'Dual(8 + 12ε)'));
  });

  test('when it comes back after an await', async () => {
    let later: Promise<unknown> = Promise.resolve();
    const f = (x: Scalar): Scalar => {
      if (isActive(x)) {
        later = (async () => {
          await null;
          return mul(x, 2);
        })();
      }
      return square(x);
    };
    expect(derivative(f)(3)).toBe(6);
    await expect(later).rejects.toThrow(new TypeError(ended('mul', 'Dual(3 + 1ε)')));
  });

  test('when another derivative is running by then', async () => {
    let release: () => void = () => {};
    const gate = new Promise<void>((open) => {
      release = open;
    });
    let later: Promise<unknown> = Promise.resolve();
    derivative((x) => {
      if (isActive(x)) later = gate.then(() => derivative((y) => mul(x, y))(1));
      return x;
    })(3);
    release();
    await expect(later).rejects.toThrow(new TypeError(ended('mul', 'Dual(3 + 1ε)')));
  });
});

describe('a generator that is used up inside f', () => {
  test('is as good as a loop', () => {
    function* terms(x: Scalar): Generator<Scalar> {
      let term: Scalar = 1;
      for (let k = 1; k <= 4; k++) {
        term = mul(term, x);
        yield term;
      }
    }
    // 1 + 2x + 3x² + 4x³
    expect(derivative((x) => sum([...terms(x)]))(2)).toBe(49);
  });
});

describe('an exception inside f', () => {
  const broken = new Error('f is broken');
  const fail = (): never => {
    throw broken;
  };

  test.each(slopes)('comes out of $name as it is and leaves no level behind', ({ slope }) => {
    let depth = 0;
    const attempt = (): Scalar =>
      slope((x) => {
        depth = runningDepth();
        return lt(x, 9) ? fail() : x;
      }, 3);
    expect(attempt).toThrow(broken);
    expect(depth).toBeGreaterThan(0);
    expect(runningDepth()).toBe(0);
  });

  test.each(slopes)('of $name may be caught inside an outer derivative, which goes on', ({ slope }) => {
    const f = (x: Scalar): Scalar => {
      const before = runningDepth();
      expect(() => slope((y) => (lt(y, 9) ? fail() : mul(x, y)), x)).toThrow(broken);
      expect(runningDepth()).toBe(before);
      return square(x);
    };
    expect(derivative(f)(3)).toBe(6);
    expect(hessian(([x, y]) => mul(f(x), y))([3, 1])).toEqual([
      [2, 6],
      [6, 0],
    ]);
  });

  test('in a later pass', () => {
    let calls = 0;
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => {
      calls += 1;
      return calls === 2 ? fail() : mul(x, y);
    };
    const out = Float64Array.of(7, 8);
    expect(() => gradInto(f, { lanes: 1 })([2, 3], out)).toThrow(broken);
    expect(calls).toBe(2);
    expect(out).toEqual(Float64Array.of(7, 8));
  });

  test('that is not even an Error', () => {
    let caught: unknown;
    try {
      derivative(() => {
        throw undefined;
      })(3);
    } catch (thrown) {
      caught = [thrown];
    }
    expect(caught).toEqual([undefined]);
  });

  test('a stack overflow unwinds every level, in the first derivative of a program too', async () => {
    // What cleans up needs stack itself, the more so the first time, when it is yet to be compiled.
    vi.resetModules();
    const [fresh, level] = await Promise.all([import('../../lib/entries/forward.ts'), import('../../lib/level.ts')]);
    const forever = (x: Scalar): Scalar => fresh.derivative(forever)(x);
    for (let time = 0; time < 3; time++) {
      expect(() => forever(1)).toThrow();
      expect(level.runningDepth()).toBe(0);
    }
    expect(fresh.derivative(fresh.square)(3)).toBe(6);
  });
});

describe('arrays that f can write to', () => {
  test('x itself, captured: the call has its own copy', () => {
    const x = [2, 3];
    const f = ([a, b]: readonly [Scalar, Scalar]): Scalar => {
      x[0] = 100;
      return mul(a, b);
    };
    expect(grad(f, { lanes: 1 })(x as [number, number])).toEqual([3, 2]);
    expect(x).toEqual([100, 3]);
  });

  test('its own argument: every pass has its own', () => {
    const f = (xs: Scalar[]): Scalar => {
      xs[0] = mul(xs[0] as Scalar, xs[1] as Scalar);
      xs.push(1);
      return sum(xs);
    };
    const x = [2, 3];
    expect(grad(f, { lanes: 1 })(x)).toEqual([3, 3]);
    expect(x).toEqual([2, 3]);
  });

  test('a buffer filled afresh each time', () => {
    const buffer: Scalar[] = [0, 0];
    const f = (xs: readonly Scalar[]): Scalar => {
      for (let i = 0; i < 2; i++) buffer[i] = square(xs[i] as Scalar);
      return sum(buffer);
    };
    expect(grad(f, { lanes: 1 })([2, 3])).toEqual([4, 6]);
    const slope = grad(f);
    // The first call ends with a plain run, which fills the buffer with plain numbers.
    for (const _ of [1, 2]) expect(slope([4, 5])).toEqual([8, 10]);
    refuses(() => sum(buffer), TypeError, ended('sum', 'Lanes(16 + [8, 0]ε)'));
  });

  test('an outer buffer written by an inner derivative', () => {
    const f = (x: Scalar): Scalar => {
      const buffer: Scalar[] = [x];
      derivative((y) => {
        buffer[0] = mul(x, y);
        return buffer[0];
      })(2);
      return mul(buffer[0] as Scalar, x);
    };
    refuses(() => derivative(f)(3), TypeError, ended('mul', 'Dual(Dual(6 + 2ε₁) + Dual(3 + 1ε₁)ε₂)'));
  });

  test('a counter that goes on from pass to pass is noticed', () => {
    const total = [0];
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => {
      total[0] = (total[0] as number) + 1;
      return mul(mul(x, y), total[0]);
    };
    refuses(
      () => grad(f, { lanes: 1 })([2, 3]),
      Error,
      'grad: expected the same value from every pass over one x, got 6 and then 12; f must not branch on x === 0, truthiness or typeof (write eq(x, 0)), nor use Math.random',
    );
  });
});
