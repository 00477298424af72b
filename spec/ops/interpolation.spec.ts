import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  countFlops,
  derivative,
  diagnose,
  dual,
  emitModule,
  grad,
  hermite,
  hessian,
  interp,
  jvp,
  mul,
  type Scalar,
  spline,
  splineThrough,
  square,
  stopGradient,
  sum,
  tangent,
  taylor,
  trace,
  trapezoid,
} from '../../lib/entries/index.ts';
import { fc, runs } from '../support/fast-check.ts';
import { type RationalDual, variables } from '../support/rational.ts';

type Field = (z: readonly Scalar[]) => Scalar;

/** Each interpolation as a function of all its numbers: x, n knots, n values, and n slopes. */
const OPS: readonly { readonly name: string; readonly lists: number; readonly field: Field }[] = [
  { name: 'interp', lists: 2, field: (z) => interp(z[0]!, ...split(z, 2)) },
  { name: 'hermite', lists: 3, field: (z) => hermite(z[0]!, ...split(z, 3)) },
  { name: 'spline', lists: 2, field: (z) => spline(z[0]!, ...split(z, 2)) },
  { name: 'splineThrough', lists: 2, field: (z) => splineThrough(...split(z, 2))(z[0]!) },
];

function split(z: readonly Scalar[], lists: 2): [Scalar[], Scalar[]];
function split(z: readonly Scalar[], lists: 3): [Scalar[], Scalar[], Scalar[]];
function split(z: readonly Scalar[], lists: number): Scalar[][] {
  const n = (z.length - 1) / lists;
  return Array.from({ length: lists }, (_, k) => z.slice(1 + k * n, 1 + (k + 1) * n));
}

const eighth = fc.integer({ min: -40, max: 40 }).map((i) => i / 8);

/** Points with knots at eighths, x among or beyond them, now and then at one. */
const points = (lists: number): fc.Arbitrary<number[]> =>
  fc
    .integer({ min: 2, max: 6 })
    .chain((n) =>
      fc
        .tuple(
          eighth,
          fc.uniqueArray(eighth, { minLength: n, maxLength: n }),
          fc.array(eighth, { minLength: n * (lists - 1), maxLength: n * (lists - 1) }),
        )
        .map(([x, knots, rest]) => [x, ...knots.sort((a, b) => a - b), ...rest]),
    );

/** The definitions, in exact fractions: the spline from its slopes, by elimination of the whole matrix. */
const EXACT: Readonly<Record<string, (z: readonly RationalDual[]) => RationalDual>> = {
  interp: (z) => {
    const [x, xs, ys] = parts(z, 2);
    const i = segment(x, xs);
    if (i < 0) return ys[0]!;
    if (i === xs.length - 1) return ys[i]!;
    return ys[i]!.plus(
      x
        .minus(xs[i]!)
        .times(ys[i + 1]!.minus(ys[i]!))
        .over(xs[i + 1]!.minus(xs[i]!)),
    );
  },
  hermite: (z) => {
    const [x, xs, ys, ms] = parts(z, 3);
    return cubic(x, xs, ys, ms!);
  },
  spline: (z) => {
    const [x, xs, ys] = parts(z, 2);
    return cubic(x, xs, ys, naturalSlopes(xs, ys));
  },
};
const exactly = (name: string): ((z: readonly RationalDual[]) => RationalDual) =>
  EXACT[name === 'splineThrough' ? 'spline' : name]!;

function parts(
  z: readonly RationalDual[],
  lists: number,
): readonly [RationalDual, RationalDual[], RationalDual[], RationalDual[] | undefined] {
  const n = (z.length - 1) / lists;
  const list = (k: number): RationalDual[] => z.slice(1 + k * n, 1 + (k + 1) * n);
  return [z[0]!, list(0), list(1), lists === 3 ? list(2) : undefined];
}

function segment(x: RationalDual, xs: readonly RationalDual[]): number {
  return xs.filter((knot) => !x.value.isBelow(knot.value)).length - 1;
}

/** The cubic of the Hermite basis h₀₀ … h₁₁; beyond the ends the tangent there. */
function cubic(
  x: RationalDual,
  xs: readonly RationalDual[],
  ys: readonly RationalDual[],
  ms: readonly RationalDual[],
): RationalDual {
  const i = segment(x, xs);
  const last = xs.length - 1;
  if (i < 0 || i === last) {
    const end = Math.max(i, 0);
    return ys[end]!.plus(ms[end]!.times(x.minus(xs[end]!)));
  }
  const h = xs[i + 1]!.minus(xs[i]!);
  const t = x.minus(xs[i]!).over(h);
  const [t2, t3] = [t.times(t), t.times(t).times(t)];
  const h01 = t2.by(3).minus(t3.by(2));
  const h10 = t3.minus(t2.by(2)).plus(t);
  const h11 = t3.minus(t2);
  const rise = ys[i + 1]!.minus(ys[i]!).times(h01);
  return ys[i]!.plus(rise).plus(h.times(h10.times(ms[i]!).plus(h11.times(ms[i + 1]!))));
}

/** The slopes of the natural spline: mᵢ₋₁/hᵢ₋₁ + 2mᵢ(1/hᵢ₋₁ + 1/hᵢ) + mᵢ₊₁/hᵢ = 3(sᵢ₋₁/hᵢ₋₁ + sᵢ/hᵢ), 2m + m = 3s at the ends. */
function naturalSlopes(xs: readonly RationalDual[], ys: readonly RationalDual[]): RationalDual[] {
  const n = xs.length;
  const zero = xs[0]!.constant(0);
  const h = (i: number): RationalDual => xs[i + 1]!.minus(xs[i]!);
  const s = (i: number): RationalDual => ys[i + 1]!.minus(ys[i]!).over(h(i));
  const inverse = (i: number): RationalDual => zero.constant(1).over(h(i));
  const rows = xs.map((_, i) => {
    const row = new Array<RationalDual>(n + 1).fill(zero);
    if (i > 0) {
      row[i - 1] = inverse(i - 1);
      row[i] = row[i]!.plus(inverse(i - 1).by(2));
      row[n] = row[n]!.plus(
        s(i - 1)
          .times(inverse(i - 1))
          .by(3),
      );
    }
    if (i < n - 1) {
      row[i + 1] = inverse(i);
      row[i] = row[i]!.plus(inverse(i).by(2));
      row[n] = row[n]!.plus(s(i).times(inverse(i)).by(3));
    }
    return row;
  });
  for (let k = 0; k < n; k++) {
    rows[k] = rows[k]!.map((entry) => entry.over(rows[k]![k]!));
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]!;
      rows[i] = rows[i]!.map((entry, j) => entry.minus(factor.times(rows[k]![j]!)));
    }
  }
  return rows.map((row) => row[n]!);
}

const MODES: Readonly<Record<string, (f: Field) => (z: readonly number[]) => number[]>> = {
  forward: (f) => grad(f, { mode: 'forward' }),
  'one lane': (f) => grad(f, { mode: 'forward', lanes: 1 }),
  reverse: (f) => grad(f, { mode: 'reverse' }),
  'in another derivative': (f) => (z) =>
    jvp((x: readonly Scalar[]) => grad(f)(x as readonly number[]) as unknown as Scalar[], z, z).value as number[],
  traced: (f) => (z) => trace(grad(f), z).evaluate(z) as number[],
  js: (f) => compile(grad(f), { backend: 'js' }),
  wasm: (f) => compile(grad(f), { backend: 'wasm' }),
  interpreter: (f) => compile(grad(f), { backend: 'interpreter' }),
  'compiled in reverse': (f) => compile(grad(f, { mode: 'reverse' })),
};

function close(got: readonly number[], exact: readonly number[], what: string): void {
  const size = Math.max(1, ...exact.map(Math.abs));
  got.forEach((g, i) => {
    expect(Math.abs(g - exact[i]!) <= 1e-11 * size, `${what}: entry ${i} is ${g}, not ${exact[i]}`).toBe(true);
  });
}

describe.each(OPS)('$name', ({ name, lists, field }) => {
  const atKnot = (z: readonly number[]): boolean => z.slice(1, 1 + (z.length - 1) / lists).includes(z[0]!);

  test('values and all derivatives are those in exact fractions', () => {
    fc.assert(
      fc.property(points(lists), (z) => {
        const exact = exactly(name)(variables(z));
        close([field(z) as number], [exact.value.toNumber()], 'the value');
        if (name === 'interp' && atKnot(z)) return;
        close(
          grad(field)(z),
          exact.partials.map((p) => p.toNumber()),
          'the gradient',
        );
      }),
      runs(0.5),
    );
  });

  test('every mode gives the same, knots and ends included', () => {
    fc.assert(
      fc.property(points(lists), (z) => {
        const expected = grad(field)(z);
        for (const [mode, of] of Object.entries(MODES)) close(of(field)(z), expected, mode);
      }),
      runs(0.2),
    );
  });

  test('values are those of plain numbers, in every mode, to the bit', () => {
    const zeros = fc.constantFrom(-0, 0, 1, -1);
    const small = fc.tuple(zeros, fc.array(zeros, { minLength: (lists - 1) * 3, maxLength: (lists - 1) * 3 }));
    fc.assert(
      fc.property(
        fc.oneof(
          points(lists),
          small.map(([x, rest]) => [x, -1, 0, 1, ...rest]),
        ),
        (z) => {
          const v = field(z);
          expect(jvp(field, z, z).value).toBe(v);
          expect(trace(field, z).evaluate(z)).toBe(v);
          expect(compile(field)(z)).toBe(v);
        },
      ),
      runs(0.5),
    );
  });

  test('any of x, knots and values may be inactive: the others keep their derivatives', () => {
    fc.assert(
      fc.property(points(lists), fc.infiniteStream(fc.boolean()), (z, choice) => {
        const isActive = z.map(() => choice.next().value);
        const all = grad(field)(z);
        const some = grad((y) => field(y.map((yi, i) => (isActive[i] ? yi : stopGradient(yi)))))(z);
        close(
          some,
          all.map((d, i) => (isActive[i] ? d : 0)),
          'what is active',
        );
        const typed = (y: readonly Scalar[]): Scalar => {
          const [x, ...rest] = y;
          return field([x!, ...Float64Array.from(rest.map((_, i) => z[i + 1]!))]);
        };
        close([grad(typed)(z)[0]!], [all[0]!], 'by x alone');
      }),
      runs(0.5),
    );
  });

  test('a shift of x and all knots changes nothing, and a factor of all values is a factor', () => {
    fc.assert(
      fc.property(points(lists), (z) => {
        const d = grad(field)(z);
        const n = (z.length - 1) / lists;
        const size = Math.max(1, ...d.map(Math.abs));
        expect(Math.abs(d.slice(0, n + 1).reduce((a, b) => a + b)) / size).toBeLessThan(1e-11);
        const linear = d.slice(n + 1).reduce((total, p, i) => total + p * z[n + 1 + i]!, 0);
        expect(Math.abs(linear - (field(z) as number)) / size).toBeLessThan(1e-9);
      }),
    );
  });

  test('what cannot be is refused by name and place', () => {
    const call =
      (...z: number[]): (() => unknown) =>
      () =>
        field(z);
    const rest = lists === 3 ? [0, 0] : [];
    const own = name === 'splineThrough' ? 'splineThrough' : name;
    expect(call(0, 1, 1, 0, 0, ...rest)).toThrow(`${own}: expected xs to ascend, got xs[1] = 1 after xs[0] = 1`);
    expect(call(0, 2, 1, 0, 0, ...rest)).toThrow(RangeError);
    expect(call(0, NaN, 1, 0, 0, ...rest)).toThrow(`${own}: expected xs to ascend, got xs[1] = 1 after xs[0] = NaN`);
    const least = name.startsWith('spline') ? '2 points' : '1 point';
    expect(() => field([0])).toThrow(`${own}: expected at least ${least}, got 0`);
    expect(() => field(['a' as never, 0, 1, 0, 1, ...rest])).toThrow(TypeError);
    expect(() => field([0, 0, 1, 0, 'a' as never, ...rest])).toThrow(TypeError);
    // State is intact.
    expect(Number.isFinite(grad(field)([0.5, 0, 1, 0, 1, ...rest])[0])).toBe(true);
  });

  test('NaN in x makes everything NaN', () => {
    const z = [NaN, 0, 1, 2, 3, ...(lists === 3 ? [0, 0] : [])];
    expect(field(z)).toBeNaN();
    for (const d of grad(field)(z)) expect(d).toBeNaN();
  });
});

const N = NaN;

describe('by x at knots and ends', () => {
  const abs = (x: Scalar): Scalar => interp(x, [-1, 0, 1], [1, 0, 1]);
  const relu = (x: Scalar): Scalar => interp(x, [-1, 0, 1], [0, 0, 1]);
  const convex = (x: Scalar): Scalar => interp(x, [-1, 0, 1], [-1, 0, 3]);
  const concave = (x: Scalar): Scalar => interp(x, [-1, 0, 1], [-3, 0, 1]);
  const falling = (x: Scalar): Scalar => interp(x, [-1, 0, 1], [3, 0, -1]);
  const straight = (x: Scalar): Scalar => interp(x, [-1, 0, 1], [-2, 0, 2]);
  const steep = (x: Scalar): Scalar => interp(x, [-1, 0, 1], [-Infinity, 0, 1]);
  const bent = (x: Scalar): Scalar => hermite(x, [-1, 0, 1], [1, 0, 2], [0, 0.5, 0]);
  const smooth = (x: Scalar): Scalar => spline(x, [-1, 0, 1], [1, 0, 1]);

  test.each<readonly [string, (x: Scalar) => Scalar, number, readonly number[], number]>([
    // At x = 0: the value, and derivatives of order 1, 2 and 3.
    ['interp at a peak, as abs', abs, 0, [0, 0, N, N], 1],
    ['interp next to a flat piece, as relu', relu, 0, [0, 0, N, N], 1],
    ['interp, the lesser slope on the left', convex, 0, [0, 1, N, N], 1],
    ['interp, the lesser slope on the right', concave, 0, [0, 1, N, N], 1],
    ['interp, both slopes negative', falling, 0, [0, -1, N, N], 1],
    ['interp between equal slopes', straight, 0, [0, 2, 0, 0], 0],
    ['interp next to an infinite slope', steep, 0, [0, N, N, N], 1],
    ['interp at the first knot', convex, -1, [-1, 0, N, N], 1],
    ['interp at the last knot', convex, 1, [3, 0, N, N], 1],
    ['interp before the first knot', convex, -2, [-1, 0, 0, 0], 0],
    ['interp beyond the last knot', convex, 2, [3, 0, 0, 0], 0],
    ['interp in a piece', convex, 0.5, [1.5, 3, 0, 0], 0],
    ['hermite at a knot', bent, 0, [0, 0.5, N, N], 0],
    ['hermite at the last knot', bent, 1, [2, 0, N, N], 0],
    ['hermite beyond it', bent, 3, [2, 0, 0, 0], 0],
    ['hermite in a piece', bent, 0.5, [1.0625, 2.875, -0.5, -21], 0],
    // ½(3|x|² − |x|³) − …: by hand, S″ = 3(1 − |x|) on [−1, 1].
    ['spline at a knot', smooth, 0, [0, 0, 3, N], 0],
    ['spline in a piece', smooth, 0.5, [0.3125, 1.125, 1.5, -3], 0],
    ['spline at the last knot', smooth, 1, [1, 1.5, 0, N], 0],
    ['spline beyond it', smooth, 2, [2.5, 1.5, 0, 0], 0],
  ])('%s', (_, f, x, expected, kinks) => {
    const one = derivative(f);
    const two = derivative(one);
    const three = derivative(two);
    expect([f(x), one(x), two(x), three(x)].map((d) => (d as number) + 0)).toEqual(expected);
    const [a, b, c, d] = taylor(f, x, 3) as [number, number, number, number];
    expect([a, b, 2 * b - 2 * b + 2 * c, 6 * d].map((t) => t + 0)).toEqual(expected);
    const g = ([z]: readonly Scalar[]): Scalar => f(z!);
    for (const mode of ['forward', 'reverse'] as const) {
      expect(grad(g, { mode })([x])[0]).toBe(expected[1]);
      expect(hessian(g, { mode })([x])[0]![0]! + 0).toBe(expected[2]);
      expect((compile(grad(g, { mode }))([x])[0] as number) + 0).toBe(expected[1]);
      expect((compile(hessian(g, { mode }))([x])[0]![0] as number) + 0).toBe(expected[2]);
    }
    expect(
      diagnose(f, x)
        .findings.filter(({ kind }) => kind === 'kink')
        .map(({ op }) => op),
    ).toEqual(kinks === 1 ? ['interp'] : []);
  });

  test('by knots and values as well: only those of the knot take part', () => {
    const z = [0, -1, 0, 1, -1, 0, 3];
    expect(grad(OPS[0]!.field)(z).map((d) => d + 0)).toEqual([1, 0, -1, 0, 0, 1, 0]);
    for (const row of hessian(OPS[0]!.field)(z)) for (const d of row) expect(d).toBeNaN();
    // Of x at a knot, both inactive, the values alone: linear.
    const ofValues = (ys: readonly Scalar[]): Scalar => square(interp(0, [-1, 0, 1], ys));
    expect(hessian(ofValues)([5, 2, 7])).toEqual([
      [0, 0, 0],
      [0, 2, 0],
      [0, 0, 0],
    ]);
  });

  test('a knot within rounding is told, and by its numbers', () => {
    const f = (x: Scalar): Scalar => interp(mul(x, 3), [0, 0.3, 1], [0, 0.3, 2]);
    const [finding] = diagnose(f, 0.10000000000000005).findings;
    expect([finding?.kind, finding?.op]).toEqual(['kink', 'interp']);
    expect(finding?.met).toMatch(/^interp\(.*\) is within rounding errors of a kink: its slope by argument 0 is 1/);
  });
});

describe('spline', () => {
  test('reproduces straight lines, within and beyond the knots', () => {
    const line = splineThrough([0, 1, 2, 4], [1, 3, 5, 9]);
    for (const x of [-3, 0, 0.5, 1, 2.25, 4, 7]) {
      expect([line(x), derivative(line)(x), derivative(derivative(line))(x)]).toEqual([1 + 2 * x, 2, 0]);
    }
  });

  test('its second derivative is continuous, and 0 at the ends', () => {
    fc.assert(
      fc.property(points(2), ([, ...rest]) => {
        const [xs, ys] = split([0, ...rest], 2) as [number[], number[]];
        const second = derivative(derivative(splineThrough(xs, ys)));
        const size = Math.max(1, ...xs.map((x) => Math.abs(second(x))));
        expect([second(xs[0]!), second(xs.at(-1)!)].map((d) => Math.abs(d) <= 1e-12 * size)).toEqual([true, true]);
        for (const x of xs) expect(Math.abs(second(x - 1e-9) - second(x)) / size).toBeLessThan(1e-6);
      }),
    );
  });

  test('solved once it gives what spline gives', () => {
    fc.assert(
      fc.property(points(2), fc.array(eighth), ([, ...rest], xs) => {
        const [knots, ys] = split([0, ...rest], 2);
        expect(xs.map(splineThrough(knots, ys))).toEqual(xs.map((x) => spline(x, knots, ys)));
      }),
    );
  });

  test('costs O(n), derivatives too', () => {
    const costs = [100, 200].map((n) => {
      const xs = Array.from({ length: n }, (_, i) => i);
      return countFlops(
        grad((ys: readonly Scalar[]) => spline(n / 2 + 0.25, xs, ys), { mode: 'reverse' }),
        xs,
      ).textbook;
    });
    expect(costs[1]! / costs[0]!).toBeLessThan(2.1);
  });
});

describe('hermite', () => {
  test('reproduces cubics', () => {
    const p = (x: number): number => 1 + x * (2 + x * (3 + x * 4));
    const slope = (x: number): number => 2 + x * (6 + x * 12);
    const xs = [-1, 0, 0.5, 2];
    for (const x of [-1, -0.75, 0, 0.25, 1, 2]) {
      const f = (t: Scalar): Scalar => hermite(t, xs, xs.map(p), xs.map(slope));
      expect(f(x)).toBeCloseTo(p(x), 12);
      expect(derivative(f)(x)).toBeCloseTo(slope(x), 12);
    }
  });

  test('with the secant as both slopes is interp, to the bit', () => {
    fc.assert(
      fc.property(eighth, eighth, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (y0, y1, x) => {
        expect(hermite(x, [0, 1], [y0, y1], [y1 - y0, y1 - y0])).toBe(interp(x, [0, 1], [y0, y1]));
      }),
    );
  });
});

describe('trapezoid', () => {
  const formula = (ys: readonly number[], width: (i: number) => number): number =>
    ys.slice(1).reduce((total, y, i) => total + (width(i) * (ys[i]! + y)) / 2, 0);

  test('its value is that of the formula, from left to right', () => {
    const list = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(list, fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (ys, dx) => {
        fc.pre([...ys, dx].every((y) => y === 0 || Math.abs(y) > 1e-99));
        const xs = ys.map((y, i) => i * dx + y);
        expect(add(trapezoid(ys), 0)).toBe(formula(ys, () => 1) + 0);
        expect(add(trapezoid(ys, dx), 0)).toBe(formula(ys, () => dx) + 0);
        expect(add(trapezoid(ys, xs), 0)).toBe(formula(ys, (i) => xs[i + 1]! - xs[i]!) + 0);
        expect(trapezoid(Float64Array.from(ys), Float64Array.from(xs))).toBe(trapezoid(ys, xs));
      }),
    );
  });

  test('its derivatives by values, places and distance, in every mode', () => {
    const f = (z: readonly Scalar[]): Scalar => trapezoid(z.slice(0, 3), z.slice(3));
    const z = [1, 2, 4, 0, 1, 3];
    for (const [mode, of] of Object.entries(MODES)) {
      expect(of(f)(z), mode).toEqual([0.5, 1.5, 1, -1.5, -1.5, 3]);
      expect(of(([dx]) => trapezoid([1, 2, 4], dx))([0.5]), mode).toEqual([4.5]);
    }
    expect(tangent(trapezoid([dual(1, 1), 2]))).toBe(0.5);
  });

  test('of fewer than two values 0; lengths must agree', () => {
    expect([trapezoid([]), trapezoid([3]), trapezoid([3], [2])]).toEqual([0, 0, 0]);
    expect(() => trapezoid([1, 2], [1])).toThrow(
      'trapezoid: expected ys and xs of the same length, got lengths 2 and 1',
    );
    expect(() => trapezoid(3 as never)).toThrow('trapezoid: expected an array of Scalars, got 3');
    expect(() => trapezoid([1, 2], 'a' as never)).toThrow(TypeError);
  });
});

test('lengths that differ are told', () => {
  expect(() => interp(0, [0, 1], [1])).toThrow('interp: expected xs and ys of the same length, got lengths 2 and 1');
  expect(() => hermite(0, [0, 1], [1, 2], [1])).toThrow(
    'hermite: expected xs and slopes of the same length, got lengths 2 and 1',
  );
});

test('a table looked up in compiled code has a path for each piece, and its module is text', () => {
  const xs = [0, 1, 2, 3];
  const f = (x: Scalar): Scalar => interp(x, xs, [0, 1, 4, 9]);
  const compiled = compile(derivative(f));
  for (const x of [0.5, 1.5, 2.5, 0.25, 1.25, -1, 4]) expect(compiled(x)).toBe(derivative(f)(x));
  expect(compiled.stats.paths).toBe(5);
  expect(emitModule((x: readonly Scalar[]) => sum(x.map(splineThrough(xs, [0, 1, 4, 9]))), [0.5, 1.5])).toContain(
    'export',
  );
});
