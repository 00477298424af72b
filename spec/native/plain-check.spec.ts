import { describe, expect, test } from 'vitest';
import {
  blockJacobian,
  derivative,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  mul,
  type Scalar,
  square,
  taylor,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';
import { intact, refuses } from '../scalar/refuses.ts';

type Check = { readonly check?: boolean | undefined };
type F = (x: Scalar) => Scalar;
type Verb = (f: F, options?: Check) => (x: number) => unknown;

/** A function of one number as one of an array, with the mark of the other. */
const ofList = (f: F): ((xs: readonly Scalar[]) => Scalar) =>
  native((xs: number[]) => f(xs[0]!) as number, { f }) as never;
const rows = (f: F): ((xs: readonly Scalar[]) => Scalar[]) =>
  native((xs: number[]) => [1, f(xs[0]!) as number], { f }) as never;
const once = <T>(make: () => (x: number) => T): ((x: number) => T) => make();

const verbs: readonly (readonly [string, Verb])[] = [
  ['derivative', (f, options) => derivative(f, options)],
  [
    'grad',
    (f, options) =>
      once(() => {
        const at = grad(ofList(f), options);
        return (x) => at([x]);
      }),
  ],
  [
    'grad',
    (f, options) =>
      once(() => {
        const at = grad(ofList(f), { ...options, mode: 'reverse' });
        return (x) => at([x]);
      }),
  ],
  [
    'valueAndGrad',
    (f, options) =>
      once(() => {
        const at = valueAndGrad(ofList(f), options);
        return (x) => at([x]);
      }),
  ],
  [
    'gradInto',
    (f, options) =>
      once(() => {
        const at = gradInto(ofList(f), options);
        return (x) => at([x], [0]);
      }),
  ],
  [
    'jacobian',
    (f, options) =>
      once(() => {
        const at = jacobian(rows(f), options);
        return (x) => at([x]);
      }),
  ],
  [
    'valueAndJacobian',
    (f, options) =>
      once(() => {
        const at = valueAndJacobian(rows(f), options);
        return (x) => at([x]);
      }),
  ],
  [
    'hessian',
    (f, options) =>
      once(() => {
        const at = hessian(ofList(f), options);
        return (x) => at([x]);
      }),
  ],
  [
    'blockJacobian',
    (f, options) =>
      once(() => {
        const at = blockJacobian([{ count: 1, columns: () => [0], f: rows(f) }], options);
        return (x) => at([x]);
      }),
  ],
  ['jvp', (f, options) => (x) => jvp(f, x, 1, options)],
  [
    'hvp',
    (f, options) =>
      once(() => {
        const g = ofList(f);
        return (x) => hvp(g, [x], [1], options);
      }),
  ],
  ['vjp', (f, options) => (x) => vjp(f, x, options)],
  ['taylor', (f, options) => (x) => taylor(f, x, 2, options)],
];

const REASONS =
  '; native code must not use x as a key of a Map or a Set, as text, or in code that is not transformed (take its package in: packages of dualgrad/plugin); the option check: false leaves this out';
const table = new Map([[2, 7]]);
/** 7 at 2, and else x²; a Map knows a number that carries derivatives by its identity. */
const hidden = native((x: number) => table.get(x) ?? x * x, { table });
/** The same in operations. */
const hiddenInOperations: F = (x) => table.get(x as number) ?? square(x);

describe.each(verbs)('%s', (verb, make) => {
  test('compares a native function at each call', () => {
    const at = make(hidden);
    at(3);
    for (const _ of [1, 2]) {
      refuses(() => at(2), Error, `${verb}: expected the value of f on plain numbers, 7, got 4${REASONS}`);
    }
    at(3);
  });

  test('but not with check: false', () => {
    expect(() => make(hidden, { check: false })(2)).not.toThrow();
    intact();
  });

  test('takes native functions that are not deterministic', () => {
    let calls = 0;
    const next = (): number => ++calls;
    expect(() => make(native((x: number) => x * next(), { next }))(2)).not.toThrow();
    expect(() => make(native((x: number) => x * Math.random()))(2)).not.toThrow();
  });
});

// ofList and rows mark what they wrap: these take operators as they are.
describe.each(verbs.filter(([verb]) => /^(derivative|jvp|vjp|taylor)$/.test(verb)))('%s of operations', (_, make) => {
  test('compares at the first call, at each with check: true, at none with check: false', () => {
    const own: F = (x) => hiddenInOperations(x);
    const at = make(own);
    at(3);
    expect(() => at(2)).not.toThrow();
    const each = make(own, { check: true });
    each(3);
    for (const __ of [1, 2])
      expect(() => each(2)).toThrow('expected the value of f on plain numbers, 7, got 4; f must not branch');
    expect(() => make((x) => hiddenInOperations(x), { check: false })(2)).not.toThrow();
    expect(() => make((x) => hiddenInOperations(x))(2)).toThrow('expected the value of f on plain numbers');
  });
});

describe('the values are the same to the bit', () => {
  const points = new Map<number, number>();
  const looked = native((x: number) => points.get(x) ?? x, { points });

  test.each([
    [2, 2 + 2 ** -51, '2.0000000000000004', '2'],
    [0, -0, '-0', '0'],
    [2, Number.NaN, 'NaN', '2'],
    [Number.NaN, 1, '1', 'NaN'],
  ])('at %d: %d', (x, y, expected, got) => {
    points.clear();
    points.set(x, y);
    refuses(
      () => derivative(looked)(x),
      Error,
      `derivative: expected the value of f on plain numbers, ${expected}, got ${got}${REASONS}`,
    );
  });

  test('NaN is NaN', () => {
    points.clear();
    expect(derivative(looked)(Number.NaN)).toBe(1);
    expect(derivative(native((x: number) => Math.sqrt(x)))(-1)).toBeNaN();
  });

  test('and there are as many', () => {
    const f = native((xs: number[]) => (points.has(xs[0]!) ? [xs[0]!] : [xs[0]!, 1]), { points });
    points.set(2, 0);
    expect(jacobian(f)([3])).toEqual([[1], [0]]);
    expect(() => jacobian(f)([2])).toThrow('expected the value of f on plain numbers, undefined, got 1');
  });
});

describe('a native function that throws on plain numbers alone', () => {
  test('is refused', () => {
    const f = native(
      (x: number) => {
        if (table.has(x)) throw new RangeError('in the table');
        return x;
      },
      { table },
    );
    expect(derivative(f)(3)).toBe(1);
    refuses(
      () => derivative(f)(2),
      Error,
      `derivative: expected f to return on plain numbers as well, got RangeError: in the table${REASONS}`,
    );
  });

  test('and is taken where it throws at random', () => {
    let calls = 0;
    const fails = (): void => {
      if (++calls === 2) throw new Error('once');
    };
    const f = native(
      (x: number) => {
        fails();
        return x;
      },
      { fails },
    );
    expect(derivative(f)(2)).toBe(1);
  });
});

describe('nested', () => {
  test('derivatives of native functions are compared, and what they differentiate', () => {
    const second = derivative(derivative(hidden));
    expect(second(3)).toBe(2);
    expect(() => second(2)).toThrow('derivative: expected the value of f on plain numbers, 7, got 4');
    const rows = jacobian(grad(native(([x]: [number]) => table.get(x) ?? x * x, { table })));
    expect(rows([3])).toEqual([[2]]);
    expect(() => rows([2])).toThrow('grad: expected the value of f on plain numbers, 7, got 4');
  });

  test('only the outermost verb compares', () => {
    const calls: unknown[] = [];
    const note = (x: unknown): void => void calls.push(typeof x);
    const f = native(
      (x: number) => {
        note(x);
        return x * x;
      },
      { note },
    );
    derivative((x: Scalar) => mul(x, jvp(f, x, 1).tangent), { check: false })(3);
    expect(calls).toEqual(['object']);
  });

  // At a singular point an entry of a derivative may be NaN where one number is active, and a number where it is not.
  test('NaN passes, and the sign of a zero, where f calls derivatives itself', () => {
    const at = new Map([
      [2, Number.NaN],
      [0, -0],
      [5, 7],
    ]);
    const slope = derivative(square);
    const f = native((x: number) => (slope(1) === 2 ? (at.get(x) ?? x) : 0), { slope, at });
    const alone = native((x: number) => at.get(x) ?? x, { at });
    for (const x of [2, 0]) {
      expect(derivative(f)(x)).toBe(1);
      expect(() => derivative(alone)(x)).toThrow('expected the value of f on plain numbers');
    }
    expect(() => derivative(f)(5)).toThrow('derivative: expected the value of f on plain numbers, 7, got 5');
  });
});

test('what f stored in the pass are plain numbers at the end', () => {
  const kept: { x?: unknown } = {};
  const f = native(
    (x: number) => {
      kept.x = x * x;
      return x * x;
    },
    { kept },
  );
  derivative(f)(3);
  expect(kept.x).toBe(9);
});

test.each(['each', 'never', 1])('check: %s is refused', (check) => {
  const options = { check } as never;
  expect(() => derivative(square, options)).toThrow('derivative: expected check to be a boolean, got ');
  expect(() => grad(([x]) => x, options)).toThrow('grad: expected check to be a boolean, got ');
  expect(() => jvp(square, 1, 1, options)).toThrow('jvp: expected check to be a boolean, got ');
});
test('other options are refused', () => {
  refuses(
    () => derivative(square, { mode: 'forward' } as never),
    TypeError as ErrorConstructor,
    "derivative: expected no option but check, got 'mode'",
  );
  refuses(
    () => vjp(square, 1, { lanes: 4 } as never),
    TypeError as ErrorConstructor,
    "vjp: expected no option but check, aux, got 'lanes'",
  );
  refuses(
    () => taylor(square, 1, 2, 3 as never),
    TypeError as ErrorConstructor,
    'taylor: expected options to be an object like { check: true }, got 3',
  );
});
