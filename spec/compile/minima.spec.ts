// Functions that branch, whose minima are published: compiled, they are what the literature has, and lead there.
import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  dot,
  exp,
  ge,
  gt,
  lt,
  mul,
  neg,
  pow,
  type Scalar,
  sqrt,
  square,
  sub,
  sum,
  valueAndGrad,
} from '../../lib/entries/index.ts';
import { data } from '../ground-truth/data.ts';
import { backends, same } from './eager.ts';

interface Problem {
  readonly start: readonly number[];
  readonly startValue: number;
  readonly minimum: readonly number[];
  readonly value: number;
  readonly convex: boolean;
}

const largest = (pieces: readonly Scalar[]): Scalar => pieces.reduce((y, piece) => (lt(y, piece) ? piece : y));
const size = (x: Scalar): Scalar => (lt(x, 0) ? neg(x) : x);
/** x₁² + x₂² − 1. */
const circle = (x: Scalar, y: Scalar): Scalar => sub(add(square(x), square(y)), 1);

const functions: Readonly<Record<string, (x: readonly [Scalar, Scalar, Scalar, Scalar]) => Scalar>> = {
  crescent: ([x, y]) => {
    const r = add(square(x), square(sub(y, 1)));
    return largest([sub(add(r, y), 1), add(sub(y, r), 1)]);
  },
  CB2: ([x, y]) => {
    const [a, b] = [add(square(x), pow(y, 4)), add(square(sub(2, x)), square(sub(2, y)))];
    return largest([a, b, mul(2, exp(sub(y, x)))]);
  },
  CB3: ([x, y]) => {
    const [a, b] = [add(pow(x, 4), square(y)), add(square(sub(2, x)), square(sub(2, y)))];
    return largest([a, b, mul(2, exp(sub(y, x)))]);
  },
  DEM: ([x, y]) => largest([add(mul(5, x), y), sub(y, mul(5, x)), sum([square(x), square(y), mul(4, y)])]),
  QL: ([x, y]) => {
    const r = add(square(x), square(y));
    const [a, b] = [sub(sub(4, mul(4, x)), y), sub(sub(6, x), mul(2, y))];
    return largest([r, add(r, mul(10, a)), add(r, mul(10, b))]);
  },
  LQ: ([x, y]) => largest([neg(add(x, y)), sub(circle(x, y), add(x, y))]),
  Mifflin1: ([x, y]) => sub(mul(20, largest([circle(x, y), 0])), x),
  Mifflin2: ([x, y]) => {
    const c = circle(x, y);
    return sub(add(mul(2, c), mul(1.75, size(c))), x);
  },
  Wolfe: ([x, y]) => {
    const b = size(y);
    if (ge(x, b)) return mul(5, sqrt(add(mul(9, square(x)), mul(16, square(y)))));
    const linear = add(mul(9, x), mul(16, b));
    return gt(x, 0) ? linear : sub(linear, pow(x, 9));
  },
  RosenSuzuki: (x) => {
    const squares = x.map(square);
    const weighted = (w: readonly number[], v: readonly number[], c: number): Scalar =>
      add(add(dot(w, squares), dot(v, x)), c);
    const f = weighted([1, 1, 2, 1], [-5, -5, -21, 7], 0);
    const constraints = [
      weighted([1, 1, 1, 1], [1, -1, 1, -1], -8),
      weighted([1, 2, 1, 2], [-1, 0, 0, -1], -10),
      weighted([2, 1, 1, 0], [2, -1, 0, -1], -5),
    ];
    return largest([f, ...constraints.map((g) => add(f, mul(10, g)))]);
  },
};

const problems = Object.entries(data<Record<string, Problem>>('nonsmooth/nonsmooth.json'));

describe.each(problems)('%s', (name, { start, startValue, minimum, value, convex }) => {
  const f = functions[name] as unknown as (x: readonly Scalar[]) => Scalar;

  test.each(backends)('has the published values, %s', (backend) => {
    const compiled = compile(f, { backend });
    for (const _ of [1, 2]) {
      expect(compiled(start)).toBeCloseTo(startValue, 7);
      // Six digits of where the minimum is give its value to as many, as the function has kinks there.
      expect(Math.abs(compiled(minimum) - value)).toBeLessThan(1e-5);
    }
  });

  test('goes to the published minimum by its gradients, the same as eagerly at every step', () => {
    const eager = valueAndGrad(f);
    const compiled = compile(eager);
    let x = [...start];
    let best = Infinity;
    // Polyak's step, by which a convex function never goes away from its minimum: (f(x) − f*) / |g|² against g.
    for (let k = 0; k < 1000; k++) {
      const at = compiled(x);
      same(at, eager(x));
      best = Math.min(best, at.value);
      const square = at.gradient.reduce((s, g) => s + g * g, 0);
      if (at.value <= value || square === 0) break;
      const step = (at.value - value) / square;
      x = x.map((xi, i) => xi - step * (at.gradient[i] as number));
    }
    if (convex) expect(best - value).toBeLessThan(1e-2 * (startValue - value));
    expect(best).toBeLessThan(startValue);
    expect(best - value).toBeGreaterThan(-1e-6);
    // And on all sides of the minimum.
    for (let i = -3; i <= 3; i++) {
      for (let j = -3; j <= 3; j++) {
        const beside = minimum.map((m, k) => m + ([i, j][k] ?? 0));
        same(compiled(beside), eager(beside));
      }
    }
    expect(compiled.stats.shapes).toBe(1);
    expect(compiled.stats.paths).toBeGreaterThan(1);
    expect(compiled.stats.paths).toBeLessThanOrEqual(2 ** 3);
  });
});

test('every problem has a formula, and every formula a problem', () => {
  expect(problems.map(([name]) => name)).toEqual(Object.keys(functions));
});
