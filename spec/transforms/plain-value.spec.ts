import { describe, expect, test } from 'vitest';
import {
  add,
  blockJacobian,
  derivative,
  eq,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  mul,
  type Scalar,
  square,
  sub,
  taylor,
  value,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { intact } from '../scalar/refuses.ts';

type Fn = (x: Scalar) => Scalar;

/** Branches that JavaScript has no hook for; each gives 7 at the plain number 2. */
const branches: readonly (readonly [string, Fn])[] = [
  ['===', (x) => (x === 2 ? 7 : square(x))],
  ['!==', (x) => (x !== 2 ? square(x) : 7)],
  ['Object.is', (x) => (Object.is(x, 2) ? 7 : square(x))],
  ['truthiness', (x) => (x ? square(x) : 7)],
  ['!', (x) => (!x ? 7 : square(x))],
  ['&&', (x) => ((x && 1) === 1 ? square(x) : 7)],
  ['||', (x) => ((x || 1) === 1 ? 7 : square(x))],
  [
    'switch',
    (x) =>
      [7, square(x)][
        (() => {
          switch (x) {
            case 2:
              return 0;
            default:
              return 1;
          }
        })()
      ] as Scalar,
  ],
  ['typeof', (x) => (typeof x === 'number' ? 7 : square(x))],
  ['Number.isInteger', (x) => (Number.isInteger(x) ? 7 : square(x))],
  ['Number.isFinite', (x) => (Number.isFinite(x) ? 7 : square(x))],
  ['includes', (x) => ([2].includes(x as number) ? 7 : square(x))],
  ['indexOf', (x) => ([2].indexOf(x as number) === 0 ? 7 : square(x))],
  ['a Set', (x) => (new Set<Scalar>([2]).has(x) ? 7 : square(x))],
  ['a Map', (x) => new Map<Scalar, Scalar>([[2, 7]]).get(x) ?? square(x)],
  ['new Array', (x) => (new Array(x as number).length === 2 ? 7 : square(x))],
  ['new Float64Array', (x) => (new Float64Array(x as number).length === 2 ? 7 : square(x))],
  ['JSON.stringify', (x) => (JSON.stringify(x) === '2' ? 7 : square(x))],
];

/** Where the branch is truthiness of 2, or of 0, what differs is the value at that point. */
const at = (name: string): number => (['truthiness', '!', '&&', '||'].includes(name) ? 0 : 2);

const verbs: readonly (readonly [string, (f: Fn, x: number) => unknown])[] = [
  ['derivative', (f, x) => derivative(f)(x)],
  ['grad', (f, x) => grad(([a]: readonly [Scalar]) => f(a))([x])],
  ['grad', (f, x) => grad((xs: readonly Scalar[]) => f(xs[19] as Scalar))(new Array(20).fill(x))],
  ['grad', (f, x) => grad(([a]: readonly [Scalar]) => f(a), { mode: 'reverse' })(Float64Array.of(x))],
  ['valueAndGrad', (f, x) => valueAndGrad(([a]: readonly [Scalar]) => f(a))([x])],
  ['gradInto', (f, x) => gradInto(([a]: readonly [Scalar]) => f(a))([x], [0])],
  ['jacobian', (f, x) => jacobian(([a, b]: readonly [Scalar, Scalar]) => [b, f(a)])([x, 1])],
  ['valueAndJacobian', (f, x) => valueAndJacobian(([a]: readonly [Scalar]) => [f(a)], { mode: 'reverse' })([x])],
  ['hessian', (f, x) => hessian(([a]: readonly [Scalar]) => f(a))([x])],
  ['jvp', (f, x) => jvp(f, x, 1)],
  ['jvp', (f, x) => jvp(([a, b]: readonly [Scalar, Scalar]) => [b, f(a)], [x, 1], [1, 1])],
  ['hvp', (f, x) => hvp(([a]: readonly [Scalar]) => f(a), [x], [1])],
  ['vjp', (f, x) => vjp(f, x)],
  ['taylor', (f, x) => taylor(f, x, 2)],
  ['blockJacobian', (f, x) => blockJacobian([{ count: 1, columns: () => [0], f: ([a]) => [f(a as Scalar)] }])([x])],
];

describe.each(verbs)('%s', (verb, call) => {
  test.each(branches)('refuses a branch on %s', (name, f) => {
    const x = at(name);
    const message = `${verb}: expected the value of f on plain numbers, ${f(x)}, got `;
    const advice =
      'f must not branch on x === 0, truthiness or typeof (write eq(x, 0)), nor on includes or keys (write value(x))';
    expect(() => call(f, x)).toThrow(message);
    expect(() => call((t) => f(t), x)).toThrow(advice);
    intact();
  });

  test('takes eq and value', () => {
    expect(() => call((x) => (eq(x, 2) ? 7 : square(x)), 2)).not.toThrow();
    expect(() => call((x) => [0, 1, square(x)][value(x)] as Scalar, 2)).not.toThrow();
  });

  test('takes an f that is not deterministic, or throws on plain numbers', () => {
    expect(() => call((x) => mul(x, Math.random()), 2)).not.toThrow();
    expect(() =>
      call((x) => {
        if (typeof x === 'number') throw new Error('only numbers that carry derivatives');
        return square(x);
      }, 2),
    ).not.toThrow();
  });
});

test('f is called plainly in the first call of each function made', () => {
  let plain = 0;
  const f = ([x]: readonly [Scalar]): Scalar => {
    if (typeof x === 'number') plain++;
    return square(x);
  };
  for (const verb of [grad, valueAndGrad as typeof grad, hessian as unknown as typeof grad]) {
    for (let made = 0; made < 2; made++) {
      plain = 0;
      const at = verb(f);
      for (const _ of [1, 2, 3]) at([3]);
      expect(plain).toBe(1);
    }
  }
  plain = 0;
  const inner = grad(f);
  derivative((t) => inner([t])[0])(3);
  // The plain run of the outer function differentiates f at a plain number; f itself runs on a tape or in lanes only.
  expect(plain).toBe(0);
});

describe('f is called as often as the doc comments say', () => {
  /** The calls of f, all and plain, that a run takes. */
  const counter = () => {
    const calls = { all: 0, plain: 0 };
    const noted = (x: Scalar): void => {
      calls.all++;
      if (typeof x === 'number') calls.plain++;
    };
    const during = (run: () => unknown): readonly [number, number] => {
      [calls.all, calls.plain] = [0, 0];
      run();
      return [calls.all, calls.plain];
    };
    return { noted, during };
  };
  const twenty = Array.from({ length: 20 }, (_, i) => i + 1);

  test.each([
    ['grad', grad, 'forward', 2],
    ['grad', grad, 'reverse', 1],
    ['valueAndGrad', valueAndGrad as unknown as typeof grad, 'forward', 2],
    ['valueAndGrad', valueAndGrad as unknown as typeof grad, 'reverse', 1],
    ['hessian', hessian as unknown as typeof grad, 'forward', 4],
    ['hessian', hessian as unknown as typeof grad, 'reverse', 2],
  ] as const)('%s, at 20 inputs', (_, verb, mode, runs) => {
    const { noted, during } = counter();
    const at = verb(
      (x: readonly Scalar[]) => {
        noted(x[19] as Scalar);
        return mul(square(x[0] as Scalar), square(x[19] as Scalar));
      },
      { mode },
    ) as (x: readonly number[]) => unknown;
    // A pass over the first 16 inputs leaves the last one plain.
    expect(during(() => at(twenty))[0]).toBe(runs + 1);
    for (let k = 2; k < 5; k++) expect(during(() => at(twenty))[0]).toBe(runs);
  });

  test.each([
    ['jvp', (f: Fn) => jvp(f, 2, 1)],
    ['hvp', (f: Fn) => hvp(([x]: readonly [Scalar]) => f(x), [2], [1])],
    ['vjp', (f: Fn) => vjp(f, 2)],
    ['taylor', (f: Fn) => taylor(f, 2, 3)],
  ] as const)('%s, once more where f is not the one checked last', (name, call) => {
    const { noted, during } = counter();
    const f: Fn = (x) => {
      noted(x);
      return square(x);
    };
    expect(during(() => call(f))).toEqual([2, 1]);
    // hvp gets another function here at each call.
    expect(during(() => call(f))).toEqual(name === 'hvp' ? [2, 1] : [1, 0]);
    jvp(square, 1, 1);
    expect(during(() => call(f))).toEqual([2, 1]);
  });

  test.each([-1, 0, 1])('jvp along a direction of an outer derivative, its number %i', (v) => {
    const { noted, during } = counter();
    const f: Fn = (x) => {
      noted(x);
      return square(x);
    };
    // Once in the outer derivative, and once in its plain run.
    expect(during(() => derivative((t) => jvp(f, 2, add(sub(t, 3), v)).tangent)(3))[0]).toBe(2);
  });

  test('hvp of the same function', () => {
    const { noted, during } = counter();
    const f = ([x]: readonly [Scalar]): Scalar => {
      noted(x);
      return square(x);
    };
    expect(during(() => hvp(f, [2], [1]))).toEqual([2, 1]);
    expect(during(() => hvp(f, [2], [1]))).toEqual([1, 0]);
  });

  test('derivative', () => {
    const { noted, during } = counter();
    const slope = derivative((x) => {
      noted(x);
      return square(x);
    });
    expect(during(() => slope(2))).toEqual([2, 1]);
    expect(during(() => slope(2))).toEqual([1, 0]);
  });
});

test('out is not written where f is refused', () => {
  const out: [number] = [5];
  expect(() => gradInto(([x]: readonly [Scalar]) => (x === 2 ? 7 : square(x)))([2], out)).toThrow();
  expect(out).toEqual([5]);
});

test('a value that is the same is not accused, though the branch is another', () => {
  expect(grad(([x, y]: readonly [Scalar, Scalar]) => (x === 0 ? 0 : mul(x, y)))([0, 3])).toEqual([3, 0]);
});
