import { describe, test } from 'vitest';
import * as dg from '../../lib/entries/forward.ts';
import { neg, type Scalar, value } from '../../lib/entries/forward.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, firstOrder, type Mode, modes } from '../support/modes.ts';
import { opNamed } from '../support/table.ts';
import { expectAgreement, expectSame, tracked } from './agree.ts';

const odd: readonly string[] = [
  ...['neg', 'inv', 'cube', 'cbrt', 'sin', 'tan', 'asin', 'atan', 'sinh', 'tanh', 'asinh', 'atanh', 'sign', 'trunc'],
];
const even: readonly string[] = ['square', 'cos', 'cosh', 'sech', 'abs', 'sinc'];

const unary = (name: string): Field => {
  const op = opNamed(name);
  return ([x]) => op(x);
};

// Every number, ±0 and the kinks among them: the derivative of an even function is odd, so 0 (or NaN) at a kink.
function expectParity(f: Field, sign: 1 | -1): void {
  fc.assert(
    fc.property(anyNumber, fc.constantFrom(...modes), (x, mode) => {
      for (let order = 0; order <= 3; order++) {
        const [right, left] = [mode.partials(f, order)([x]), mode.partials(f, order)([-x])] as [number[], number[]];
        const flip = order % 2 === 0 ? sign : -sign;
        expectSame(
          left,
          right.map((d) => flip * d),
          `order ${order} at ${-x} and ${x} by ${mode.name}`,
        );
      }
    }),
  );
}

describe('derivatives of odd functions are even', () => {
  test.each(odd)('%s', (name) => expectParity(unary(name), -1));
});

describe('derivatives of even functions are odd', () => {
  test.each(even)('%s', (name) => expectParity(unary(name), 1));
});

/** The gradient of `f` at x is that of `g` at `move(x)` put through `back`, by ===. */
type Reflection = readonly [
  law: string,
  n: number,
  f: Field,
  g: Field,
  move: (x: readonly number[]) => number[],
  back: (d: readonly number[]) => number[],
];

const binary = (name: string): Field => {
  const op = opNamed(name);
  return ([x, y]) => op(x, y);
};
const swapped = ([x, y]: readonly number[]): number[] => [y as number, x as number];
const negated = (x: readonly number[]): number[] => x.map((xi) => -xi);
const unchanged = (x: readonly number[]): number[] => [...x];
const reversed = (x: readonly number[]): number[] => [...x].reverse();
const flipFirst = ([x, y]: readonly number[]): number[] => [-(x as number), y as number];

const reflections: readonly Reflection[] = [
  ...['add', 'mul', 'max', 'min', 'hypot', 'logaddexp'].map(
    (name): Reflection => [`${name}(x, y) = ${name}(y, x)`, 2, binary(name), binary(name), swapped, swapped],
  ),
  ['max(x, y) = −min(−x, −y)', 2, binary('max'), (x) => neg(dg.min(...pairOf(x))), negated, negated],
  ['maximum(x) = −minimum(−x)', 4, dg.maximum, (x) => neg(dg.minimum(x)), negated, negated],
  ['maximum does not depend on the order', 4, dg.maximum, dg.maximum, reversed, reversed],
  ['minimum does not depend on the order', 4, dg.minimum, dg.minimum, reversed, reversed],
  ['maximum of two is max', 2, dg.maximum, binary('max'), unchanged, unchanged],
  ['minimum of two is min', 2, dg.minimum, binary('min'), unchanged, unchanged],
  ['abs(x) = max(x, −x)', 1, unary('abs'), ([x]) => dg.max(x as Scalar, neg(x as Scalar)), unchanged, unchanged],
  ['clamp is min(max(x, lo), hi)', 3, (x) => dg.clamp(...tripleOf(x)), minOfMax, unchanged, unchanged],
  ['acos(−x) = π − acos(x)', 1, unary('acos'), ([x]) => neg(dg.acos(x as Scalar)), negated, negated],
  ['sigmoid(−x) = 1 − sigmoid(x)', 1, unary('sigmoid'), ([x]) => neg(dg.sigmoid(x as Scalar)), negated, negated],
  ['logSigmoid(x) = −softplus(−x)', 1, unary('logSigmoid'), ([x]) => neg(dg.softplus(x as Scalar)), negated, negated],
  ['atan2(−y, x) = −atan2(y, x)', 2, binary('atan2'), (x) => neg(dg.atan2(...pairOf(x))), flipFirst, flipFirst],
  ['mod(−x, y) = −mod(x, y)', 2, binary('mod'), (x) => neg(dg.mod(...pairOf(x))), flipFirst, flipFirst],
  ['copysign(−x, s) = copysign(x, s)', 2, binary('copysign'), binary('copysign'), flipFirst, flipFirst],
  ['square(x) = x · x', 1, unary('square'), ([x]) => dg.mul(x as Scalar, x as Scalar), unchanged, unchanged],
  ['inv(x) = 1 / x', 1, unary('inv'), ([x]) => dg.div(1, x as Scalar), unchanged, unchanged],
];

function pairOf(x: readonly Scalar[]): [Scalar, Scalar] {
  return [x[0] as Scalar, x[1] as Scalar];
}

function tripleOf(x: readonly Scalar[]): [Scalar, Scalar, Scalar] {
  return [x[0] as Scalar, x[1] as Scalar, x[2] as Scalar];
}

function minOfMax(x: readonly Scalar[]): Scalar {
  const [t, lo, hi] = tripleOf(x);
  return dg.min(dg.max(t, lo), hi);
}

describe('reflections hold to the last bit, at kinks too', () => {
  test.each(reflections)('%s', (_law, n, f, g, move, back) => {
    fc.assert(
      fc.property(fc.array(anyNumber, { minLength: n, maxLength: n }), (x) => {
        // Where the value is NaN, −f is the negative of a NaN, whose derivative is NaN whatever that of f.
        if (Number.isNaN(value(f(x)))) return;
        for (const mode of firstOrder) {
          const gradient = (h: Field, at: readonly number[]): number[] => mode.partials(h, 1)(at) as number[];
          expectSame(gradient(f, x), back(gradient(g, move(x))), mode.name);
        }
      }),
      // The multiple that mod takes off ends in a half.
      { examples: n === 2 ? [[[-4.223996807917119e-99, -1.298973244921721e-114]]] : [] },
    );
  });
});

describe('complements add up', () => {
  test.each(['softplus', 'silu'])('%s(x) less its mirror image is x', (name) => {
    const op = opNamed(name);
    fc.assert(
      fc.property(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constantFrom(...firstOrder), (x, mode: Mode) => {
        const difference: Field = ([t]) => dg.sub(op(t), op(neg(t as Scalar)));
        expectAgreement(mode.partials(tracked(difference), 1), () => [1], [x], mode.name);
      }),
    );
  });
});
