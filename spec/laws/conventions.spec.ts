import { describe, expect, test } from 'vitest';
import * as dg from '../../lib/entries/forward.ts';
import {
  add,
  derivative,
  div,
  grad,
  gt,
  jacobian,
  jvp,
  lt,
  mul,
  type Scalar,
  sub,
  value,
} from '../../lib/entries/forward.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, firstOrder, modes } from '../support/modes.ts';
import { table } from '../support/table.ts';
import { expectSame } from './agree.ts';

/** A point and what is promised there: the partials of the given order, in every mode. */
type Promised = readonly [title: string, f: Field, x: readonly number[], partials: readonly number[]];

const one = (f: (x: Scalar) => Scalar): Field => (([x]: readonly Scalar[]) => f(x as Scalar)) as Field;
const two = (f: (x: Scalar, y: Scalar) => Scalar): Field =>
  (([x, y]: readonly Scalar[]) => f(x as Scalar, y as Scalar)) as Field;
const three = (f: (x: Scalar, y: Scalar, z: Scalar) => Scalar): Field =>
  (([x, y, z]: readonly Scalar[]) => f(x as Scalar, y as Scalar, z as Scalar)) as Field;

function promise(f: Field, x: readonly number[], partials: readonly number[], order = 1): void {
  for (const mode of order === 1 ? firstOrder : modes) {
    expectSame(mode.partials(f, order)(x).map(value), partials, `order ${order} at [${x}] by ${mode.name}`);
  }
}

describe('values', () => {
  test.each<readonly [string, () => unknown, unknown]>([
    ['sums go left to right', () => dg.sum([1e16, 1, 1, -1e16]), 1e16 + 1 + 1 - 1e16],
    ['from the first element', () => dg.sum([-0]), -0],
    ['the sum of nothing is 0', () => dg.sum([]), 0],
    ['the product of nothing is 1', () => dg.prod([]), 1],
    ['the mean of nothing is NaN', () => dg.mean([]), NaN],
    ['mean = sum / n', () => dg.mean([0.1, 0.2, 0.3]), (0.1 + 0.2 + 0.3) / 3],
    ['variance has n − 1 below', () => dg.variance([1, 3]), 2],
    ['sinc 0 = 1', () => dg.sinc(-0), 1],
    ['0 log 0 = 0', () => dg.xlogy(0, 0), 0],
    ['0 log(−1) = 0', () => dg.xlogy(0, -1), 0],
    ['0 log NaN = NaN', () => dg.xlogy(0, NaN), NaN],
    ['norm does not overflow', () => dg.norm([3 * 2 ** 600, 4 * 2 ** 600]), 5 * 2 ** 600],
    ['norm does not underflow', () => dg.norm([3 * 2 ** -600, 4 * 2 ** -600]), 5 * 2 ** -600],
    ['0 to the power 1.5', () => dg.pow(0, 1.5), 0],
    ['tanh 800', () => dg.tanh(800), 1],
    ['logsumexp of −∞', () => dg.logsumexp([-Infinity, -Infinity]), -Infinity],
    ['logsumexp with ∞', () => dg.logsumexp([Infinity, 0]), Infinity],
    ['1 ** ∞ is NaN, as JavaScript has it', () => dg.pow(1, Infinity), NaN],
    ['NaN ** 0 is 1', () => dg.pow(NaN, 0), 1],
    ['the sign of −0 is −0', () => dg.sign(-0), -0],
    ['2.5 rounds to 3', () => dg.round(2.5), 3],
    ['−7 % 3 is −1', () => dg.mod(-7, 3), -1],
  ])('%s', (_title, f, expected) => {
    expect(f()).toBe(expected);
  });

  test('are the same in an active computation', () => {
    expect(jvp((x: Scalar) => dg.pow(x, 0), NaN, 1).value).toBe(1);
    expect(jvp((x: Scalar) => dg.sign(x), -0, 1).value).toBe(-0);
    expect(jvp((x: Scalar) => dg.tanh(x), 800, 1).value).toBe(1);
  });
});

describe('NaN', () => {
  // clamp is a composition: the bound that its inner max did not choose contributes nothing to a NaN of the outer min.
  const single = table.filter(({ name }) => name !== 'clamp');

  test.each(single)('as an argument of $name makes every partial NaN', ({ field, anywhere }) => {
    const points = fc.tuple(anywhere, fc.nat()).map(([x, i]) => x.map((xj, j) => (j === i % x.length ? NaN : xj)));
    fc.assert(
      fc.property(points, (x) => {
        promise(
          field,
          x,
          x.map(() => NaN),
        );
      }),
    );
  });

  test.each(table)(
    'as the value of $name at finite arguments makes every partial NaN',
    ({ field, plain, anywhere }) => {
      fc.assert(
        fc.property(anywhere, (x) => {
          if (x.every(Number.isFinite) && Number.isNaN(plain(x)))
            promise(
              field,
              x,
              x.map(() => NaN),
            );
        }),
      );
    },
  );

  const outside: readonly (readonly [string, (x: Scalar) => Scalar, number])[] = [
    ['sqrt', dg.sqrt, -1],
    ['rsqrt', dg.rsqrt, -1],
    ['log', dg.log, -1],
    ['log2', dg.log2, -1],
    ['log10', dg.log10, -1],
    ['log1p', dg.log1p, -2],
    ['asin', dg.asin, 2],
    ['acos', dg.acos, -2],
    ['acosh', dg.acosh, 0],
    ['atanh', dg.atanh, 2],
  ];
  test.each(outside)('%s outside its domain has NaN for a derivative, at every order', (_name, f, x) => {
    for (let order = 1; order <= 3; order++) promise(one(f), [x], [NaN], order);
  });
});

describe('points', () => {
  test.each<Promised>([
    ['abs at 0', one(dg.abs), [0], [0]],
    ['sign at its jump', one(dg.sign), [0], [0]],
    ['floor at its jump', one(dg.floor), [2], [0]],
    ['ceil at its jump', one(dg.ceil), [2], [0]],
    ['round at its jump', one(dg.round), [2.5], [0]],
    ['trunc between', one(dg.trunc), [2.5], [0]],
    ['max at a tie', two(dg.max), [2, 2], [0.5, 0.5]],
    ['min at a tie', two(dg.min), [2, 2], [0.5, 0.5]],
    ['max at a tie, one operand a constant', one((x) => dg.max(x, 0)), [0], [0.5]],
    ['max at a tie, the other operand a constant', one((x) => dg.max(0, x)), [-0], [0.5]],
    ['max of x with itself', one((x) => dg.max(x, x)), [3], [1]],
    ['maximum, two of three equal', dg.maximum, [1, 4, 4], [0, 0.5, 0.5]],
    ['maximum, three equal', dg.maximum, [4, 4, 4], [1 / 3, 1 / 3, 1 / 3]],
    ['minimum, four equal', dg.minimum, [4, 4, 4, 4], [0.25, 0.25, 0.25, 0.25]],
    ['maximum, equal entries that are constants count', one((x) => dg.maximum([x, 4, 4, 1])), [4], [1 / 3]],
    ['maximum of ±0', dg.maximum, [0, -0, -1], [0.5, 0.5, 0]],
    ['relu at 0', one(dg.relu), [0], [0]],
    ['leakyRelu at 0, a between 0 and 1', two(dg.leakyRelu), [0, 0.1], [0.1, 0]],
    ['leakyRelu at 0, a negative', two(dg.leakyRelu), [-0, -2], [0, 0]],
    ['leakyRelu at 0, a above 1', two(dg.leakyRelu), [0, 3], [1, 0]],
    ['elu at 0, α = 1', two(dg.elu), [0, 1], [1, 0]],
    ['elu at 0, α negative', two(dg.elu), [0, -1], [0, 0]],
    ['elu at 0, α above 1', two(dg.elu), [0, 2], [1, 0]],
    ['clamp at a bound', three(dg.clamp), [1, 1, 2], [0.5, 0.5, 0]],
    ['clamp at the other bound', three(dg.clamp), [2, 1, 2], [0.5, 0, 0.5]],
    ['clamp, bounds and x equal', three(dg.clamp), [1, 1, 1], [0.25, 0.25, 0.5]],
    ['clamp of x alone, all equal', one((x) => dg.clamp(x, 1, 1)), [1], [0.25]],
    ['copysign to a negative', two(dg.copysign), [3, -2], [-1, 0]],
    ['copysign of a negative to a negative', two(dg.copysign), [-3, -2], [1, 0]],
    ['copysign to −0', two(dg.copysign), [3, -0], [-1, 0]],
    ['copysign to 0', two(dg.copysign), [-3, 0], [-1, 0]],
    ['copysign at 0', two(dg.copysign), [0, -1], [0, 0]],
    ['sqrt at 0', one(dg.sqrt), [0], [Infinity]],
    ['sqrt at −0', one(dg.sqrt), [-0], [Infinity]],
    ['cbrt at −0', one(dg.cbrt), [-0], [Infinity]],
    ['log at 0', one(dg.log), [0], [Infinity]],
    ['log at −0', one(dg.log), [-0], [Infinity]],
    ['log2 at −0', one(dg.log2), [-0], [Infinity]],
    ['log10 at −0', one(dg.log10), [-0], [Infinity]],
    ['log1p at −1', one(dg.log1p), [-1], [Infinity]],
    ['asin at 1', one(dg.asin), [1], [Infinity]],
    ['asin at −1', one(dg.asin), [-1], [Infinity]],
    ['acos at 1', one(dg.acos), [1], [-Infinity]],
    ['acos at −1', one(dg.acos), [-1], [-Infinity]],
    ['atanh at 1', one(dg.atanh), [1], [Infinity]],
    ['atanh at −1', one(dg.atanh), [-1], [Infinity]],
    ['acosh at 1', one(dg.acosh), [1], [Infinity]],
    ['atanh at 2', one(dg.atanh), [2], [NaN]],
    ['log at −1', one(dg.log), [-1], [NaN]],
    ['log1p at −2', one(dg.log1p), [-2], [NaN]],
    ['norm at the origin', dg.norm, [0, 0, -0], [0, 0, 0]],
    ['hypot at the origin', two(dg.hypot), [0, -0], [0, 0]],
    ['hypot on an axis', two(dg.hypot), [-2, 0], [-1, 0]],
    ['atan2 at the origin', two(dg.atan2), [0, 0], [NaN, NaN]],
    ['xlogy at x = 0', two(dg.xlogy), [0, 3], [Math.log(3), 0]],
    ['xlogy at the origin', two(dg.xlogy), [0, 0], [-Infinity, 0]],
    ['sinc at 0', one(dg.sinc), [0], [0]],
    ['sinc at −0', one(dg.sinc), [-0], [0]],
    ['mod at its jump', two(dg.mod), [6, 3], [1, -2]],
    ['mod of a negative', two(dg.mod), [-7, 3], [1, 2]],
    ['mod where x/y rounds up to a whole number', two(dg.mod), [1, 0.1], [1, -9]],
    ['logsumexp, all −∞', dg.logsumexp, [-Infinity, -Infinity], [0, 0]],
    ['logsumexp, some −∞', dg.logsumexp, [-Infinity, 5], [0, 1]],
    ['logsumexp, some ∞', dg.logsumexp, [Infinity, 0], [NaN, NaN]],
    ['softmax, all −∞', (x) => dg.softmax(x)[0] as Scalar, [-Infinity, -Infinity], [NaN, NaN]],
    ['softmax, some −∞', (x) => dg.softmax(x)[1] as Scalar, [-Infinity, 5], [0, 0]],
    ['softmax, some ∞', (x) => dg.softmax(x)[1] as Scalar, [Infinity, 0], [NaN, NaN]],
  ])('%s', (_title, f, x, partials) => {
    promise(f, x, partials);
  });

  test('±0 are one point of a maximum, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, -0, -1), { minLength: 1, maxLength: 6 }), (x) => {
        const top = Math.max(...x);
        const share = 1 / x.filter((xi) => xi === top).length;
        promise(
          dg.maximum,
          x,
          x.map((xi) => (xi === top ? share : 0)),
        );
      }),
    );
  });
});

describe('pow', () => {
  test.each<Promised>([
    ['∂x at 0, y = 0', two(dg.pow), [0, 0], [0, NaN]],
    ['∂x at 0, 0 < y < 1', two(dg.pow), [0, 0.5], [Infinity, 0]],
    ['∂x at −0, 0 < y < 1', two(dg.pow), [-0, 0.5], [Infinity, 0]],
    ['∂x at 0, y = 1', two(dg.pow), [0, 1], [1, 0]],
    ['∂x at 0, 1 < y < 2', two(dg.pow), [0, 1.5], [0, 0]],
    ['∂x at 0, y > 1', two(dg.pow), [0, 2], [0, 0]],
    ['∂x at 0, y < 0', two(dg.pow), [0, -1], [-Infinity, NaN]],
    ['the exponent 0 is a constant', one((x) => dg.pow(x, 0)), [0], [0]],
    ['the exponent 0 beside 0', one((x) => dg.pow(x, 0)), [5e-324], [0]],
    ['the exponent ½ is a constant', one((x) => dg.pow(x, 0.5)), [0], [Infinity]],
    ['the exponent 1 is a constant', one((x) => dg.pow(x, 1)), [-0], [1]],
    ['the exponent 1.5 is a constant', one((x) => dg.pow(x, 1.5)), [0], [0]],
    ['a whole exponent of a negative base', one((x) => dg.pow(x, 3)), [-2], [12]],
    ['a negative whole exponent', one((x) => dg.pow(x, -1)), [-2], [-0.25]],
    ['an active exponent of a negative base', two(dg.pow), [-2, 3], [12, NaN]],
    ['only in the lane of the exponent', three((x, y, z) => add(dg.pow(x, y), z)), [-2, 3, 0], [12, NaN, 1]],
    ['an active exponent of base 0', one((y) => dg.pow(0, y)), [2], [0]],
    ['an active exponent 0 of base 0', one((y) => dg.pow(0, y)), [0], [NaN]],
    ['an active exponent', one((y) => dg.pow(2, y)), [3], [8 * Math.LN2]],
  ])('%s', (_title, f, x, partials) => {
    promise(f, x, partials);
  });

  test.each<Promised>([
    ['x⁰', one((x) => dg.pow(x, 0)), [0], [0]],
    ['x¹', one((x) => dg.pow(x, 1)), [0], [0]],
    ['x²', one((x) => dg.pow(x, 2)), [0], [2]],
    ['x³', one((x) => dg.pow(x, 3)), [0], [0]],
    ['x³ at a negative base', one((x) => dg.pow(x, 3)), [-2], [-12]],
  ])('the second derivative of %s', (_title, f, x, partials) => {
    promise(f, x, partials, 2);
  });

  test('an exponent that is active only further out is a constant', () => {
    const slope = (y: Scalar): Scalar => derivative((x: Scalar) => dg.pow(x, y))(-2);
    expect(jvp(slope, 3, 1).value).toBe(12);
    expect(jvp((y: Scalar) => derivative((x: Scalar) => dg.max(x, y))(2), 2, 1).value).toBe(0.5);
  });
});

describe('structure', () => {
  test.each<Promised>([
    ['relu drops an infinite slope', one((x) => dg.relu(sub(dg.sqrt(x), 1))), [0], [0]],
    ['max drops an infinite slope', one((x) => dg.max(sub(dg.sqrt(x), 1), 0)), [0], [0]],
    ['max from the other side', one((x) => dg.max(0, sub(dg.sqrt(x), 1))), [0], [0]],
    ['min drops an infinite slope', one((x) => dg.min(sub(1, dg.sqrt(x)), 0)), [0], [0]],
    ['clamp drops an infinite slope', one((x) => dg.clamp(dg.sqrt(x), 1, 2)), [0], [0]],
    ['maximum drops an infinite slope', one((x) => dg.maximum([dg.sqrt(x), 1, 2])), [0], [0]],
    ['floor drops an infinite slope', one((x) => dg.floor(dg.sqrt(x))), [0], [0]],
    ['where drops the branch not taken', one((x) => dg.where(gt, x, 0, dg.sqrt(x), mul(2, x))), [0], [2]],
    ['where has no NaN from it', one((x) => dg.where(lt, x, 0, x, dg.log(x))), [-1], [1]],
    ['a numeric 0 times ∞ is not absorbed', one((x) => dg.cbrt(mul(mul(x, x), x))), [0], [NaN]],
    ['nor in a power', one((x) => dg.cbrt(dg.pow(x, 3))), [0], [NaN]],
    ['nor in a cube', one((x) => dg.cbrt(dg.cube(x))), [0], [NaN]],
    ['a sum beside an infinite slope', two((x, y) => add(dg.sqrt(x), y)), [0, 1], [Infinity, 1]],
    ['a product beside an infinite slope', two((x, y) => mul(dg.sqrt(x), y)), [0, 2], [Infinity, 0]],
    ['a quotient beside an infinite slope', two((x, y) => div(dg.log(x), y)), [0, 2], [Infinity, Infinity]],
    ['a later infinite partial', two((x, y) => add(dg.sqrt(mul(x, 1)), mul(y, y))), [0, 3], [Infinity, 6]],
    ['a NaN partial beside others', three((x, y, z) => add(add(dg.atan2(x, y), z), z)), [0, 0, 1], [NaN, NaN, 2]],
    ['an array with one infinite slope', (x) => dg.sum(x.map((xi) => dg.sqrt(xi))), [1, 0, 1], [0.5, Infinity, 0.5]],
    ['an inner product with one', (x) => dg.dot(x.map(dg.sqrt), [1, 1, 1]), [1, 0, 1], [0.5, Infinity, 0.5]],
    ['a maximum with one', (x) => dg.maximum(x.map((xi) => dg.sqrt(xi))), [1, 0, 4], [0, 0, 0.25]],
    ['an output that ignores the input', () => 7, [1, 2], [0, 0]],
    ['a stopped gradient', two((x, y) => mul(dg.stopGradient(dg.sqrt(x)), y)), [0, 3], [0, 0]],
  ])('%s', (_title, f, x, partials) => {
    promise(f, x, partials);
  });

  test('of n inputs, those without the infinite slope do not see it, whatever the lane width', () => {
    for (let n = 1; n <= 17; n++) {
      for (const hot of [0, n >> 1, n - 1]) {
        const x: readonly number[] = Array.from({ length: n }, (_, i) => (i === hot ? 0 : i + 1));
        const f: Field = (xs) => xs.map((xi, i) => (i === hot ? dg.sqrt(xi) : dg.square(xi))).reduce(add);
        promise(
          f,
          x,
          x.map((xi, i) => (i === hot ? Infinity : 2 * xi)),
        );
      }
    }
  });
});

describe('order 2 where the slope is infinite is the one-sided limit', () => {
  test.each<Promised>([
    ['asin at 1', one(dg.asin), [1], [Infinity]],
    ['asin at −1', one(dg.asin), [-1], [-Infinity]],
    ['acos at 1', one(dg.acos), [1], [-Infinity]],
    ['acos at −1', one(dg.acos), [-1], [Infinity]],
    ['atanh at 1', one(dg.atanh), [1], [Infinity]],
    ['atanh at −1', one(dg.atanh), [-1], [-Infinity]],
    ['acosh at 1', one(dg.acosh), [1], [-Infinity]],
    ['sqrt at 0', one(dg.sqrt), [0], [-Infinity]],
    ['log at 0', one(dg.log), [0], [-Infinity]],
    ['log1p at −1', one(dg.log1p), [-1], [-Infinity]],
  ])('%s', (_title, f, x, partials) => {
    promise(f, x, partials, 2);
  });
});

describe('order 2 at a kink is NaN, but of activations and steps 0', () => {
  test.each<Promised>([
    ['abs', one(dg.abs), [0], [NaN]],
    ['relu', one(dg.relu), [0], [0]],
    ['sign', one(dg.sign), [0], [0]],
    ['floor', one(dg.floor), [1], [0]],
    ['max of two curves that touch', one((x) => dg.max(mul(x, x), x)), [1], [NaN]],
    ['maximum of two curves that touch', one((x) => dg.maximum([mul(x, x), x])), [1], [NaN]],
    ['x abs(x)', one((x) => mul(x, dg.abs(x))), [0], [NaN]],
    ['max', two(dg.max), [1, 1], Array(4).fill(NaN)],
    ['clamp', three(dg.clamp), [1, 1, 1], Array(9).fill(NaN)],
    ['leakyRelu in x', one((x) => dg.leakyRelu(x, 0.1)), [0], [0]],
    ['hypot at the origin', two(dg.hypot), [0, 0], Array(4).fill(NaN)],
    ['norm at the origin', dg.norm, [0, 0], Array(4).fill(NaN)],
    ['sinc at 0', one(dg.sinc), [0], [-1 / 3]],
  ])('%s', (_title, f, x, partials) => {
    promise(f, x, partials, 2);
  });
});

describe('mod', () => {
  // x = n·y + v in whole numbers: doubles are whole multiples of 2^-1074.
  const whole = (x: number): bigint => {
    const [digits, exponent] = (() => {
      let e = 0;
      let m = x;
      while (!Number.isInteger(m)) {
        m *= 2;
        e++;
      }
      return [BigInt(m), e];
    })();
    return digits << BigInt(1074 - exponent);
  };

  test('∂y is −trunc(x/y) of the exact quotient', () => {
    const side = fc.double({ min: -1000, max: 1000, noNaN: true }).filter((x) => Math.abs(x) > 1e-6);
    fc.assert(
      fc.property(side, side, (x, y) => {
        promise(two(dg.mod), [x, y], [1, -Number(whole(x) / whole(y))]);
      }),
    );
  });
});

describe('comparisons', () => {
  const pairs: readonly (readonly [(x: Scalar, y: Scalar) => boolean, (x: number, y: number) => boolean])[] = [
    [dg.lt, (x, y) => x < y],
    [dg.le, (x, y) => x <= y],
    [dg.gt, (x, y) => x > y],
    [dg.ge, (x, y) => x >= y],
    [dg.eq, (x, y) => x === y],
    [dg.ne, (x, y) => x !== y],
  ];

  test('are real booleans on innermost values', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (x, y) => {
        for (const [ours, plain] of pairs) {
          const seen: boolean[] = [ours(x, y)];
          grad(([s, t]: readonly Scalar[]) => {
            seen.push(ours(s as Scalar, t as Scalar), ours(s as Scalar, y), ours(x, t as Scalar));
            derivative((u: Scalar) => {
              seen.push(ours(u, t as Scalar));
              return u;
            })(s as Scalar);
            return 0;
          })([x, y]);
          expect(new Set(seen)).toEqual(new Set([plain(x, y)]));
        }
      }),
    );
  });

  test('choose the operand of where, and only that, at every lane width', () => {
    const f = (x: readonly Scalar[]): Scalar[] =>
      pairs.map(([compare]) =>
        dg.where(
          compare as dg.Comparison,
          x[0] as Scalar,
          x[1] as Scalar,
          mul(2, x[2] as Scalar),
          dg.sqrt(x[3] as Scalar),
        ),
      );
    for (let lanes = 1; lanes <= 16; lanes++) {
      expectSame(
        jacobian(f, { lanes })([1, 2, 3, 0]).flat(),
        pairs.flatMap(([, plain]) => (plain(1, 2) ? [0, 0, 2, 0] : [0, 0, 0, Infinity])),
        `lanes ${lanes}`,
      );
    }
  });
});
