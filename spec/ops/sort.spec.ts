import { describe, expect, test } from 'vitest';
import {
  add,
  argsort,
  compile,
  derivative,
  diagnose,
  dot,
  dual,
  grad,
  hessian,
  jacobian,
  maximum,
  median,
  minimum,
  mul,
  type Numeric,
  neg,
  quantile,
  type Scalar,
  sort,
  sqrt,
  square,
  sum,
  topK,
  trace,
} from '../../lib/entries/index.ts';
import { fc } from '../support/fast-check.ts';

const numbers = fc.array(fc.double(), { maxLength: 40 });
const tied = fc.array(fc.constantFrom(-0, 0, 1, 2, -1, Infinity, -Infinity), { maxLength: 12 });

/** The sort of the language, by the order of typed arrays. */
function bySelection(xs: readonly number[]): number[] {
  const rest = [...xs];
  const before = (a: number, b: number): boolean =>
    Number.isNaN(b) ? !Number.isNaN(a) : a < b || (a === b && Object.is(a, -0) && !Object.is(b, -0));
  const result: number[] = [];
  while (rest.length > 0) {
    let least = 0;
    for (let i = 1; i < rest.length; i++) if (before(rest[i]!, rest[least]!)) least = i;
    result.push(...rest.splice(least, 1));
  }
  return result;
}

describe('values on plain numbers', () => {
  test('sort is that of typed arrays: −0 before 0, NaN last, x left alone', () => {
    fc.assert(
      fc.property(fc.oneof(numbers, tied), (xs) => {
        const before = [...xs];
        expect(sort(xs)).toEqual(bySelection(xs));
        expect(sort(Float64Array.from(xs))).toEqual(bySelection(xs));
        expect(xs).toEqual(before);
      }),
    );
  });

  test('argsort gives the places of sort, and equal entries keep their order', () => {
    fc.assert(
      fc.property(fc.oneof(numbers, tied), (xs) => {
        const places = argsort(xs);
        expect(places.map((place) => xs[place])).toEqual(sort(xs));
        for (let i = 1; i < places.length; i++) {
          const [a, b] = [places[i - 1]!, places[i]!];
          if (Object.is(xs[a], xs[b])) expect(a).toBeLessThan(b);
        }
      }),
    );
  });

  test('topK is the end of sort, reversed', () => {
    fc.assert(
      fc.property(numbers, fc.nat(40), (xs, k) => {
        fc.pre(k <= xs.length);
        expect(topK(xs, k)).toEqual(sort(xs).reverse().slice(0, k));
      }),
    );
  });

  test('median and quantile by their formulas, quantiles at 0 and 1 the extremes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 30 }), (xs) => {
        const s = bySelection(xs);
        const middle = s.length >> 1;
        expect(median(xs)).toBe(s.length % 2 ? s[middle] : (s[middle - 1]! + s[middle]!) / 2);
        // Of zeros of both signs they agree but for the sign.
        expect(quantile(xs, 0) === minimum(xs) && quantile(xs, 1) === maximum(xs)).toBe(true);
      }),
    );
    const finite = fc.array(fc.double({ min: -1e300, max: 1e300, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(finite, fc.double({ min: 0, max: 1, noNaN: true }), (xs, q) => {
        const s = bySelection(xs);
        const h = (s.length - 1) * q;
        const i = Math.floor(h);
        expect(quantile(xs, q)).toBe(h === i ? s[i] : s[i]! + (h - i) * (s[i + 1]! - s[i]!));
      }),
    );
  });

  test('of no entries, and of NaN', () => {
    expect([sort([]), argsort([]), topK([], 0)]).toEqual([[], [], []]);
    expect([median([]), quantile([], 0.5)]).toEqual([NaN, NaN]);
    expect([median([1, NaN, 2]), quantile([1, NaN, 2], 0), quantile([1, 2], NaN)]).toEqual([NaN, NaN, NaN]);
    expect([sort([2, NaN, 1]), topK([2, NaN, 1], 2)]).toEqual([
      [1, 2, NaN],
      [NaN, 2],
    ]);
    expect(quantile([Infinity, 1, Infinity], 0.75)).toBe(Infinity);
  });
});

describe('derivatives', () => {
  const jacobians = (f: (xs: readonly Scalar[]) => Scalar[], x: readonly number[]): number[][][] => [
    jacobian(f, { mode: 'forward' })(x),
    jacobian(f, { mode: 'forward', lanes: 1 })(x),
    jacobian(f, { mode: 'reverse' })(x),
    compile(jacobian(f, { mode: 'reverse' }))(x) as number[][],
    trace(jacobian(f), x).evaluate(x) as number[][],
  ];

  test('the Jacobian of sort is a permutation, in every mode', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 8 }),
        (x) => {
          fc.pre(new Set(x.map((xi) => xi + 0)).size === x.length);
          const places = argsort(x);
          const expected = places.map((place) => x.map((_, j) => Number(j === place)));
          for (const found of jacobians(sort, x)) expect(found.flat()).toEqual(expected.flat());
        },
      ),
    );
  });

  test('equal entries share: doubly stochastic, the same for every permutation of them', () => {
    fc.assert(
      fc.property(tied, (x) => {
        fc.pre(x.length > 0);
        const expected = sort(x).map((y) => x.map((xj) => (xj === y ? 1 / x.filter((xk) => xk === y).length : 0)));
        for (const found of jacobians(sort, x)) expect(found.flat()).toEqual(expected.flat());
      }),
    );
  });

  test('values are those of plain numbers, compiled ones too, at ties of ±0', () => {
    const values = compile((xs: readonly Scalar[]) => sort(xs));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-0, 0, 1), { minLength: 4, maxLength: 4 }), (x) => {
        expect(values(x)).toEqual(sort(x));
        expect(trace(sort, x).evaluate(x)).toEqual(sort(x));
      }),
    );
  });

  test('an entry that was not chosen contributes nothing, not 0 times its derivative', () => {
    expect(grad((x: readonly Scalar[]) => median([sqrt(x[0]!), 1, x[1]!]))([0, 3])).toEqual([0, 0]);
  });

  test('between an active and a plain entry they share as well', () => {
    expect(sort([dual(2, 1), 2, 1])).toEqual([1, dual(2, 0.5), dual(2, 0.5)]);
  });
});

describe('laws', () => {
  const weights = [1, -2, 3, 0.5, -1.5, 2];
  const FIELDS: readonly (readonly [name: string, f: (x: readonly Scalar[]) => Scalar])[] = [
    ['sort', (x) => dot(sort(x), weights)],
    ['topK', (x) => dot(topK(x, 3), [3, 2, 1])],
    ['median', (x) => median(x)],
    ['quantile', (x) => quantile(x.slice(1), x[0]!)],
  ];
  const apart = fc
    .tuple(
      fc.integer({ min: 1, max: 98 }).filter((i) => i % 25 !== 0),
      fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 5, maxLength: 5 }),
    )
    .map(([q, xs]) => [q / 100, ...xs.map((x) => x / 4)]);

  // Between ties the functions are linear in each number, so a difference is exact but for rounding.
  test.each(FIELDS)('%s against differences', (name, f) => {
    fc.assert(
      fc.property(apart, (z) => {
        const x = name === 'quantile' ? z : z.map((zi, i) => (i === 0 ? 30 : zi));
        const found = [grad(f, { mode: 'forward' })(x), grad(f, { mode: 'reverse' })(x)];
        x.forEach((_, i) => {
          const at = (h: number): number => f(x.map((xj, j) => (j === i ? xj + h : xj))) as number;
          const h = 2 ** -10;
          for (const d of found) expect(d[i]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 8);
        });
      }),
    );
  });

  test.each(FIELDS)('%s is the same of every permutation, and so are its derivatives', (name, f) => {
    const entries = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 6, maxLength: 6 });
    const places = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 });
    fc.assert(
      fc.property(entries, places, (x, p) => {
        const g = name === 'quantile' ? (y: readonly Scalar[]): Scalar => quantile(y, 0.3) : f;
        const permuted = p.map((place) => x[place]!);
        expect(g(permuted)).toBe(g(x));
        const d = grad(g)(x);
        grad(g)(permuted).forEach((di, i) => {
          expect(di).toBeCloseTo(d[p[i]!]!, 14);
        });
      }),
    );
  });

  test('quantiles at 0 and 1 have the derivatives of minimum and maximum', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-1, 0, 1, 2), { minLength: 1, maxLength: 7 }), (x) => {
        for (const mode of ['forward', 'reverse'] as const) {
          expect(grad((y: readonly Scalar[]) => quantile(y, 0), { mode })(x)).toEqual(grad(minimum, { mode })(x));
          expect(grad((y: readonly Scalar[]) => quantile(y, 1), { mode })(x)).toEqual(grad(maximum, { mode })(x));
        }
      }),
    );
  });

  test('quantile by q: the slope; the lesser of two where q is at an entry, one-sided at the ends', () => {
    const d = derivative((q: Scalar) => quantile([7, 1, 2, 4], q));
    expect([0, 0.25, 1 / 3, 0.5, 2 / 3, 0.9, 1].map(d)).toEqual([3, 3, 3, 6, 6, 9, 9]);
    expect(derivative((q: Scalar) => quantile([5], q))(0.5)).toBe(0);
    expect(derivative(derivative((q: Scalar) => quantile([7, 1, 2, 4], q)))(0.25)).toBe(0);
    expect(derivative(derivative((q: Scalar) => quantile([1, 2, 4], q)))(0.5)).toBeNaN();
  });

  test('second derivatives are right, or NaN where entries are equal', () => {
    const f = (x: readonly Scalar[]): Scalar => sum(sort(x).map(square));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 5 }), (x) => {
        for (const mode of ['forward', 'reverse'] as const) {
          const h = hessian(f, { mode })(x);
          x.forEach((xi, i) => {
            const isAlone = x.every((xj, j) => j === i || xj !== xi);
            x.forEach((_, j) => {
              const right = i === j ? 2 : 0;
              if (isAlone) expect(h[i]![j]).toBe(right);
              else expect(Number.isNaN(h[i]![j]) || h[i]![j] === right).toBe(true);
            });
          });
        }
      }),
    );
    for (const d of hessian((x: readonly Scalar[]) => median(x))([1, 2, 2])
      .flat()
      .slice(4)) {
      expect(d === 0 || Number.isNaN(d)).toBe(true);
    }
    expect(hessian((x: readonly Scalar[]) => median(x))([1, 2, 2])[1]![1]).toBeNaN();
  });
});

describe('refused', () => {
  test.each<readonly [string, () => unknown, string]>([
    ['sort', () => sort(3 as never), 'sort: expected an array of Scalars, got 3'],
    [
      'an entry',
      () => median([1, 'a' as never]),
      'median: expected a number or a Scalar of dualgrad, got the string "a"',
    ],
    ['a hole', () => sort(new Array<number>(2)), 'sort: expected a number or a Scalar of dualgrad, got undefined'],
    ['q', () => quantile([1, 2], 1.5), 'quantile: expected q from 0 to 1, got 1.5'],
    ['q below', () => quantile([1, 2], -0.1), 'quantile: expected q from 0 to 1, got -0.1'],
    ['k', () => topK([1, 2], 3), 'topK: expected k to be an integer from 0 to 2, the length of xs, got 3'],
    ['k', () => topK([1, 2], 0.5), 'topK: expected k to be an integer from 0 to 2, the length of xs, got 0.5'],
    [
      'a k',
      () => topK([1, 2], dual(1, 1) as never),
      'topK: expected k to be a plain number, got a Dual; write value(k)',
    ],
    [
      'two',
      () => (sort as (...xs: unknown[]) => unknown)([3], [4]),
      'sort: expected 1 argument, got an array of length 1 as well; write xs.map((x) => sort(x))',
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

test('guards: n − 1 of an ascending array, and a path for each order', () => {
  const x = [1, 2, 3, 4, 5];
  expect(String(trace(sort, x)).match(/guard/g)).toHaveLength(4);
  const f = compile((xs: readonly Scalar[]) => dot(sort(xs), [1, 2, 3]));
  const g = compile(grad((xs: readonly Scalar[]) => dot(sort(xs), [1, 2, 3])));
  for (const at of [
    [1, 2, 3],
    [3, 1, 2],
    [2, 2, 1],
    [1, 2, 3],
    [2, 3, 1],
  ]) {
    expect(f(at)).toBe(dot(sort(at), [1, 2, 3]));
    expect(g(at)).toEqual(grad((xs: readonly Scalar[]) => dot(sort(xs), [1, 2, 3]))(at));
  }
  expect(f.stats.paths).toBe(4);
});

test('the sum of sorted entries is the sum, its derivative all ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 9 }), (x) => {
      for (const d of grad((xs: Numeric) => sum(sort(xs)))(x)) expect(d).toBeCloseTo(1, 14);
    }),
  );
});

test('what a derivative rests on is told by the name of the op', () => {
  const ops = (f: (xs: readonly Scalar[]) => Scalar, x: readonly number[]): string[] =>
    diagnose(f, x).findings.map(({ kind, op }) => `${kind} of ${op}`);
  expect(ops((xs) => median(xs), [1, 3, 2])).toEqual([]);
  expect(ops((xs) => median(xs), [1, 2, 2])).toEqual(['kink of median']);
  expect(ops((xs) => add(sort(xs)[0]!, neg(sort(xs)[1]!)), [1, 1])).toContain('kink of sort');
  expect(ops((xs) => mul(2, topK(xs, 1)[0]!), [1, 1])).toEqual(['kink of topK']);
  expect(ops((xs) => quantile(xs, 0.4), [1, 1])).toEqual(['kink of quantile']);
  expect(ops(([q]) => quantile([1, 2, 4], q!), [0.5])).toEqual(['kink of quantile']);
  expect(ops(([q]) => quantile([1, 2, 4], q!), [0.6])).toEqual([]);
  expect(ops(([q]) => quantile([1, 2, 4], q!), [0])).toEqual([]);
  // Equal but for rounding, and many.
  expect(ops(([x, y]) => median([mul(x!, 3), y!, 1]), [0.1, 0.3])).toEqual(['kink of median']);
  expect(ops((xs) => sort(xs)[0]!, new Array<number>(20).fill(1))).toEqual(['kink of sort']);
  // What is decided by places is told as any comparison.
  expect(ops((xs) => xs[argsort(xs)[0]!]!, [1, 1])[0]).toBe('tie of lt');
  const { derivative: d } = diagnose((xs: readonly Scalar[]) => sort(xs), [2, 1, 2, 2]);
  expect(d).toEqual(jacobian((xs: readonly Scalar[]) => sort(xs))([2, 1, 2, 2]));
});
