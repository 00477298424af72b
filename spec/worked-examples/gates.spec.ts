import { describe, expect, test } from 'vitest';
import {
  add,
  derivative,
  dot,
  elu,
  grad,
  leakyRelu,
  max,
  maximum,
  mul,
  relu,
  type Scalar,
  sigmoid,
  softplus,
  square,
  sub,
  tanh,
  value,
  vjp,
} from '../../lib/entries/index.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { expectNumber } from './worked.ts';

type Pair = readonly [Scalar, Scalar];
type Gate = (x: Scalar, y: Scalar) => Scalar;

const apart = fc.tuple(moderate, moderate).filter(([x, y]) => x !== y);

/** What a gate with operands x, y passes back of the adjoint that comes in. */
function routed(gate: Gate, [x, y]: readonly [number, number], adjoint: number): readonly number[] {
  return vjp(([a, b]: Pair) => gate(a, b), [x, y]).pullback(adjoint);
}

/** Checks a gate on a tape, and in the middle of a longer computation in forward mode, where the tangent is w times. */
function passes(gate: Gate, expected: (w: number, x: number, y: number) => readonly [number, number]): void {
  fc.assert(
    fc.property(apart, moderate, ([x, y], w) => {
      const back = routed(gate, [x, y], w);
      const through = grad(([a, b]: Pair) => mul(w, gate(a, b)), { mode: 'forward' })([x, y]);
      expected(w, x, y).forEach((e, i) => {
        expectNumber(back[i] as number, e, `adjoint ${i}`);
        expectNumber(through[i] as number, e, `slope ${i}`);
      });
    }),
  );
}

describe('B: what a gate does with the adjoint that comes in', () => {
  test('addition distributes it', () => {
    passes(add, (w) => [w, w]);
    passes(sub, (w) => [w, -w]);
  });

  test('multiplication scales it by the other operand', () => {
    passes(mul, (w, x, y) => [w * y, w * x]);
  });

  test('max routes it to the larger operand', () => {
    passes(max, (w, x, y) => (x > y ? [w, 0] : [0, w]));
  });

  test('max splits it at a tie', () => {
    fc.assert(
      fc.property(moderate, moderate, (x, w) => {
        expect(routed(max, [x, x], w).map((part) => part === w / 2)).toEqual([true, true]);
      }),
    );
  });

  test('sigmoid scales it by (1 − σ)σ', () => {
    fc.assert(
      fc.property(moderate, moderate, (x, w) => {
        const s = value(sigmoid(x));
        expectNumber(vjp(sigmoid, x).pullback(w), w * (1 - s) * s, 'adjoint');
      }),
    );
  });

  test('a value used twice adds up what comes back', () => {
    fc.assert(
      fc.property(moderate, moderate, moderate, (x, v, w) => {
        const { pullback } = vjp((x: Scalar) => [square(x), mul(3, x)], x);
        expect(pullback([v, 0]) + pullback([0, w])).toBe(pullback([v, w]));
      }),
    );
  });
});

/** max(w₁x + b₁, w₂x + b₂): the largest of affine functions. */
const maxout =
  (...pieces: readonly (readonly [w: number, b: number])[]) =>
  (x: Scalar): Scalar =>
    maximum(pieces.map(([w, b]) => add(dot([w], [x]), b)));

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** An activation function with its value and its slope as textbooks write them; kinks lie at 0. */
const activations: readonly {
  readonly name: string;
  readonly f: (x: Scalar) => Scalar;
  readonly y: (x: number) => number;
  readonly slope: (x: number) => number;
}[] = [
  { name: 'sigmoid', f: sigmoid, y: logistic, slope: (x) => logistic(x) * logistic(-x) },
  { name: 'tanh', f: tanh, y: Math.tanh, slope: (x) => 1 / Math.cosh(x) ** 2 },
  { name: 'relu', f: relu, y: (x) => Math.max(0, x), slope: (x) => (x > 0 ? 1 : 0) },
  {
    name: 'leaky relu',
    f: (x) => leakyRelu(x, 0.01),
    y: (x) => (x > 0 ? x : 0.01 * x),
    slope: (x) => (x > 0 ? 1 : 0.01),
  },
  {
    name: 'elu',
    f: (x) => elu(x, 0.5),
    y: (x) => (x > 0 ? x : 0.5 * Math.expm1(x)),
    slope: (x) => (x > 0 ? 1 : 0.5 * Math.exp(x)),
  },
  { name: 'softplus', f: softplus, y: (x) => Math.log1p(Math.exp(x)), slope: logistic },
  {
    name: 'maxout',
    f: maxout([2, 0], [0.5, 0], [-1, 0]),
    y: (x) => (x > 0 ? 2 * x : -x),
    slope: (x) => (x > 0 ? 2 : -1),
  },
];

describe('B: activation functions', () => {
  const smooth = moderate.filter((x) => x !== 0);

  test.each(activations)('$name has the slope that textbooks give', ({ f, y, slope }) => {
    fc.assert(
      fc.property(smooth, (x) => {
        expectNumber(value(f(x)), y(x), 'value');
        expectNumber(derivative(f)(x), slope(x), 'forward');
        expectNumber(vjp(f, x).pullback(1), slope(x), 'reverse');
      }),
    );
  });

  test('where relu is 0 on either side of a sum, it stops what comes back', () => {
    expect(grad(([x, y]: Pair) => add(relu(x), relu(y)), { mode: 'reverse' })([-1, 2])).toEqual([0, 1]);
  });
});

describe('B: a saturated sigmoid', () => {
  // σ′(x) = e⁻ˣ/(1 + e⁻ˣ)², which for x = 40 and beyond is e⁻ˣ to the last digit.
  test.each([40, 100, 400, 700, 708])('still has its slope at ±%i, where σ(1 − σ) has none', (x) => {
    expect(logistic(x) * (1 - logistic(x))).toBe(0);
    for (const at of [x, -x]) {
      const slopes = [derivative(sigmoid)(at), vjp(sigmoid, at).pullback(1)];
      for (const slope of slopes) expect(Math.abs(slope / Math.exp(-x) - 1)).toBeLessThan(1e-15);
    }
  });

  test('the slope falls to 0 only where e⁻ˣ is smaller than any double', () => {
    expect(derivative(sigmoid)(745)).toBe(5e-324);
    expect(derivative(sigmoid)(746)).toBe(0);
  });
});
